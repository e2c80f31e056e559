"""A person takes a contact point off an operator: it is a victim's, a witness's, a lawful firm's, or somebody else's.

It goes from all its entries, and from whatever is made of them: pages, search, linking, exports. It stays off when the
same texts, copies of them, others or lists give it again, until a person gives it back. On record with who, when and
why, and without the number: in the audit log it would stand for ever. What texts say stays, and so does the lead; that
a number stands in no text any more, and comes in no later one, is for `store.hide_name`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from core.errors import ConflictError, InputError, NotFoundError
from core.terms import ContactType
from evidence.format.chain import stamp
from store import audit, clusters, contact_removals, withdrawn_details
from store.contact_removals import is_newest, key_of
from store.flagging import turns
from store.hidden.words import digest_of
from store.session import Session
from store.signers import check_signs
from store.tables import ContactRemovalRow, OperatorContactRow, OperatorNameRow, WithdrawnDetailRow
from store.tables.base import clean
from store.ways import UNKNOWN, Way

DECIDED = "contact point decided"
"""The action on record; `off` among its details says whether it went or came back."""


def take_off(  # noqa: PLR0913 - all of it makes one decision, by name
    session: Session,
    operator_id: int,
    kind: ContactType,
    value: str,
    *,
    who: str,
    why: str,
    now: datetime,
    way: Way = UNKNOWN,
) -> int:
    """Take a contact point off an operator; any of its entries will do. A number goes as what it is called and messaged
    by. Returns the number of the decision.

    Raises:
        NotFoundError: the operator has no such contact point.
        ConflictError: a person took it off already, says who; or an entry is known by nothing else.
        InputError: nobody signs, or gives a reason.
    """
    entries = _begin(session, operator_id, who=who, why=why)
    wanted = key_of(kind, value)
    mine = session.scalars(select(OperatorContactRow).where(OperatorContactRow.operator_id.in_(entries))).all()
    rows = [row for row in mine if key_of(ContactType(row.type), row.value) == wanted]
    if not rows:
        _refuse_twice(session, entries, wanted, operator_id)
        raise NotFoundError(
            f"Operator {operator_id} has no contact point {value}.", remedy="`almenara operator show` lists them."
        )
    for entry in sorted({row.operator_id for row in rows}):
        _check_left(session, entry, [row for row in mine if row.operator_id == entry and row not in rows])
    salt = contact_removals.salt_of(session)
    word = _Word(kind.value, digest_of(wanted, salt), salt, is_off=True)
    with audit.at_the_end(session):
        done = _sign(session, entries, word, who=who, why=why, now=now, way=way)
        for entry in sorted({row.operator_id for row in rows}):
            withdrawn_details.take_off(session, entry, [row for row in rows if row.operator_id == entry], now)
    return done


def give_back(session: Session, removal_id: int, *, who: str, why: str, now: datetime, way: Way = UNKNOWN) -> int:
    """Let a contact point that was taken off be the operator's again. What a purge has taken of it meanwhile comes when
    its texts are read again. Returns the number of the decision.

    Raises:
        NotFoundError: nothing was decided under this number.
        ConflictError: it was given back already; says who.
        InputError: nobody signs, or gives a reason.
    """
    asked = session.get(ContactRemovalRow, removal_id)
    if asked is None:
        raise NotFoundError(f"There is no removal {removal_id}.", remedy="`almenara operator show` tells them.")
    entries = _begin(session, asked.operator_id, who=who, why=why)
    held = [row for row in newest(session, entries) if row.digest == asked.digest]
    if not any(row.is_off for row in held):
        last = max(held, key=lambda row: row.removal_id)
        raise ConflictError(
            f"Removal {removal_id} was taken back since you saw it: {last.who} gave the contact point back.",
            remedy="Read it again, then decide.",
        )
    word = _Word(asked.type, asked.digest, asked.salt, is_off=False)
    with audit.at_the_end(session):
        done = _sign(session, entries, word, who=who, why=why, now=now, way=way)
        for entry in entries:
            rows = [row for row in taken(session, entry) if digest_in(row, asked.salt) == asked.digest]
            withdrawn_details.put_on(session, entry, rows)
    return done


def taken(session: Session, entry: int) -> Sequence[WithdrawnDetailRow]:
    """What people took off an entry, as long as no purge has taken it."""
    apart = (WithdrawnDetailRow.operator_id == entry, WithdrawnDetailRow.is_taken)
    return session.scalars(select(WithdrawnDetailRow).where(*apart).order_by(WithdrawnDetailRow.detail_id)).all()


def digest_in(row: WithdrawnDetailRow, salt: str) -> str:
    """By what decisions know what was taken off."""
    return digest_of(key_of(ContactType(row.kind), row.value), salt)


def newest(session: Session, entries: Iterable[int]) -> Sequence[ContactRemovalRow]:
    """The last word on each contact point of which one was ever taken off these entries."""
    chosen = ContactRemovalRow.operator_id.in_(list(entries))
    query = select(ContactRemovalRow).where(chosen, is_newest()).order_by(ContactRemovalRow.removal_id)
    return session.scalars(query).all()


def _begin(session: Session, operator_id: int, *, who: str, why: str) -> list[int]:
    """One transaction at a time judges. Returns the entries of the operator."""
    what = f"Operator {operator_id}"
    check_signs(what, who)
    if not why.strip():
        raise InputError(f"{what}: a decision needs a reason.", remedy="Say why.")
    turns.while_correcting(session)
    clusters.lock(session)
    return clusters.members(session, operator_id)


def _refuse_twice(session: Session, entries: Sequence[int], wanted: str, operator_id: int) -> None:
    for row in newest(session, entries):
        if row.is_off and row.digest == digest_of(wanted, row.salt):
            raise ConflictError(
                f"Operator {operator_id} has changed since you saw it: {row.who} took this contact point off.",
                remedy="Read it again, then decide.",
            )


def _check_left(session: Session, entry: int, others: Sequence[OperatorContactRow]) -> None:
    named = select(OperatorNameRow.name_id).where(OperatorNameRow.operator_id == entry).limit(1)
    if not others and session.scalar(named) is None:
        raise ConflictError(
            f"Entry {entry} is known by this contact point alone: without it nobody would be left.",
            remedy="Dismiss its leads, or correct what its documents say of it.",
        )


@dataclass(frozen=True, slots=True)
class _Word:
    """What is said of a contact point."""

    type: str
    digest: str
    salt: str
    is_off: bool


def _sign(  # noqa: PLR0913 - a row, by name
    session: Session, entries: Iterable[int], word: _Word, *, who: str, why: str, now: datetime, way: Way
) -> int:
    """Write the decision for every entry, each with its entry in the audit log. Returns the number of the first."""
    done: list[int] = []
    for entry in entries:
        row = ContactRemovalRow(
            operator_id=entry,
            type=word.type,
            digest=word.digest,
            salt=word.salt,
            is_off=word.is_off,
            who=clean(who.strip()),
            why=clean(why.strip()),
            decided_at=now,
        )
        session.add(row)
        session.flush()
        done.append(row.removal_id)
        details: dict[str, object] = {"removal": row.removal_id, "type": row.type, "off": row.is_off, "why": row.why}
        details["decided_at"] = stamp(now)
        audit.record(session, DECIDED, row.who, f"operator {entry}", details=details | way.details)
    return done[0]
