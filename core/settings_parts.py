"""The parts of the settings, each checked by itself; settings.toml says what every one of them means."""

from __future__ import annotations

import re
from ipaddress import ip_network
from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from core.mailboxes import FORMS, address_of, list_id_of, way_out_of
from core.settings_types import (
    LONGEST_SECONDS,
    Days,
    ElsewhereOrNothing,
    Folder,
    FolderOrNothing,
    Seconds,
    WebAddress,
    WebAddressOrNothing,
)

PROJECT_ROOT = Path(__file__).resolve().parent.parent


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CrawlSettings(_Part):
    """How publishers are visited. Times in seconds, sizes in bytes."""

    user_agent: str
    contact: str
    processes: int = Field(ge=1, le=64)
    max_pages: int = Field(ge=1, le=10_000_000)
    max_minutes: float = Field(gt=0, le=7 * 24 * 60)
    max_depth: int = Field(ge=1)
    max_body_bytes: int = Field(ge=1024)
    timeout_s: Seconds
    allow_private_addresses: bool
    connect_to: dict[str, str]
    delay_s: float = Field(ge=0, le=LONGEST_SECONDS)
    max_retry_after_s: float = Field(ge=0, le=LONGEST_SECONDS)

    @field_validator("connect_to")
    @classmethod
    def _host_and_port(cls, value: dict[str, str]) -> dict[str, str]:
        for pattern, target in value.items():
            if not re.fullmatch(r"[^\s:]+:\d{1,5}|\[[0-9a-fA-F:]+\]:\d{1,5}", target):
                raise ValueError(f"{pattern} = {target!r}: write host:port, such as 127.0.0.1:8899")
        return value


class ArchiveSettings(_Part):
    """Where evidence is kept. Sizes in bytes."""

    dir: Folder
    max_warc_bytes: int = Field(ge=1_000_000)
    timestamp_url: WebAddressOrNothing
    vault: ElsewhereOrNothing
    local_days: Days

    @model_validator(mode="after")
    def _kept_somewhere(self) -> Self:
        if self.local_days and not self.vault:
            raise ValueError("local_days lets go of what lies in the vault, too: name a vault, or set local_days to 0")
        return self


class NightlySettings(_Part):
    """When the night begins and what counts as silence."""

    hour: int = Field(ge=0, le=23)
    minute: int = Field(ge=0, le=59)
    timezone: str
    catch_up_hours: float = Field(gt=0, le=24)
    silent_nights: int = Field(ge=1)
    heartbeat_url: WebAddressOrNothing

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError(f"{value!r} is no IANA time zone, such as America/Santiago") from error
        return value

    @property
    def zone(self) -> ZoneInfo:
        """The time zone as an object."""
        return ZoneInfo(self.timezone)


class EngineSettings(_Part):
    """Who extracts and reads. Memory in MiB, time in seconds."""

    kind: Literal["local", "ray"]
    workers: int = Field(ge=0, le=4096)
    max_worker_mib: int = Field(ge=256, le=16 * 1024 * 1024)
    answer_s: Seconds


class ReadingSettings(_Part):
    """Where the reader draws its line (probability)."""

    threshold: float = Field(ge=0, le=1)
    model: FolderOrNothing
    triage: bool

    @property
    def folder(self) -> Path | None:
        """The trained model's folder; None where the rules read. A relative one counts from the project's root."""
        return PROJECT_ROOT / self.model if self.model else None


class LinkingSettings(_Part):
    """Where two names are held to be one (score)."""

    threshold: float = Field(ge=0, le=1)


class ReviewSettings(_Part):
    """How people decide."""

    four_eyes: bool


class RetentionSettings(_Part):
    """How long what is nobody's lead is kept, in days; 0 for ever. The archive has its own: `archive_days`."""

    names_days: Days
    texts_days: Days
    archive_days: Days

    @model_validator(mode="after")
    def _texts_go_first(self) -> Self:
        if 0 < self.archive_days < self.texts_days:
            raise ValueError(
                f"the archive would lose a page (archive_days = {self.archive_days}) before the database the text that "
                f"was read off it (texts_days = {self.texts_days}): set archive_days to {self.texts_days} or more, or "
                "to 0, which keeps it for ever"
            )
        return self


class MailSettings(_Part):
    """How digests leave the house. Times in seconds."""

    host: str
    port: int = Field(ge=1, le=65535)
    starttls: bool
    user: str
    password: SecretStr
    sender: str
    recipients: tuple[str, ...]
    keepers: tuple[str, ...]
    base_url: WebAddress
    list_id: str
    unsubscribe: str
    timeout_s: Seconds
    max_tries: int = Field(ge=1)

    @field_validator("sender", "recipients", "keepers")
    @classmethod
    def _mail_addresses(cls, value: str | tuple[str, ...]) -> str | tuple[str, ...]:
        """Told before a night begins, and not when its mails are written."""
        for each in (value,) if isinstance(value, str) else value:
            try:
                address_of(each)
            except ValueError as error:
                raise ValueError(f"{error}: write {FORMS}") from error
        return value

    @model_validator(mode="after")
    def _whose_password(self) -> Self:
        if self.password.get_secret_value() and not self.user:
            raise ValueError("there is a mail.password, and nobody whose it is: set mail.user")
        return self

    @field_validator("base_url")
    @classmethod
    def _root_of_a_name(cls, value: str) -> str:
        """Every link of the pages begins at the root: below a path, those of mails would lead nowhere."""
        parts = urlsplit(value)
        if parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError(
                f"{value!r} leads below a path, and the desk answers at the root of a name or port alone: give it one "
                f"of its own (docs/ACCOUNTS.md)"
            )
        return value

    @field_validator("list_id")
    @classmethod
    def _name_of_a_list(cls, value: str) -> str:
        return list_id_of(value)

    @field_validator("unsubscribe")
    @classmethod
    def _way_out_or_nothing(cls, value: str) -> str:
        return way_out_of(value) if value else value


class WebhookSettings(_Part):
    """Where webhooks may lead. Times in seconds."""

    allow_private_addresses: bool
    allow_plain_loopback: bool
    timeout_s: Seconds
    max_tries: int = Field(ge=1)


class WebSettings(_Part):
    """Where the pages are served, and to whom."""

    host: str
    port: int = Field(ge=0, le=65535)
    accounts: Literal["off", "required"]
    trusted_proxies: tuple[str, ...]
    session_idle_minutes: int = Field(ge=1, le=366 * 24 * 60)
    session_hours: int = Field(ge=1, le=366 * 24)
    password_length: int = Field(ge=8, le=128)

    @field_validator("trusted_proxies")
    @classmethod
    def _addresses(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for each in value:
            try:
                ip_network(each)
            except ValueError as error:
                raise ValueError(f"{each!r} is no address or network, such as 127.0.0.1 or 10.0.0.0/24") from error
        return value

    @property
    def signed_in(self) -> bool:
        """Whether people have to sign in."""
        return self.accounts == "required"
