"""How far files made elsewhere were taken in, so that a killed ingest goes on where it stopped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from store.session import Session
from store.tables import BookmarkRow

BEGUN, DONE, TRUNCATED = "begun", "done", "truncated"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Everything before `position` (bytes) of the file is in the database; the counts are those of that part."""

    address: str
    mark: str  # what tells this file from another one at the same address later
    size: int | None = None  # bytes; None where nobody says
    position: int = 0
    state: str = BEGUN  # begun, done, truncated (done, and the file ends in the middle of a record)
    outcomes: Mapping[str, int] = field(default_factory=dict)
    skipped: Mapping[str, int] = field(default_factory=dict)

    @property
    def finished(self) -> bool:
        """Whether the file was taken in to its end."""
        return self.state in {DONE, TRUNCATED}


def find(session: Session, address: str, mark: str) -> Bookmark | None:
    """The bookmark of this very file; None where another one lay at the address, or none was begun."""
    row = session.get(BookmarkRow, address)
    if row is None or row.mark != mark:
        return None
    return Bookmark(
        row.address,
        row.mark,
        size=row.size,
        position=row.position,
        state=row.state,
        outcomes=dict(row.outcomes),
        skipped=dict(row.skipped),
    )


def put(session: Session, bookmark: Bookmark, now: datetime) -> None:
    """Keep a bookmark, in the transaction that keeps the documents before it."""
    row = session.get(BookmarkRow, bookmark.address)
    begun_at = row.begun_at if row is not None and row.mark == bookmark.mark else now
    session.merge(
        BookmarkRow(
            address=bookmark.address,
            mark=bookmark.mark,
            size=bookmark.size,
            position=bookmark.position,
            state=bookmark.state,
            outcomes=dict(bookmark.outcomes),
            skipped=dict(bookmark.skipped),
            begun_at=begun_at,
            changed_at=now,
        )
    )
    session.flush()
