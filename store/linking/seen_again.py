"""Adverts that stand: one that comes as it came is no new text, and still shows its operator's name and number. A
report that stays where it was says of nobody that they were seen again.

Adds nothing: what a person took off, a reader withdrew or a purge took stays away.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, true, update

from core.terms import DocumentKind
from store.place import Place, places_of
from store.session import Session
from store.subjects import Subject, subjects
from store.tables import (
    AnalysisRow,
    DocumentRow,
    OperatorContactRow,
    OperatorMentionRow,
    OperatorNameRow,
    OperatorRouteRow,
    OperatorRow,
    RevisionRow,
)
from store.tables.base import chunks, clean

_Table = type[OperatorRow | OperatorNameRow | OperatorContactRow | OperatorRouteRow]

BACK = timedelta(days=2)
"""How far back pages are asked for: a night that was cut off left some that the next one takes in."""


def seen_again(session: Session, now: datetime) -> None:
    """Stretch the last day of what the adverts show that were seen of late: of operators, their names, contact points
    and routes. Done again, it changes nothing."""
    query = (
        select(OperatorMentionRow.operator_id, OperatorMentionRow.revision_id, OperatorMentionRow.name)
        .join(RevisionRow, RevisionRow.revision_id == OperatorMentionRow.revision_id)
        .join(AnalysisRow, AnalysisRow.analysis_id == OperatorMentionRow.analysis_id)
        .join(DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
        .where(DocumentRow.kind == DocumentKind.AD.value)
        .where(RevisionRow.last_seen >= now - BACK, AnalysisRow.current)
        .order_by(OperatorMentionRow.operator_id, OperatorMentionRow.mention_id)
    )
    for some in chunks(session.execute(query).all()):
        places = places_of(session, list({revision_id for _operator, revision_id, _name in some}))
        for operator_id, revision_id, name in some:
            if place := places.get(revision_id):
                _stretch(session, operator_id, place, name)


def _stretch(session: Session, operator_id: int, place: Place, name: str) -> None:
    at = place.revision.last_seen
    for table, shown in ((OperatorRow, true()), *_shown(place, name)):
        rows = update(table).where(table.operator_id == operator_id, table.last_seen < at, shown)
        session.execute(rows.values(last_seen=at).execution_options(synchronize_session=False))


def _shown(place: Place, name: str) -> Iterator[tuple[_Table, ColumnElement[bool]]]:
    """Tables, and which of an operator's rows this page shows."""
    route = " ".join(place.analysis.route.countries)
    if route:
        yield OperatorRouteRow, OperatorRouteRow.countries == route
    for subject in subjects(place.analysis, host=place.host):
        if _is_meant(subject, name):
            if names := [clean(each).strip() for each in subject.names]:
                yield OperatorNameRow, OperatorNameRow.name.in_(names)
            points = [
                and_(OperatorContactRow.type == each.type.value, OperatorContactRow.value == clean(each.value))
                for each in subject.contacts
            ]
            if points:
                yield OperatorContactRow, or_(*points)


def _is_meant(subject: Subject, name: str) -> bool:
    """Whether this is the subject that a mention was made of."""
    return not subject.is_clearance and (clean(subject.mention.name) if subject.mention else "") == name
