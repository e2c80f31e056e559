"""The titles that feeds and listings gave with pages: what is kept of them, and for how long.

A title may name anybody ("María Flores, víctima, declaró"). With the version that it led to it goes as that goes; most
pages never have one, for triage stopped them, or they had no text: theirs go by themselves, at the age of a text. In
the archive's own records they stay.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update

from core.terms import CaptureState
from store.session import Session
from store.tables import CaptureRow, DocumentRow, RevisionRow

BATCH = 5_000
_LED_TO_NONE = (CaptureState.STOPPED, CaptureState.SKIPPED, CaptureState.FAILED, CaptureState.WALL)


def forget_of(session: Session, revision: RevisionRow) -> None:
    """The titles of the captures that showed this version, or one before it."""
    document = session.get_one(DocumentRow, revision.document_id)
    of_it = update(CaptureRow).where(
        CaptureRow.source_id == document.source_id,
        CaptureRow.url == document.url,
        CaptureRow.fetched_at <= revision.last_seen,
        CaptureRow.title_hint != "",
    )
    session.execute(of_it.values(title_hint=""))


def due(session: Session, before: datetime) -> int:
    """How many pages that led to no version have a title from before that moment."""
    return session.scalar(select(func.count()).select_from(CaptureRow).where(*_alone(before))) or 0


def forget(session: Session, before: datetime) -> int:
    """Take the titles of some of them; returns of how many."""
    some = session.scalars(select(CaptureRow.capture_key).where(*_alone(before)).limit(BATCH)).all()
    if some:
        session.execute(update(CaptureRow).where(CaptureRow.capture_key.in_(some)).values(title_hint=""))
    return len(some)


def _alone(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return CaptureRow.title_hint != "", CaptureRow.fetched_at < before, CaptureRow.state.in_(_LED_TO_NONE)
