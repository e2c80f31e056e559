"""The entries of the watchlist: made, and added to, by what documents show of them. Nothing here judges.

Only operators are kept, and of them only what a document says: names, contact points, routes, prices, standing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update

from core.errors import InputError, NotFoundError
from core.names import is_handle, name_key
from core.records import ContactPoint, Route
from core.terms import ContactType, NameKind
from store import audit, contact_removals, name_index, remembered
from store.channels import channel
from store.clusters import label, members
from store.held import NOTHING, Held, rows_of
from store.indexing import remember_name
from store.session import Session
from store.tables import (
    OperatorContactRow,
    OperatorNameRow,
    OperatorRouteRow,
    OperatorRow,
)
from store.tables.base import add_row, change_row, clean, put_row


@dataclass(frozen=True, slots=True)
class Sighting:
    """When something was seen, and whether this document counts for the first time."""

    first: datetime
    last: datetime
    counts: bool
    is_given: bool = False  # whether a list says so, and not a document


def create(
    session: Session,
    name: str,
    *,
    is_person: bool,
    seen: Sighting,
    countries: Iterable[str] = (),
) -> int:
    """A new entry. Returns its id."""
    values = {
        "name": clean(name),
        "is_person": is_person,
        "countries": sorted({*countries} - {""}),
        "first_seen": seen.first,
        "last_seen": seen.last,
    }
    return add_row(session, OperatorRow, values)


def add_names(
    session: Session,
    operator_id: int,
    names: Iterable[tuple[str, NameKind]],
    seen: Sighting,
    *,
    has: Held | None = None,
    created: str | None = None,
) -> bool:
    """Add names, or stretch the times of those that it `has`. An entry that was nameless takes the first. Returns
    whether one was added. `created`: under what it was made just now."""
    rows = rows_of(session, OperatorNameRow, operator_id) if has is None else has.names
    known = {row.name: row for row in rows}
    told: set[str] = set()
    is_added = False
    for written, kind in names:
        name, core = clean(written).strip(), name_key(clean(written)).core
        if name in told:
            continue
        if name in known:
            change_row(session, OperatorNameRow, known[name].name_id, _stretched(known[name], seen))
        elif core:
            if not known and not told and name != created:
                change_row(session, OperatorRow, operator_id, {"name": name})
            values = {"operator_id": operator_id, "name": name, "kind": kind.value, "core_key": core, **_new(seen)}
            name_id = add_row(session, OperatorNameRow, values)
            name_index.add(session, operator_id, [name])
            remember_name(session, name_id, name)
            remembered.forget_operator(session, operator_id)
            is_added = True
        else:
            continue
        told.add(name)
    return is_added


def kind_of(name: str, *, is_first: bool, is_person: bool) -> NameKind:
    """Which kind of name this is, by its shape: names that many may bear are weak."""
    if is_handle(name):
        return NameKind.HANDLE
    key = name_key(name)
    if is_first:
        return NameKind.NAME
    weak = key.is_generic or len(key.core) < 5 or (is_person and len(key.tokens) < 2)
    return NameKind.WEAK_ALIAS if weak else NameKind.ALIAS


def set_kind(session: Session, operator_id: int, name: str, kind: NameKind, *, who: str) -> None:
    """Say which kind of name this is, such as a previous one, in whatever entry of the operator it stands. A new main
    name makes the old one an alias.

    Raises:
        NotFoundError: no entry of the operator has such a name.
        InputError: it is the main name, which has to be replaced by another first.
    """
    entries = members(session, operator_id)
    theirs = OperatorNameRow.operator_id.in_(entries)
    rows = list(session.scalars(select(OperatorNameRow).where(theirs, OperatorNameRow.name == name)))
    if not rows:
        raise NotFoundError(
            f"Operator {operator_id} has no name {name!r}.", remedy="`almenara operator show` lists its names."
        )
    was = rows[0].kind
    if kind is NameKind.NAME:
        for main in session.scalars(select(OperatorNameRow).where(theirs, OperatorNameRow.kind == NameKind.NAME.value)):
            main.kind = NameKind.ALIAS.value
    elif name == session.scalar(select(label()).where(OperatorRow.operator_id == entries[0])):
        raise InputError(f"Operator {operator_id} would have no name.", remedy="Give another of its names first.")
    details = {"name": name, "from": was, "to": kind.value}
    for row in rows:
        row.kind, row.is_given = kind.value, True
        if kind is NameKind.NAME:
            session.get_one(OperatorRow, row.operator_id).name = name
    session.flush()
    audit.record(session, "name changed", who, f"operator {operator_id}", details=details)


def set_person(session: Session, operator_id: int, *, is_person: bool, who: str) -> None:
    """Say whether a human being bears the names of an operator: of all its entries. Only persons are forgotten.

    Raises:
        NotFoundError: there is no such operator.
    """
    if session.get(OperatorRow, operator_id) is None:
        raise NotFoundError(f"There is no operator {operator_id}.", remedy="`almenara operator list` shows them.")
    for entry in members(session, operator_id):
        session.get_one(OperatorRow, entry).is_person = is_person
        remembered.forget_operator(session, entry)
    session.flush()
    audit.record(session, "person said", who, f"operator {operator_id}", details={"person": is_person})


def add_contacts(
    session: Session,
    operator_id: int,
    contacts: Sequence[tuple[ContactType, str]],
    seen: Sighting,
    *,
    has: Held | None = None,
) -> bool:
    """Add contact points, or stretch the times of those that it `has`; but none that a person took off the operator.
    Returns whether one was added."""
    if not contacts:
        return False
    rows = rows_of(session, OperatorContactRow, operator_id) if has is None else has.contacts
    known = {(row.type, row.value): row for row in rows}
    is_added = False
    of_new = {(kind.value, value) for kind, value in contacts} - known.keys()
    off = contact_removals.off(session, operator_id) if of_new and has is not NOTHING else contact_removals.NOTHING
    for kind, value in dict.fromkeys(contacts):
        if off.has(kind, value):
            continue
        if (row := known.get((kind.value, value))) is not None:
            change_row(session, OperatorContactRow, row.contact_id, _stretched(row, seen))
            continue
        values = {"operator_id": operator_id, "type": kind.value, "value": value, "channel": channel(kind, value)}
        put_row(session, OperatorContactRow, values | _new(seen))
        is_added = True
    remembered.forget_operator(session, operator_id)
    return is_added


def give(
    session: Session, entries: Collection[int], names: Iterable[str], contacts: Iterable[tuple[ContactType, str]]
) -> None:
    """Note of what these entries hold already that a list says it, too: no reader takes it back."""
    told = {clean(name).strip() for name in names}
    named = (OperatorNameRow.operator_id.in_(entries), OperatorNameRow.name.in_(told))
    session.execute(update(OperatorNameRow).where(*named).values(is_given=True))
    for kind, value in contacts:
        point = (OperatorContactRow.type == kind.value, OperatorContactRow.value == value)
        mine = update(OperatorContactRow).where(OperatorContactRow.operator_id.in_(entries), *point)
        session.execute(mine.values(is_given=True))


def add_route(session: Session, operator_id: int, route: Route, seen: Sighting, *, has: Held | None = None) -> bool:
    """Add a route, or stretch the times of one that it `has`; the waypoints are the fullest that were seen. Returns
    whether the route or its waypoints are new."""
    if not route.countries:
        return False
    countries, waypoints = " ".join(route.countries), [clean(name) for name in route.waypoints]
    rows = rows_of(session, OperatorRouteRow, operator_id) if has is None else has.routes
    known = {row.countries: row for row in rows}
    if (row := known.get(countries)) is None:
        values = {"operator_id": operator_id, "countries": countries, "waypoints": waypoints}
        put_row(session, OperatorRouteRow, values | _new(seen))
        return True
    fullest = max(row.waypoints, waypoints, key=len)
    change_row(session, OperatorRouteRow, row.route_id, {"waypoints": fullest, **_stretched(row, seen)})
    return bool(fullest != row.waypoints)


def touch(
    session: Session, operator_id: int, countries: Iterable[str], seen: Sighting, *, has: Held | None = None
) -> bool:
    """Stretch the entry's own times, and add countries. Returns whether more was learned than that it was seen again:
    another country, or that it was seen before."""
    row = rows_of(session, OperatorRow, operator_id)[0] if has is None else has.entry
    values = {
        "first_seen": min(row.first_seen, seen.first),
        "last_seen": max(row.last_seen, seen.last),
        "countries": sorted({*row.countries, *countries} - {""}),
    }
    differs = {name for name, value in values.items() if getattr(row, name) != value}
    if differs:
        change_row(session, OperatorRow, operator_id, values)
        remembered.forget_operator(session, operator_id)
    return bool(differs - {"last_seen"})


def operator_contacts(contacts: Iterable[ContactPoint]) -> list[tuple[ContactType, str]]:
    """Contact points as they are kept."""
    return [(contact.type, clean(contact.value)) for contact in contacts]


def _new(seen: Sighting) -> dict[str, object]:
    documents = int(seen.counts or not seen.is_given)  # what a document says anew it says for the first time
    return {"first_seen": seen.first, "last_seen": seen.last, "documents": documents, "is_given": seen.is_given}


def _stretched(row: Any, seen: Sighting) -> dict[str, object]:
    return {
        "first_seen": min(row.first_seen, seen.first),
        "last_seen": max(row.last_seen, seen.last),
        "documents": row.documents + int(seen.counts),
        "is_given": row.is_given or seen.is_given,
    }
