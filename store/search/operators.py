"""Operators by their names, contact points and filters, last seen first. Every cluster answers once, with all that any
of its entries knows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, cast, func, select, union
from sqlalchemy.orm import aliased

from store.clusters import goes_by
from store.search.asking import Asked
from store.search.documents import leg_in
from store.search.matching import matching
from store.search.pasted import accounts_alone
from store.search.records import SearchFilter
from store.search.standing import standing_as
from store.session import Session
from store.tables import (
    IdentityRow,
    OperatorContactRow,
    OperatorNameRow,
    OperatorRouteRow,
    OperatorRow,
)
from store.views.operator_lines import operator_lines
from store.views.operator_records import OperatorSummary


def find_operators(
    session: Session, asked: Asked, chosen: SearchFilter, *, typed: str = "", limit: int = 20
) -> list[OperatorSummary]:
    """Operators that bear what was asked as a name or use it as a contact point; nobody where nothing was asked that
    an operator could answer."""
    conditions = _conditions(session, asked, chosen, typed)
    if asked.says_nothing or not conditions:
        return []
    query = select(OperatorRow.operator_id).where(*conditions).order_by(last_seen().desc(), OperatorRow.operator_id)
    ids = list(session.scalars(query.limit(limit)))
    lines = operator_lines(session, ids)
    return [lines[operator_id] for operator_id in ids]


def _conditions(session: Session, asked: Asked, chosen: SearchFilter, typed: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.clauses:
        names = OperatorNameRow.name_id.in_(matching(session, "name", asked.clauses, asked.excluded))
        value = OperatorContactRow.value == accounts_alone(typed).strip().lstrip("@").lower()
        found.append(OperatorRow.operator_id.in_(union(_who_has_name(names), _who_has_contact(value))))
    for channels in asked.channels:
        found.append(OperatorRow.operator_id.in_(_who_has_contact(OperatorContactRow.channel.in_(channels))))
    if chosen.country:
        entry = aliased(OperatorRow)
        there = cast(entry.countries, String).like(f'%"{chosen.country}"%')
        found.append(OperatorRow.operator_id.in_(select(goes_by(entry.operator_id)).where(there)))
    if chosen.leg is not None:
        moves = select(goes_by(OperatorRouteRow.operator_id)).where(leg_in(OperatorRouteRow.countries, chosen.leg))
        found.append(OperatorRow.operator_id.in_(moves))
    if chosen.status is not None:
        found.append(OperatorRow.operator_id.in_(standing_as(session, chosen.status)))
    return found


def _who_has_name(condition: ColumnElement[bool]) -> Select[int]:
    return select(goes_by(OperatorNameRow.operator_id)).where(condition)


def _who_has_contact(condition: ColumnElement[bool]) -> Select[int]:
    return select(goes_by(OperatorContactRow.operator_id)).where(condition)


def last_seen() -> ColumnElement[object]:
    """When any entry of the cluster was seen last, for a query of OperatorRow by the entry that it goes by."""
    others = _of_others(func.max, "last_seen")
    return case((others > OperatorRow.last_seen, others), else_=OperatorRow.last_seen)


def first_seen() -> ColumnElement[object]:
    """As `last_seen`: when any entry was seen first."""
    others = _of_others(func.min, "first_seen")
    return case((others < OperatorRow.first_seen, others), else_=OperatorRow.first_seen)


def _of_others(best: Callable[[Any], Any], column: str) -> ColumnElement[Any]:
    """The least or the latest moment of the entries that were merged into one; NULL where none was."""
    entry = aliased(OperatorRow)
    return (
        select(best(getattr(entry, column)))
        .join(IdentityRow, IdentityRow.operator_id == entry.operator_id)
        .where(IdentityRow.cluster_id == OperatorRow.operator_id)
        .scalar_subquery()
    )
