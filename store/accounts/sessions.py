"""Browsers that signed in. The id is random, kept as a hash, renewed at every sign-in; a session ends when it idles, at
its absolute end, when its account is disabled, or when somebody ends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, delete, select

from core.text import plain, shortened
from store import audit
from store.accounts import people
from store.accounts.records import Account, Act, BrowserSession
from store.accounts.secrets import hashed, session_id
from store.session import Session
from store.tables import AccountRow, AccountSessionRow
from store.tables.base import clean

CODE_WITHIN = timedelta(minutes=5)
"""How long the code of the second factor is awaited."""
_TOUCHED = timedelta(minutes=1)
_KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Lifetime:
    """How long a session lives without a request, and at most."""

    idle: timedelta = timedelta(hours=1)
    whole: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a session was begun, as its owner will see it."""

    address: str
    agent: str


def begin(
    session: Session, account: Account, browser: Browser, now: datetime, *, lasts: timedelta, whole: bool = True
) -> str:
    """A new session; returns its id, which is kept nowhere else. Not whole: it only awaits the second factor."""
    session.execute(delete(AccountSessionRow).where(AccountSessionRow.expires_at < now - _KEPT))
    secret = session_id()
    session.add(
        AccountSessionRow(
            id_hash=hashed(secret),
            account_id=account.account_id,
            whole=whole,
            address=clean(browser.address)[:60],
            browser=shortened(plain(clean(browser.agent)), 120),
            created_at=now,
            seen_at=now,
            expires_at=now + lasts,
            revoked_at=None,
        )
    )
    if whole:
        people.row_of(session, account.account_id).seen_at = now
    session.flush()
    return secret


def find(session: Session, secret: str, lifetime: Lifetime, now: datetime) -> BrowserSession | None:
    """The session of an id, if it lives."""
    query = _joined().where(AccountSessionRow.id_hash == hashed(secret), *_alive(lifetime, now))
    found = session.execute(query).first()
    return None if found is None else _record(*found)


def wants_touch(held: BrowserSession, now: datetime) -> bool:
    """Whether its last request is so long ago that it should be written down."""
    return now - held.seen_at >= _TOUCHED


def touch(session: Session, held: BrowserSession, now: datetime) -> None:
    """Write down that it was used."""
    session.get_one(AccountSessionRow, held.session_id).seen_at = now


def of_account(session: Session, account_id: int, lifetime: Lifetime, now: datetime) -> list[BrowserSession]:
    """The living sessions of an account, the last used first."""
    query = _joined().where(AccountRow.account_id == account_id, AccountSessionRow.whole, *_alive(lifetime, now))
    return [_record(*found) for found in session.execute(query.order_by(AccountSessionRow.seen_at.desc()))]


def was_at(session: Session, login: str, address: str) -> bool:
    """Whether this account signed in from this address in the last weeks."""
    query = _joined().where(AccountRow.login == login, AccountSessionRow.address == address, AccountSessionRow.whole)
    return session.execute(query.limit(1)).first() is not None


def end(session: Session, account_id: int, session_id: int, act: Act) -> bool:
    """End one session of this account; False where it has no such one."""
    row = session.get(AccountSessionRow, session_id, with_for_update=True, populate_existing=True)
    if row is None or row.account_id != account_id:
        return False
    if row.revoked_at is None:
        row.revoked_at = act.at
        if row.whole:
            login = session.get_one(AccountRow, account_id).login
            audit.record(session, "signed out", act.who, f"account {login}", details={"session": session_id})
    return True


def _joined() -> Select[AccountSessionRow, AccountRow]:
    return select(AccountSessionRow, AccountRow).join(AccountRow, AccountRow.account_id == AccountSessionRow.account_id)


def _alive(lifetime: Lifetime, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        AccountSessionRow.revoked_at.is_(None),
        AccountSessionRow.expires_at > now,
        AccountSessionRow.seen_at > now - lifetime.idle,
        AccountRow.disabled.is_(False),
    )


def _record(row: AccountSessionRow, account: AccountRow) -> BrowserSession:
    return BrowserSession(
        session_id=row.session_id,
        account=people.record(account),
        whole=row.whole,
        address=row.address,
        browser=row.browser,
        created_at=row.created_at,
        seen_at=row.seen_at,
        expires_at=row.expires_at,
    )
