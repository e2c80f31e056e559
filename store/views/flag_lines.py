"""Rows into lines of flags, many at a time: as many queries for a hundred as for one."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select

from core.terms import DocumentLabel, FlagKind, FlagState, Language
from store.session import Session
from store.tables import (
    AnalysisRow,
    DocumentRow,
    FlagOperatorRow,
    FlagRow,
    OperatorMentionRow,
    OperatorRow,
    RevisionRow,
    RunRow,
    SourceRow,
    StoryRow,
)
from store.views.records import (
    FlagSummary,
)

OPEN = (FlagState.NEW, FlagState.IN_REVIEW, FlagState.NEEDS_MORE)
"""States in which a flag waits for a person."""


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
