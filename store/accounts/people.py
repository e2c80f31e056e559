"""Accounts made, found and changed. The last admin can't be disabled or demoted: somebody has to be able to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select, update

from core.errors import ConflictError, InputError, NotFoundError
from core.persons import look
from store import audit
from store.accounts import passwords
from store.accounts.names import check_free, check_login, name_of
from store.accounts.records import Account, AccountRole, Act
from store.session import Session
from store.tables import AccountRow, AccountSessionRow
from store.tables.base import clean

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,63}")
LANGUAGES = ("", "es", "en", "pt")
MADE = "account made"
"""What the audit log calls it."""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an account is made from."""

    login: str
    name: str
    role: AccountRole
    password: str
    language: str = ""
    must_change: bool = True


def add(session: Session, wanted: NewAccount, act: Act, *, shortest: int = passwords.SHORTEST) -> Account:
    """Make an account.

    Raises:
        InputError: a name, a language or the password can't be taken.
        ConflictError: the login or the name is somebody's already, or looks like somebody's.
    """
    login = login_of(wanted.login)
    if not _LOGIN.fullmatch(login):
        raise InputError(
            f"Login {wanted.login[:80]!r} can't be used.", remedy="2 to 64 of a-z, 0-9, and . _ @ + - after the first."
        )
    name = name_of(login, wanted.name)
    _check_language(wanted.language)
    passwords.check_fit(wanted.password, login, name, shortest=shortest)
    check_login(session, login)
    check_free(session, login, name)
    row = AccountRow(
        login=login,
        name=name,
        name_key=look(name),
        role=wanted.role.value,
        language=wanted.language,
        password_hash=passwords.kept(wanted.password),
        must_change=wanted.must_change,
        totp_secret="",
        totp_pending="",
        totp_counter=0,
        disabled=False,
        created_at=act.at,
        seen_at=None,
    )
    session.add(row)
    session.flush()
    account = record(row)
    audit.record(session, MADE, act.who, account.subject, details={"name": name, "role": account.role.value})
    return account


def everybody(session: Session) -> list[Account]:
    """All accounts, by login."""
    return [record(row) for row in session.scalars(select(AccountRow).order_by(AccountRow.login))]


def find(session: Session, login: str) -> Account:
    """The account of a login.

    Raises:
        NotFoundError: nobody has it.
    """
    row = session.scalars(select(AccountRow).where(AccountRow.login == login_of(login))).first()
    if row is None:
        raise NotFoundError(f"There is no account {login[:80]!r}.", remedy="`almenara user list` shows them.")
    return record(row)


def get(session: Session, account_id: int) -> Account:
    """The account of an id.

    Raises:
        NotFoundError: there is none.
    """
    row = session.get(AccountRow, account_id)
    if row is None:
        raise _nobody(account_id)
    return record(row)


def set_role(session: Session, account_id: int, role: AccountRole, act: Act) -> Account:
    """Change what somebody may do; it holds from their next request on.

    Raises:
        ConflictError: it is the last admin.
    """
    admins = _held_admins(session) if role is not AccountRole.ADMIN else []
    row = row_of(session, account_id)
    before = row.role
    if before != role.value:
        if role is not AccountRole.ADMIN:
            _keep_an_admin(admins, row)
        row.role = role.value
        audit.record(
            session, "role changed", act.who, f"account {row.login}", details={"from": before, "to": role.value}
        )
    return _kept(session, row)


def set_disabled(session: Session, account_id: int, disabled: bool, act: Act) -> Account:
    """Shut an account out (its sessions end, its tokens rest), or let it in again.

    Raises:
        ConflictError: it is the last admin.
    """
    admins = _held_admins(session) if disabled else []
    row = row_of(session, account_id)
    if row.disabled != disabled:
        if disabled:
            _keep_an_admin(admins, row)
            end_sessions(session, account_id, act)
        row.disabled = disabled
        audit.record(session, "account disabled" if disabled else "account enabled", act.who, f"account {row.login}")
    return _kept(session, row)


def set_language(session: Session, account_id: int, language: str) -> Account:
    """The language of the pages after signing in; empty: the browser's wish."""
    _check_language(language)
    row = row_of(session, account_id)
    row.language = language
    return _kept(session, row)


def set_password(
    session: Session, account_id: int, password: str, act: Act, *, own: bool, shortest: int = passwords.SHORTEST
) -> Account:
    """A new password. All sessions end; one that somebody else gave must be changed at the next sign-in.

    Raises:
        InputError: it can't be taken.
    """
    row = row_of(session, account_id)
    passwords.check_fit(password, row.login, row.name, shortest=shortest)
    row.password_hash = passwords.kept(password)
    row.must_change = not own
    end_sessions(session, account_id, act)
    audit.record(session, "password changed" if own else "password reset", act.who, f"account {row.login}")
    return _kept(session, row)


def end_sessions(session: Session, account_id: int, act: Act) -> None:
    """End the sessions of an account."""
    ended = update(AccountSessionRow).where(
        AccountSessionRow.account_id == account_id,
        AccountSessionRow.revoked_at.is_(None),
    )
    session.execute(ended.values(revoked_at=act.at))


def admins(session: Session) -> int:
    """How many may manage accounts."""
    return len(session.scalars(_admins()).all())


def login_of(typed: str) -> str:
    """A login in its one spelling."""
    return passwords.normal(clean(typed[:200])).strip().casefold()


def record(row: AccountRow) -> Account:
    """The row without its secrets."""
    return Account(
        account_id=row.account_id,
        login=row.login,
        name=row.name,
        role=AccountRole(row.role),
        language=row.language,
        must_change=row.must_change,
        has_totp=bool(row.totp_secret),
        disabled=row.disabled,
        created_at=row.created_at,
        seen_at=row.seen_at,
        mailbox=row.mailbox,
    )


def row_of(session: Session, account_id: int) -> AccountRow:
    """The row of an id, for a change.

    Raises:
        NotFoundError: there is none.
    """
    row = session.get(AccountRow, account_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise _nobody(account_id)
    return row


def _kept(session: Session, row: AccountRow) -> Account:
    session.flush()
    return record(row)


def _admins() -> Select[int]:
    active = (AccountRow.role == AccountRole.ADMIN.value, AccountRow.disabled.is_(False))
    return select(AccountRow.account_id).where(*active).order_by(AccountRow.account_id)


def _nobody(account_id: int) -> NotFoundError:
    return NotFoundError(f"There is no account {account_id}.", remedy="`almenara user list` shows them.")


def _held_admins(session: Session) -> Sequence[int]:
    """The admins that there are. Two who demote each other at once wait for one another here, before either holds the
    row of the other: PostgreSQL would end one of them as a deadlock."""
    return session.scalars(_admins().with_for_update()).all()


def _keep_an_admin(admins: Sequence[int], row: AccountRow) -> None:
    if list(admins) == [row.account_id]:
        raise ConflictError(f"{row.login} is the last admin.", remedy="Make somebody else admin first.")


def _check_language(language: str) -> None:
    if language not in LANGUAGES:
        raise InputError(f"The pages do not speak {language[:20]!r}.", remedy="They speak es, en and pt.")
