"""What the API answers of one flag and of one operator in full."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from core.terms import ContactType, FlagState, LegalStatus, NameKind, PathKind, PriceKind, TravelMode
from web import schemas
from web.clearing_schemas import Clearing
from web.schemas import Answer


class Journey(Answer):
    """How a document says that people travel. `duration_hours`: of the journey or its longest leg. `path`: official
    crossing or not, by the document's own words; both null where it says nothing of it."""

    waypoints: tuple[str, ...]
    modes: tuple[TravelMode, ...]
    duration_hours: float | None
    path: PathKind | None


class ContactRead(Answer):
    """A contact point of a document."""

    type: ContactType
    value: str
    as_written: str


class Price(Answer):
    """A sum that is asked: all of a price (`full`) or a part. `amount`: its digits, exact."""

    amount: Decimal
    currency: str
    per_person: bool
    kind: PriceKind


class ReadingCorrected(Answer):
    """That a person corrected what the flag's document was read to say of somebody (`name`, as the document has it);
    all else that was read stays as it was read. `status`: as it was read; `stands_as`: as it counts, null where it does
    not accuse this operator. `contacts`: those that were read as theirs. `is_by_watch`: a copy has the words that a
    person corrected."""

    name: str
    operator_id: int
    statement_id: int
    status: LegalStatus
    stands_as: LegalStatus | None
    who: str
    decided_at: datetime
    is_by_watch: bool
    contacts: tuple[ContactRead, ...]


class FlagInFull(schemas.Flag):
    """One flag with what it stands on. `gone_at`: since when the publisher shows its page no more, or null.
    `contacts`: those that the document gives as the operator's. `corrected`: what people corrected of what was read.
    `clearings`: of a clearance, those of operators whom it merely may mean, each decided on by itself."""

    text: str
    reader: str
    signals: tuple[schemas.Signal, ...]
    journey: Journey
    contacts: tuple[ContactRead, ...]
    prices: tuple[Price, ...]
    candidates: tuple[schemas.Candidate, ...]
    corrected: tuple[ReadingCorrected, ...]
    evidence: schemas.Evidence
    gone_at: datetime | None
    decisions: tuple[schemas.Decision, ...]
    allowed_moves: tuple[FlagState, ...]
    clearings: tuple[Clearing, ...]


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


class Refusal(schemas.Signed):
    """Who dismissed what a source says, so that it counts no more, and by which flag: null for a list's clearing, and
    where a person corrected it (`is_correction`)."""

    at: datetime
    flag_id: int | None
    is_correction: bool


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


class Correction(schemas.Signed):
    """As what a person let a statement stand, null where it does not accuse the operator; or the watch (`is_by_watch`),
    where a copy says the same, or where something new is said, so that it counts as it was read."""

    stands_as: LegalStatus | None
    why: str
    decided_at: datetime
    version: int
    is_by_watch: bool


class Standing(Answer):
    """A statement: what a source said of an operator's standing before the law. `status`: as it was read; `stands_as`:
    as people corrected it, which counts, or null (/statements). `refusal`: who dismissed it, or null;
    `withdrawal`: by whom it was read, where the reader of today no longer reads it, or null. `is_unsure`: a document
    that clears somebody merely may mean this one, and nobody confirmed that it does. `earlier_reader`: the version that
    read that it is cleared, where the reader of today does not, or empty; that is never withdrawn, and counts."""

    statement_id: int
    status: LegalStatus
    stands_as: LegalStatus | None
    version: int
    corrections: tuple[Correction, ...]
    on: date
    source_id: str
    url: str
    sentence: str
    operator_id: int
    refusal: Refusal | None
    withdrawal: schemas.Withdrawal | None
    is_unsure: bool
    earlier_reader: str


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


class Operator(Answer):
    """One operator of the watchlist: a lead, not a finding, and no lead any more where people `dismissed` every one on
    it. `entries` are those that people judged to be it; it goes by the oldest, whichever of them was asked for.
    `first_seen`: when the first page that names it was published, by its own word, or archived, if that was before, or
    a list that has it was read in; `last_seen`: when such a page was archived last. `status`, `documents` and
    `independent_sources` leave out what people dismissed: `dismissed_documents` are those that name it and count no
    more. `clearing_documents`: of the `documents` those that clear it and name it in nothing else; `clearing_sources`:
    who had nothing but such first. `withdrawn`: it is no lead any more because the reader of today no longer reads what
    named it; `withdrawn_documents` are those in which it is not read any more. `unread`: names, contact points and
    routes that an earlier reader alone read; no other field has them. `redacted_at`: when a purge took its names and
    contact points away, since no lead on it stands; who keeps a copy takes them out of it, too."""

    operator_id: int
    entries: tuple[int, ...]
    name: str
    aliases: tuple[str, ...]
    countries: tuple[str, ...]
    status: LegalStatus | None
    said_cleared: date | None
    clearance_waits: bool
    clearance_doubtful: bool
    dismissed: bool
    withdrawn: bool
    first_seen: datetime
    last_seen: datetime
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
