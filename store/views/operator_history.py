"""What was said of an operator over time: standing, routes, mentions. Of all its entries, newest first."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Integer, Select, bindparam, case, func, select

from core.records import Span
from core.terms import LegalStatus
from store.built_once import asked, built_once
from store.bystanders import hidden_in_texts
from store.flagging import withdrawn
from store.flagging.clearings import IS_UNSURE
from store.flagging.corrected import stands_as
from store.flagging.dismissed_routes import dismissed_routes
from store.flagging.refused import is_standing_refused, of_namings, of_stories
from store.session import Session
from store.tables import (
    AnalysisRow,
    DocumentRow,
    OperatorMentionRow,
    OperatorRouteRow,
    OperatorStatusRow,
    RevisionRow,
    SourceRow,
    StoryRow,
    WithdrawnDetailRow,
)
from store.views.history_records import LISTED, MentionLine, RouteLine, RungLine, UnreadLine
from store.withdrawn_details import detail_of, standing


def ladder(session: Session, entries: Collection[int]) -> tuple[RungLine, ...]:
    """Every rung that somebody said of surely this one and that counts, weakest first."""
    rungs = [
        RungLine(LegalStatus(status), first, last, sources, documents, is_dated=bool(is_dated), lists=lists)
        for status, first, last, sources, documents, is_dated, lists in session.execute(_rungs(), {"of": list(entries)})
    ]
    return tuple(sorted(rungs, key=lambda rung: list(LegalStatus).index(rung.status)))


@built_once
def _rungs() -> Select[*tuple[Any, ...]]:
    publisher = func.coalesce(StoryRow.origin_publisher, OperatorStatusRow.url)
    of_list = case((OperatorStatusRow.document_id.is_(None), OperatorStatusRow.url))
    standing_as = stands_as().label("standing_as")
    told = case((OperatorStatusRow.is_dated, OperatorStatusRow.said_on))  # days that nobody told are not the first
    return (
        select(
            standing_as,
            func.coalesce(func.min(told), func.min(OperatorStatusRow.said_on)),
            func.coalesce(func.max(told), func.max(OperatorStatusRow.said_on)),
            func.count(publisher.distinct()),
            func.count(OperatorStatusRow.document_id.distinct()),
            func.count(told) > 0,
            func.count(of_list.distinct()),
        )
        .outerjoin(DocumentRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .outerjoin(StoryRow, StoryRow.story_id == DocumentRow.story_id)
        .where(OperatorStatusRow.operator_id.in_(asked("of")), ~is_standing_refused(), ~IS_UNSURE)
        .group_by(standing_as)
    )


def routes(session: Session, entries: Collection[int]) -> tuple[RouteLine, ...]:
    """Its routes, last seen first; the waypoints are the fullest that were seen."""
    rows = session.scalars(select(OperatorRouteRow).where(OperatorRouteRow.operator_id.in_(entries))).all()
    no_more = dismissed_routes(session, entries) if rows else set()
    found: dict[str, RouteLine] = {}
    for row in rows:
        known = found.get(row.countries)
        found[row.countries] = RouteLine(
            countries=tuple(row.countries.split()),
            waypoints=max(tuple(row.waypoints), known.waypoints if known else (), key=len),
            first_seen=min(row.first_seen, known.first_seen) if known else row.first_seen,
            last_seen=max(row.last_seen, known.last_seen) if known else row.last_seen,
            documents=row.documents + (known.documents if known else 0),
            entries=tuple(sorted({row.operator_id, *(known.entries if known else ())})),
            counts=row.route_id not in no_more or (known is not None and known.counts),
        )
    return tuple(sorted(found.values(), key=lambda line: (line.last_seen, line.countries), reverse=True))


def unread(session: Session, entries: Collection[int]) -> tuple[UnreadLine, ...]:
    """What withdrawn readings alone gave to it, but what another of its entries has."""
    query = select(WithdrawnDetailRow).where(WithdrawnDetailRow.operator_id.in_(entries), ~WithdrawnDetailRow.is_taken)
    rows = session.scalars(query.order_by(WithdrawnDetailRow.detail_id)).all()
    told = {detail_of(row) for row in rows}
    known = {each for entry in entries for each in standing(session, entry, told)}
    return tuple(
        UnreadLine(
            row.what,
            row.kind,
            row.value,
            row.read_by,
            row.withdrawn_at,
            row.first_seen,
            row.last_seen,
            row.documents,
            row.operator_id,
        )
        for row in rows
        if detail_of(row) not in known
    )


def mentions(session: Session, entries: Collection[int], *, limit: int = LISTED) -> tuple[MentionLine, ...]:
    """Where documents speak of it; the newest reading of each that does."""
    rows = session.execute(_mentions(), {"of": list(entries), "limit": limit}).all()
    refused, unread = of_stories(session, {row[15] for row in rows}), withdrawn.of_mentions(session, entries)
    corrected = of_namings(session, entries)
    hidden = hidden_in_texts(session, {row[0] for row in rows}, kept={row[1] for row in rows})
    return tuple(
        MentionLine(
            revision_id=row[0],
            name=row[1],
            sentence=hidden.get(row[0], str)(row[2]),
            score=row[3],
            source_id=row[4],
            source_name=row[5],
            title=hidden.get(row[0], str)(row[6]),
            url=row[7],
            published=row[8],
            seen_at=row[9],
            reader=row[10],
            operator_id=row[11],
            spans=tuple(Span(*span) for span in row[12]),
            purged_at=row[13],
            language=row[14],
            refusal=refused.get(row[15]) or corrected.get((row[11], row[16])),
            withdrawal=unread.get((row[11], row[16])),
        )
        for row in rows
    )


@built_once
def _mentions() -> Select[*tuple[Any, ...]]:
    newest = (
        select(OperatorMentionRow.mention_id)
        .join(RevisionRow, RevisionRow.revision_id == OperatorMentionRow.revision_id)
        .join(AnalysisRow, AnalysisRow.analysis_id == OperatorMentionRow.analysis_id)
        .where(OperatorMentionRow.operator_id.in_(asked("of")), withdrawn.is_told())
        .order_by(RevisionRow.first_seen.desc(), OperatorMentionRow.mention_id.desc())
        .limit(bindparam("limit", type_=Integer))
    )
    return (
        select(
            OperatorMentionRow.revision_id,
            OperatorMentionRow.name,
            OperatorMentionRow.sentence,
            OperatorMentionRow.score,
            DocumentRow.source_id,
            func.coalesce(SourceRow.name, DocumentRow.source_id),
            RevisionRow.title,
            DocumentRow.url,
            RevisionRow.published,
            RevisionRow.first_seen,
            AnalysisRow.reader,
            OperatorMentionRow.operator_id,
            OperatorMentionRow.spans,
            RevisionRow.purged_at,
            RevisionRow.language,
            OperatorMentionRow.story_id,
            OperatorMentionRow.document_id,
        )
        .join(RevisionRow, RevisionRow.revision_id == OperatorMentionRow.revision_id)
        .join(DocumentRow, DocumentRow.document_id == OperatorMentionRow.document_id)
        .join(AnalysisRow, AnalysisRow.analysis_id == OperatorMentionRow.analysis_id)
        .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
        .where(OperatorMentionRow.mention_id.in_(newest))
        .order_by(RevisionRow.first_seen.desc(), OperatorMentionRow.mention_id.desc())
    )
