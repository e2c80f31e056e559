"""What the API answers about who is who; beside web.schemas, which has the other nouns."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from core.terms import Verdict
from web.schemas import Answer, OperatorReference, Reason, Signed


class PieceOfEvidence(Answer):
    """One thing that speaks for two operators being one; its key stays the same when it is seen again."""

    key: str
    what: str
    weight: float
    is_new: bool  # not known at the last judgement


class Judgement(Signed):
    """What a person said of two operators, with the keys of all that was known then."""

    judgement_id: int
    left_id: int
    right_id: int
    verdict: Verdict
    why: str
    evidence: tuple[str, ...]
    decided_at: datetime


class Pair(Answer):
    """Two operators that may be one. `seen` is what a judgement has to name as read."""

    left: OperatorReference
    right: OperatorReference
    score: float
    evidence: tuple[PieceOfEvidence, ...]
    seen: int
    last: Judgement | None


class PairInFull(Pair):
    """Also what speaks against, and all judgements between the two, oldest first."""

    against: tuple[Reason, ...]
    judgements: tuple[Judgement, ...]


class PairPage(Answer):
    """Pairs that wait for a person, best first; `next` is the `before` of the following page, or null at the end."""

    items: Sequence[Pair]
    next: int | None


class JudgementPage(Answer):
    """Judgements, newest first; `next` is the `before` of the following page, or null at the end."""

    items: Sequence[Judgement]
    next: int | None
