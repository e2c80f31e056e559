"""Rows into lines, many at a time: the queries behind every list of flags or operators are as many for one as for a
hundred."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, select

from core.terms import ContactType, DocumentLabel, FlagKind, FlagState, Language, LegalStatus, NameKind
from store.session import Session
from store.tables import (
    AnalysisRow,
    DocumentRow,
    FlagOperatorRow,
    FlagRow,
    OperatorContactRow,
    OperatorMentionRow,
    OperatorNameRow,
    OperatorRow,
    OperatorStatusRow,
    RevisionRow,
    RunRow,
    SourceRow,
    StoryRow,
)
from store.tables.base import CHUNK
from store.views.records import FlagSummary, OperatorSummary

OPEN = (FlagState.NEW, FlagState.IN_REVIEW, FlagState.NEEDS_MORE)
"""States in which a flag waits for a person."""

_LADDER = list(LegalStatus)


def flag_lines(session: Session, rows: Sequence[FlagRow]) -> list[FlagSummary]:
    """The lines of these flags, in this order."""
    ids = [row.flag_id for row in rows]
    shown = {
        flag_id: (revision, document, source_name, night)
        for flag_id, revision, document, source_name, night in session.execute(
            select(FlagRow.flag_id, RevisionRow, DocumentRow, SourceRow.name, RunRow.night)
            .join(AnalysisRow, AnalysisRow.analysis_id == FlagRow.analysis_id)
            .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
            .join(DocumentRow, DocumentRow.document_id == FlagRow.document_id)
            .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
            .outerjoin(RunRow, RunRow.run_id == FlagRow.run_id)
            .where(FlagRow.flag_id.in_(ids))
        )
    }
    operators = _operators_of_flags(session, ids)
    copies = _copies(session, [row.story_id for row in rows])
    independent = _independent_of_flags(session, ids)
    lines = []
    for row in rows:
        revision, document, source_name, night = shown[row.flag_id]
        documents, publishers = copies.get(row.story_id, (1, 1))
        lines.append(
            FlagSummary(
                flag_id=row.flag_id,
                kind=FlagKind(row.kind),
                state=FlagState(row.state),
                version=row.version,
                evidence_version=row.evidence_version,
                raised_at=row.raised_at,
                updated_at=row.updated_at,
                run_id=row.run_id,
                night=night,
                title=revision.title,
                url=document.url,
                source_id=document.source_id,
                source_name=source_name or document.source_id,
                country=document.country,
                language=Language(revision.language),
                published=revision.published,
                labels=tuple(DocumentLabel(label) for label in row.labels),
                score=row.score,
                reason=row.reason,
                new_evidence=0 < row.decided_evidence < row.evidence_version,
                operators=tuple(operators.get(row.flag_id, ())),
                route=tuple(row.route.split()),
                independent_sources=max(independent.get(row.flag_id, 1), 1),
                publishers=publishers,
                also_published=documents - 1,
            )
        )
    return lines


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


def _operators_of_flags(session: Session, ids: list[int]) -> dict[int, list[tuple[int, str]]]:
    query = (
        select(FlagOperatorRow.flag_id, OperatorRow.operator_id, OperatorRow.name)
        .join(OperatorRow, OperatorRow.operator_id == FlagOperatorRow.operator_id)
        .where(FlagOperatorRow.flag_id.in_(ids))
        .order_by(FlagOperatorRow.score.desc(), OperatorRow.operator_id)
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for flag_id, operator_id, name in session.execute(query):
        found.setdefault(flag_id, []).append((operator_id, name))
    return found


def _copies(session: Session, story_ids: list[int]) -> dict[int, tuple[int, int]]:
    query = (
        select(DocumentRow.story_id, func.count(), func.count(DocumentRow.publisher.distinct()))
        .where(DocumentRow.story_id.in_(story_ids))
        .group_by(DocumentRow.story_id)
    )
    return {story_id: (documents, publishers) for story_id, documents, publishers in session.execute(query)}


def _independent_of_flags(session: Session, ids: list[int]) -> dict[int, int]:
    query = (
        select(FlagOperatorRow.flag_id, func.count(StoryRow.origin_publisher.distinct()))
        .join(OperatorMentionRow, OperatorMentionRow.operator_id == FlagOperatorRow.operator_id)
        .join(StoryRow, StoryRow.story_id == OperatorMentionRow.story_id)
        .where(FlagOperatorRow.flag_id.in_(ids))
        .group_by(FlagOperatorRow.flag_id)
    )
    return dict(session.execute(query).all())


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
