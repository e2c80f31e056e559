"""What was said of an operator over time, as people see it: frozen, free of the database. Times are in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from core.records import ContactPoint, Span
from core.terms import LegalStatus
from store.flagging.corrections import choices
from store.flagging.refused import Refusal
from store.flagging.withdrawn import Withdrawal
from store.ways import UNKNOWN, Signed, Way

LISTED = 500
"""Lines of one kind that an operator's page shows at most, newest first."""


@dataclass(frozen=True, slots=True)
class CorrectionLine(Signed):
    """As what a person let a statement stand, or the watch by itself (`is_by_watch`): because a copy says what a person
    corrected, or because something new is said, so that it counts as it was read again."""

    stands_as: LegalStatus | None  # None: it does not accuse this operator
    who: str
    why: str
    decided_at: datetime
    version: int
    way: Way = UNKNOWN  # by which it came


@dataclass(frozen=True, slots=True)
class StatusLine:
    """A statement: what a source said of an operator's standing before the law, and when."""

    status: LegalStatus  # as it was read
    on: date  # publication, or first sight where the document has no date
    source_id: str
    source_name: str
    url: str
    sentence: str
    operator_id: int = 0  # the entry that it is about
    language: str = ""  # of the sentence; "" where a list says it
    is_dated: bool = True  # else a list says it without a day, and `on` is that of reading it
    refusal: Refusal | None = None  # who dismissed it, or corrected it so that it accuses of nothing: it counts no more
    withdrawal: Withdrawal | None = None  # where the reader of today no longer reads it
    is_unsure: bool = False  # whether a document that clears somebody merely may mean this one, and nobody confirmed it
    earlier_reader: str = ""  # that read that it is cleared, where the reader of today does not; it counts all the same
    statement_id: int = 0
    corrections: tuple[CorrectionLine, ...] = ()  # oldest first; the last holds

    @property
    def stands_as(self) -> LegalStatus | None:
        """As what it counts; None where a person let it accuse of nothing."""
        return self.corrections[-1].stands_as if self.corrections else self.status

    @property
    def version(self) -> int:
        """How many corrections there were."""
        return len(self.corrections)

    @property
    def choices(self) -> tuple[LegalStatus, ...]:
        """As what a person can let it stand beside nothing, the most first; empty for one that clears."""
        return choices(self.status)

    @property
    def is_withdrawn(self) -> bool:
        """Whether it counts no more because the reader of today no longer reads it."""
        return self.withdrawal is not None and not self.withdrawal.stands


@dataclass(frozen=True, slots=True)
class CorrectedReading:
    """That a person corrected what a version of a document was read to say of somebody; the reading stays."""

    name: str  # as the version has it; of who is known by a contact point alone that one
    operator_id: int  # that its entry goes by
    contacts: tuple[ContactPoint, ...]  # that were read as theirs
    line: StatusLine  # what was read, with its corrections

    @property
    def is_away(self) -> bool:
        """Whether it accuses of nothing; else it stands as less."""
        return self.line.stands_as is None


@dataclass(frozen=True, slots=True)
class RungLine:
    """One rung of the ladder: since when it is said, until when it was last said, and by how many independent
    sources: copies of one story count once, for the publisher that had it first. What counts no more makes none.
    `documents` say it, and so do entries of `lists`."""

    status: LegalStatus
    first_on: date
    last_on: date
    independent_sources: int
    documents: int
    is_dated: bool = True  # else nobody tells a day, and the days are those of reading
    lists: int = 0

    @property
    def said(self) -> int:
        """How often it is said."""
        return self.documents + self.lists


@dataclass(frozen=True, slots=True)
class RouteLine:
    """A route that was offered or reported."""

    countries: tuple[str, ...]
    waypoints: tuple[str, ...]
    first_seen: datetime
    last_seen: datetime
    documents: int
    entries: tuple[int, ...] = ()
    counts: bool = True  # else documents alone tell it that count no more, dismissed, corrected or withdrawn


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A name, contact point or route that withdrawn readings alone gave to an operator: it counts for nothing."""

    what: str  # name, contact, route
    kind: str  # of a name (core.terms.NameKind) or of a contact point (ContactType); "" of a route
    value: str  # of a route its countries, "CO EC PE"
    read_by: str  # the last reader that read it
    withdrawn_at: datetime
    first_seen: datetime
    last_seen: datetime
    documents: int
    operator_id: int  # the entry that had it

    @property
    def withdrawal(self) -> Withdrawal:
        """As other withdrawn readings are told."""
        return Withdrawal(self.read_by, self.withdrawn_at, stands=False)


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
    operator_id: int  # the entry that the machine linked it to
    spans: tuple[Span, ...]
    purged_at: datetime | None = None  # when a purge took the title and the text
    language: str = ""
    refusal: Refusal | None = None  # who dismissed its lead, or corrected all that it says of this operator
    withdrawal: Withdrawal | None = None  # where the reader of today no longer reads it


@dataclass(frozen=True, slots=True)
class StatementDetail:
    """One statement that accuses, with what a person needs to correct it."""

    line: StatusLine
    operator_id: int  # that its entry goes by
    operator_name: str
    others: tuple[StatusLine, ...]  # what its story says of the operator besides, newest first, corrected with it
    revision_id: int | None  # the version of its document that was seen last; None where a list says it
    title: str
    language: str
    purged_at: datetime | None  # when a purge took the title and the text
