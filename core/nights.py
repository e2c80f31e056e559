"""The nouns of a night: what is kept of its sources, the ledger's lines, and the digest that people are mailed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from core.terms import Corrected, DocumentLabel, LegalStatus, NightState, PriceKind, SourceKind

LATE = timedelta(hours=26)
"""How long ago the last night may have begun: a day, and time for the one before it to have begun late."""


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
    stopped: int = 0  # by triage, for the first time: archived, neither extracted nor read
    reasons: Mapping[str, int] = field(default_factory=dict)  # why skipped or failed -> how many
    state: str = NightState.PENDING  # or done, failed
    error: str = ""
    silent_nights: int = 0


@dataclass(frozen=True, slots=True)
class DigestClearing:
    """Whom a document clears, and in which words."""

    name: str
    on: date
    sentence: str
    is_unsure: bool = False  # whether it merely may mean this one
    language: str = ""  # of the sentence


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
    new_evidence: bool = False  # something was added after a person had decided
    read_again: bool = False  # an earlier mail said that it is withdrawn, and it is no more
    told_before: bool = False  # an earlier mail told this recipient of it, and something was added since
    added: tuple[str, ...] = ()  # what that was, oldest first: since that mail, or else since that decision
    source_name: str = ""  # as people know it; "" where only its id is known
    confirmed: bool = False  # a person did, before any mail told this recipient of it
    of_others: bool = False  # from a WARC file of others, which says itself when it visited
    taken_in: datetime | None = None  # when that came in, local; None where no seal says it
    language: str = ""  # of the title
    cleared: tuple[DigestClearing, ...] = ()  # whom its document clears


@dataclass(frozen=True, slots=True)
class DigestStanding:
    """How an operator stood, by all that was read, when the mail was written."""

    status: LegalStatus | None  # the highest that a source has said
    since: date  # of the first document that names it, or of the list that brought it
    documents: int  # that name it
    independent_sources: int  # who had these first
    said_cleared: date | None = None  # the newest day on which a source clears it that waits, else that was confirmed
    clearance_waits: bool = False  # whether a person has yet to decide on that
    clearance_doubtful: bool = False  # whether what waits merely may mean it
    dismissed: bool = False  # people dismissed every lead on it
    clearing_documents: int = 0  # beside those that name it
    dismissed_documents: int = 0  # that name it, too, and whose lead people dismissed: not counted above


@dataclass(frozen=True, slots=True)
class DigestOperator:
    """What is new about one operator; `name` is empty for leads that name nobody."""

    operator_id: int | None
    name: str
    aliases: tuple[str, ...]
    contacts: tuple[str, ...]
    lines: tuple[DigestLine, ...]
    standing: DigestStanding | None = None


@dataclass(frozen=True, slots=True)
class DigestTold:
    """A flag that a mail of its own told this recipient of; `sent_at` is None while that mail is on its way."""

    flag_id: int
    title: str
    operators: tuple[str, ...]
    sent_at: datetime | None  # in the time zone of the nights
    language: str = ""  # of the title


@dataclass(frozen=True, slots=True)
class DigestTakenBack:
    """A lead that an earlier mail told of, and the reader of today no longer reads; or not all whom it named. It names
    nobody, nor does it quote a title that may."""

    flag_id: int
    source_name: str
    told_on: date  # by that mail
    is_whole: bool


@dataclass(frozen=True, slots=True)
class DigestCorrected:
    """A lead that an earlier mail told of, and of which people corrected something since. It names nobody, either."""

    flag_id: int
    source_name: str
    told_on: date  # by that mail
    how: tuple[Corrected, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A sum that a page asks, and what of a price it is."""

    amount: Decimal
    currency: str
    per_person: bool
    kind: PriceKind


@dataclass(frozen=True, slots=True)
class Back:
    """A page that was gone and stands at its address again, in local days."""

    gone_on: date
    back_on: date
    has_other_text: bool


@dataclass(frozen=True, slots=True)
class DigestMoved:
    """What became of the page of a lead that an earlier mail told of: it is gone, is back, stands on more boards, or
    asks another price (`before` and `now` are alike where it does not)."""

    flag_id: int
    title: str
    operators: tuple[str, ...]
    source_name: str
    gone_on: date | None = None
    boards: tuple[str, ...] = ()
    before: tuple[Asked, ...] = ()
    now: tuple[Asked, ...] = ()
    back: Back | None = None
    language: str = ""  # of the title


@dataclass(frozen=True, slots=True)
class DigestHit:
    """A document that a saved search found."""

    revision_id: int
    flag_id: int | None
    title: str
    source_name: str
    day: datetime  # when it was read, local: the newest stand first
    language: str = ""  # of the title
    cleared: tuple[DigestClearing, ...] = ()  # whom it clears


@dataclass(frozen=True, slots=True)
class DigestSearch:
    """What is new in a saved search of this recipient: the newest, and how many more."""

    name: str
    query: str  # as in the address of the search page
    hits: tuple[DigestHit, ...]
    more: int


@dataclass(frozen=True, slots=True)
class PairBack:
    """A pair that was judged, and of which more is known since."""

    left_id: int
    right_id: int
    left: str
    right: str
    why: tuple[str, ...]  # what is new, strongest first


@dataclass(frozen=True, slots=True)
class NewPairs:
    """How many pairs of operators that may be one are new, or come back, and how many wait for a judgement in all."""

    new: int
    waiting: int  # as many at least, where more wait than are counted
    is_more: bool  # more wait than were counted
    back: int = 0  # that were judged, and come back on new evidence
    named: tuple[PairBack, ...] = ()  # of these the likeliest


@dataclass(frozen=True, slots=True)
class Digest:
    """One mail to one recipient about one night; `at_once`: before the digest, about operators that they chose."""

    night: date
    recipient: str
    operators: tuple[DigestOperator, ...]
    sources_silent: tuple[tuple[str, int], ...]  # source, nights
    sources_failed: tuple[tuple[str, str], ...]  # source, why
    documents_read: int
    language: str = "en"
    at_once: bool = False
    told: tuple[DigestTold, ...] = ()
    searches: tuple[DigestSearch, ...] = ()
    passed: int = 0  # flags that the recipient's filters passed over
    sources_crowded: tuple[tuple[str, int], ...] = ()  # source, leads; where they are many for one night
    taken_back: tuple[DigestTakenBack, ...] = ()
    corrected: tuple[DigestCorrected, ...] = ()
    waiting: int = 0  # flags for which this mail had no room; the next one tells of them
    pairs: NewPairs | None = None  # None where none is new
    moved: tuple[DigestMoved, ...] = ()  # those that are gone first
    more_moved: int = 0  # for which this mail had no room


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
