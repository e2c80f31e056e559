"""The entries of the watchlist: made, and added to, by what documents show of them. Nothing here judges.

Only operators are kept, and of them only what a document says: names, contact points, routes, prices, standing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from core.errors import InputError, NotFoundError
from core.names import is_handle, name_key
from core.records import ContactPoint, Route
from core.terms import ContactType, NameKind
from store import audit, by_key, name_index
from store.channels import channel
from store.indexing import remember_name
from store.session import Session
from store.tables import (
    OperatorContactRow,
    OperatorNameRow,
    OperatorRouteRow,
    OperatorRow,
)
from store.tables.base import clean
from store.tables.watchlist import _Seen


@dataclass(frozen=True, slots=True)
class Sighting:
    """When something was seen, and whether this document counts for the first time."""

    first: datetime
    last: datetime
    counts: bool


def create(session: Session, name: str, *, is_person: bool, seen: Sighting, seed_key: str | None = None) -> int:
    """A new entry. Returns its id."""
    row = OperatorRow(
        name=clean(name),
        is_person=is_person,
        countries=[],
        first_seen=seen.first,
        last_seen=seen.last,
        seed_key=seed_key,
    )
    session.add(row)
    session.flush()
    return row.operator_id


def add_names(session: Session, operator_id: int, names: Iterable[tuple[str, NameKind]], seen: Sighting) -> None:
    """Add names, or stretch the times of those that are known. An entry that was nameless takes the first."""
    known = {
        row.name: row
        for row in session.scalars(select(OperatorNameRow).where(OperatorNameRow.operator_id == operator_id))
    }
    for written, kind in names:
        name, key = clean(written).strip(), name_key(clean(written))
        if name in known:
            _stretch(known[name], seen)
        elif key.core:
            if not known:
                session.get_one(OperatorRow, operator_id).name = name
            row = OperatorNameRow(operator_id=operator_id, name=name, kind=kind.value, core_key=key.core, **_new(seen))
            session.add(row)
            session.flush()
            name_index.add(session, operator_id, [name])
            remember_name(session, row.name_id, name)
            by_key.forget_operator(session, operator_id)
            known[name] = row


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
    """Say which kind of name this is, such as a previous one. A new main name makes the old one an alias.

    Raises:
        NotFoundError: the entry has no such name.
        InputError: it is the main name, which has to be replaced by another first.
    """
    row = session.scalars(
        select(OperatorNameRow).where(OperatorNameRow.operator_id == operator_id, OperatorNameRow.name == name)
    ).first()
    if row is None:
        raise NotFoundError(
            f"Operator {operator_id} has no name {name!r}.", remedy="`almenara operator show` lists its names."
        )
    entry = session.get_one(OperatorRow, operator_id)
    if kind is NameKind.NAME:
        mains = select(OperatorNameRow).where(
            OperatorNameRow.operator_id == operator_id, OperatorNameRow.kind == NameKind.NAME.value
        )
        for main in session.scalars(mains):
            main.kind = NameKind.ALIAS.value
        entry.name = name
    elif entry.name == name:
        raise InputError(f"Operator {operator_id} would have no name.", remedy="Give another of its names first.")
    details = {"name": name, "from": row.kind, "to": kind.value}
    row.kind = kind.value
    session.flush()
    audit.record(session, "name changed", who, f"operator {operator_id}", details=details)


def add_contacts(
    session: Session, operator_id: int, contacts: Sequence[tuple[ContactType, str]], seen: Sighting
) -> None:
    """Add contact points, or stretch the times of those that are known."""
    if not contacts:
        return
    known = {
        (row.type, row.value): row
        for row in session.scalars(select(OperatorContactRow).where(OperatorContactRow.operator_id == operator_id))
    }
    for kind, value in dict.fromkeys(contacts):
        if (row := known.get((kind.value, value))) is not None:
            _stretch(row, seen)
            continue
        session.add(
            OperatorContactRow(
                operator_id=operator_id, type=kind.value, value=value, channel=channel(kind, value), **_new(seen)
            )
        )
    session.flush()
    by_key.forget_operator(session, operator_id)


def add_route(session: Session, operator_id: int, route: Route, seen: Sighting) -> None:
    """Add a route, or stretch the times of one that is known; the waypoints are the fullest that were seen."""
    if not route.countries:
        return
    countries = " ".join(route.countries)
    row = session.scalars(
        select(OperatorRouteRow).where(
            OperatorRouteRow.operator_id == operator_id, OperatorRouteRow.countries == countries
        )
    ).first()
    if row is None:
        row = OperatorRouteRow(operator_id=operator_id, countries=countries, waypoints=[], **_new(seen))
        session.add(row)
    else:
        _stretch(row, seen)
    if len(route.waypoints) > len(row.waypoints):
        row.waypoints = [clean(name) for name in route.waypoints]
    session.flush()


def touch(session: Session, operator_id: int, countries: Iterable[str], seen: Sighting) -> None:
    """Stretch the entry's own times, and add countries."""
    row = session.get_one(OperatorRow, operator_id)
    row.first_seen, row.last_seen = min(row.first_seen, seen.first), max(row.last_seen, seen.last)
    row.countries = sorted({*row.countries, *countries} - {""})
    session.flush()
    by_key.forget_operator(session, operator_id)


def operator_contacts(contacts: Iterable[ContactPoint]) -> list[tuple[ContactType, str]]:
    """Contact points as they are kept."""
    return [(contact.type, clean(contact.value)) for contact in contacts]


def _new(seen: Sighting) -> dict[str, object]:
    return {"first_seen": seen.first, "last_seen": seen.last, "documents": int(seen.counts)}


def _stretch(row: _Seen, seen: Sighting) -> None:
    row.first_seen, row.last_seen = min(row.first_seen, seen.first), max(row.last_seen, seen.last)
    row.documents += int(seen.counts)
