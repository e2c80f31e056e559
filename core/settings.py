"""Settings: settings.toml < the file named in ALMENARA_SETTINGS < ALMENARA_* environment.

Frozen, and built by entry points only (`load()`); rooms receive the part they need. Source of every default and of
its meaning: settings.toml.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings import SettingsError as EnvironmentFormError

from core.errors import SettingsError, words_of
from core.settings_faults import no_json, refuse_misspelt, unfit, unknown
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
    mine = _read(Path(own)) if own else {}
    values = _merge(values, mine)
    refuse_misspelt(values)
    try:
        return Settings(**values)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        parts = tuple(map(str, first["loc"]))
        if first["type"] == "extra_forbidden":
            raise unknown(parts, values) from error
        raise unfit(parts, first["type"], first["msg"], first["input"], mine) from error
    except (EnvironmentFormError, RecursionError) as error:  # a list or a table whose words are no JSON
        raise no_json(values) from error


def _read(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # some editors put a mark before UTF-8
    except PermissionError as error:
        raise SettingsError(
            f"Settings file {path}: {words_of(error)}.", remedy="Give whom the command runs as the right to read it."
        ) from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"Settings file {path} is no UTF-8: {error}.", remedy="Save it as UTF-8.") from error
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
