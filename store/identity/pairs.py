"""Pairs that a person should look at: two operators that may be one, with what speaks for it, best first.

A pair that was judged comes back only on evidence that was not known then, and says which.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select, union_all
from sqlalchemy.orm import aliased

from core.terms import Verdict
from store import clusters
from store.built_once import asked, built_once
from store.identity.evidence import ADVERTS_LIKE, NAMED, Evidence, evidence_among
from store.identity.judgements import Judgement, newest_of_pairs
from store.identity.meetings import BEHIND, SHARED_BY, USERS, like_names, same_names
from store.session import Session
from store.tables import AdvertGroupRow, LinkRow, OperatorContactRow, OperatorMentionRow
from store.tables.base import chunks


@dataclass(frozen=True, slots=True)
class Pair:
    """Two operators that may be one."""

    left_id: int
    right_id: int
    left_name: str
    right_name: str
    score: float  # 0..1: contact points, templates and the best of the names add up as independent witnesses do
    evidence: tuple[Evidence, ...]  # strongest first
    new: tuple[Evidence, ...]  # what was not known at the last judgement; all of it where there was none
    last: Judgement | None


def pair(session: Session, one: int, other: int) -> Pair:
    """What is known of two operators (of the clusters that they belong to)."""
    of = clusters.clusters_of(session, {one, other})
    return pairs_of(session, [(min(of.values()), max(of.values()))])[0]


def pairs(session: Session, *, limit: int = 50, of: int | None = None) -> list[Pair]:
    """The pairs that wait for a person, best first; those of one operator alone, where `of` names it."""
    return pairs_behind(session, 0, limit=limit, of=of)[0]


def met_by(session: Session, entries: Collection[int]) -> list[Pair]:
    """The pairs that wait for a person of which one side is among these entries."""
    found = (each for some in _batches(session, list(entries), 100) for each in pairs_of(session, some))
    return [each for each in found if each.evidence and waits(each)]


def pairs_behind(session: Session, place: int, *, limit: int, of: int | None = None) -> tuple[list[Pair], int | None]:
    """A page of the pairs that wait, best first, behind a place in the order in which operators met; and the place that
    the next page goes on behind, None at the end. A judgement moves no place, but one that made two operators one may:
    what is passed over by that waits at the next look."""
    mine = clusters.members(session, of) if of is not None else None
    found: list[tuple[int, Pair]] = []
    passed = 0
    for some in _batches(session, mine, limit):
        ahead = [(at, key) for at, key in enumerate(some, passed + 1) if at > place]
        passed += len(some)
        read = pairs_of(session, [key for _at, key in ahead])
        found += [(at, each) for (at, _), each in zip(ahead, read, strict=True) if each.evidence and waits(each)]
        if len(found) > limit:
            break
    page = found[:limit]
    listed = sorted((each for _at, each in page), key=lambda each: (-each.score, each.left_id, each.right_id))
    return listed, page[-1][0] if len(found) > limit else None


def _batches(session: Session, mine: list[int] | None, size: int) -> Iterator[list[tuple[int, int]]]:
    """The pairs of clusters that met, surest first, each once."""
    seen: set[tuple[int, int]] = set()
    of_some = mine is not None
    queries = (_by_contact, _by_adverts, _by_name, _by_same_name, _by_likeness)
    for query in queries:
        met = [(row[0], row[1]) for row in session.execute(query(of_some=of_some), {"ours": mine or []})]
        of = clusters.clusters_of(session, {end for ends in met for end in ends})
        keys = dict.fromkeys((min(of[one], of[other]), max(of[one], of[other])) for one, other in met)
        fresh = [key for key in keys if key[0] != key[1] and key not in seen]
        seen.update(fresh)
        yield from (fresh[start : start + size] for start in range(0, len(fresh), size))


def pairs_of(session: Session, keys: list[tuple[int, int]]) -> list[Pair]:
    """What is known of these pairs of clusters."""
    of = clusters.members_of(session, {end for key in keys for end in key})
    among = evidence_among(session, of)
    judged = _newest(session, of)
    known = _known(session, judged)
    names = dict(session.execute(clusters.labels(), {"of": list(of)}).all())
    return [_pair(key, names, among.get(key, ()), judged.get(key, ()), known.get(key, set())) for key in keys]


def _pair(
    key: tuple[int, int],
    names: Mapping[int, str],
    evidence: Sequence[Evidence],
    judged: Sequence[Judgement],
    known: Collection[str],
) -> Pair:
    names_alike = [item.weight for item in evidence if item.key.startswith(NAMED)]  # one fact, seen from both sides
    doubt = 1 - max(names_alike, default=0.0)
    for item in evidence:
        if not item.key.startswith(NAMED):
            doubt *= 1 - item.weight
    return Pair(
        left_id=key[0],
        right_id=key[1],
        left_name=names[key[0]],
        right_name=names[key[1]],
        score=round(1 - doubt, 4),
        evidence=tuple(evidence),
        new=tuple(item for item in evidence if item.key not in known),
        last=max(judged, key=lambda each: each.judgement_id, default=None),
    )


def _newest(session: Session, of: Mapping[int, int]) -> dict[tuple[int, int], list[Judgement]]:
    """The newest judgement of every two entries, by the clusters that they belong to."""
    found: dict[tuple[int, int], list[Judgement]] = {}
    for each in newest_of_pairs(session, of):
        here, there = of.get(each.left_id), of.get(each.right_id)
        if here is not None and there is not None:
            found.setdefault((min(here, there), max(here, there)), []).append(each)
    return found


def _known(session: Session, judged: Mapping[tuple[int, int], list[Judgement]]) -> dict[tuple[int, int], set[str]]:
    """The keys of all that was known when these were judged; of a group of adverts, also the one it goes by now."""
    known = {pair: {key for each in some for key, _what in each.evidence} for pair, some in judged.items()}
    adverts = {
        key: int(key.removeprefix(ADVERTS_LIKE))
        for keys in known.values()
        for key in keys
        if key.startswith(ADVERTS_LIKE)
    }
    query = select(AdvertGroupRow.document_id, AdvertGroupRow.first_id)
    firsts: dict[int, int] = {}
    ordered = sorted(set(adverts.values()))
    for chunk in chunks(ordered):
        some = AdvertGroupRow.document_id.in_(chunk)
        firsts |= dict(session.execute(query.where(some)).all())
    for keys in known.values():
        keys |= {f"{ADVERTS_LIKE}{firsts[adverts[key]]}" for key in keys & adverts.keys() if adverts[key] in firsts}
    return known


def waits(each: Pair) -> bool:
    """Whether a person should look: never judged, or something new since."""
    return each.last is None or (each.last.verdict is not Verdict.SAME and bool(each.new))


@built_once
def _by_contact(*, of_some: bool) -> Select[int, int]:
    """Who met, by a contact point; of all, or `of_some` that are given ("ours")."""
    mine, theirs = aliased(OperatorContactRow), aliased(OperatorContactRow)
    users = select(USERS).select_from(BEHIND).where(OperatorContactRow.channel == mine.channel)
    query = (
        select(mine.operator_id, theirs.operator_id)
        .join(theirs, theirs.channel == mine.channel)
        .order_by(mine.contact_id, theirs.contact_id)
    )
    if of_some:
        ours = asked("ours")
        few = users.scalar_subquery() <= SHARED_BY
        return query.where(mine.channel != "", mine.operator_id.in_(ours), theirs.operator_id.not_in(ours), few)
    shared = (
        select(OperatorContactRow.channel)
        .select_from(BEHIND)
        .where(OperatorContactRow.channel != "")
        .group_by(OperatorContactRow.channel)
        .having(USERS.between(2, SHARED_BY))
    )
    return query.where(mine.channel.in_(shared), theirs.operator_id > mine.operator_id)


@built_once
def _by_adverts(*, of_some: bool) -> Select[int, int]:
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
    if of_some:
        return query.where(one.operator_id.in_(asked("ours")), other.operator_id.not_in(asked("ours")))
    return query.where(other.operator_id > one.operator_id)


@built_once
def _by_name(*, of_some: bool) -> Select[int, int]:
    if not of_some:
        met = _likened().subquery()
    else:  # each side by its own index: an "or" of the two would read every link
        chosen, passed = aliased(LinkRow), aliased(LinkRow)
        ends = [_likened(chosen=chosen).where(chosen.operator_id.in_(asked("ours")))]
        ends += [_likened(passed=passed).where(passed.operator_id.in_(asked("ours")))]
        met = union_all(*ends).subquery()
    one, other = met.c.one, met.c.other
    return select(one, other).group_by(one, other).order_by(func.max(met.c.score).desc(), func.min(met.c.link_id))


@built_once
def _by_same_name(*, of_some: bool) -> Select[int, int, str, str, bool]:
    query = same_names()
    one, other = query.selected_columns[:2]
    if not of_some:  # those of documents are few beside a list of a million: it begins with them
        return query.where(one.in_(select(OperatorMentionRow.operator_id)))
    ends = [query.where(end.in_(asked("ours"))).order_by(None) for end in (one, other)]  # each side by its own index
    met = union_all(*ends).subquery()
    return select(*met.c).order_by(*list(met.c)[:2])


@built_once
def _by_likeness(*, of_some: bool) -> Select[int, int, str, str, bool, float]:
    query = like_names()
    known, listed, *_, score = query.selected_columns
    if of_some:
        query = query.where(or_(known.in_(asked("ours")), listed.in_(asked("ours"))))
    return query.order_by(score.desc(), known, listed)


def _likened(chosen: type[LinkRow] | None = None, passed: type[LinkRow] | None = None) -> Select[int, int, float, int]:
    """Subjects that were counted to one operator and resembled the other."""
    chosen, passed = chosen or aliased(LinkRow), passed or aliased(LinkRow)
    return (
        select(chosen.operator_id.label("one"), passed.operator_id.label("other"), passed.score, passed.link_id)
        .join(passed, (chosen.analysis_id == passed.analysis_id) & (chosen.subject == passed.subject))
        .where(chosen.linked, passed.linked.is_(False), passed.is_clearance.is_(False))
    )
