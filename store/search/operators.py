"""Operators by their names, contact points and filters, last seen first."""

from __future__ import annotations

from sqlalchemy import ColumnElement, String, cast, exists, or_, select

from store.search.asking import Asked
from store.search.documents import leg_in
from store.search.matching import matching
from store.search.records import SearchFilter
from store.session import Session
from store.tables import OperatorContactRow, OperatorNameRow, OperatorRouteRow, OperatorRow, OperatorStatusRow
from store.views.operator_lines import operator_lines
from store.views.operator_records import OperatorSummary


def find_operators(
    session: Session, asked: Asked, chosen: SearchFilter, *, typed: str = "", limit: int = 20
) -> list[OperatorSummary]:
    """Operators that bear what was asked as a name or use it as a contact point; nobody where nothing was asked that
    an operator could answer."""
    conditions = _conditions(session, asked, chosen, typed)
    if not conditions:
        return []
    query = select(OperatorRow.operator_id).where(*conditions).order_by(OperatorRow.last_seen.desc())
    ids = list(session.scalars(query.limit(limit)))
    lines = operator_lines(session, ids)
    return [lines[operator_id] for operator_id in ids]


def _conditions(session: Session, asked: Asked, chosen: SearchFilter, typed: str) -> list[ColumnElement[bool]]:
    mine = OperatorRouteRow.operator_id == OperatorRow.operator_id
    found: list[ColumnElement[bool]] = []
    if asked.clauses:
        names = OperatorNameRow.name_id.in_(matching(session, "name", asked.clauses, asked.excluded))
        found.append(or_(_has_name(names), _has_contact(OperatorContactRow.value == typed.strip().lstrip("@").lower())))
    for channels in asked.channels:
        found.append(_has_contact(OperatorContactRow.channel.in_(channels)))
    if chosen.country:
        found.append(cast(OperatorRow.countries, String).like(f'%"{chosen.country}"%'))
    if chosen.leg is not None:
        found.append(exists().where(mine, leg_in(OperatorRouteRow.countries, chosen.leg)))
    if chosen.status is not None:
        said = OperatorStatusRow.operator_id == OperatorRow.operator_id
        found.append(exists().where(said, OperatorStatusRow.status == chosen.status.value))
    return found


def _has_name(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(OperatorNameRow.operator_id == OperatorRow.operator_id, condition)


def _has_contact(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(OperatorContactRow.operator_id == OperatorRow.operator_id, condition)
