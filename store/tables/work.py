"""Tables of the work itself: what was set aside because it broke what reads it, and how far a file was taken in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, BigId


class SetAsideRow(Base):
    """A page or a text that a step did not survive. It is open until a later try gets through."""

    __tablename__ = "set_aside"
    __table_args__ = (UniqueConstraint("step", "subject"), Index(None, "run_id"), Index(None, "solved_at"))

    set_aside_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    step: Mapped[str]  # extract, read
    subject: Mapped[str]  # what broke it: the id of a capture, or that of a version of a document
    capture_id: Mapped[str] = mapped_column(ForeignKey("captures.capture_id"))
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.run_id"))  # the last night in which it was tried
    source_id: Mapped[str]
    url: Mapped[str]
    version: Mapped[str]  # of what did not survive it last
    error: Mapped[str]
    tries: Mapped[int]  # of that version
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]
    solved_at: Mapped[datetime | None]


class BookmarkRow(Base):
    """How far a file made elsewhere was taken in: everything before `position` is in the database."""

    __tablename__ = "bookmarks"

    address: Mapped[str] = mapped_column(primary_key=True)
    mark: Mapped[str]  # what tells this file from another one at the same address later
    size: Mapped[int | None] = mapped_column(BigId)
    position: Mapped[int] = mapped_column(BigId)  # the byte behind the last record whose document is kept
    state: Mapped[str]  # begun, done, truncated
    outcomes: Mapped[dict[str, Any]]
    skipped: Mapped[dict[str, Any]]
    begun_at: Mapped[datetime]
    changed_at: Mapped[datetime]
