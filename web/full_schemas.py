"""What the API answers of one flag in full; web.operator_schemas has the operators."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from core.terms import ContactType, FlagState, LegalStatus, PathKind, PriceKind, TravelMode
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


class Returned(Answer):
    """A page that its publisher did not show any more (`gone_at`: since when) and that stands at its address again."""

    gone_at: datetime
    back_at: datetime
    has_other_text: bool


class FlagInFull(schemas.Flag):
    """One flag with what it stands on. `gone_at`: since when the publisher shows its page no more, or null; `returned`:
    that it was gone and stands again, or null.
    `contacts`: those that the document gives as the operator's; of these `taken_off`: which a person took off them.
    `corrected`: what people corrected of what was read. `clearings`: of a clearance, those of operators whom it merely
    may mean, each decided on by itself."""

    text: str
    reader: str
    signals: tuple[schemas.Signal, ...]
    journey: Journey
    contacts: tuple[ContactRead, ...]
    taken_off: tuple[ContactRead, ...]
    prices: tuple[Price, ...]
    candidates: tuple[schemas.Candidate, ...]
    corrected: tuple[ReadingCorrected, ...]
    evidence: schemas.Evidence
    gone_at: datetime | None
    returned: Returned | None
    decisions: tuple[schemas.Decision, ...]
    allowed_moves: tuple[FlagState, ...]
    clearings: tuple[Clearing, ...]
