"""What is worth asking a publisher for again, whether or not its feeds still name it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import exists, or_, select

from core.records import Capture
from core.terms import CaptureState, FlagState
from store.captures import capture_of
from store.session import Session
from store.tables import CaptureRow, DocumentRow, FlagRow, RevisionRow


def due(
    session: Session, source_id: str, *, young_since: datetime, flagged_since: datetime, most: int
) -> list[Capture]:
    """The captures that showed the newest text of this source's documents, each at its document's own address.

    Documents that were first seen since `young_since`, and those of a flagged story since `flagged_since`; of a flag
    that a person dismissed no longer. What was purged is left alone, and so is what its publisher has said to be gone
    since before `young_since`. Flagged ones come first, then the newest.
    """
    flagged = exists().where(FlagRow.story_id == DocumentRow.story_id, FlagRow.state != FlagState.DISMISSED.value)
    query = (
        select(CaptureRow)
        .join(RevisionRow, RevisionRow.capture_id == CaptureRow.capture_id)
        .join(DocumentRow, DocumentRow.revision_id == RevisionRow.revision_id)
        .where(DocumentRow.source_id == source_id, DocumentRow.first_seen >= min(young_since, flagged_since))
        .where(or_(DocumentRow.first_seen >= young_since, flagged), RevisionRow.purged_at.is_(None))
        .where(or_(DocumentRow.gone_at.is_(None), DocumentRow.gone_at >= young_since))
        .order_by(flagged.desc(), DocumentRow.first_seen.desc())
        .limit(most)
    )
    return [capture_of(row) for row in session.scalars(query)]


def walled(session: Session, source_id: str, run_id: int) -> list[Capture]:
    """What a run met of a source where pages should have been."""
    query = select(CaptureRow).where(
        CaptureRow.run_id == run_id, CaptureRow.source_id == source_id, CaptureRow.state == CaptureState.WALL
    )
    return [capture_of(row) for row in session.scalars(query)]


def last_heard(session: Session, source_id: str, *, besides: int) -> datetime | None:
    """When a crawl last fetched a page of this source, runs but that one; None where none ever did."""
    query = (
        select(CaptureRow.fetched_at)
        .where(CaptureRow.source_id == source_id, CaptureRow.run_id.is_not(None), CaptureRow.run_id != besides)
        .order_by(CaptureRow.fetched_at.desc())
        .limit(1)
    )
    return session.scalar(query)
