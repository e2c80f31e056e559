"""Pairs of which nobody was told yet, in no night's mail and on no Tonight: those of entries that came lately, those
that a list made, and those that were judged and come back on new evidence. Each is told once, and again only once it
was judged anew and comes back on what was not known then.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from core.terms import Verdict
from store import clusters
from store.identity.meetings import BEHIND, SHARED_BY, USERS, like_names, same_names
from store.identity.pairs import Pair, met_by, pairs_of, waits
from store.session import Session
from store.tables import JudgementRow, OperatorContactRow, OperatorMentionRow, OperatorRow, ToldPairRow
from store.tables.base import chunks, insert_new

LOOKED_AT, TOGETHER = 500, 100
"""Pairs of lists that are looked at in one night, the others in the next; and pairs that are read at once."""

Key = tuple[int, int]
"""The two clusters of a pair, the smaller first."""


def note(session: Session, run_id: int, newcomers: Collection[int]) -> None:
    """Put on record that this night tells of all that is untold. `newcomers`: entries that came since the night
    before. Done again, it adds what has come since."""
    pairs = [*met_by(session, newcomers), *_of_lists(session), *_back(session)]
    fresh = without_told(session, {(each.left_id, each.right_id): each for each in pairs}.values())
    rows = [
        {"left_id": each.left_id, "right_id": each.right_id, "judgement_id": judged(each), "run_id": run_id}
        for each in fresh
    ]
    insert_new(session, ToldPairRow, rows)


def noted(session: Session, run_id: int) -> list[Pair]:
    """The pairs that this night told of and that wait as they did then."""
    row = ToldPairRow
    query = select(row.left_id, row.right_id, row.judgement_id).where(row.run_id == run_id)
    rows = session.execute(query.order_by(row.left_id, row.right_id)).all()
    of = clusters.clusters_of(session, {end for each in rows for end in each[:2]})
    then = {_key(of, left, right): judgement for left, right, judgement in rows}
    return [each for each in _read(session, then) if judged(each) == then[each.left_id, each.right_id]]


def without_told(session: Session, pairs: Iterable[Pair]) -> list[Pair]:
    """Of these those that no night told of as they stand now."""
    every = list(pairs)
    known = _told(session, {end for each in every for end in (each.left_id, each.right_id)})
    return [each for each in every if known.get((each.left_id, each.right_id), -1) < judged(each)]


def judged(each: Pair) -> int:
    """The newest judgement of a pair, 0 for none."""
    return each.last.judgement_id if each.last is not None else 0


def _of_lists(session: Session) -> list[Pair]:
    """Pairs of an operator of documents and a list's that were never judged."""
    met = [(row[0], row[1]) for query in (_by_contact(), _by_name(), like_names()) for row in session.execute(query)]
    ends = {end for ends in met for end in ends}
    of = clusters.clusters_of(session, ends)
    known, settled = _told(session, set(of.values())), {_key(of, *pair) for pair in _judged_pairs(session, ends, of)}
    keys = dict.fromkeys(_key(of, one, other) for one, other in met)
    wanted = (key for key in keys if key[0] != key[1] and key not in known and key not in settled)
    return list(_read(session, islice(wanted, LOOKED_AT)))


def _back(session: Session) -> list[Pair]:
    """Pairs that were judged not to be one, or not known to be, and of which more is known since."""
    row = JudgementRow
    newest = select(func.max(row.judgement_id)).group_by(row.left_id, row.right_id)
    query = select(row.left_id, row.right_id, row.judgement_id).where(
        row.judgement_id.in_(newest), row.verdict != Verdict.SAME.value
    )
    rows = session.execute(query.order_by(row.judgement_id)).all()
    of = clusters.clusters_of(session, {end for each in rows for end in each[:2]})
    last = {_key(of, left, right): judgement for left, right, judgement in rows}
    known = _told(session, set(of.values()))
    wanted = (key for key, judgement in last.items() if key[0] != key[1] and known.get(key, -1) < judgement)
    return [each for each in _read(session, wanted) if each.last is not None]


def _read(session: Session, keys: Iterable[Key]) -> Iterator[Pair]:
    waiting = iter(keys)
    while some := list(islice(waiting, TOGETHER)):
        apart = [key for key in some if key[0] != key[1]]
        yield from (each for each in pairs_of(session, apart) if each.evidence and waits(each))


def _told(session: Session, ids: Collection[int]) -> dict[Key, int]:
    """The pairs of these clusters of which a night told, with the newest judgement that there was then."""
    of = clusters.members_of(session, ids)
    found: dict[Key, int] = {}
    row = ToldPairRow
    for chunk in chunks(sorted(of)):
        query = select(row.left_id, row.right_id, row.judgement_id).where(row.left_id.in_(chunk))
        for left, right, judgement in session.execute(query):
            if right in of:
                key = _key(of, left, right)
                found[key] = max(judgement, found.get(key, 0))
    return found


def _judged_pairs(session: Session, ends: Collection[int], of: Mapping[int, int]) -> Iterator[Key]:
    return (pair for pair in clusters.latest(session, ends) if pair[0] in of and pair[1] in of)


def _key(of: Mapping[int, int], one: int, other: int) -> Key:
    left, right = sorted((of[one], of[other]))
    return left, right


def _by_name() -> Select[int, int, str, str, bool]:
    query = same_names()
    return query.where(query.selected_columns[0].in_(select(OperatorMentionRow.operator_id)))


def _by_contact() -> Select[int, int]:
    """Operators of documents, and those of lists with whom they share a contact point."""
    mine, theirs = aliased(OperatorContactRow), aliased(OperatorContactRow)
    users = select(USERS).select_from(BEHIND).where(OperatorContactRow.channel == mine.channel).scalar_subquery()
    return (
        select(mine.operator_id, theirs.operator_id)
        .join(theirs, theirs.channel == mine.channel)
        .join(OperatorRow, OperatorRow.operator_id == theirs.operator_id)
        .where(OperatorRow.brought_by != "", theirs.operator_id != mine.operator_id, mine.channel != "")
        .where(mine.operator_id.in_(select(OperatorMentionRow.operator_id)), users <= SHARED_BY)
        .order_by(mine.contact_id, theirs.contact_id)
    )
