"""What the API answers of an operator's standing: what sources said of it, and who corrected or dismissed that."""

from __future__ import annotations

from datetime import date, datetime

from core.terms import LegalStatus
from web import schemas
from web.schemas import Answer


class Refusal(schemas.Signed):
    """Who dismissed what a source says, so that it counts no more, and by which flag: null for a list's clearing, and
    where a person corrected it (`is_correction`)."""

    at: datetime
    flag_id: int | None
    is_correction: bool


class Correction(schemas.Signed):
    """As what a person let a statement stand, null where it does not accuse the operator; or the watch (`is_by_watch`),
    where a copy says the same, or where something new is said, so that it counts as it was read."""

    stands_as: LegalStatus | None
    why: str
    decided_at: datetime
    version: int
    is_by_watch: bool


class Standing(Answer):
    """A statement: what a source said of an operator's standing before the law, on which day (`on`; not `is_dated`:
    a list says it without a day, and `on` is that of reading it). `status`: as it was read; `stands_as`:
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
    is_dated: bool
    source_id: str
    source_name: str
    url: str
    sentence: str
    operator_id: int
    refusal: Refusal | None
    withdrawal: schemas.Withdrawal | None
    is_unsure: bool
    earlier_reader: str


class Rung(Answer):
    """One standing that sources say: since when, until when (without a day where not `is_dated`), by how many
    independent sources, in how many `documents` and entries of `lists`. What counts no more makes none."""

    status: LegalStatus
    first_on: date
    last_on: date
    is_dated: bool
    independent_sources: int
    documents: int
    lists: int


class ClearedBy(schemas.Cleared):
    """A version of a document (/documents) that clears the operator; `refusal`: who dismissed that, or null."""

    revision_id: int
    title: str
    source_name: str
    purged_at: datetime | None
    refusal: Refusal | None
