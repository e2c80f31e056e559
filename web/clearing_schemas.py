"""What the API answers about clearings that are decided on by themselves; web.schemas has the other nouns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from core.terms import FlagState
from web.schemas import Answer, Decision


class Clearing(Answer):
    """That a list clears an operator, in its own words, or a document (of `flag_id`) somebody who may be it: `score`
    tells how sure that is, and `list_name` its source. Not `is_dated`: the list tells no day, and `on` is that of
    reading it. `entry_id` is the entry of the watchlist that is cleared,
    `version` how many decisions there were, `proposed_by` who waits for a second person to confirm it, and
    `earlier_reader` the version that read the document so where the reader of today does not, or empty."""

    clearing_id: int
    operator_id: int
    operator_name: str
    entry_id: int
    on: date
    is_dated: bool
    list_name: str
    url: str
    sentence: str
    state: FlagState
    version: int
    proposed_by: str
    decisions: tuple[Decision, ...]
    allowed_moves: tuple[FlagState, ...]
    flag_id: int | None
    score: float
    earlier_reader: str


class ClearingPage(Answer):
    """Clearings, the last that came in first; `next` is the `before` of the following page, or null at the end."""

    items: Sequence[Clearing]
    next: int | None


class ClearingDecisionMade(Answer):
    """What became of a clearing. With four eyes the first confirmation leaves it in review."""

    clearing_id: int
    state: FlagState
    version: int
    decision: Decision
