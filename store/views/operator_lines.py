"""Rows into lines of operators, many at a time: as many queries for a hundred as for one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from core.terms import ContactType, FlagKind, FlagState, LegalStatus, NameKind
from store.session import Session
from store.tables import (
    FlagOperatorRow,
    FlagRow,
    OperatorContactRow,
    OperatorMentionRow,
    OperatorNameRow,
    OperatorRow,
    OperatorStatusRow,
    StoryRow,
)
from store.tables.base import CHUNK
from store.views.flag_lines import OPEN
from store.views.operator_records import (
    OperatorSummary,
)

_LADDER = list(LegalStatus)


def operator_lines(session: Session, operator_ids: Collection[int]) -> dict[int, OperatorSummary]:
    """The lines of these operators, by id."""
    found: dict[int, OperatorSummary] = {}
    ids = sorted(operator_ids)
    for start in range(0, len(ids), CHUNK):
        found |= _operator_lines(session, ids[start : start + CHUNK])
    return found


def _operator_lines(session: Session, ids: list[int]) -> dict[int, OperatorSummary]:
    names = _names(session, ids)
    contacts = _contacts(session, ids)
    statuses = standing(session, ids)
    counted = independent(session, ids)
    open_flags = _open_flags(session, ids)
    rows = session.scalars(select(OperatorRow).where(OperatorRow.operator_id.in_(ids)))
    return {
        row.operator_id: OperatorSummary(
            operator_id=row.operator_id,
            name=row.name,
            aliases=tuple(name for name, _kind in names.get(row.operator_id, ()) if name != row.name),
            contacts=tuple(contacts.get(row.operator_id, ())),
            countries=tuple(row.countries),
            status=statuses.get(row.operator_id),
            first_seen=row.first_seen,
            last_seen=row.last_seen,
            documents=counted.get(row.operator_id, (0, 0))[0],
            independent_sources=counted.get(row.operator_id, (0, 0))[1],
            open_flags=open_flags.get(row.operator_id, 0),
        )
        for row in rows
    }


def independent(session: Session, operator_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """How many documents speak of each operator, and from how many independent sources: a story, wire copies and
    all, counts once, for the publisher that had it first; and a publisher counts once, whatever it wrote."""
    query = (
        select(
            OperatorMentionRow.operator_id,
            func.count(OperatorMentionRow.document_id.distinct()),
            func.count(StoryRow.origin_publisher.distinct()),
        )
        .join(StoryRow, StoryRow.story_id == OperatorMentionRow.story_id)
        .where(OperatorMentionRow.operator_id.in_(operator_ids))
        .group_by(OperatorMentionRow.operator_id)
    )
    return {operator_id: (documents, sources) for operator_id, documents, sources in session.execute(query)}


def standing(session: Session, operator_ids: Collection[int]) -> dict[int, LegalStatus]:
    """The highest that sources say; `cleared` only where a person confirmed it and nothing was said since."""
    said: dict[int, list[tuple[LegalStatus, date]]] = {}
    query = select(OperatorStatusRow.operator_id, OperatorStatusRow.status, OperatorStatusRow.said_on)
    for operator_id, status, on in session.execute(query.where(OperatorStatusRow.operator_id.in_(operator_ids))):
        said.setdefault(operator_id, []).append((LegalStatus(status), on))
    confirmed = (
        select(FlagOperatorRow.operator_id)
        .join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
        .where(FlagRow.kind == FlagKind.CLEARANCE.value, FlagRow.state == FlagState.CONFIRMED.value)
        .where(FlagOperatorRow.operator_id.in_(operator_ids))
    )
    cleared = set(session.scalars(confirmed))
    found = {}
    for operator_id, statuses in said.items():
        accused = [(status, on) for status, on in statuses if status is not LegalStatus.CLEARED]
        if operator_id in cleared:
            when = max((on for status, on in statuses if status is LegalStatus.CLEARED), default=date.max)
            accused = [(status, on) for status, on in accused if on > when]
            if not accused:
                found[operator_id] = LegalStatus.CLEARED
        if accused:
            found[operator_id] = max((status for status, _on in accused), key=_LADDER.index)
    return found


def _names(session: Session, ids: list[int]) -> dict[int, list[tuple[str, NameKind]]]:
    query = select(OperatorNameRow.operator_id, OperatorNameRow.name, OperatorNameRow.kind)
    found: dict[int, list[tuple[str, NameKind]]] = {}
    for operator_id, name, kind in session.execute(
        query.where(OperatorNameRow.operator_id.in_(ids)).order_by(OperatorNameRow.name_id)
    ):
        found.setdefault(operator_id, []).append((name, NameKind(kind)))
    return found


def _contacts(session: Session, ids: list[int]) -> dict[int, list[tuple[ContactType, str]]]:
    query = select(OperatorContactRow.operator_id, OperatorContactRow.type, OperatorContactRow.value)
    found: dict[int, list[tuple[ContactType, str]]] = {}
    for operator_id, kind, value in session.execute(
        query.where(OperatorContactRow.operator_id.in_(ids)).order_by(OperatorContactRow.contact_id)
    ):
        found.setdefault(operator_id, []).append((ContactType(kind), value))
    return found


def _open_flags(session: Session, ids: list[int]) -> dict[int, int]:
    query = (
        select(FlagOperatorRow.operator_id, func.count())
        .join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
        .where(FlagOperatorRow.operator_id.in_(ids), FlagRow.state.in_([state.value for state in OPEN]))
        .group_by(FlagOperatorRow.operator_id)
    )
    return dict(session.execute(query).all())
