"""Flags, nights and sources as the pages, the mail and the command line show them: frozen, free of the database.

Times are aware and in UTC; ids are the database's integers; countries, currencies and languages as in core.records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from core.records import Analysis, Capture, ContactPoint, Document, Reason
from core.terms import (
    DocumentLabel,
    FlagKind,
    FlagState,
    Language,
    LegalStatus,
)
from core.way_words import with_today
from store.flagging.reasons import PROPOSED, as_less, without
from store.flagging.withdrawn import Withdrawal
from store.views.cleared import ClearedLine
from store.views.history_records import CorrectedReading
from store.ways import UNKNOWN, Signed, Way


class _Proposed:
    """What may wait for a second person."""

    __slots__ = ()
    proposed_by: str
    proposed_today: str

    @property
    def proposer(self) -> str:
        """Who proposed to confirm it, by the name of then and that of today, in the language that is being spoken."""
        return with_today(self.proposed_by, self.proposed_today)


@dataclass(frozen=True, slots=True)
class FlagSummary(_Proposed):
    """One flag as a line. `version` is what a decision must name; `evidence_version` grows only with new evidence."""

    flag_id: int
    kind: FlagKind
    state: FlagState
    version: int
    evidence_version: int
    raised_at: datetime
    updated_at: datetime  # by evidence that added something
    changed_at: datetime  # by evidence, a copy, a decision, a correction, a merger or a purge
    run_id: int | None
    night: date | None  # of the run that raised it; None where a file was read in by hand
    title: str
    url: str
    warc_file: str  # that holds what it stands on
    source_id: str
    source_name: str
    country: str  # where the source publishes
    language: Language
    published: datetime | None
    labels: tuple[DocumentLabel, ...]
    score: float  # 0..1, of the surest label; of a clearance how sure it is that the operator is meant (the surest one)
    reason: str  # one line: why a person should look
    new_evidence: bool  # something was added after a person's last decision
    operators: tuple[tuple[int, str], ...]  # (operator id, name), surest first; empty for leads that name nobody
    route: tuple[str, ...]
    independent_sources: int  # that had first what it stands on: its story counts once, however many carried it
    also_published: int  # documents of the story beside the one shown
    new_since: tuple[str, ...] = ()  # what was added after that decision, oldest first
    proposed_by: str = ""  # who proposed to confirm it, where a second person has to agree; "" where nobody did
    proposed_today: str = ""  # what that account is called now, where it was renamed since
    purged_at: datetime | None = None  # when a purge took the title and the text that it stands on
    withdrawal: Withdrawal | None = None  # where the reader of today no longer reads it, or not all whom it named
    withdrawn: bool = False  # whether that one finds no lead in it at all
    withdrawn_operators: tuple[tuple[int, str], ...] = ()  # named by withdrawn readings; `operators` if confirmed, too
    corrected_operators: tuple[tuple[int, str], ...] = ()  # named, and not accused by a person's word; no `operators`
    corrected_names: frozenset[str] = frozenset()  # by which these are known
    lowered: Mapping[str, LegalStatus] = field(default_factory=dict)  # of whom it says less by a person's word, by name
    doubtful: frozenset[int] = frozenset()  # of its operators, whom a clearance merely may mean: it clears none of them
    cleared: tuple[ClearedLine, ...] = ()  # whom its document clears, in which words: of a lead somebody else

    @property
    def reason_now(self) -> str:
        """The reason as it is told: what a person confirmed is proposed no more, whom it does not accuse by a person's
        word is not named, and of whom it says less no more is said. What was said stays in `reason`."""
        told = self.reason.replace(f"; {PROPOSED}", "") if self.state is FlagState.CONFIRMED else self.reason
        named = [name for _operator_id, name in self.operators]
        told = without(told, self.corrected_names, named) if self.corrected_names else told
        return as_less(told, self.lowered, named) if self.lowered else told

    @property
    def clears(self) -> tuple[tuple[int, str], ...]:
        """Whom a decision on a clearance clears: those of its operators who are surely meant."""
        return tuple((key, name) for key, name in self.operators if key not in self.doubtful)


@dataclass(frozen=True, slots=True)
class Returned:
    """A page that was gone and stands at its address again."""

    gone_at: datetime  # since when its publisher had not shown it
    back_at: datetime  # when it was first seen again
    has_other_text: bool  # than it had before it was gone


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of a document's text, with the capture that first showed it."""

    revision_id: int
    document_id: int
    number: int  # 1 is the first
    title: str
    url: str
    source_id: str
    source_name: str
    publisher: str
    published: datetime | None
    text_sha256: str
    capture: Capture
    carried: bool  # the flag at hand: it raised it, joined it or added to it
    gone_at: datetime | None = None  # since when its publisher shows the page no more
    purged_at: datetime | None = None  # when a purge took its title and text away
    language: str = ""
    is_barred: bool = False  # whether a name was hidden in it, as its bearer asked
    returned: Returned | None = None  # where the page was gone before


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
    entry_id: int  # of that operator's cluster, which the machine compared


@dataclass(frozen=True, slots=True)
class DecisionLine(Signed):
    """What a person decided about a flag."""

    from_state: FlagState
    to_state: FlagState
    who: str
    why: str
    decided_at: datetime
    proposes: FlagState | None = None  # what a second person has to agree to
    way: Way = UNKNOWN  # by which it came

    @property
    def stays(self) -> bool:
        """Whether it left the flag as it was: what had come since was seen."""
        return self.from_state is self.to_state


@dataclass(frozen=True, slots=True)
class ClearingLine(_Proposed):
    """That a list clears an operator, or a document somebody who may be it, and what people decided on that."""

    clearing_id: int
    operator_id: int  # that its cluster goes by
    operator_name: str
    entry_id: int  # of the watchlist, which the list names
    on: date
    list_name: str  # whoever published it, else the list; of a document its source
    url: str
    sentence: str
    state: FlagState
    version: int  # how many decisions there were
    proposed_by: str  # who waits for a second person to confirm it; "" for nobody
    decisions: tuple[DecisionLine, ...]  # oldest first
    allowed_moves: tuple[FlagState, ...]
    is_dated: bool = True  # else the list tells no day, and `on` is that of reading it
    flag_id: int | None = None  # of the document; None where it is a list's
    score: float = 0.0  # 0..1, how sure it is that the document means this operator; it falls short of the threshold
    language: str = ""  # of the sentence; "" where a list says it
    earlier_reader: str = ""  # that read the document so, where the reader of today does not
    proposed_today: str = ""  # as of a flag


@dataclass(frozen=True, slots=True)
class EventLine:
    """What became of a flag by itself: raised, copy (a wire copy joined), revised (new evidence)."""

    what: str
    details: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class FlagDetail:
    """One flag with everything that a person needs to decide."""

    summary: FlagSummary
    document: Document  # the version that the flag stands on, or another that was asked for
    analysis: Analysis
    capture: Capture  # of that version
    revisions: tuple[VersionLine, ...]  # of its document, oldest first
    candidates: tuple[CandidateLine, ...]  # best first
    decisions: tuple[DecisionLine, ...]  # oldest first
    events: tuple[EventLine, ...]  # oldest first
    copies: tuple[VersionLine, ...]  # of the same story elsewhere, those first that carried the flag
    more_copies: int  # than are listed
    allowed_moves: tuple[FlagState, ...]
    purged_at: datetime | None = None  # when a purge took that version's title and text away
    may_be: tuple[ClearingLine, ...] = ()  # of a clearance: whom it merely may mean, each decided on by itself
    corrected: tuple[CorrectedReading, ...] = ()  # what that version was read to say, and people corrected
    is_barred: bool = False  # whether a name was hidden in that version, as its bearer asked
    taken_off: tuple[ContactPoint, ...] = ()  # read as an operator's there, and taken off them by a person
    covered: int = 0  # bystanders whose names are covered in title, text and reading (store.covering)
    covered_points: int = 0  # their contact points that are

    @property
    def gone_at(self) -> datetime | None:
        """Since when the publisher no longer shows the page of the flag's document; None while it is seen."""
        return self.revisions[-1].gone_at if self.revisions else None

    @property
    def returned(self) -> Returned | None:
        """That the page of the flag's document was gone and is back; None while it is gone, or where it never was."""
        return self.revisions[-1].returned if self.revisions else None
