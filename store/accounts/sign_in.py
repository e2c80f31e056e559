"""Signing in: the password, then the code where the account has a second factor. One answer for everything that is
wrong, at one cost, so that nobody learns which accounts exist."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select

from store import audit
from store.accounts import passwords, people, sessions, throttle, totp
from store.accounts.records import Account, Act, BrowserSession
from store.accounts.sessions import Browser, Lifetime
from store.accounts.throttle import Tried
from store.session import Database, Session
from store.tables import AccountRow

SOMEBODY = "somebody"
"""Who acts before anybody has signed in."""


class Outcome(StrEnum):
    """What became of a try."""

    IN = "in"
    CODE = "code"  # the password was right; the code is awaited
    WRONG = "wrong"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a try, and what it gave."""

    outcome: Outcome
    wait: timedelta = timedelta(0)
    secret: str = ""  # the id of the new session
    account: Account | None = None


def by_password(
    database: Database, login: str, password: str, browser: Browser, *, lifetime: Lifetime, now: datetime
) -> Answer:
    """Try to sign in. The password is checked while no transaction is open: it takes a tenth of a second."""
    account, answer = _proved(database, people.login_of(login), password, browser.address, now)
    if account is None:
        return answer
    with database.transaction() as session:
        if account.has_totp:
            secret = sessions.begin(session, account, browser, now, lasts=sessions.CODE_WITHIN, whole=False)
            return Answer(Outcome.CODE, secret=secret, account=account)
        throttle.forgive(session, _tried(session, account.login, browser.address))
        return _in(session, account, browser, lifetime, now)


def by_code(
    database: Database, held: BrowserSession, code: str, browser: Browser, *, lifetime: Lifetime, now: datetime
) -> Answer:
    """The second step; the id of the session changes with it."""
    with database.transaction() as session:
        tried = _tried(session, held.account.login, browser.address)
        if wait := throttle.admit(session, tried, now):
            return Answer(Outcome.WAIT, wait)
        if not totp.accepts(session, held.account.account_id, code, now):
            _failed(session, held.account, browser.address, "code")
            return Answer(Outcome.WRONG)
        throttle.forgive(session, tried, tries=2)  # this one, and that of the password
        sessions.end(session, held.account.account_id, held.session_id, Act(held.account.name, now))
        return _in(session, held.account, browser, lifetime, now)


def again(database: Database, account: Account, password: str, address: str, now: datetime) -> Answer:
    """One who has signed in proves it once more, before a change that a borrowed browser should not make."""
    proved, answer = _proved(database, account.login, password, address, now)
    if proved is not None:
        with database.transaction() as session:
            throttle.forgive(session, _tried(session, account.login, address))
    return answer


def _proved(
    database: Database, login: str, password: str, address: str, now: datetime
) -> tuple[Account | None, Answer]:
    """The account whose password this is, under the throttle."""
    with database.transaction() as session:
        if wait := throttle.admit(session, _tried(session, login, address), now):
            return None, Answer(Outcome.WAIT, wait)
        row = session.scalars(select(AccountRow).where(AccountRow.login == login)).first()
        hashed = row.password_hash if row is not None and not row.disabled else ""
        account = people.record(row) if row is not None else None
    right = passwords.matches(hashed, password)
    anew = passwords.kept(password) if right and passwords.is_dated(hashed) else ""
    with database.transaction() as session:
        if account is None or not right:
            _failed(session, account, address, "password")
            return None, Answer(Outcome.WRONG)
        if anew:
            people.row_of(session, account.account_id).password_hash = anew
    return account, Answer(Outcome.IN, account=account)


def _tried(session: Session, login: str, address: str) -> Tried:
    return Tried(login, address, familiar=sessions.was_at(session, login, address))


def _in(session: Session, account: Account, browser: Browser, lifetime: Lifetime, now: datetime) -> Answer:
    secret = sessions.begin(session, account, browser, now, lasts=lifetime.whole)
    audit.record(session, "signed in", account.name, account.subject, details={"address": browser.address})
    return Answer(Outcome.IN, secret=secret, account=account)


def _failed(session: Session, account: Account | None, address: str, what: str) -> None:
    """On record; what was typed for a name that nobody has is not, for it may be a password."""
    subject = account.subject if account is not None else ""
    audit.record(session, "sign-in failed", SOMEBODY, subject, details={"address": address, "step": what})
