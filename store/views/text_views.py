"""Texts with their day and whether they were flagged: what the report of drifting words reads."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlalchemy import exists, func, select

from core.terms import FlagKind, FlagState
from store.session import Session
from store.tables import DocumentRow, FlagRow, RevisionRow


@dataclass(frozen=True, slots=True)
class FlaggedText:
    """The newest text of a document; `day` is that of its publication, else the day when it was first seen."""

    day: date
    text: str  # title and body
    flagged: bool  # its story has a lead that nobody dismissed
    revision_id: int


def texts(
    session: Session, *, quiet_since: date | None = None, seen_since: datetime | None = None
) -> Iterator[FlaggedText]:
    """The first document of every story, oldest first, a few at a time: copies would count one text many times.

    `quiet_since` leaves out texts without a flag from before that day, which tell a comparison nothing; `seen_since`
    leaves out documents that were first seen before.
    """
    lead = exists().where(
        FlagRow.story_id == DocumentRow.story_id,
        FlagRow.kind == FlagKind.LEAD.value,
        FlagRow.state != FlagState.DISMISSED.value,
    )
    query = (
        select(
            DocumentRow.story_id,
            RevisionRow.title,
            RevisionRow.text,
            RevisionRow.published,
            DocumentRow.first_seen,
            RevisionRow.revision_id,
            lead,
        )
        .join(RevisionRow, RevisionRow.revision_id == DocumentRow.revision_id)
        .order_by(DocumentRow.story_id, DocumentRow.document_id)
        .execution_options(yield_per=500)
    )
    if quiet_since is not None:
        day = func.coalesce(RevisionRow.published, DocumentRow.first_seen, type_=DocumentRow.first_seen.type)
        query = query.where(lead | (day >= datetime.combine(quiet_since, time(), UTC)))
    if seen_since is not None:
        query = query.where(DocumentRow.first_seen >= seen_since)
    last = None
    for story_id, title, text, published, first_seen, revision_id, flagged in session.execute(query):
        if story_id != last:
            yield FlaggedText((published or first_seen).date(), f"{title}\n{text}", bool(flagged), revision_id)
        last = story_id


def newest_texts(session: Session, document_ids: Collection[int]) -> dict[int, int]:
    """The newest version of each of these documents, by which its text is opened."""
    query = select(DocumentRow.document_id, DocumentRow.revision_id).where(DocumentRow.document_id.in_(document_ids))
    return {key: revision_id for key, revision_id in session.execute(query) if revision_id is not None}
