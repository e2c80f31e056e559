"""Another name for an account: people marry, and mistype. What it signed stands as it was signed, with today's name
beside it; the name that it leaves stays its own for good, and it may have it again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import InstrumentedAttribute

from core.errors import ConflictError
from core.persons import is_alike, look
from store import audit, signers
from store.accounts import people
from store.accounts.names import check_free, name_of
from store.accounts.records import Account, Act
from store.session import Session
from store.tables import (
    AccountNameRow,
    ClearingDecisionRow,
    CorrectionRow,
    DecisionRow,
    JudgementRow,
    SavedSearchRow,
)
from store.tables.base import insert_one

RENAMED = "account renamed"
"""What the audit log calls it."""

_SIGNED: Sequence[InstrumentedAttribute[str]] = (
    DecisionRow.who,
    ClearingDecisionRow.who,
    CorrectionRow.who,
    JudgementRow.who,
    SavedSearchRow.owner,
)


def rename(session: Session, account_id: int, typed: str, act: Act) -> Account:
    """Give an account another name, which it signs with from now on. Its saved searches go with it.

    Raises:
        NotFoundError: there is no such account.
        InputError: the name can't be taken.
        ConflictError: it is or was somebody else's, or looks like it; or somebody without this account signed with it.
    """
    signers.lock(session)
    row = people.row_of(session, account_id)
    before, name = row.name, name_of(row.login, typed)
    if name == before:
        return people.record(row)
    check_free(session, row.login, name)
    _check_unsigned(session, name, signers.names_of(session, account_id))
    left = {"account_id": account_id, "name": before, "left_at": act.at}
    if not insert_one(session, AccountNameRow, left):  # one that it had before, and leaves again
        session.execute(update(AccountNameRow).where(AccountNameRow.name == before).values(left_at=act.at))
    row.name, row.name_key = name, look(name)
    session.flush()
    session.execute(update(SavedSearchRow).where(SavedSearchRow.owner == before).values(owner=name))
    details = {"from": before, "to": name}
    audit.record(session, RENAMED, act.who, f"account {row.login}", details=details)
    return people.record(row)


def _check_unsigned(session: Session, name: str, own: Sequence[str]) -> None:
    """At an open desk and at terminals names were typed: what somebody signed so must not become another's."""
    if name in own:
        return
    for column in _SIGNED:
        for signed in session.scalars(select(column).distinct()):
            if signed not in own and is_alike(signed, name):
                raise ConflictError(
                    f"{signed} has signed something here, and without this account.",
                    remedy="It would pass for this person's: take another name.",
                )
