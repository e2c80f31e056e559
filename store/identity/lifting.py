"""What one judgement tied, to be taken back as it was given: where it overruled that two clusters were different, each
pair that had been parted got a tie of its own, and one of them alone parts nothing."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from core.terms import Verdict
from store import clusters
from store.session import Session
from store.tables import JudgementRow

Pair = tuple[int, int]


def without(session: Session, one: int, other: int) -> tuple[list[int], list[int], list[Pair]]:
    """What becomes of a cluster once its judgement of these two is taken back, and the ties that this takes: itself
    twice where others hold it."""
    pair = (min(one, other), max(one, other))
    left, right = _sides(session, pair, [pair])
    if left != right:
        return left, right, [pair]
    ties = _given_with(session, left, pair)
    left, right = _sides(session, pair, ties)
    ours, theirs = set(left), set(right)
    across = [(a, b) for a, b in ties if (a in ours and b in theirs) or (a in theirs and b in ours)]
    left, right = _sides(session, pair, across)
    return left, right, across


def stood_before(session: Session, pair: Pair) -> Verdict | None:
    """What a pair was judged before its newest judgement, which tied it; None where that did not part them."""
    query = select(JudgementRow.verdict).where(JudgementRow.left_id == pair[0], JudgementRow.right_id == pair[1])
    verdict = session.scalar(query.order_by(JudgementRow.judgement_id.desc()).offset(1).limit(1))
    return Verdict(verdict) if verdict is not None and verdict != Verdict.SAME else None


def parted(session: Session, left: Collection[int], right: Collection[int]) -> list[Pair]:
    """The pairs across two clusters that are judged different, which a tie between the two overrules."""
    ours, theirs = set(left), set(right)
    return [
        (a, b)
        for (a, b), row in clusters.latest(session, ours).items()
        if row.verdict == Verdict.DIFFERENT and ((a in ours and b in theirs) or (a in theirs and b in ours))
    ]


def tied(session: Session, one: int, others: Collection[int]) -> list[Pair]:
    """The pairs of an entry and one of these that are judged the same."""
    latest = clusters.latest(session, [one])
    return sorted(pair for pair, row in latest.items() if row.verdict == Verdict.SAME and {*pair} - {one} <= {*others})


def _given_with(session: Session, cluster: Collection[int], pair: Pair) -> list[Pair]:
    """The ties of a cluster that the judgement of this pair made, itself among them; none where it made none."""
    ties = {each: row for each, row in clusters.latest(session, cluster).items() if row.verdict == Verdict.SAME}
    given = ties.get(pair)
    if given is None:
        return []
    signed = (given.who, given.why, given.decided_at)
    return sorted(each for each, row in ties.items() if (row.who, row.why, row.decided_at) == signed)


def _sides(session: Session, pair: Pair, ties: Collection[Pair]) -> tuple[list[int], list[int]]:
    left, right = (sorted(clusters.component(session, end, without=ties)) for end in pair)
    return left, right
