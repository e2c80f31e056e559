"""What the pages, the mail and the command line are given to show: read models, frozen and free of the database.

Times are aware and in UTC; ids are the database's integers; countries, currencies and languages as in core.records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from core.records import Analysis, Capture, Document, Reason, SourceInfo, SourceNight
from core.terms import (
    ContactType,
    DocumentLabel,
    FlagKind,
    FlagState,
    Language,
    LegalStatus,
    NameKind,
)


@dataclass(frozen=True, slots=True)
class FlagSummary:
    """One flag as a line. `version` is what a decision must name; `evidence_version` grows only with new evidence."""

    flag_id: int
    kind: FlagKind
    state: FlagState
    version: int
    evidence_version: int
    raised_at: datetime
    updated_at: datetime
    run_id: int | None
    night: date | None  # of the run that raised it; None where a file was read in by hand
    title: str
    url: str
    source_id: str
    source_name: str
    country: str  # where the source publishes
    language: Language
    published: datetime | None
    labels: tuple[DocumentLabel, ...]
    score: float  # 0..1, of the surest label
    reason: str  # one line: why a person should look
    new_evidence: bool  # something was added after a person's last decision
    operators: tuple[tuple[int, str], ...]  # (operator id, name), surest first; empty for leads that name nobody
    route: tuple[str, ...]
    independent_sources: int  # that speak of its operators: each story counts once, and each publisher once
    publishers: int  # that carried this story, wire copies among them
    also_published: int  # documents of the story beside the one shown


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """One version of a document's text."""

    revision_id: int
    number: int  # 1 is the first
    title: str
    text_sha256: str
    seen_at: datetime  # when this version was first archived
    capture_id: str
    analysed: bool


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """A name or contact of the document against an operator of the watchlist, explained.

    `linked` marks the operator that the mention was counted to; `is_new` the ones first seen in this document.
    """

    mention_name: str
    operator_id: int
    operator_name: str
    score: float  # 0..1
    reasons: tuple[Reason, ...]  # weight > 0 speaks for, < 0 against
    linked: bool
    is_new: bool


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """What a person decided about a flag."""

    from_state: FlagState
    to_state: FlagState
    who: str
    why: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class EventLine:
    """What became of a flag by itself: raised, copy (a wire copy joined), revised (new evidence)."""

    what: str
    details: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class StoryCopy:
    """The same story elsewhere."""

    document_id: int
    source_id: str
    source_name: str
    publisher: str
    title: str
    url: str
    published: datetime | None
    first_seen: datetime


@dataclass(frozen=True, slots=True)
class FlagDetail:
    """One flag with everything that a person needs to decide."""

    summary: FlagSummary
    document: Document  # the version that the flag stands on
    analysis: Analysis
    capture: Capture  # of that version
    revisions: tuple[RevisionLine, ...]  # oldest first
    candidates: tuple[CandidateLine, ...]  # best first
    decisions: tuple[DecisionLine, ...]  # oldest first
    events: tuple[EventLine, ...]  # oldest first
    copies: tuple[StoryCopy, ...]  # without the document itself
    allowed_moves: tuple[FlagState, ...]


@dataclass(frozen=True, slots=True)
class OperatorSummary:
    """One operator as a line."""

    operator_id: int
    name: str
    aliases: tuple[str, ...]  # every other name, handles with @
    contacts: tuple[tuple[ContactType, str], ...]
    countries: tuple[str, ...]  # of its routes and of the sources that speak of it
    status: LegalStatus | None  # the highest that a source has said; a clearance counts where nothing later is said
    first_seen: datetime
    last_seen: datetime
    documents: int
    independent_sources: int
    open_flags: int


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name of an operator."""

    name: str
    kind: NameKind
    first_seen: datetime
    last_seen: datetime
    documents: int


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact point of an operator. `shared_with` counts other operators that use it."""

    type: ContactType
    value: str
    first_seen: datetime
    last_seen: datetime
    documents: int
    shared_with: int


@dataclass(frozen=True, slots=True)
class StatusLine:
    """What a source said of an operator's standing before the law, and when."""

    status: LegalStatus
    on: date  # publication, or first sight where the document has no date
    source_id: str
    source_name: str
    url: str
    sentence: str


@dataclass(frozen=True, slots=True)
class RouteLine:
    """A route that was offered or reported."""

    countries: tuple[str, ...]
    waypoints: tuple[str, ...]
    first_seen: datetime
    last_seen: datetime
    documents: int


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A price that was asked or reported."""

    amount: Decimal
    currency: str
    per_person: bool
    route: tuple[str, ...]
    on: date
    source_id: str
    url: str


@dataclass(frozen=True, slots=True)
class MentionLine:
    """Where a document speaks of an operator."""

    revision_id: int
    name: str  # as written in this document
    sentence: str
    score: float
    source_id: str
    source_name: str
    title: str
    url: str
    published: datetime | None
    seen_at: datetime
    reader: str


@dataclass(frozen=True, slots=True)
class OperatorDetail:
    """One operator with everything that is known of it, newest first where time counts."""

    summary: OperatorSummary
    names: tuple[NameLine, ...]
    contacts: tuple[ContactLine, ...]
    statuses: tuple[StatusLine, ...]
    routes: tuple[RouteLine, ...]
    prices: tuple[PriceLine, ...]
    mentions: tuple[MentionLine, ...]
    flags: tuple[FlagSummary, ...]


@dataclass(frozen=True, slots=True)
class OperatorFlags:
    """Flags of one operator; `operator` is None for the leads that name nobody."""

    operator: OperatorSummary | None
    flags: tuple[FlagSummary, ...]  # newest first


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
    skipped: int
    failed: int
    flags: int  # raised in this run


@dataclass(frozen=True, slots=True)
class RunDetail:
    """One night with its ledger, a line a source, by source id."""

    summary: RunSummary
    nights: tuple[SourceNight, ...]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source and how it does."""

    source: SourceInfo
    silent_nights: int  # finished nights in a row without a document, newest first
    last_document: datetime | None  # when the last new or revised text was archived
    last_fetched: datetime | None
    documents: int
    flags: int
    last_night: SourceNight | None
    last_run: date | None
