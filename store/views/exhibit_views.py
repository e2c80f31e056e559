"""The documents that speak of an operator as a dossier lists them: what each says, and by which digests anybody can
check that it is still what was archived."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import CompoundSelect, func, select

from core.terms import FlagKind, LegalStatus
from store.bystanders import Hide, hidden_in_texts
from store.flagging.refused import Refusal, of_namings, of_stories
from store.flagging.withdrawn import Withdrawal, is_told, of_documents
from store.session import Session
from store.tables import (
    AnalysisRow,
    CaptureRow,
    DocumentRow,
    LinkRow,
    OperatorMentionRow,
    OperatorStatusRow,
    RevisionRow,
    SourceRow,
)
from store.views.history_records import LISTED

Said = dict[int, list[tuple[str, str]]]
"""Version -> (name as written there, sentence)."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One version of a document, with its evidence."""

    revision_id: int
    title: str
    url: str
    source_name: str
    published: datetime | None
    text_sha256: str
    capture_id: str
    fetched_at: datetime
    payload_sha256: str  # of what the server sent, without its headers
    warc_file: str
    purged_at: datetime | None = None  # when a purge took title and text
    said: tuple[tuple[str, str], ...] = ()  # (name as written there, sentence)
    cleared: tuple[tuple[str, str], ...] = ()  # the same of those that clear it
    withdrawal: Withdrawal | None = None  # where the reader of today no longer reads it
    refusal: Refusal | None = None  # who dismissed its lead; its clearance, where it accuses of nothing


def exhibits(session: Session, entries: Collection[int], *, limit: int = LISTED) -> list[Exhibit]:
    """Of an operator, by its entries; newest first."""
    query = (
        select(
            RevisionRow.revision_id,
            RevisionRow.title,
            DocumentRow.url,
            func.coalesce(SourceRow.name, DocumentRow.source_id),
            RevisionRow.published,
            RevisionRow.text_sha256,
            RevisionRow.capture_id,
            CaptureRow.fetched_at,
            CaptureRow.payload_sha256,
            CaptureRow.warc_file,
            RevisionRow.purged_at,
            DocumentRow.story_id,
            DocumentRow.document_id,
        )
        .join(DocumentRow, DocumentRow.document_id == RevisionRow.document_id)
        .join(CaptureRow, CaptureRow.capture_id == RevisionRow.capture_id)
        .outerjoin(SourceRow, SourceRow.source_id == DocumentRow.source_id)
        .where(RevisionRow.revision_id.in_(_named(entries)))
        .order_by(RevisionRow.first_seen.desc(), RevisionRow.revision_id.desc())
        .limit(limit)
    )
    rows = session.execute(query).all()
    accused, cleared = _said(session, entries, [row[0] for row in rows])
    named = {name for said in (accused, cleared) for lines in said.values() for name, _sentence in lines}
    hidden = hidden_in_texts(session, [row[0] for row in rows], kept=named)
    refused = {
        kind: of_stories(session, {row[11] for row in rows if row[0] in said}, kind)
        for kind, said in ((FlagKind.LEAD, accused), (FlagKind.CLEARANCE, cleared))
    }
    unread = of_documents(session, entries)
    corrected = {document_id: refusal for (_entry, document_id), refusal in of_namings(session, entries).items()}
    return [
        Exhibit(
            revision_id=row[0],
            title=hidden.get(row[0], str)(row[1]),
            url=row[2],
            source_name=row[3],
            published=row[4],
            text_sha256=row[5],
            capture_id=row[6],
            fetched_at=row[7],
            payload_sha256=row[8],
            warc_file=row[9],
            purged_at=row[10],
            said=tuple(_quoted(accused.get(row[0], ()), hidden.get(row[0], str))),
            cleared=tuple(_quoted(cleared.get(row[0], ()), hidden.get(row[0], str))),
            withdrawal=unread.get(row[12]) if row[0] in accused else None,
            refusal=refused[FlagKind.LEAD if row[0] in accused else FlagKind.CLEARANCE].get(row[11])
            or (corrected.get(row[12]) if row[0] in accused else None),
        )
        for row in rows
    ]


def _quoted(said: Iterable[tuple[str, str]], hide: Hide) -> Iterator[tuple[str, str]]:
    return ((name, hide(sentence)) for name, sentence in said)


def exhibit_count(session: Session, entries: Collection[int]) -> int:
    """How many there are."""
    return session.scalar(select(func.count()).select_from(_named(entries).subquery())) or 0


def _named(entries: Collection[int]) -> CompoundSelect[int]:
    """Versions that name it, those that clear it among them: what speaks for somebody belongs to their file too."""
    names = (
        select(OperatorMentionRow.revision_id)
        .join(AnalysisRow, AnalysisRow.analysis_id == OperatorMentionRow.analysis_id)
        .where(OperatorMentionRow.operator_id.in_(entries), is_told())
    )
    clears = (
        select(AnalysisRow.revision_id)
        .join(LinkRow, LinkRow.analysis_id == AnalysisRow.analysis_id)
        .where(LinkRow.operator_id.in_(entries), LinkRow.linked, LinkRow.is_clearance, AnalysisRow.current)
    )
    return names.union(clears)


def _said(session: Session, entries: Collection[int], revisions: list[int]) -> tuple[Said, Said]:
    """What versions say in naming these entries, and what in clearing them."""
    names = (
        select(OperatorMentionRow.revision_id, OperatorMentionRow.name, OperatorMentionRow.sentence)
        .join(AnalysisRow, AnalysisRow.analysis_id == OperatorMentionRow.analysis_id)
        .where(OperatorMentionRow.operator_id.in_(entries), is_told())
        .where(OperatorMentionRow.revision_id.in_(revisions))
        .order_by(OperatorMentionRow.mention_id)
    )
    clears = (
        select(AnalysisRow.revision_id, LinkRow.subject, OperatorStatusRow.sentence)
        .join(LinkRow, LinkRow.analysis_id == AnalysisRow.analysis_id)
        .join(RevisionRow, RevisionRow.revision_id == AnalysisRow.revision_id)
        .join(OperatorStatusRow, OperatorStatusRow.document_id == RevisionRow.document_id)
        .where(LinkRow.operator_id.in_(entries), LinkRow.linked, LinkRow.is_clearance, AnalysisRow.current)
        .where(OperatorStatusRow.operator_id == LinkRow.operator_id)
        .where(OperatorStatusRow.status == LegalStatus.CLEARED.value, AnalysisRow.revision_id.in_(revisions))
        .order_by(LinkRow.link_id)
    )
    accused: Said = {}
    cleared: Said = {}
    for query, found in ((names, accused), (clears, cleared)):
        for revision_id, name, sentence in session.execute(query):
            found.setdefault(revision_id, []).append((name, sentence))
    return accused, cleared
