"""Tables of the way in: sources, nights, captures."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, BigId


class SourceRow(Base):
    """A source as its description stood last; it stays when the description goes."""

    __tablename__ = "sources"

    source_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    publisher: Mapped[str]
    kind: Mapped[str]
    country: Mapped[str]
    languages: Mapped[list[Any]]
    home: Mapped[str]
    enabled: Mapped[bool]
    reason: Mapped[str]
    listed: Mapped[bool] = mapped_column(default=True)  # False: its description is gone


class RunRow(Base):
    """One night's work; a night may be run again, as another attempt."""

    __tablename__ = "runs"
    __table_args__ = (UniqueConstraint("night", "attempt"), Index(None, "state"))

    run_id: Mapped[int] = mapped_column(BigId, primary_key=True)
    night: Mapped[date]
    attempt: Mapped[int]
    trigger: Mapped[str]
    state: Mapped[str]  # core.terms.NightState
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class RunSourceRow(Base):
    """A line of the night ledger: core.nights.SourceNight."""

    __tablename__ = "run_sources"
    __table_args__ = (Index(None, "source_id", "run_id"),)

    run_id: Mapped[int] = mapped_column(ForeignKey("runs.run_id", ondelete="CASCADE"), primary_key=True)
    source_id: Mapped[str] = mapped_column(primary_key=True)
    expected_min: Mapped[int | None]
    expected_max: Mapped[int | None]
    fetched: Mapped[int]
    new: Mapped[int]
    revised: Mapped[int]
    unchanged: Mapped[int]
    skipped: Mapped[int]
    failed: Mapped[int]
    stopped: Mapped[int] = mapped_column(default=0)  # by triage
    reasons: Mapped[dict[str, Any]]
    state: Mapped[str]
    error: Mapped[str]
    silent_nights: Mapped[int]


class CaptureRow(Base):
    """An archived response: core.records.Capture, and what became of it."""

    __tablename__ = "captures"
    __table_args__ = (
        Index(None, "state", "reason", "capture_key"),
        Index(None, "state", "capture_key"),
        Index(None, "source_id", "url", "fetched_at"),
        Index(None, "source_id", "requested_url"),
        Index(None, "source_id", "fetched_at"),
        Index(None, "run_id", "source_id"),
    )

    capture_key: Mapped[int] = mapped_column(BigId, primary_key=True)
    capture_id: Mapped[str] = mapped_column(unique=True)
    run_id: Mapped[int | None] = mapped_column(ForeignKey("runs.run_id"))
    source_id: Mapped[str]
    crawl_id: Mapped[str]
    url: Mapped[str]
    requested_url: Mapped[str]
    redirects: Mapped[list[Any]]
    fetched_at: Mapped[datetime]
    status: Mapped[int]
    content_type: Mapped[str]
    payload_sha256: Mapped[str]
    warc_file: Mapped[str]
    warc_offset: Mapped[int] = mapped_column(BigId)
    warc_length: Mapped[int] = mapped_column(BigId)
    etag: Mapped[str]
    last_modified: Mapped[str]
    not_modified: Mapped[bool]
    published_hint: Mapped[str]
    title_hint: Mapped[str]
    state: Mapped[str]  # core.terms.CaptureState
    reason: Mapped[str]
