"""Judgements as they were given: who said what of two operators, why, on which evidence, and by which way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from core.terms import Verdict
from store import clusters
from store.session import Session
from store.signers import judges
from store.tables import JudgementRow
from store.ways import UNKNOWN, Signed, Way

JUDGED = "operators judged "
"""With what the audit log's word for one begins."""


@dataclass(frozen=True, slots=True)
class Judgement(Signed):
    """One judgement as it was given."""

    judgement_id: int
    left_id: int
    right_id: int
    verdict: Verdict
    who: str
    why: str
    evidence: tuple[tuple[str, str], ...]  # (key, what) of all that was known for the pair then
    decided_at: datetime
    way: Way = UNKNOWN  # by which it came, where it was looked up


def given(session: Session, judgement_id: int) -> Judgement:
    """A judgement that there is, by its number."""
    return judgement_of(session.get_one(JudgementRow, judgement_id))


def between(session: Session, left: Iterable[int], right: Iterable[int]) -> Judgement | None:
    """The newest judgement between two clusters (all their entries), or None."""
    ours, theirs = set(left), set(right)
    rows = [
        row
        for (a, b), row in clusters.latest(session, ours).items()
        if (a in ours and b in theirs) or (a in theirs and b in ours)
    ]
    newest = max(rows, key=lambda row: row.judgement_id, default=None)
    return judgement_of(newest) if newest is not None else None


def newest_of_pairs(session: Session, operator_ids: Collection[int]) -> list[Judgement]:
    """The newest judgement of every pair that one of these operators is part of."""
    return _with_ways(session, list(clusters.latest(session, operator_ids).values()))


def newest(session: Session, operator_ids: Iterable[int]) -> Judgement | None:
    """The newest judgement that any of these operators was part of, or None."""
    ids = set(operator_ids)
    query = select(JudgementRow).where(JudgementRow.left_id.in_(ids) | JudgementRow.right_id.in_(ids))
    row = session.scalars(query.order_by(JudgementRow.judgement_id.desc()).limit(1)).first()
    return judgement_of(row) if row is not None else None


def recent(session: Session, *, limit: int = 50, before_id: int | None = None) -> list[Judgement]:
    """All judgements, newest first."""
    query = select(JudgementRow).order_by(JudgementRow.judgement_id.desc()).limit(limit)
    if before_id is not None:
        query = query.where(JudgementRow.judgement_id < before_id)
    return _with_ways(session, session.scalars(query).all())


def history(session: Session, operator_ids: Iterable[int]) -> list[Judgement]:
    """All judgements that these operators were part of, oldest first."""
    ids = set(operator_ids)
    query = select(JudgementRow).where(JudgementRow.left_id.in_(ids) | JudgementRow.right_id.in_(ids))
    return _with_ways(session, session.scalars(query.order_by(JudgementRow.judgement_id)).all())


def judgement_of(row: JudgementRow, way: Way = UNKNOWN) -> Judgement:
    """A judgement as it was given."""
    return Judgement(
        judgement_id=row.judgement_id,
        left_id=row.left_id,
        right_id=row.right_id,
        verdict=Verdict(row.verdict),
        who=row.who,
        why=row.why,
        evidence=tuple((key, what) for key, what in row.evidence),
        decided_at=row.decided_at,
        way=way,
    )


def _with_ways(session: Session, rows: Sequence[JudgementRow]) -> list[Judgement]:
    known = judges(session, JUDGED, {f"operator {row.left_id}" for row in rows})
    return [judgement_of(row, known.of("", row.judgement_id, row.who)) for row in rows]
