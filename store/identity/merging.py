"""Many operators judged to be one at once. What is judged, refused and on record is what judging each in turn to be the
first of them would give; it is read once and not for each two, so that a hundred take ten times as long as ten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from core.errors import InputError
from core.terms import Verdict
from store import audit, clusters
from store.identity.growing import Growing
from store.identity.judge import Signature, add, check, conflict
from store.identity.judgements import Judgement, judgement_of
from store.session import Session
from store.tables import JudgementRow

_Newest = Mapping[tuple[int, int], JudgementRow]
"""The newest judgement of each pair, in the order in which pairs were first judged."""


def merge(
    session: Session, operator_ids: Iterable[int], signature: Signature, *, seen: Collection[int] | None = ()
) -> int:
    """Judge that all of these are the first of them. Returns the id of their cluster.

    Args:
        seen: ids of the judgements that the person has read: of every two the newest; None for whatever stands there
            (where the caller has shown it in this very transaction).

    Raises:
        NotFoundError, InputError, ConflictError: as `judge`; the last says all that is to be read.
    """
    first, *others = operator_ids
    if not others:
        raise InputError(f"Operator {first} alone can't be merged.", remedy="Name the operators that it is.")
    clusters.lock(session)
    for other in others:
        check(session, first, other, signature)
    for other, times in Counter(others).items():
        if times > 1:
            check(session, other, other, signature)
    cluster = clusters.clusters_of(session, (first, *others))
    of = clusters.members_of(session, set(cluster.values()))
    newest = clusters.latest(session, of)
    before = _between(newest, of, list(cluster.values()))  # before any is judged: each merge hides what it overrules
    if seen is not None and not before.keys() <= set(seen):
        raise conflict(*(before[each] for each in sorted(before)))
    whole, parted = Growing(session, of, first), _Parted(newest)
    with audit.at_the_end(session):
        for other in others:
            known = whole.evidence(other)
            add(session, first, other, Verdict.SAME, signature, evidence=known)
            for a, b in parted.overruled(whole.entries, whole.others(other)):
                if {a, b} != {first, other}:
                    add(session, a, b, Verdict.SAME, signature, evidence=known)
            whole.take(other)
        clusters.recompute(session, (first, *others))
    return clusters.cluster_of(session, first)


def _between(newest: _Newest, of: Mapping[int, int], named: Sequence[int]) -> dict[int, Judgement]:
    """The newest judgement between every two of the operators that are named, by its id; `named`: their clusters."""
    times, found = Counter(named), dict[tuple[int, int], JudgementRow]()
    for (left, right), row in newest.items():
        if left not in of or right not in of or (of[left] == of[right] and times[of[left]] < 2):
            continue
        pair = (min(of[left], of[right]), max(of[left], of[right]))
        if pair not in found or row.judgement_id > found[pair].judgement_id:
            found[pair] = row
    return {row.judgement_id: judgement_of(row) for row in found.values()}


class _Parted:
    """The pairs that are judged different, until a tie overrules them."""

    def __init__(self, newest: _Newest) -> None:
        different = [pair for pair, row in newest.items() if row.verdict == Verdict.DIFFERENT]
        self._places = {pair: place for place, pair in enumerate(different)}
        self._of: dict[int, list[tuple[int, int]]] = {}
        for pair in different:
            for end in pair:
                self._of.setdefault(end, []).append(pair)

    def overruled(self, left: Collection[int], right: Collection[int]) -> list[tuple[int, int]]:
        """Those across two clusters, first judged first; from now on they are not judged so."""
        met = {pair for entry in right for pair in self._of.get(entry, ()) if pair in self._places}
        across = [(a, b) for a, b in met if (a in left and b in right) or (a in right and b in left)]
        found = sorted(across, key=self._places.__getitem__)
        for pair in found:
            del self._places[pair]
        return found
