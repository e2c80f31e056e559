"""What a search is told and what it answers: frozen, free of the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo

from core.records import Capture, Document
from core.terms import DocumentLabel, FlagKind, FlagState, LegalStatus, SourceKind
from store.views.cleared import ClearedLine


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """Which documents and operators; empty means any. Days are inclusive, and told in `zone`."""

    country: str = ""  # where a source publishes; for operators: any country of theirs
    leg: tuple[str, str] | None = None  # two countries that follow each other on a route
    since: date | None = None  # of publication, or of first sight where no date was given
    until: date | None = None
    source_kind: SourceKind | None = None
    label: DocumentLabel | None = None
    state: FlagState | None = None  # of a flag on the document's story
    status: LegalStatus | None = None  # that a source has said of an operator (or of one that the document names)
    versions: bool = False  # also texts that the page no longer shows
    zone: tzinfo = field(default=UTC, compare=False)  # chooses nothing by itself

    @property
    def is_empty(self) -> bool:
        """Whether it lets everything through."""
        return self == SearchFilter(versions=self.versions)


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """One version of a document that was found."""

    revision_id: int  # also the cursor: newest first
    document_id: int
    title: str
    text: str
    url: str
    source_id: str
    source_name: str
    source_kind: str  # "" where the source has no description any more
    country: str
    language: str
    published: datetime | None
    first_seen: datetime
    is_shown: bool  # it is the version that the page showed last
    labels: tuple[DocumentLabel, ...]
    flag_id: int | None  # of its story, a lead before a clearance
    state: FlagState | None
    route: tuple[str, ...]
    capture_id: str = ""  # of the archived page that first showed it
    payload_sha256: str = ""  # of what the server sent then
    withdrawn: bool = False  # no reader of today reads a lead in that flag's documents, and nobody confirmed it
    new_evidence: bool = False  # something was added to that flag after a person's last decision
    purged_at: datetime | None = None  # when a purge took its title and text away
    flag_kind: FlagKind | None = None
    cleared: tuple[ClearedLine, ...] = ()  # operators whom it clears, in which words
    accused: tuple[tuple[int, str], ...] = ()  # those (id, name) whom it names as leads beside; of others not asked

    @property
    def only_clears(self) -> bool:
        """Whether it speaks of smuggling to clear somebody of it, and accuses nobody whom the watchlist has."""
        clears = self.flag_kind is FlagKind.CLEARANCE and (self.state is not FlagState.DISMISSED or self.new_evidence)
        return (clears or any(line.counts for line in self.cleared)) and not self.accused

    @property
    def about(self) -> tuple[DocumentLabel, ...]:
        """The labels that people are told: that a text which only clears somebody reports smuggling accuses them."""
        return () if self.only_clears else self.labels

    @property
    def is_lead(self) -> bool:
        """Whether its flag is a lead that stands; what was dismissed is one again with new evidence, what is
        withdrawn is none."""
        stands = self.state is not None and (self.state is not FlagState.DISMISSED or self.new_evidence)
        return stands and self.flag_kind is FlagKind.LEAD and not self.only_clears and not self.withdrawn

    @property
    def day(self) -> datetime:
        """Publication, or first sight."""
        return self.published or self.first_seen


@dataclass(frozen=True, slots=True)
class Text:
    """One version of a document in full, flagged or not."""

    document: Document
    source_name: str
    capture: Capture
    number: int
    versions: int
    flag_id: int | None  # of its story, a lead before a clearance
    operators: tuple[tuple[int, str], ...]  # that it names
    purged_at: datetime | None  # when a purge took its title and text away
    is_barred: bool = False  # whether a name was hidden in it, as its bearer asked
    clearance_id: int | None = None  # the flag of its story that says that it clears somebody
    covered: int = 0  # bystanders whose names are covered in title and text (store.covering)
    covered_points: int = 0  # their contact points that are
    clearance_dismissed: bool = False  # whether a person dismissed that one, and nothing was added since
    cleared: tuple[ClearedLine, ...] = ()  # operators whom it clears, in which words
