"""Contact points of operators as people see them, and what people took off them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from core.errors import NotFoundError
from core.terms import ContactType
from store import clusters
from store.clusters import clusters_of
from store.contact_removals import key_of
from store.flagging.removals import DECIDED, digest_in, newest, taken
from store.hidden.words import digest_of
from store.session import Session
from store.signers import judges
from store.tables import ContactRemovalRow, OperatorContactRow
from store.views.contact_records import ContactDetail, ContactLine, ContactUse, RemovalLine, uses_of
from store.views.operator_records import NameLine


def contacts(session: Session, entries: list[int]) -> tuple[ContactLine, ...]:
    """Its contact points, the oldest first."""
    mine = OperatorContactRow.operator_id.in_(entries)
    shared = _shared(session, entries)
    found: dict[tuple[str, str], ContactLine] = {}
    for row in session.scalars(select(OperatorContactRow).where(mine).order_by(OperatorContactRow.contact_id)):
        kind, others = ContactType(row.type), len(shared.get(row.channel, ()))
        mine_only = (row.operator_id,)
        line = ContactLine(
            kind, row.value, row.first_seen, row.last_seen, row.documents, others, mine_only, row.contact_id
        )
        known = found.get((row.type, row.value))
        found[row.type, row.value] = line if known is None else replace(known, **together(known, line))
    return tuple(found.values())


def _shared(session: Session, entries: list[int]) -> dict[str, set[int]]:
    """Which other operators use each contact point."""
    channels = select(OperatorContactRow.channel).where(
        OperatorContactRow.operator_id.in_(entries), OperatorContactRow.channel != ""
    )
    query = (
        select(OperatorContactRow.channel, OperatorContactRow.operator_id)
        .where(OperatorContactRow.channel.in_(channels), OperatorContactRow.operator_id.not_in(entries))
        .distinct()
    )
    users = list(session.execute(query).all())
    of = clusters_of(session, {operator_id for _channel, operator_id in users})
    found: dict[str, set[int]] = {}
    for channel, operator_id in users:
        found.setdefault(channel, set()).add(of[operator_id])
    return found


def together(one: NameLine | ContactLine, other: NameLine | ContactLine) -> dict[str, Any]:
    """Seen under two entries: the times and documents of both."""
    return {
        "first_seen": min(one.first_seen, other.first_seen),
        "last_seen": max(one.last_seen, other.last_seen),
        "documents": one.documents + other.documents,
        "entries": tuple(sorted({*one.entries, *other.entries})),
    }


def removals(session: Session, entries: Collection[int]) -> tuple[RemovalLine, ...]:
    """What people took off these entries, one operator's, and did not give back."""
    last = {row.digest: row for row in newest(session, entries) if row.is_off}
    return tuple(_lines(session, entries, list(last.values())))


def contact(session: Session, operator_id: int, kind: ContactType, value: str) -> ContactDetail:
    """A contact point of an operator, also one that a person took off; any of its entries will do.

    Raises:
        NotFoundError: it has none such.
    """
    entries = clusters.members(session, operator_id)
    asked = select(ContactRemovalRow).where(ContactRemovalRow.operator_id.in_(entries))
    key = key_of(kind, value)
    rows = [each for each in session.scalars(asked) if each.digest == digest_of(key, each.salt)]
    line = _told(each for each in contacts(session, entries) if key_of(each.type, each.value) == key)
    if line is None and not rows:
        raise _none(operator_id, value)
    return _detail(session, entries, kind, line, rows)


def contact_of(session: Session, operator_id: int, contact_id: int) -> ContactDetail:
    """One that an operator has, by its number; any of its entries will do.

    Raises:
        NotFoundError: it has none of this number.
    """
    row = session.get(OperatorContactRow, contact_id)
    if row is None or row.operator_id not in clusters.members(session, operator_id):
        raise _none(operator_id, str(contact_id))
    return contact(session, operator_id, ContactType(row.type), row.value)


def contact_typed(session: Session, operator_id: int, typed: str) -> ContactDetail:
    """One that an operator has, as somebody types it: a number by its digits, others without case and @.

    Raises:
        NotFoundError: it has none such.
    """
    digits = "".join(filter(str.isdigit, typed))
    for each in contacts(session, clusters.members(session, operator_id)):
        written = each.value.removeprefix("+") if each.type in _NUMBERS else each.value
        if written == (digits if each.type in _NUMBERS else typed.strip().removeprefix("@").lower()):
            return contact(session, operator_id, each.type, each.value)
    raise _none(operator_id, typed)


def removal(session: Session, removal_id: int) -> ContactDetail:
    """What a person took off an operator, or gave back.

    Raises:
        NotFoundError: nothing was decided under this number.
    """
    asked = session.get(ContactRemovalRow, removal_id)
    if asked is None:
        raise NotFoundError(f"There is no removal {removal_id}.", remedy="`almenara operator show` tells them.")
    entries = clusters.members(session, asked.operator_id)
    of_it = ContactRemovalRow.operator_id.in_(entries), ContactRemovalRow.digest == asked.digest
    rows = session.scalars(select(ContactRemovalRow).where(*of_it)).all()
    standing = contacts(session, entries)
    line = _told(each for each in standing if digest_of(key_of(each.type, each.value), asked.salt) == asked.digest)
    return _detail(session, entries, ContactType(asked.type), line, rows)


def _told(lines: Iterable[ContactLine]) -> ContactUse | None:
    """The contact point of these lines, which are of one; None where there are none."""
    return next(iter(uses_of(lines)), None)


_NUMBERS = (ContactType.PHONE, ContactType.WHATSAPP)


def _none(operator_id: int, said: str) -> NotFoundError:
    remedy = "`almenara operator show` lists them."
    return NotFoundError(f"Operator {operator_id} has no contact point {said}.", remedy=remedy)


def _detail(
    session: Session,
    entries: Collection[int],
    kind: ContactType,
    line: ContactUse | None,
    rows: Iterable[ContactRemovalRow],
) -> ContactDetail:
    cluster = clusters.cluster_of(session, min(entries))
    decided = _once(_lines(session, entries, rows))
    value = line.value if line is not None else decided[-1].value
    return ContactDetail(cluster, clusters.called(session, [cluster])[cluster], kind, value, line, decided)


def _once(lines: Iterable[RemovalLine]) -> tuple[RemovalLine, ...]:
    """What was decided for several entries at once, once."""
    return tuple({(each.decided_at, each.is_off): each for each in lines}.values())


def _lines(session: Session, entries: Collection[int], rows: Iterable[ContactRemovalRow]) -> list[RemovalLine]:
    if not (found := sorted(rows, key=lambda row: row.removal_id)):
        return []
    apart = {
        digest_in(each, row.salt): each.value for entry in entries for each in taken(session, entry) for row in found
    }
    known = judges(session, DECIDED, {f"operator {row.operator_id}" for row in found}, by="removal")
    return [
        RemovalLine(
            row.removal_id,
            ContactType(row.type),
            apart.get(row.digest, ""),
            row.is_off,
            row.who,
            row.why,
            row.decided_at,
            known.of("", row.removal_id, row.who),
        )
        for row in found
    ]
