"""Runs and sources as people are shown them: read models, frozen and free of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.nights import SourceInfo, SourceNight
from store.set_aside import SetAside


@dataclass(frozen=True, slots=True)
class RunSummary:
    """One night."""

    run_id: int
    night: date
    trigger: str  # "scheduler", "manual", "catch-up", ...
    state: str  # running, done, failed
    started_at: datetime
    finished_at: datetime | None
    sources: int
    fetched: int
    new: int
    revised: int
    unchanged: int
    stopped: int  # by triage
    skipped: int
    failed: int
    flags: int  # raised in this run


@dataclass(frozen=True, slots=True)
class RunDetail:
    """One night with its ledger, a line a source, by source id, and what was set aside in it."""

    summary: RunSummary
    nights: tuple[SourceNight, ...]
    set_aside: tuple[SetAside, ...]


@dataclass(frozen=True, slots=True)
class SourceLeads:
    """How many leads of one night one source gave."""

    source_id: str
    name: str
    leads: int


@dataclass(frozen=True, slots=True)
class SourceNightLine:
    """One night of one source."""

    run_id: int
    night: date
    line: SourceNight


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source and how it does."""

    source: SourceInfo
    silent_nights: int  # finished nights in a row without a document, newest first
    last_document: datetime | None  # when its newest document was first seen
    last_fetched: datetime | None
    documents: int
    flags: int
    last_night: SourceNight | None
