"""Pairs that a person should look at: two operators that may be one, with what speaks for it, best first.

A pair that was judged comes back only on evidence that was not known then, and says which.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from core.terms import Verdict
from store.identity import clusters
from store.identity.evidence import SHARED_BY, Evidence, evidence_between
from store.identity.judge import Judgement, between
from store.session import Session
from store.tables import AdvertGroupRow, LinkRow, OperatorContactRow, OperatorMentionRow, OperatorRow


@dataclass(frozen=True, slots=True)
class Pair:
    """Two operators that may be one."""

    left_id: int
    right_id: int
    left_name: str
    right_name: str
    score: float  # 0..1: pieces of evidence add up as independent witnesses do
    evidence: tuple[Evidence, ...]  # strongest first
    new: tuple[Evidence, ...]  # what was not known at the last judgement; all of it where there was none
    last: Judgement | None


def pair(session: Session, one: int, other: int) -> Pair:
    """What is known of two operators (of the clusters that they belong to)."""
    left, right = sorted((clusters.cluster_of(session, one), clusters.cluster_of(session, other)))
    ours, theirs = clusters.members(session, left), clusters.members(session, right)
    evidence = tuple(evidence_between(session, ours, theirs))
    last = between(session, ours, theirs)
    known = {key for key, _what in last.evidence} if last is not None else set()
    doubt = 1.0
    for item in evidence:
        doubt *= 1 - item.weight
    return Pair(
        left_id=left,
        right_id=right,
        left_name=session.get_one(OperatorRow, left).name,
        right_name=session.get_one(OperatorRow, right).name,
        score=round(1 - doubt, 4),
        evidence=evidence,
        new=tuple(item for item in evidence if item.key not in known),
        last=last,
    )


def pairs(session: Session, *, limit: int = 50, of: int | None = None) -> list[Pair]:
    """The pairs that wait for a person, best first; those of one operator alone, where `of` names it."""
    mine = clusters.members(session, of) if of is not None else None
    seen: set[tuple[int, int]] = set()
    found: list[Pair] = []
    for one, other in _met(session, mine):
        key = clusters.clusters_of(session, {one, other})
        left, right = min(key.values()), max(key.values())
        if (left, right) in seen or left == right:
            continue
        seen.add((left, right))
        each = pair(session, left, right)
        if each.evidence and waits(each):
            found.append(each)
            if len(found) == limit:
                break
    return sorted(found, key=lambda each: (-each.score, each.left_id, each.right_id))


def waits(each: Pair) -> bool:
    """Whether a person should look: never judged, or something new since."""
    return each.last is None or (each.last.verdict is not Verdict.SAME and bool(each.new))


def _met(session: Session, mine: list[int] | None) -> Iterator[tuple[int, int]]:
    """Operators that share a contact point, then those in adverts of one template, then those whose names met in a
    document: surest first. Only those that met one of `mine`, where it is given."""
    for query in (_by_contact(mine), _by_adverts(mine), _by_name(mine)):
        yield from session.execute(query).all()


def _by_contact(ours: list[int] | None) -> Select[int, int]:
    mine, theirs = aliased(OperatorContactRow), aliased(OperatorContactRow)
    users = select(func.count(OperatorContactRow.operator_id.distinct())).where(
        OperatorContactRow.channel == mine.channel
    )
    query = (
        select(mine.operator_id, theirs.operator_id)
        .join(theirs, theirs.channel == mine.channel)
        .order_by(mine.contact_id, theirs.contact_id)
    )
    if ours is not None:
        few = users.scalar_subquery() <= SHARED_BY
        return query.where(mine.channel != "", mine.operator_id.in_(ours), theirs.operator_id.not_in(ours), few)
    shared = (
        select(OperatorContactRow.channel)
        .where(OperatorContactRow.channel != "")
        .group_by(OperatorContactRow.channel)
        .having(func.count(OperatorContactRow.operator_id.distinct()).between(2, SHARED_BY))
    )
    return query.where(mine.channel.in_(shared), theirs.operator_id > mine.operator_id)


def _by_adverts(ours: list[int] | None) -> Select[int, int]:
    one, other = aliased(OperatorMentionRow), aliased(OperatorMentionRow)
    here, there = aliased(AdvertGroupRow), aliased(AdvertGroupRow)
    query = (
        select(one.operator_id, other.operator_id)
        .join(here, here.document_id == one.document_id)
        .join(there, there.first_id == here.first_id)
        .join(other, other.document_id == there.document_id)
        .where(here.document_id != there.document_id)
        .distinct()
        .order_by(one.operator_id, other.operator_id)
    )
    if ours is not None:
        return query.where(one.operator_id.in_(ours), other.operator_id.not_in(ours))
    return query.where(other.operator_id > one.operator_id)


def _by_name(ours: list[int] | None) -> Select[int, int]:
    chosen, passed = aliased(LinkRow), aliased(LinkRow)
    query = (
        select(chosen.operator_id, passed.operator_id)
        .join(passed, (chosen.analysis_id == passed.analysis_id) & (chosen.subject == passed.subject))
        .where(chosen.linked, passed.linked.is_(False), passed.is_clearance.is_(False))
        .order_by(passed.score.desc(), passed.link_id)
    )
    if ours is not None:
        return query.where(chosen.operator_id.in_(ours) | passed.operator_id.in_(ours))
    return query
