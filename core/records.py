"""The nouns, in the order of the flow: Capture, Page, Document, Analysis, Candidate. Plain, frozen, slotted. Those of a
night and of its mail are in `core.nights`.

Times are aware datetimes in UTC unless said otherwise. Offsets are character positions in `Document.text`, end
exclusive. Countries are ISO 3166-1 alpha-2, currencies ISO 4217, languages ISO 639-1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from core.terms import (
    ContactOwner,
    ContactType,
    DateSource,
    DocumentKind,
    DocumentLabel,
    Language,
    LegalStatus,
    PriceKind,
    Role,
)

# --- what came off the wire ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Capture:
    """One archived response, and where its bytes lie in the archive.

    `not_modified` captures are WARC revisit records (the server answered 304): they prove that the page still stood.
    """

    capture_id: str  # WARC-Record-ID without <>: "urn:uuid:..."
    source_id: str
    crawl_id: str
    url: str  # canonical address of the page that answered, after redirects
    requested_url: str
    redirects: tuple[str, ...]  # every address passed on the way, first to last, without `url`
    fetched_at: datetime
    status: int  # HTTP status
    content_type: str  # media type with parameters, as sent
    payload_sha256: str  # hex, of the payload as received (before content decoding)
    warc_file: str  # relative to the archive's root, "/"-separated
    warc_offset: int  # bytes
    warc_length: int  # bytes, compressed
    etag: str = ""
    last_modified: str = ""
    not_modified: bool = False
    published_hint: str = ""  # date as the feed, sitemap or listing gave it, ISO 8601
    title_hint: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A capture with its body, content encodings (gzip, br) undone, character encoding not."""

    capture: Capture
    body: bytes


@dataclass(frozen=True, slots=True)
class KnownPage:
    """What the memory knows of an address when a crawl meets it again."""

    url: str
    etag: str
    last_modified: str
    payload_sha256: str
    first_fetched_at: datetime
    last_fetched_at: datetime


class KnownPages(Protocol):
    """The memory as a crawl sees it: read only, one address at a time."""

    def lookup(self, source_id: str, url: str) -> KnownPage | None:
        """What is known of the canonical address `url` of this source, or None."""


# --- what was read off a page -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Extracted:
    """What extraction took from one page."""

    url: str
    title: str
    text: str  # paragraphs separated by "\n"
    published: datetime | None  # in the page's own time zone where it is given, UTC where it is not
    published_source: DateSource
    author: str
    section: str
    language: Language
    is_expired: bool = False  # of an advert: its board says here that it is no more


@dataclass(frozen=True, slots=True)
class Document:
    """One version of a text, as the reader takes it."""

    document_id: str
    kind: DocumentKind
    source_id: str
    country: str  # where the source publishes
    url: str
    title: str
    text: str
    language: Language
    published: datetime | None = None


# --- what was read out of a document ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of `Document.text`, or of its title where `in_title`."""

    start: int
    end: int
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Mention:
    """A named organisation or person with the part it plays in this document; one a name, its forms folded."""

    name: str  # the fullest form
    aliases: tuple[str, ...]  # every other form in the text
    role: Role
    score: float  # 0..1, how sure the role is
    sentence: str  # the sentence that carries the role
    spans: tuple[Span, ...]
    is_person: bool = False
    status: LegalStatus | None = None  # for operators: what this document says
    status_sentence: str = ""  # the sentence that says it; "" where none says more than that it is named
    cleared: bool = False  # the document says it was acquitted, cleared or impersonated


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """A way to reach somebody, normalised as ContactType says."""

    type: ContactType
    value: str
    owner: ContactOwner
    as_written: str
    span: Span


@dataclass(frozen=True, slots=True)
class Route:
    """The journey in travel order, without repeats next to each other."""

    countries: tuple[str, ...] = ()
    waypoints: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    modes: tuple[str, ...] = ()  # core.terms.TravelMode, in the order of the text
    duration_hours: float | None = None  # of the journey or its longest leg, where it can be computed
    path: str = ""  # core.terms.PathKind; "" where the document says nothing of it


@dataclass(frozen=True, slots=True)
class Price:
    """What a person pays for passage, papers or placement, or a part of it."""

    amount: Decimal
    currency: str
    span: Span
    per_person: bool = False
    kind: PriceKind = PriceKind.FULL


@dataclass(frozen=True, slots=True)
class Signal:
    """A phrase that spoke for (weight > 0) or against (weight < 0) a label; the weight is in log-odds."""

    label: DocumentLabel
    element: str  # of nlp/terms/elements.yml: "passage", "evasion", ..., or what it looks like instead
    phrase: str  # as written
    weight: float
    span: Span


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that was read out of one document."""

    document_id: str
    language: Language
    labels: tuple[DocumentLabel, ...]
    scores: Mapping[DocumentLabel, float]
    mentions: tuple[Mention, ...]
    contacts: tuple[ContactPoint, ...]
    route: Route
    prices: tuple[Price, ...]
    signals: tuple[Signal, ...]
    reader: str  # name and version of what read it
    refused: Mapping[DocumentLabel, float] = field(default_factory=dict)
    """Labels that the reader would have given, by its score, and its second opinion did not agree to."""

    @property
    def operators(self) -> tuple[Mention, ...]:
        """The mentions that are leads."""
        return tuple(m for m in self.mentions if m.role is Role.OPERATOR and not m.cleared)

    @property
    def operator_contacts(self) -> tuple[ContactPoint, ...]:
        """The contact points of the operator or advertiser."""
        return tuple(c for c in self.contacts if c.owner is ContactOwner.OPERATOR)

    @property
    def clears(self) -> bool:
        """Whether it says that somebody was acquitted, cleared or impersonated."""
        return any(m.cleared for m in self.mentions)

    @property
    def speaks_of_operators(self) -> bool:
        """Whether the watchlist has anything to do with it: most documents carry no label and clear nobody."""
        return bool(self.labels) or self.clears


# --- what is put before people ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of an explanation: what agreed or disagreed, and how much it counted."""

    what: str
    weight: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that may be an operator of the watchlist, explained."""

    mention_name: str
    operator_id: int
    operator_name: str
    score: float  # 0..1
    reasons: tuple[Reason, ...]
