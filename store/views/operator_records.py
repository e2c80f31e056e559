"""Operators as the pages, the mail and the command line show them: frozen, free of the database.

Times are aware and in UTC; ids are the database's integers; countries, currencies and languages as in core.records.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from core.terms import ContactType, LegalStatus, NameKind, PriceKind
from core.uses import told_once
from store.flagging.refused import Refusal
from store.flagging.withdrawn import Withdrawal
from store.identity.judgements import Judgement
from store.views.cleared import ClearedLine
from store.views.contact_records import ContactLine, ContactUse, RemovalLine, uses_of
from store.views.history_records import MentionLine, RouteLine, RungLine, StatusLine, UnreadLine
from store.views.records import ClearingLine, FlagSummary


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
    documents: int  # that name or clear it, but for those that count no more
    independent_sources: int  # who had their stories first
    open_flags: int
    entries: tuple[int, ...] = ()  # ids of all entries that were judged to be this one, its own first
    said_cleared: date | None = None  # the newest day on which a source clears it that waits, else that was confirmed
    clearance_waits: bool = False  # whether a person has yet to decide on a source that clears it
    dismissed: bool = False  # it has leads, and people dismissed all of them; no list brought it
    dismissed_documents: int = 0  # that name it, and whose leads people dismissed
    clearance_doubtful: bool = False  # whether what waits to clear it merely may mean it
    withdrawn: bool = False  # it has leads, none stands, one at least since the reader of today no longer reads it
    withdrawn_documents: int = 0  # that name it by withdrawn readings alone
    redacted_at: datetime | None = None  # when a purge took names and contact points of one of its entries
    of_lists: tuple[str, ...] = ()  # that brought it, where no document names or clears it
    clearing_documents: int = 0  # of the documents those that clear it, and name it in nothing else
    clearing_sources: int = 0  # of the independent sources those who had nothing but such first
    is_person: bool = False  # whether the entry whose name it bears is a human being

    @property
    def reached(self) -> tuple[tuple[str, str], ...]:
        """Its contact points as people are told them: a number that is called and messaged once (core.uses)."""
        return told_once(self.contacts)

    @property
    def naming_documents(self) -> int:
        """Those that name it for what it is on the watchlist for."""
        return self.documents - self.clearing_documents

    @property
    def naming_sources(self) -> int:
        """Who had one of these first."""
        return self.independent_sources - self.clearing_sources

    @property
    def is_over(self) -> bool:
        """Whether it is no lead any more."""
        return self.dismissed or self.withdrawn

    @property
    def wants_caution(self) -> bool:
        """Whether it is not to be named without more being said: a source clears it, or it is no lead any more."""
        return self.is_over or self.said_cleared is not None or self.status is LegalStatus.CLEARED


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name of an operator."""

    name: str
    kind: NameKind
    first_seen: datetime
    last_seen: datetime
    documents: int
    entries: tuple[int, ...] = ()  # under which it was seen, oldest first


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A price that was asked or reported, or a part of one."""

    amount: Decimal
    currency: str
    per_person: bool
    kind: PriceKind
    route: tuple[str, ...]
    on: date
    source_id: str
    source_name: str
    url: str
    operator_id: int = 0
    refusal: Refusal | None = None  # who dismissed its lead, or corrected all that the document says of this operator
    withdrawal: Withdrawal | None = None  # where the reader of today no longer reads the operator there

    @property
    def counts(self) -> bool:
        """Whether it does, in medians and plots."""
        return self.refusal is None and (self.withdrawal is None or self.withdrawal.stands)


@dataclass(frozen=True, slots=True)
class PricePeriod:
    """What was asked in one month in one currency; a story counts once."""

    month: date  # its first day
    currency: str
    per_person: bool
    lowest: Decimal
    median: Decimal
    highest: Decimal
    stories: int


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry of the watchlist that people judged to be part of an operator."""

    operator_id: int
    name: str
    first_seen: datetime
    last_seen: datetime
    brought_by: str = ""  # the list that brought it first
    topics: tuple[str, ...] = ()  # of FollowTheMoney, under which lists have it
    note: str = ""  # the list's own words


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
    ladder: tuple[RungLine, ...]  # weakest first, only what was said
    price_history: tuple[PricePeriod, ...]  # oldest first
    judgements: tuple[Judgement, ...]  # oldest first, of all entries
    entries: tuple[EntryLine, ...]  # the one that it goes by first; alone where it was never merged
    clearings: tuple[ClearingLine, ...]  # decided on by themselves, newest first: what documents surely clear has flags
    cleared: tuple[ClearedLine, ...]  # documents that clear it, newest first
    removals: tuple[RemovalLine, ...] = ()  # contact points that a person took off it, in the order of their going
    unread: tuple[UnreadLine, ...] = ()  # what an earlier reader alone gave to it, in the order of its withdrawal

    @property
    def reached(self) -> tuple[ContactUse, ...]:
        """Its contact points as people are told them."""
        return uses_of(self.contacts)

    def unread_of(self, what: str) -> tuple[UnreadLine, ...]:
        """Its names, contact points or routes (`what`) that an earlier reader alone read."""
        return tuple(line for line in self.unread if line.what == what)


@dataclass(frozen=True, slots=True)
class OperatorFlags:
    """Flags of one operator; `operator` is None for the leads that name nobody."""

    operator: OperatorSummary | None
    flags: tuple[FlagSummary, ...]  # newest first
