"""Tables of who may open the desk: accounts, their sessions and API tokens, and how often somebody tried in vain.

What opens a door (session ids, tokens) is kept as a hash only. The secret of a second factor can't be: the codes are
computed from it, so whoever reads the database could compute them too.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, BigId


class AccountRow(Base):
    """One person. Rows are never deleted: decisions and the audit log name them."""

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("login"), UniqueConstraint("name_key"))

    account_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    login: Mapped[str]
    name: Mapped[str]  # stands beside decisions; those that it had before: AccountNameRow
    name_key: Mapped[str]  # of the name what eyes tell apart (core.persons): two persons can't share one
    role: Mapped[str]
    language: Mapped[str]
    password_hash: Mapped[str]
    must_change: Mapped[bool]  # the password was given by somebody else
    totp_secret: Mapped[str]  # empty: no second factor
    totp_pending: Mapped[str]  # shown as a QR code, not yet proved by a code
    totp_counter: Mapped[int] = mapped_column(BigId)  # the time step of the last code that was taken
    disabled: Mapped[bool]
    mailbox: Mapped[str] = mapped_column(default="")  # where their digest goes, and alerts of their searches
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    visited_at: Mapped[datetime | None] = mapped_column(default=None)  # the first page, in whatever browser
    visited_before: Mapped[datetime | None] = mapped_column(default=None)  # the end of the visit before this one


class AccountNameRow(Base):
    """A name that an account had before: what it signed then stands under it, so it is nobody else's ever after. Rows
    are never deleted; of one that it has again, `left_at` is when it left it last."""

    __tablename__ = "account_names"
    __table_args__ = (UniqueConstraint("name"), Index(None, "account_id"))

    name_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"))
    name: Mapped[str]
    left_at: Mapped[datetime]


class AccountSessionRow(Base):
    """One browser that signed in."""

    __tablename__ = "account_sessions"
    __table_args__ = (UniqueConstraint("id_hash"), Index(None, "account_id"))

    session_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    id_hash: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"))
    whole: Mapped[bool]  # false: the password was right, the code of the second factor is awaited
    address: Mapped[str]
    browser: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class AccountTokenRow(Base):
    """One program that may ask in a person's name."""

    __tablename__ = "account_tokens"
    __table_args__ = (UniqueConstraint("token_hash"), Index(None, "account_id"))

    token_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    token_hash: Mapped[str]
    prefix: Mapped[str]  # its first letters, to know it again
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.account_id"))
    name: Mapped[str]
    scopes: Mapped[list[Any]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class SignInTryRow(Base):
    """Tries in vain, by account and by address. The key is a hash: people type passwords into the wrong field."""

    __tablename__ = "sign_in_tries"

    key: Mapped[str] = mapped_column(primary_key=True)
    tries: Mapped[int]
    last_at: Mapped[datetime]
