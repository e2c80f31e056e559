"""Names, contact points and routes that withdrawn readings alone gave to an entry: taken out of the tables that are
looked up, shown and exported, and kept apart, so that they count for nothing without a question more; and back.

Which these are `store.flagging.details` finds out. What a list or a person gave is taken by no reading; a person takes
a contact point off whoever gave it (`take_off`), and then no reading gives it back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, delete, exists, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute

from core.records import Route
from core.terms import ContactType, NameKind
from store import by_key, name_index, remembered, watchlist
from store.indexing import forget_name
from store.session import Session
from store.tables import OperatorContactRow, OperatorNameRow, OperatorRouteRow, OperatorRow, WithdrawnDetailRow
from store.watchlist import Sighting

NAME, CONTACT, ROUTE = "name", "contact", "route"

_Row = OperatorNameRow | OperatorContactRow | OperatorRouteRow
_MAIN = NameKind.NAME.value
_STANDS_IN = (NameKind.NAME, NameKind.ALIAS, NameKind.PREVIOUS_NAME, NameKind.HANDLE, NameKind.WEAK_ALIAS)
"""Which kind of name an entry goes by where its main one goes, the first of these that there is."""
_TABLES: Mapping[str, tuple[type[Any], InstrumentedAttribute[str], InstrumentedAttribute[int]]] = {
    NAME: (OperatorNameRow, OperatorNameRow.name, OperatorNameRow.name_id),
    CONTACT: (OperatorContactRow, OperatorContactRow.value, OperatorContactRow.contact_id),
    ROUTE: (OperatorRouteRow, OperatorRouteRow.countries, OperatorRouteRow.route_id),
}
_IS_TOLD = or_(
    *(
        exists().where(
            WithdrawnDetailRow.what == what,
            row.operator_id == WithdrawnDetailRow.operator_id,
            value == WithdrawnDetailRow.value,
        )
        for what, (row, value, _key) in _TABLES.items()
    )
)
"""Whether what stands apart stands in the entry, too."""


class Detail(NamedTuple):
    """A name, a contact point or a route."""

    what: str
    kind: str  # the type of a contact point, else ""
    value: str


def standing(session: Session, operator_id: int, details: Collection[Detail]) -> dict[Detail, _Row]:
    """Those of these that stand in an entry."""
    of = {what: {detail.value for detail in details if detail.what == what} for what in _TABLES}
    rows = [row for what, values in of.items() if values for row in _rows(session, what, operator_id, values)]
    return {detail_of(row): row for row in rows if detail_of(row) in details}


def apart(session: Session, operator_id: int) -> dict[Detail, datetime]:
    """What of an entry stands apart, and since when."""
    rows = _apart(session, operator_id)
    return {detail_of(row): row.withdrawn_at for row in rows}


def take(session: Session, operator_id: int, read_by: Mapping[Detail, str], now: datetime) -> set[Detail]:
    """Put these of an entry apart, given with the last reader that read each. Returns those that went: its main name
    stays where no other name and no contact point does."""
    regain(session, operator_id)
    gone = {detail: row for detail, row in standing(session, operator_id, read_by).items() if not row.is_given}
    return _put(session, operator_id, gone, read_by, now)


def take_off(session: Session, operator_id: int, rows: Collection[OperatorContactRow], now: datetime) -> None:
    """Put contact points of an entry apart because a person said so; only `put_on` brings them back."""
    regain(session, operator_id)
    gone: dict[Detail, _Row] = {detail_of(row): row for row in rows}
    for detail in _put(session, operator_id, gone, dict.fromkeys(gone, ""), now):
        session.execute(update(WithdrawnDetailRow).where(*_is(operator_id, detail)).values(is_taken=True))


def put_on(session: Session, operator_id: int, rows: Collection[WithdrawnDetailRow]) -> None:
    """Give these of an entry back because a person said so, seen as often as before: no reading takes them from it."""
    for row in rows:
        seen = Sighting(row.first_seen, row.last_seen, counts=False, is_given=True)
        watchlist.add_contacts(session, operator_id, [(ContactType(row.kind), row.value)], seen)
    session.flush()
    for detail, now in standing(session, operator_id, list(map(detail_of, rows))).items():
        now.documents = max(row.documents for row in rows if detail_of(row) == detail)
    for row in rows:
        session.delete(row)
    session.flush()
    _forget(session, operator_id)


def _is(operator_id: int, detail: Detail) -> tuple[ColumnElement[bool], ...]:
    row = WithdrawnDetailRow
    return row.operator_id == operator_id, row.what == detail.what, row.kind == detail.kind, row.value == detail.value


def _put(
    session: Session, operator_id: int, gone: dict[Detail, _Row], read_by: Mapping[Detail, str], now: datetime
) -> set[Detail]:
    entry = session.get_one(OperatorRow, operator_id, populate_existing=True)
    main = Detail(NAME, "", entry.name)
    stood_in = _rename(session, entry, gone)
    for detail, row in gone.items():
        values = {"operator_id": operator_id, "what": detail.what, "value": detail.value, "read_by": read_by[detail]}
        values |= {"first_seen": row.first_seen, "last_seen": row.last_seen, "documents": row.documents}
        kind = _MAIN if detail == main else row.kind if isinstance(row, OperatorNameRow) else detail.kind
        more = row.waypoints if isinstance(row, OperatorRouteRow) else stood_in if detail == main else []
        session.add(WithdrawnDetailRow(**values, kind=kind, more=more, withdrawn_at=now))
        if isinstance(row, OperatorNameRow):
            forget_name(session, row.name_id, row.name)
        session.delete(row)
    session.flush()
    if names := [detail.value for detail in gone if detail.what == NAME]:
        left = session.scalars(select(OperatorNameRow.name).where(OperatorNameRow.operator_id == operator_id))
        name_index.forget(session, operator_id, names, left=left)
    _forget(session, operator_id)
    return set(gone)


def _rename(session: Session, entry: OperatorRow, gone: dict[Detail, _Row]) -> list[str]:
    """What the entry goes by when these are gone: another name, else a contact point; else its name does not go.
    Returns the name that stands in for the main one, and its own kind."""
    main = Detail(NAME, "", entry.name)
    if main not in gone and entry.name not in map(_called, gone):
        return []
    names = [row for row in _rows(session, NAME, entry.operator_id) if detail_of(row) not in gone]
    contacts = [each for each in map(detail_of, _rows(session, CONTACT, entry.operator_id)) if each not in gone]
    if names:
        best = min(names, key=lambda row: (_STANDS_IN.index(NameKind(row.kind)), -row.documents, row.name_id))
        stood_in = [best.name, best.kind]
        entry.name, best.kind = best.name, _MAIN
        return stood_in
    if contacts:
        entry.name = _called(contacts[0])
    else:
        gone.pop(main, None)
    return []


def give_back(session: Session, operator_id: int, details: Collection[Detail]) -> set[Detail]:
    """Put these back into the entry, those of them that stand apart. Returns them."""
    of_them = WithdrawnDetailRow.value.in_({detail.value for detail in details})
    known = _apart(session, operator_id, of_them) if details else ()
    back = {detail_of(row): row for row in known if detail_of(row) in details}
    for row in back.values():
        seen = Sighting(row.first_seen, row.last_seen, counts=False)
        if row.what == NAME:
            watchlist.add_names(session, operator_id, [(row.value, NameKind(row.kind))], seen)
        elif row.what == CONTACT:
            watchlist.add_contacts(session, operator_id, [(ContactType(row.kind), row.value)], seen)
        else:
            watchlist.add_route(session, operator_id, Route(tuple(row.value.split()), tuple(row.more)), seen)
    if back:
        regain(session, operator_id, as_before=True)
    return set(back)


def regain(session: Session, operator_id: int, *, as_before: bool = False) -> None:
    """Of what stood apart, and was told again, nothing stands apart any more; seen as often as before where the same
    documents say it (`as_before`). Where nothing stands apart, that costs one look, which is remembered."""
    if not (rows := {detail_of(row): row for row in _apart(session, operator_id, _IS_TOLD)}):
        return
    for detail, row in standing(session, operator_id, rows).items():
        old = rows[detail]
        if as_before and not row.is_given:
            row.documents, row.first_seen = old.documents, min(row.first_seen, old.first_seen)
        if isinstance(row, OperatorNameRow) and not row.is_given:
            _as_before(session, row, old)
        session.execute(delete(WithdrawnDetailRow).where(WithdrawnDetailRow.detail_id == old.detail_id))
    session.flush()
    _forget(session, operator_id)


def _as_before(session: Session, row: OperatorNameRow, old: WithdrawnDetailRow) -> None:
    """Its kind again; a main name is the main one again, unless somebody chose another meanwhile."""
    if old.kind != _MAIN:
        row.kind = old.kind
        return
    main = [each for each in _rows(session, NAME, row.operator_id) if each.kind == _MAIN and each is not row]
    if main and [each.name for each in main] != old.more[:1]:
        row.kind = NameKind.ALIAS.value
        return
    for each in main:
        each.kind = old.more[1]
    row.kind = _MAIN
    session.get_one(OperatorRow, row.operator_id, populate_existing=True).name = row.name


def detail_of(row: _Row | WithdrawnDetailRow) -> Detail:
    """What a row holds, wherever it stands."""
    if isinstance(row, WithdrawnDetailRow):
        return Detail(row.what, row.kind if row.what == CONTACT else "", row.value)
    if isinstance(row, OperatorNameRow):
        return Detail(NAME, "", row.name)
    if isinstance(row, OperatorContactRow):
        return Detail(CONTACT, row.type, row.value)
    return Detail(ROUTE, "", row.countries)


def _called(contact: Detail) -> str:
    """As an entry is called that has no name (`store.subjects`)."""
    return f"{contact.kind} {contact.value}"


def _rows(session: Session, what: str, operator_id: int, values: Collection[str] | None = None) -> Sequence[Any]:
    """Rows of an entry in one of its tables, the oldest first; those with these values where they are given."""
    row, value, key = _TABLES[what]
    query = select(row).where(row.operator_id == operator_id).order_by(key)
    if values is not None:
        query = query.where(value.in_(values))
    session.flush()
    found: Sequence[Any] = session.scalars(query, execution_options={"populate_existing": True}).all()
    return found


def _apart(session: Session, operator_id: int, *which: ColumnElement[bool]) -> Sequence[WithdrawnDetailRow]:
    if not by_key.under(session, "withdrawn_details", [operator_id], 1):
        return ()
    untaken = (WithdrawnDetailRow.operator_id == operator_id, ~WithdrawnDetailRow.is_taken)
    query = select(WithdrawnDetailRow).where(*untaken, *which)
    return session.scalars(query.order_by(WithdrawnDetailRow.detail_id)).all()


def _forget(session: Session, operator_id: int) -> None:
    remembered.forget(session, "withdrawn_details", [operator_id])
    remembered.forget_operator(session, operator_id)
