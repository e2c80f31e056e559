"""What the API answers: typed, stable, and apart from the read models, so that the store may change underneath."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from core.terms import DocumentLabel, FlagKind, FlagState, Language, LegalStatus
from core.way_words import CameBy


class Answer(BaseModel):
    """What all answers share: frozen, and filled from read models."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class OperatorReference(Answer):
    """An operator by id and name."""

    operator_id: int
    name: str


class Stands(Answer):
    """How an operator stands that a flag or a document names as a lead. `status`: as on its own page, or null.
    `caution`: what it is not to be read without, as exports say it: that it is a lead, and whether a source clears it;
    or that it is cleared, or no lead."""

    operator_id: int
    status: LegalStatus | None
    caution: str


class Withdrawal(Answer):
    """That the reader of today no longer reads what is told. `read_by`: the last version that did; `at`: when that was
    found; `stands`: a person confirmed it, so that it counts all the same."""

    read_by: str
    at: datetime | None
    stands: bool


class Cleared(Answer):
    """That a document clears an operator, in which words: to speak of smuggling there accuses nobody of whom it does.
    `is_unsure`: it merely may mean this one, and nobody confirmed that it does. `counts`: nobody dismissed it.
    `earlier_reader`: the version that read it where the reader of today does not, or empty; it clears all the same."""

    operator_id: int
    name: str
    on: date
    sentence: str
    is_unsure: bool
    counts: bool
    earlier_reader: str


class Flag(Answer):
    """One flag: a lead, not a finding. `updated_at` is when evidence, a copy of its story, a decision, a merger of whom
    it names or a purge changed it last. `proposed_by` says who proposed to confirm it where a second person has to
    agree, and is empty elsewhere.
    `new_evidence`: something was added after the last decision of a person. `purged_at`: when a purge took its title
    and text away, or null; the archived page remains. `may_be_meant`: of the operators, by their ids, whom a clearance
    merely may mean: to confirm it clears none of them, and each has a clearing of its own (/clearings). `standings`:
    how each of its operators stands now, which changes without the flag (/operators has who did). `withdrawn`:
    the reader of today reads no lead here any more; `withdrawn_operators`: whom it no longer reads, and who are among
    `operators` only where a person confirmed the flag; `withdrawal`: by whom either was read, or null.
    `corrected_operators`: whom it does not accuse, by a person's word; they are none of `operators`.
    `score`: of a lead that of its surest label, of a clearance how sure it is that whom it clears is meant.
    `independent_sources`: who had its story first; copies do not count. `cleared`: whom its document clears."""

    flag_id: int
    kind: FlagKind
    state: FlagState
    version: int
    raised_at: datetime
    updated_at: datetime
    night: date | None
    title: str
    url: str
    source_id: str
    country: str
    language: Language
    published: datetime | None
    labels: tuple[DocumentLabel, ...]
    score: float
    reason: str
    operators: tuple[OperatorReference, ...]
    may_be_meant: tuple[int, ...]
    standings: tuple[Stands, ...]
    withdrawn: bool
    withdrawn_operators: tuple[OperatorReference, ...]
    corrected_operators: tuple[OperatorReference, ...]
    withdrawal: Withdrawal | None
    route: tuple[str, ...]
    independent_sources: int
    cleared: tuple[Cleared, ...]
    proposed_by: str
    new_evidence: bool
    purged_at: datetime | None


class Reason(Answer):
    """One line of an explanation; above 0 speaks for, below 0 against."""

    what: str
    weight: float


class Candidate(Answer):
    """A name of the document against an operator of the watchlist."""

    mention_name: str
    operator_id: int
    operator_name: str
    score: float
    linked: bool
    is_new: bool
    entry_id: int
    reasons: tuple[Reason, ...]


class Signal(Answer):
    """A phrase that was weighed. `weight`: by how much the reader's log-odds of the label fall where the words are left
    out, as they were before they became a score; below 0 it would be surer. It is no part of the score, which lies
    between 0 and 1: compare weights with each other alone."""

    label: DocumentLabel
    element: str
    phrase: str
    weight: float


class Evidence(Answer):
    """Where the bytes lie, and their digest. `removed_at`: when a purge took the archived page away, its time being
    over, or null."""

    capture_id: str
    fetched_at: datetime
    payload_sha256: str
    warc_file: str
    warc_offset: int
    warc_length: int
    removed_at: datetime | None


class Signed(Answer):
    """Who signed (`who_today`: what the account is called by now), and by which way that came: with the `account` that
    had signed in (`login`), by a `program` (with what its `token` begins), at a `terminal` (its user is the `caller`),
    `typed` at an open desk, by the `watch` itself; empty where nobody noted it then, as nobody did of old."""

    who: str
    who_today: str
    came_by: CameBy
    login: str
    token: str
    caller: str


class Decision(Signed):
    """What a person decided."""

    from_state: FlagState
    to_state: FlagState
    why: str
    decided_at: datetime
    proposes: FlagState | None


class DecisionMade(Answer):
    """What became of a flag. With four eyes the first confirmation leaves it in review. `clears`: whom the decision
    clears, where it confirms a clearance."""

    flag_id: int
    state: FlagState
    version: int
    decision: Decision
    clears: tuple[OperatorReference, ...]


class Run(Answer):
    """One night of the ledger."""

    run_id: int
    night: date
    trigger: str
    state: str
    started_at: datetime
    finished_at: datetime | None
    sources: int
    fetched: int
    new: int
    revised: int
    unchanged: int
    stopped: int
    skipped: int
    failed: int
    flags: int


class FlagPage(Answer):
    """Flags, newest first; `next` is the `before` of the following page, or null at the end."""

    items: Sequence[Flag]
    next: int | None


class RunPage(Answer):
    """Nights, newest first; `next` is the `before` of the following page, or null at the end."""

    items: Sequence[Run]
    next: int | None


class Fault(Answer):
    """Why a request was not answered, and what to do about it."""

    detail: str
    remedy: str = ""


SENT: dict[int | str, dict[str, Any]] = {400: {"model": Fault}, 411: {"model": Fault}, 413: {"model": Fault}}
"""What a request with a body may meet besides: it is no JSON, it does not say how long it is, it is too long."""
