"""What the rest of the house sees of accounts: frozen, without hashes and secrets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AccountRole(StrEnum):
    """What a person may do; each may what the one before may."""

    READER = "reader"  # sees
    REVIEWER = "reviewer"  # decides
    ADMIN = "admin"  # manages accounts

    @property
    def decides(self) -> bool:
        """Whether judgements may be recorded."""
        return self is not AccountRole.READER


class Scope(StrEnum):
    """What a token may do, within what its account may."""

    READ = "read"
    EXPORT = "export"
    DECIDE = "decide"


@dataclass(frozen=True, slots=True)
class Account:
    """One person."""

    account_id: int
    login: str
    name: str
    role: AccountRole
    language: str
    must_change: bool
    has_totp: bool
    disabled: bool
    created_at: datetime
    seen_at: datetime | None
    mailbox: str = ""  # where their digest goes; no other address is alerted by their searches

    @property
    def subject(self) -> str:
        """How the audit log calls it."""
        return f"account {self.login}"


@dataclass(frozen=True, slots=True)
class BrowserSession:
    """A browser that signed in."""

    session_id: int
    account: Account
    whole: bool
    address: str
    browser: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Token:
    """A program that may ask in a person's name; `prefix` is all that is shown of its secret."""

    token_id: int
    account: Account
    prefix: str
    name: str
    scopes: tuple[Scope, ...]
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Act:
    """Who does something, and when: what every change needs for its entry in the audit log."""

    who: str
    at: datetime
