"""The nouns of a night: what is kept of its sources, the ledger's lines, and the digest that people are mailed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from core.terms import DocumentLabel, SourceKind


@dataclass(frozen=True, slots=True)
class SourceNight:
    """One line of the night ledger. `expected` is None where the source states no expectation."""

    source_id: str
    expected: tuple[int, int] | None  # documents a night, (min, max), from the weekly expectation
    fetched: int = 0
    new: int = 0
    revised: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)  # why skipped or failed -> how many
    state: str = "pending"  # pending, crawling, archived, done, failed
    error: str = ""
    silent_nights: int = 0


@dataclass(frozen=True, slots=True)
class DigestLine:
    """One flag as a mail shows it."""

    flag_id: int
    title: str
    url: str
    source_id: str
    published: datetime | None
    reason: str  # one line
    score: float
    labels: tuple[DocumentLabel, ...]
    route: tuple[str, ...]
    independent_sources: int
    is_clearance: bool = False


@dataclass(frozen=True, slots=True)
class DigestOperator:
    """What is new about one operator; `name` is empty for leads that name nobody."""

    operator_id: int | None
    name: str
    aliases: tuple[str, ...]
    contacts: tuple[str, ...]
    lines: tuple[DigestLine, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """One mail to one recipient about one night."""

    night: date
    recipient: str
    operators: tuple[DigestOperator, ...]
    sources_silent: tuple[tuple[str, int], ...]  # source id, nights
    sources_failed: tuple[tuple[str, str], ...]  # source id, why
    documents_read: int


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """What the memory keeps of a source description, to show and to count by."""

    source_id: str
    name: str
    publisher: str
    kind: SourceKind
    country: str
    languages: tuple[str, ...]
    home: str
    enabled: bool
    reason: str = ""
