"""Two operators side by side, for a person who has to say whether they are one: what each is known by, what speaks for
and against, and what was judged before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.errors import NotFoundError
from core.records import Reason
from core.terms import NameKind
from store import clusters
from store.identity.against import against
from store.identity.evidence import ADVERTS_LIKE
from store.identity.judgements import Judgement, history, newest
from store.identity.pairs import Pair, pair, pairs_of
from store.likeness import compare
from store.likeness.explain import TOGETHER, met, signals
from store.session import Session
from store.tables import OperatorRow
from store.views.operator_records import OperatorDetail
from store.views.operator_views import operator
from store.views.records import CandidateLine
from store.views.text_views import newest_texts

_SAID = -0.1  # log-odds from which it is said that something of two names speaks against one
COMPARED = 12
"""Names of a side that are compared, the first known first."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The two names that come nearest, and which words of them met."""

    left: str
    right: str
    score: float  # 0..1
    is_same: bool
    met: str
    against: tuple[str, ...]  # what else the names show that speaks against one, heaviest first


@dataclass(frozen=True, slots=True)
class PairDetail:
    """Two operators, and all that helps to tell whether they are one."""

    pair: Pair
    left: OperatorDetail
    right: OperatorDetail
    likeness: Likeness | None  # None where one has no name
    against: tuple[Reason, ...]  # heaviest first
    history: tuple[Judgement, ...]  # between the two, oldest first
    seen: int  # id of the newest judgement that either was part of, 0 for none
    adverts: dict[str, int]  # key of a piece of evidence -> the text (revision) that it names
    heading: str  # what they will be called where they are judged to be one; "" where neither has a main name


def pair_of(session: Session, one: int, other: int) -> PairDetail:
    """What is known of two operators; any of their entries will do.

    Raises:
        NotFoundError: there is no such operator, or the two are one.
    """
    for operator_id in (one, other):
        if session.get(OperatorRow, operator_id) is None:
            raise NotFoundError(f"There is no operator {operator_id}.", remedy="`almenara operator list` shows them.")
    if one == other:
        raise NotFoundError(f"Operator {one} is named twice.", remedy="A judgement is about two.")
    if clusters.cluster_of(session, one) == clusters.cluster_of(session, other):
        raise NotFoundError(
            f"Operators {one} and {other} are one, and no pair.",
            remedy=f"Operator {clusters.cluster_of(session, one)} shows its entries, and who judged so.",
        )
    found = pair(session, one, other)
    left, right = (operator(session, each, flagged=0, by_month=False) for each in (found.left_id, found.right_id))
    ours, theirs = left.summary.entries, right.summary.entries
    return PairDetail(
        pair=found,
        left=left,
        right=right,
        likeness=_likeness(left, right),
        against=tuple(against(session, ours, theirs)),
        history=tuple(_between(session, ours, theirs)),
        seen=_newest(session, ours + theirs),
        adverts=_texts(session, found),
        heading=clusters.heading(session, ours + theirs),
    )


@dataclass(frozen=True, slots=True)
class Rival:
    """Whom a mention was counted to, beside a candidate that it only resembles; and what was said of the two."""

    name: str
    pair: Pair
    seen: int  # as PairDetail.seen


def rivals(session: Session, candidates: Sequence[CandidateLine]) -> dict[tuple[str, int], Rival]:
    """By mention and candidate: who the candidate may be the same as."""
    counted = {line.mention_name: line for line in reversed(candidates) if line.linked}
    passed = [line for line in candidates if not line.linked and line.mention_name in counted]
    if not passed:
        return {}
    met = [(counted[line.mention_name], line) for line in passed]
    of = clusters.members_of(session, {each.operator_id for both in met for each in both})
    last = _newest_of(session, of)
    pairs = pairs_of(session, [_key(one.operator_id, other.operator_id) for one, other in met])
    return {
        (line.mention_name, line.operator_id): Rival(
            chosen.operator_name, each, max(last.get(each.left_id, 0), last.get(each.right_id, 0))
        )
        for (chosen, line), each in zip(met, pairs, strict=True)
    }


def merged(session: Session, candidates: Sequence[CandidateLine]) -> dict[int, int]:
    """The candidates that people judged to be several entries, each with the newest judgement about it."""
    of = clusters.members_of(session, {line.operator_id for line in candidates})
    several = {cluster for entry, cluster in of.items() if entry != cluster}
    known = {entry: cluster for entry, cluster in of.items() if cluster in several}
    last = _newest_of(session, known)
    return {cluster: last.get(cluster, 0) for cluster in several}


def _key(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _newest_of(session: Session, of: Mapping[int, int]) -> dict[int, int]:
    """The newest judgement that any entry of each of these clusters was part of; `of` maps every entry to its own."""
    found: dict[int, int] = {}
    for ends, row in clusters.latest(session, of).items():
        for cluster in {of[end] for end in ends if end in of}:
            found[cluster] = max(row.judgement_id, found.get(cluster, 0))
    return found


def entries_of(session: Session, one: int, other: int) -> tuple[int, int]:
    """The entries that two operators go by, the older first: the address of the pair."""
    of = clusters.clusters_of(session, {one, other})
    return min(of.values()), max(of.values())


def _newest(session: Session, entries: Iterable[int]) -> int:
    last = newest(session, entries)
    return last.judgement_id if last is not None else 0


def _between(session: Session, ours: tuple[int, ...], theirs: tuple[int, ...]) -> list[Judgement]:
    return [
        each
        for each in history(session, ours)
        if (each.left_id in ours and each.right_id in theirs) or (each.left_id in theirs and each.right_id in ours)
    ]


def _texts(session: Session, found: Pair) -> dict[str, int]:
    """The adverts that evidence names, as texts that can be opened."""
    documents = {
        int(item.key.removeprefix(ADVERTS_LIKE)): item.key
        for item in found.evidence
        if item.key.startswith(ADVERTS_LIKE)
    }
    return {documents[key]: revision_id for key, revision_id in newest_texts(session, documents).items()}


def _likeness(left: OperatorDetail, right: OperatorDetail) -> Likeness | None:
    ours, theirs = (_telling(side)[:COMPARED] for side in (left, right))
    best = max((compare(one, other) for one in ours for other in theirs), key=lambda found: found.score, default=None)
    if best is None:
        return None
    against = tuple(each.what for each in signals(best)[1:] if each.weight <= _SAID and each.what != TOGETHER)
    return Likeness(best.left.name, best.right.name, best.score, best.is_same, met(best), against)


def _telling(side: OperatorDetail) -> list[str]:
    """Its names; nicknames and surnames alone where it has no other."""
    names = [line.name for line in side.names if line.kind is not NameKind.WEAK_ALIAS]
    return names or [line.name for line in side.names]
