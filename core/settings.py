"""Settings: settings.toml < the file named in ALMENARA_SETTINGS < ALMENARA_* environment.

Frozen, and built by entry points only (`load()`); rooms receive the part they need. Source of every default and of
its meaning: settings.toml.
"""

from __future__ import annotations

import json
import os
import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings import SettingsError as EnvironmentFormError

from core.errors import SettingsError, words_of, words_of_fault
from core.settings_parts import (
    PROJECT_ROOT,
    ArchiveSettings,
    CrawlSettings,
    EngineSettings,
    LinkingSettings,
    MailSettings,
    NightlySettings,
    ReadingSettings,
    RetentionSettings,
    ReviewSettings,
    WebhookSettings,
    WebSettings,
)
from core.settings_types import Folder

DEFAULTS = PROJECT_ROOT / "settings.toml"


__all__ = [
    "DEFAULTS",
    "PROJECT_ROOT",
    "ArchiveSettings",
    "CrawlSettings",
    "EngineSettings",
    "LinkingSettings",
    "MailSettings",
    "NightlySettings",
    "ReadingSettings",
    "RetentionSettings",
    "ReviewSettings",
    "Settings",
    "WebSettings",
    "WebhookSettings",
    "load",
]


class Settings(BaseSettings):
    """All settings; see settings.toml for what each means."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_prefix="ALMENARA_",
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )

    data_dir: Folder
    database_url: str
    sources_dirs: tuple[Folder, ...] = Field(min_length=1)
    log_format: Literal["auto", "plain", "json"]
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"]
    crawl: CrawlSettings
    archive: ArchiveSettings
    nightly: NightlySettings
    engine: EngineSettings
    reading: ReadingSettings
    linking: LinkingSettings
    review: ReviewSettings
    retention: RetentionSettings
    mail: MailSettings
    webhooks: WebhookSettings
    web: WebSettings

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the files (which `load` hands in)."""
        return env_settings, init_settings

    @property
    def database(self) -> str:
        """The SQLAlchemy address in use."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'almenara.db').resolve()}"

    @property
    def place(self) -> dict[str, str]:
        """Where a watch is kept and by which days it counts, by the names of the settings: what must not change under
        a scheduler, whose lock and jobs lie there."""
        return {
            "data_dir": str(self.data_dir),
            "database_url": self.database,
            "nightly.timezone": self.nightly.timezone,
        }

    def make_data_dir(self) -> None:
        """Make the folder of all that is kept, for this user alone: names stand in it, and secrets that sign. One
        that is there already stays as it is."""
        self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)

    @property
    def archive_root(self) -> Path:
        """The folder of the WARC files."""
        return self.data_dir / self.archive.dir

    @property
    def source_folders(self) -> tuple[Path, ...]:
        """`sources_dirs`, with relative ones resolved against the project's root."""
        return tuple(folder if folder.is_absolute() else PROJECT_ROOT / folder for folder in self.sources_dirs)


def load(defaults: Path = DEFAULTS) -> Settings:
    """Read the settings.

    Raises:
        SettingsError: a file that can't be read, or a value that can't be used; names it and says what is allowed.
    """
    values = _read(defaults)
    own = os.environ.get("ALMENARA_SETTINGS", "")
    if own:
        values = _merge(values, _read(Path(own)))
    _refuse_half_named(values)
    try:
        return Settings(**values)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        if first["type"] == "extra_forbidden":
            raise _unknown(tuple(map(str, first["loc"])), values) from error
        name = ".".join(str(part) for part in first["loc"]) or "settings"
        said = words_of_fault(first["msg"])
        if first["type"] == "tuple_type":
            said = f"a list is wanted: {_listed(first['input'])}"
        raise SettingsError(
            f"Setting {name}: {said}.",
            remedy="See settings.toml for what it means.",
        ) from error
    except (EnvironmentFormError, RecursionError) as error:  # a list or a table whose words are no JSON
        raise _no_json(values) from error


def _no_json(values: dict[str, object]) -> SettingsError:
    """For the variable whose list or table is no JSON; pydantic names no more than the part that it belongs to."""
    for name, written in os.environ.items():
        part, _, below = name.lower().removeprefix("almenara_").partition("__")
        known = values.get(part)
        known = known.get(below) if below and isinstance(known, dict) else known
        if name.upper().startswith("ALMENARA_") and isinstance(known, list | dict) and not _is_json(written):
            example = _listed(written.strip("[]'\" ")) if isinstance(known, list) else '{"name": "value"}'
            return SettingsError(f"{name} in the environment is no JSON.", remedy=f"Write JSON: {name}='{example}'.")
    return SettingsError("A list or table in the environment is no JSON.", remedy="Write JSON.")


def _is_json(written: str) -> bool:
    try:
        json.loads(written)
    except (ValueError, RecursionError):
        return False
    return True


def _listed(value: object) -> str:
    return json.dumps([str(value)], ensure_ascii=False)


def _unknown(parts: tuple[str, ...], values: dict[str, object]) -> SettingsError:
    """For a name that is none, with the nearest that is: a misspelt one must not be passed over."""
    *above, last = parts
    known: object = values
    for part in above:
        known = known.get(part) if isinstance(known, dict) else None
    others = [name for name in known if name != last] if isinstance(known, dict) else []
    near = get_close_matches(last, others, n=1)
    meant = f"Did you mean {'.'.join((*above, near[0]))}? " if near else ""
    return SettingsError(f"There is no setting {'.'.join(parts)}.", remedy=f"{meant}settings.toml has all of them.")


def _refuse_half_named(values: dict[str, object]) -> None:
    """ALMENARA_MAIL_HOST would be passed over in silence: between a part and its setting stand two underscores."""
    parts = [name for name, value in values.items() if isinstance(value, dict)]
    for name in os.environ:
        for part in parts:
            begin = f"ALMENARA_{part.upper()}_"
            if name.upper().startswith(begin) and not name.upper().startswith(f"{begin}_"):
                raise SettingsError(
                    f"{name} in the environment sets nothing.", remedy=f"Write {begin}_{name[len(begin) :]}."
                )
        _refuse_misspelt(name, values)


def _refuse_misspelt(name: str, values: dict[str, object]) -> None:
    """ALMENARA_DATADIR would be passed over, and the command work on other data. Names like none of ours are left, but
    for those with two underscores, which mean a setting."""
    if not name.upper().startswith("ALMENARA_"):
        return
    said, nested, _below = name[len("ALMENARA_") :].lower().partition("__")
    if said in values or said == "settings":
        return
    near = get_close_matches(said, values, n=1, cutoff=0.6 if nested else 0.8)
    if near or nested:
        meant = f"Did you mean ALMENARA_{near[0].upper()}?" if near else "settings.toml has all settings."
        raise SettingsError(f"{name} in the environment sets nothing.", remedy=meant)


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:  # a number or a nesting without end, too
        raise SettingsError(
            f"Settings file {path}: {words_of(error)}.", remedy="Mend the file or name another in ALMENARA_SETTINGS."
        ) from error


def _merge(base: dict[str, object], over: dict[str, object]) -> dict[str, object]:
    merged = dict(base)
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = _merge(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged
