"""What a step did not survive: set aside with its error, counted, and tried again when something has changed.

A later version of what reads tries every text again by itself; the same version only when a person asks for it
(`almenara run retry`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, update

from core.records import Capture
from core.text import plain
from store import captures
from store.session import Session
from store.tables import CaptureRow, RevisionRow, SetAsideRow
from store.tables.base import chunks, clean

EXTRACT, READ = "extract", "read"
LONGEST = 300
"""Letters that are kept of an error: what strangers wrote may stand in it."""


@dataclass(frozen=True, slots=True)
class Broken:
    """What happened to something that a step did not survive."""

    step: str
    subject: str  # the id of a capture, or that of a version of a document
    version: str  # of what did not survive it
    error: str
    tries: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """One that was set aside, as people see it."""

    set_aside_id: int
    step: str
    source_id: str
    url: str
    version: str
    error: str
    tries: int
    first_at: datetime
    last_at: datetime
    solved_at: datetime | None  # when a later try got through


def add(session: Session, broken: Broken, *, run_id: int | None, now: datetime) -> None:
    """Set aside what a step did not survive; where it stands already, the tries of this version are counted on.

    A text is then as good as read by this version, so that nothing tries it again and again; a capture has failed.

    Raises:
        NotFoundError: there is no such capture.
    """
    error = plain(clean(broken.error))[:LONGEST]
    row = session.scalars(_rows(broken.step, [broken.subject])).first()
    if row is None:
        capture = _capture(session, broken)
        row = SetAsideRow(
            step=broken.step,
            subject=broken.subject,
            capture_id=capture.capture_id,
            run_id=None,
            source_id=capture.source_id,
            url=capture.url,
            version=broken.version,
            tries=0,
            first_at=now,
        )
        session.add(row)
    row.tries = broken.tries + (row.tries if row.version == broken.version else 0)
    row.run_id = row.run_id if run_id is None else run_id
    row.version, row.error, row.last_at, row.solved_at = broken.version, error, now, None
    if broken.step == READ:
        session.get_one(RevisionRow, int(broken.subject)).reader = broken.version
    session.flush()


def solve(session: Session, step: str, subjects: Collection[str], now: datetime) -> None:
    """Say that a later try got through."""
    wanted = list(subjects)
    for chunk in chunks(wanted):
        for row in session.scalars(_rows(step, chunk).where(SetAsideRow.solved_at.is_(None))):
            row.solved_at = now
    session.flush()


def forget(session: Session, revision_ids: Collection[int]) -> None:
    """Take what errors said of these versions of documents: words of their texts may stand in it."""
    wanted = list(revision_ids)
    for some in chunks(wanted):
        pages = select(RevisionRow.capture_id).where(RevisionRow.revision_id.in_(some))
        texts = (SetAsideRow.step == READ) & SetAsideRow.subject.in_([str(each) for each in some])
        those = texts | SetAsideRow.capture_id.in_(pages)
        gone = update(SetAsideRow).where(those, SetAsideRow.error != "").values(error="")
        session.execute(gone.execution_options(synchronize_session="fetch"))


def of_run(session: Session, run_id: int) -> list[SetAside]:
    """What was set aside in one night, oldest first."""
    query = select(SetAsideRow).where(SetAsideRow.run_id == run_id).order_by(SetAsideRow.set_aside_id)
    return [_line(row) for row in session.scalars(query)]


def waiting(session: Session, limit: int = 1000) -> list[SetAside]:
    """What is still set aside, oldest first."""
    query = select(SetAsideRow).where(SetAsideRow.solved_at.is_(None)).order_by(SetAsideRow.set_aside_id).limit(limit)
    return [_line(row) for row in session.scalars(query)]


def waiting_count(session: Session) -> int:
    """How many are still set aside."""
    return session.scalar(select(func.count()).select_from(SetAsideRow).where(SetAsideRow.solved_at.is_(None))) or 0


def reopen(session: Session) -> int:
    """Let the next step read again every text that is set aside. Returns how many there are."""
    asides = select(SetAsideRow.subject).where(SetAsideRow.step == READ, SetAsideRow.solved_at.is_(None))
    ids = sorted({int(subject) for subject in session.scalars(asides)})
    for chunk in chunks(ids):
        some = RevisionRow.revision_id.in_(chunk)
        session.execute(update(RevisionRow).where(some, RevisionRow.purged_at.is_(None)).values(reader=""))
    return len(ids)


def waiting_captures(
    session: Session, *, after: int = 0, besides: str = "", limit: int = 100
) -> list[tuple[int, Capture]]:
    """Captures whose page is set aside, with the number to go on after; `besides`: not those of this version."""
    query = (
        select(SetAsideRow.set_aside_id, CaptureRow)
        .join(CaptureRow, CaptureRow.capture_id == SetAsideRow.capture_id)
        .where(SetAsideRow.step == EXTRACT, SetAsideRow.solved_at.is_(None), SetAsideRow.set_aside_id > after)
        .where(SetAsideRow.version != besides)
        .order_by(SetAsideRow.set_aside_id)
        .limit(limit)
    )
    return [(number, captures.capture_of(row)) for number, row in session.execute(query)]


def _rows(step: str, subjects: Collection[str]) -> Select[SetAsideRow]:
    return select(SetAsideRow).where(SetAsideRow.step == step, SetAsideRow.subject.in_(subjects))


def _capture(session: Session, broken: Broken) -> CaptureRow:
    capture_id = broken.subject
    if broken.step == READ:
        capture_id = session.get_one(RevisionRow, int(broken.subject)).capture_id
    return captures.row_of(session, capture_id)


def _line(row: SetAsideRow) -> SetAside:
    return SetAside(
        set_aside_id=row.set_aside_id,
        step=row.step,
        source_id=row.source_id,
        url=row.url,
        version=row.version,
        error=row.error,
        tries=row.tries,
        first_at=row.first_at,
        last_at=row.last_at,
        solved_at=row.solved_at,
    )
