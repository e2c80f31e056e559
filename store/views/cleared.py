"""Documents that clear operators, and in which words: said wherever such a document is listed for an operator or beside
it, since the text of an acquittal speaks of smuggling as an accusation does."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased

from core.terms import LegalStatus
from store.built_once import asked, built_once
from store.bystanders import hidden_in_texts
from store.clusters import goes_by, label
from store.flagging.clearings import IS_UNSURE
from store.flagging.refused import Refusal, is_mention_refused, of_standings
from store.session import Session
from store.tables import (
    AnalysisRow,
    DocumentRow,
    LinkRow,
    OperatorMentionRow,
    OperatorRow,
    OperatorStatusRow,
    RevisionRow,
    SourceRow,
)
from store.tables.base import chunks
from store.views.earlier_clearings import earlier_readers


@dataclass(frozen=True, slots=True)
class ClearedLine:
    """That a version of a document clears an operator."""

    operator_id: int  # that its cluster goes by
    name: str
    on: date  # publication, or first sight where the document has no date
    sentence: str  # that clears it; "" where a purge took it
    language: str
    is_unsure: bool  # whether it merely may mean this one, and nobody confirmed that it does
    refusal: Refusal | None  # who dismissed it, so that it clears nobody any more
    revision_id: int
    title: str
    source_name: str
    purged_at: datetime | None = None  # when a purge took title and text
    earlier_reader: str = ""  # that read it, where the reader of today does not; it clears all the same

    @property
    def counts(self) -> bool:
        """Whether nobody dismissed it."""
        return self.refusal is None


def cleared_in(session: Session, revision_ids: Collection[int]) -> dict[int, tuple[ClearedLine, ...]]:
    """Whom each of these versions clears, by the newest reading that clears each; what that of today reads first, then
    surely meant ones. Nothing of those that clear nobody of the watchlist. As many queries for a hundred as for one."""
    found: dict[int, tuple[ClearedLine, ...]] = {}
    ids = sorted(revision_ids)
    for chunk in chunks(ids):
        for line in _told(session, session.execute(_clearing_in(), {"of": chunk}).all()):
            mine = found.get(line.revision_id, ())
            if line.operator_id not in {each.operator_id for each in mine}:
                found[line.revision_id] = (*mine, line)
    return found


def clearing_documents(session: Session, entries: Collection[int], *, limit: int) -> tuple[ClearedLine, ...]:
    """The documents that clear an operator, by its entries, newest first; of each the newest version that does."""
    newest = session.execute(_clearing_of(), {"of": list(entries)}).all()
    rows = {row.document_id: row for row in reversed(newest)}
    kept = sorted(rows.values(), key=lambda row: (row.said_on, row.revision_id), reverse=True)
    return _told(session, kept[:limit])


def accused_in(session: Session, revision_ids: Collection[int]) -> dict[int, tuple[tuple[int, str], ...]]:
    """The operators (id, name) that each of these versions names as leads that stand, not dismissed or withdrawn."""
    found: dict[int, dict[int, str]] = {}
    ids = sorted(revision_ids)
    for chunk in chunks(ids):
        query = (
            select(OperatorMentionRow.revision_id, OperatorRow.operator_id, label())
            .join(AnalysisRow, AnalysisRow.analysis_id == OperatorMentionRow.analysis_id)
            .join(OperatorRow, OperatorRow.operator_id == goes_by(OperatorMentionRow.operator_id))
            .where(AnalysisRow.revision_id.in_(chunk), AnalysisRow.current)
            .where(~is_mention_refused())
            .order_by(OperatorRow.operator_id)
        )
        for revision_id, operator_id, name in session.execute(query):
            found.setdefault(revision_id, {})[operator_id] = name
    return {revision_id: tuple(named.items()) for revision_id, named in found.items()}


@built_once
def _clearing() -> Select[*tuple[Any, ...]]:
    """What a version's reading linked as cleared, with what its document says of it: found by the readings or by the
    operators, since no index has these rows by document."""
    says = and_(
        OperatorStatusRow.operator_id == LinkRow.operator_id,
        OperatorStatusRow.status == LegalStatus.CLEARED.value,
        OperatorStatusRow.document_id == RevisionRow.document_id,
    )
    reading, link = aliased(AnalysisRow), aliased(LinkRow)
    newest = (  # of each operator, also where the reader of today no longer reads it: a clearing is not taken back
        select(func.max(reading.analysis_id))
        .join(link, link.analysis_id == reading.analysis_id)
        .where(reading.revision_id == AnalysisRow.revision_id, link.is_clearance)
        .where(link.operator_id + 0 == LinkRow.operator_id)  # by the reading: a busy operator has many links
        .correlate(AnalysisRow, LinkRow)
        .scalar_subquery()
    )
    return (
        select(
            AnalysisRow.revision_id,
            RevisionRow.document_id,
            RevisionRow.title,
            RevisionRow.language,
            RevisionRow.purged_at,
            func.coalesce(SourceRow.name, DocumentRow.source_id).label("source_name"),
            OperatorRow.operator_id,
            label().label("name"),
            OperatorStatusRow.status_id,
            OperatorStatusRow.said_on,
            OperatorStatusRow.sentence,
            IS_UNSURE.label("is_unsure"),
        )
        .join(LinkRow, LinkRow.analysis_id == AnalysisRow.analysis_id)
        .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
        .join(DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
        .join(OperatorStatusRow, says)
        .join(OperatorRow, OperatorRow.operator_id == goes_by(OperatorStatusRow.operator_id))
        .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
        .where(AnalysisRow.analysis_id == newest, LinkRow.is_clearance)
    )


@built_once
def _clearing_in() -> Select[*tuple[Any, ...]]:
    ranked = (AnalysisRow.current.desc(), LinkRow.score.desc(), LinkRow.link_id)
    return _clearing().where(AnalysisRow.revision_id.in_(asked("of"))).order_by(*ranked)


@built_once
def _clearing_of() -> Select[*tuple[Any, ...]]:
    newest = (OperatorStatusRow.said_on.desc(), AnalysisRow.revision_id.desc(), LinkRow.link_id)
    return _clearing().where(LinkRow.operator_id.in_(asked("of"))).order_by(*newest)


def _told(session: Session, rows: Collection[Any]) -> tuple[ClearedLine, ...]:
    ids = [row.status_id for row in rows]
    hidden = hidden_in_texts(session, {row.revision_id for row in rows}, kept={row.name for row in rows})
    refused, earlier = (of_standings(session, ids), earlier_readers(session, ids)) if rows else ({}, {})
    return tuple(
        ClearedLine(
            operator_id=row.operator_id,
            name=row.name,
            on=row.said_on,
            sentence=hidden.get(row.revision_id, str)(row.sentence),
            language=row.language,
            is_unsure=row.is_unsure,
            refusal=refused.get(row.status_id),
            revision_id=row.revision_id,
            title=hidden.get(row.revision_id, str)(row.title),
            source_name=row.source_name,
            purged_at=row.purged_at,
            earlier_reader=earlier.get(row.status_id, ""),
        )
        for row in rows
    )
