"""API tokens: a program asks in a person's name, within scopes. The secret is shown once and kept as a hash."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Select, select

from core.errors import InputError, NotFoundError
from core.text import plain, shortened
from store import audit
from store.accounts import people
from store.accounts.records import Account, Act, Scope, Token
from store.accounts.secrets import SHOWN, hashed, token
from store.session import Session
from store.tables import AccountRow, AccountTokenRow
from store.tables.base import clean

LONGEST_DAYS = 366
_TOUCHED = timedelta(minutes=1)


def add(
    session: Session, account: Account, name: str, scopes: Iterable[Scope], *, days: int, act: Act
) -> tuple[str, Token]:
    """A new token: its secret, to be shown once, and what is kept.

    Raises:
        InputError: it has no name or scope, would live too long, or may do what its account may not.
    """
    wanted = tuple(scope for scope in Scope if scope in set(scopes))
    said = shortened(plain(clean(name)), 80)
    if not said or not wanted:
        raise InputError("A token needs a name and a scope.", remedy=f"Scopes: {', '.join(Scope)}.")
    if not 1 <= days <= LONGEST_DAYS:
        raise InputError(f"A token can't live for {days} days.", remedy=f"1 to {LONGEST_DAYS}.")
    if Scope.DECIDE in wanted and not account.role.decides:
        raise InputError(f"{account.login} is a reader and decides nothing.", remedy="Leave the scope decide out.")
    secret = token()
    row = AccountTokenRow(
        token_hash=hashed(secret),
        prefix=secret[:SHOWN],
        account_id=account.account_id,
        name=said,
        scopes=[scope.value for scope in wanted],
        created_at=act.at,
        expires_at=act.at + timedelta(days=days),
        used_at=None,
        revoked_at=None,
    )
    session.add(row)
    session.flush()
    details = {"prefix": row.prefix, "scopes": row.scopes, "days": days}
    audit.record(session, "token made", act.who, account.subject, details=details)
    return secret, _record(row, session.get_one(AccountRow, account.account_id))


def find(session: Session, secret: str, now: datetime) -> Token | None:
    """The token of a secret, if it lives and its account isn't disabled."""
    query = _joined().where(AccountTokenRow.token_hash == hashed(secret), AccountTokenRow.revoked_at.is_(None))
    found = session.execute(query.where(AccountTokenRow.expires_at > now, AccountRow.disabled.is_(False))).first()
    return None if found is None else _record(*found)


def wants_touch(held: Token, now: datetime) -> bool:
    """Whether its last use is so long ago that this one should be written down."""
    return held.used_at is None or now - held.used_at >= _TOUCHED


def touch(session: Session, held: Token, now: datetime) -> None:
    """Write down that it was used."""
    session.get_one(AccountTokenRow, held.token_id).used_at = now


def of_account(session: Session, account_id: int) -> list[Token]:
    """The tokens of an account that were not revoked, the newest first."""
    query = _joined().where(AccountRow.account_id == account_id, AccountTokenRow.revoked_at.is_(None))
    return [_record(*found) for found in session.execute(query.order_by(AccountTokenRow.token_id.desc()))]


def revoke(session: Session, account_id: int, token_id: int, act: Act) -> None:
    """Take a token of this account back, for good.

    Raises:
        NotFoundError: the account has no such token.
    """
    row = session.get(AccountTokenRow, token_id, with_for_update=True, populate_existing=True)
    if row is None or row.account_id != account_id:
        raise NotFoundError(f"There is no token {token_id} of this account.")
    if row.revoked_at is None:
        row.revoked_at = act.at
        login = session.get_one(AccountRow, account_id).login
        audit.record(session, "token revoked", act.who, f"account {login}", details={"prefix": row.prefix})


def _joined() -> Select[AccountTokenRow, AccountRow]:
    return select(AccountTokenRow, AccountRow).join(AccountRow, AccountRow.account_id == AccountTokenRow.account_id)


def _record(row: AccountTokenRow, account: AccountRow) -> Token:
    return Token(
        token_id=row.token_id,
        account=people.record(account),
        prefix=row.prefix,
        name=row.name,
        scopes=tuple(Scope(scope) for scope in row.scopes),
        created_at=row.created_at,
        expires_at=row.expires_at,
        used_at=row.used_at,
        revoked_at=row.revoked_at,
    )
