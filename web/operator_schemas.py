"""What the API answers of one operator in full, and `almenara operator show --json` with it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from core.terms import ContactType, LegalStatus, NameKind
from web import schemas
from web.clearing_schemas import Clearing
from web.full_schemas import Price
from web.judgement_schemas import Judgement
from web.removal_schemas import Removal
from web.schemas import Answer
from web.standing_schemas import ClearedBy, Refusal, Rung, Standing


class Name(Answer):
    """A name of an operator, and the entries that it was seen under."""

    name: str
    kind: NameKind
    first_seen: datetime
    last_seen: datetime
    documents: int
    entries: tuple[int, ...]


class Contact(Answer):
    """A contact point of an operator."""

    type: ContactType
    value: str
    first_seen: datetime
    last_seen: datetime
    documents: int
    shared_with: int
    entries: tuple[int, ...]


class PriceAsked(Price):
    """A price of an operator in one document, and the route that this one names. Where that counts no more, `refusal`
    says who dismissed its lead, or corrected all that it says of the operator; `withdrawal`, by whom it was read, where
    the reader of today does not read it there; else null."""

    route: tuple[str, ...]
    on: date
    source_id: str
    url: str
    operator_id: int
    refusal: Refusal | None
    withdrawal: schemas.Withdrawal | None


class Route(Answer):
    """A route that was offered or reported. `counts`: else documents alone tell it whose lead a person dismissed, or of
    which they corrected all that they say of the operator, or in which the reader of today no longer reads it."""

    countries: tuple[str, ...]
    waypoints: tuple[str, ...]
    documents: int
    entries: tuple[int, ...]
    counts: bool


class Unread(Answer):
    """A name, contact point or route (`what`) that readings alone gave that the reader of today does not make: it
    counts for nothing, and nothing is found by it. `kind`: of the name, or the type of the contact point; `value`: of a
    route its countries, parted by blanks; `operator_id`: the entry that had it."""

    what: Literal["name", "contact", "route"]
    kind: str
    value: str
    first_seen: datetime
    last_seen: datetime
    operator_id: int
    withdrawal: schemas.Withdrawal


class PricePeriod(Answer):
    """What was asked in one month (`month`, its first day) in one currency; a story counts once."""

    month: date
    currency: str
    per_person: bool
    lowest: Decimal
    median: Decimal
    highest: Decimal
    stories: int


class MentionFound(Answer):
    """Where a version of a document (/documents) speaks of an operator: in which words, and how sure the reader was.
    `name`: as it stands there, empty where only a contact point does. `refusal`: who dismissed its lead, or corrected
    all that it says of the operator, or null; `withdrawal`: by whom it was read, where the reader of today does not."""

    revision_id: int
    name: str
    sentence: str
    score: float
    source_id: str
    source_name: str
    title: str
    url: str
    published: datetime | None
    seen_at: datetime
    reader: str
    operator_id: int
    purged_at: datetime | None
    refusal: Refusal | None
    withdrawal: schemas.Withdrawal | None


class EntryOfList(Answer):
    """One of the entries of the watchlist that are the operator. `brought_by`: the list that brought it first, and
    `topics` under which lists have it; empty where documents did. `note`: a person's, or the list's own words."""

    operator_id: int
    name: str
    first_seen: datetime
    last_seen: datetime
    brought_by: str
    topics: tuple[str, ...]
    note: str


class Operator(Answer):
    """One operator of the watchlist: a lead, not a finding, and no lead any more where people `dismissed` every one on
    it. `entries` are those that people judged to be it; it goes by the oldest, whichever of them was asked for.
    `first_seen`: when the first page that names it was published, by its own word, or archived, if that was before, or
    a list that has it was read in; `last_seen`: when such a page was archived last. `status`, `documents` and
    `independent_sources` leave out what people dismissed: `dismissed_documents` are those that name it and count no
    more. `clearing_documents`: of the `documents` those that clear it and name it in nothing else; `clearing_sources`:
    who had nothing but such first. `withdrawn`: it is no lead any more because the reader of today no longer reads what
    named it; `withdrawn_documents` are those in which it is not read any more. `unread`: names, contact points and
    routes that an earlier reader alone read; no other field has them. `removals`: that people took contact points off
    it. `redacted_at`: when a purge took its names and contact points away, since no lead on it stands; who keeps a
    copy takes them out of it, too. `caution`: what its name is not to be shown without, as exports say it.
    `updated_at`: when it changed last, by which `changed_since` of /operators goes. `ladder`: what sources say of its
    standing, the weakest first; of `mentions`, `statuses` and `cleared` there are the newest 500 each. `clearings`:
    what is decided on by itself (/clearings); `judgements`: what people said of who it is, the oldest first; `listed`:
    its entries, each as documents or a list brought it."""

    operator_id: int
    entries: tuple[int, ...]
    name: str
    is_person: bool
    aliases: tuple[str, ...]
    countries: tuple[str, ...]
    caution: str
    status: LegalStatus | None
    said_cleared: date | None
    clearance_waits: bool
    clearance_doubtful: bool
    dismissed: bool
    withdrawn: bool
    first_seen: datetime
    last_seen: datetime
    updated_at: datetime
    documents: int
    dismissed_documents: int
    withdrawn_documents: int
    redacted_at: datetime | None
    independent_sources: int
    clearing_documents: int
    clearing_sources: int
    open_flags: int
    names: tuple[Name, ...]
    contacts: tuple[Contact, ...]
    statuses: tuple[Standing, ...]
    routes: tuple[Route, ...]
    prices: tuple[PriceAsked, ...]
    flags: tuple[schemas.Flag, ...]
    unread: tuple[Unread, ...]
    removals: tuple[Removal, ...]
    ladder: tuple[Rung, ...]
    price_history: tuple[PricePeriod, ...]
    mentions: tuple[MentionFound, ...]
    cleared: tuple[ClearedBy, ...]
    clearings: tuple[Clearing, ...]
    judgements: tuple[Judgement, ...]
    listed: tuple[EntryOfList, ...]
