"""The mail settings, as far as they can be had where the settings as a whole can't be used: so that whoever keeps the
watch is mailed of that very fault. Anything else that went on with half of the settings would do what nobody asked."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings import SettingsError as EnvironmentFormError

from core.settings import DEFAULTS
from core.settings_parts import MailSettings

_TABLE = re.compile(r"^(?=[ \t]*\[)", re.MULTILINE)


class _Mail(BaseSettings):
    model_config = SettingsConfigDict(
        extra="ignore",
        env_prefix="ALMENARA_",
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )
    mail: MailSettings

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the files, as in `core.settings`."""
        return env_settings, init_settings


def mail_settings() -> MailSettings | None:
    """What the files and the environment say of mail, without what can't be used of it; None where that is too much."""
    file = os.environ.get("ALMENARA_SETTINGS", "")
    own = _mail_of(Path(file)) if file else {}
    for _ in range(2):
        try:
            return _Mail(mail=_mail_of(DEFAULTS) | own).mail  # type: ignore[arg-type]
        except ValidationError as error:
            for _part, *setting in (each["loc"] for each in error.errors()):
                own.pop(str(next(iter(setting), "")), None)
        except EnvironmentFormError:
            return None
    return None


def _mail_of(path: Path) -> dict[str, object]:
    """The table `mail` of a file, also where another part of it is no TOML, or the file no UTF-8."""
    try:
        text = path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return {}
    found: dict[str, object] = {}
    for table in _tables(text):
        if isinstance(mail := table.get("mail"), dict):
            found |= mail
    return found


def _tables(text: str) -> Iterator[dict[str, object]]:
    """Each part that begins with a [heading], by itself, but for those that can't be read."""
    for part in _TABLE.split(text):
        try:
            yield tomllib.loads(part)
        except (ValueError, RecursionError):
            continue
