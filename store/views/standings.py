"""How operators stand by what sources say, many at a time: accused of what, and whether somebody clears them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, CompoundSelect, Select, Subquery, and_, exists, func, select, true
from sqlalchemy.orm import aliased

from core.terms import FlagKind, FlagState, LegalStatus
from store.built_once import asked, built_once
from store.clusters import component_at, goes_by, judged
from store.flagging.clearings import BY_ITSELF, IS_UNSURE, STATE
from store.flagging.corrected import stands_as
from store.flagging.covered import covered
from store.flagging.refused import is_mention_refused, is_standing_refused
from store.session import Session
from store.tables import (
    ClearingDecisionRow,
    DocumentRow,
    FlagRow,
    IdentityRow,
    OperatorMentionRow,
    OperatorStatusRow,
    StoryRow,
)

_LADDER = list(LegalStatus)
_WAITS, _MAY_BE, _REPEATS = "waits", "may be", "repeats"
_CONFIRMED, _DISMISSED = FlagState.CONFIRMED.value, FlagState.DISMISSED.value
_CLEARS = OperatorStatusRow.status == LegalStatus.CLEARED.value


@dataclass(frozen=True, slots=True)
class Clearance:
    """That a source clears an operator."""

    on: date | None  # the newest that waits for a person, else that one confirmed; None where all were dismissed
    waits: bool  # whether one of these sources was not decided on by a person
    is_doubtful: bool = False  # whether what waits merely may mean it


@dataclass(frozen=True, slots=True)
class _Lifting:
    """One clearance that a person confirmed, to its own day: an old one that is confirmed late lifts no more than what
    was said before it."""

    to: date
    height: int  # of what its entry was accused of until then
    was: Collection[int]  # its entry, and those that it was one with when the person confirmed it
    at: datetime  # when that was


class _Accusation(NamedTuple):
    """Of what an entry is accused. What bears no day was said before what a person decided after it was read in."""

    entry: int
    status: LegalStatus
    on: date  # the latest day of it
    noted_at: datetime | None  # of what bears none: when a list that says so was read in last

    def is_before(self, on: date, decided_at: datetime) -> bool:
        """Whether it was said until that day, for who decided then."""
        return self.on <= on if self.noted_at is None else self.noted_at <= decided_at


def clearances(session: Session, of: Mapping[int, int]) -> dict[int, Clearance]:
    """What clears these operators, decided or not. `of` maps every entry to the one that its cluster goes by."""
    days: dict[int, dict[str, date]] = {}
    rows = session.execute(_cleared(), {"of": list(of)})
    for operator_id, state, is_settled, was_seen, is_doubtful, on in rows:
        mine = days.setdefault(of[operator_id], {})
        how = _how(state, is_settled=is_settled, was_seen=was_seen)
        how = _MAY_BE if is_doubtful and how == _WAITS else how
        mine[how] = max(on, mine.get(how, on))
    repeated = {entry: cluster for entry, cluster in of.items() if _REPEATS in days.get(cluster, ())}
    accused = _accused(session, repeated)[1] if repeated else {}
    return {cluster: _clearance(mine, accused.get(cluster, ())) for cluster, mine in days.items()}


@built_once
def _cleared() -> CompoundSelect[*tuple[Any, ...]]:
    """What clears operators: by documents, and what is decided on by itself."""
    decided_on = and_(FlagRow.story_id == DocumentRow.story_id, FlagRow.kind == FlagKind.CLEARANCE.value)
    saw_all = FlagRow.decided_evidence >= FlagRow.evidence_version  # else the dismissed comes back
    seen = covered(FlagKind.CLEARANCE).subquery()
    is_covered = seen.c.flag_id.is_not(None)
    entry, last = OperatorStatusRow.operator_id, func.max(OperatorStatusRow.said_on)
    query = (
        select(entry, FlagRow.state, saw_all, is_covered, OperatorStatusRow.is_doubtful, last)
        .join(DocumentRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .outerjoin(FlagRow, decided_on)
        .outerjoin(seen, _says(seen))
        .where(entry.in_(asked("of")), _CLEARS, ~OperatorStatusRow.is_doubtful)
        .group_by(entry, FlagRow.state, saw_all, is_covered, OperatorStatusRow.is_doubtful)
    )
    alone = select(entry, STATE, true(), true(), OperatorStatusRow.is_doubtful, OperatorStatusRow.said_on)
    return query.union_all(alone.where(entry.in_(asked("of")), BY_ITSELF))


def _how(state: str | None, *, is_settled: bool, was_seen: bool) -> str:
    """What became of one source's clearing."""
    if state == _CONFIRMED and not was_seen:
        return _REPEATS if is_settled else _WAITS
    return state if state == _CONFIRMED or (state == _DISMISSED and is_settled) else _WAITS


def _clearance(days: Mapping[str, date], accused: Collection[_Accusation]) -> Clearance:
    """Of the newest day of each. What repeats a confirmed one waits only where none is left that it repeats, as of an
    entry that was split off since, or where it would lift what still stands: it may be more than a reprint."""
    waiting = {days[_WAITS]} if _WAITS in days else set()
    if _REPEATS in days and (
        _CONFIRMED not in days or any(one.noted_at is not None or one.on <= days[_REPEATS] for one in accused)
    ):
        waiting.add(days[_REPEATS])
    if not waiting and _MAY_BE in days:
        return Clearance(days[_MAY_BE], waits=True, is_doubtful=True)
    return Clearance(max(waiting, default=days.get(_CONFIRMED)), waits=bool(waiting))


def standing(session: Session, of: Mapping[int, int]) -> dict[int, LegalStatus]:
    """The highest that sources say, but for what counts no more; `cleared` only where a person confirmed it and
    nothing else is left: neither what was said since (a later clearance that nobody decided on lifts nothing), nor what
    is said of another entry that was merged with the cleared one only afterwards and is graver."""
    cleared, accused = _accused(session, of)
    found = dict.fromkeys(cleared, LegalStatus.CLEARED)
    for cluster, left in accused.items():
        found[cluster] = max((one.status for one in left), key=_LADDER.index)
    return found


def left(session: Session, of: Mapping[int, int]) -> dict[int, set[LegalStatus]]:
    """Of what these operators stand accused: all that sources say of them, but for what people dismissed and what a
    clearance lifts that a person confirmed. `of` as in `clearances`; those of whom nothing is left are not in it."""
    return {cluster: {one.status for one in accused} for cluster, accused in _accused(session, of)[1].items()}


def _accused(session: Session, of: Mapping[int, int]) -> tuple[set[int], dict[int, list[_Accusation]]]:
    """Whom a person cleared, and of whom something is left that no clearance lifts, and what."""
    said: dict[int, list[_Accusation]] = {}
    for operator_id, status, is_dated, on, noted_at in session.execute(_latest(), {"of": list(of)}):
        one = _Accusation(operator_id, LegalStatus(status), on, None if is_dated else noted_at)
        said.setdefault(of[operator_id], []).append(one)
    confirmed = session.execute(_confirmed(), {"of": list(of)}).all()
    cleared = {of[operator_id] for operator_id, _to, _at in confirmed}
    merged = {cluster for entry, cluster in of.items() if entry != cluster and cluster in cleared}
    judgements = judged(session, merged)
    lifting: dict[int, list[_Lifting]] = {}
    for operator_id, to, at in confirmed:
        cluster = of[operator_id]
        mine = _height(said.get(cluster, ()), operator_id, to, at)
        was = component_at(judgements, operator_id, at) if cluster in merged else {operator_id}
        lifting.setdefault(cluster, []).append(_Lifting(to, mine, was, at))
    left = {
        cluster: [each for each in accused if not any(_lifts(one, each) for one in lifting.get(cluster, ()))]
        for cluster, accused in said.items()
    }
    return cleared, {cluster: accused for cluster, accused in left.items() if accused}


@built_once
def _latest() -> Select[*tuple[Any, ...]]:
    """Of what entries are accused: the latest day of each status is enough, and a busy operator has tens of thousands
    of rows."""
    kinds = (OperatorStatusRow.operator_id, stands_as(), OperatorStatusRow.is_dated)
    return (
        select(*kinds, func.max(OperatorStatusRow.said_on), func.max(OperatorStatusRow.noted_at))
        .where(OperatorStatusRow.operator_id.in_(asked("of")), ~_CLEARS, ~is_standing_refused())
        .group_by(*kinds)
    )


@built_once
def _confirmed() -> CompoundSelect[int, date, datetime]:
    return _confirmed_documents().union_all(_confirmed_alone())


def _confirmed_documents() -> Select[int, date, datetime]:
    """Of each flag by which a person confirmed that an entry is cleared: the newest day that they saw, and when one did
    last."""
    seen = covered(FlagKind.CLEARANCE).subquery()
    return (
        select(seen.c.operator_id, func.max(OperatorStatusRow.said_on), func.max(seen.c.decided_at))
        .join(OperatorStatusRow, and_(_says(seen), _CLEARS))
        .group_by(seen.c.operator_id, seen.c.flag_id)
    )


def _says(seen: Subquery) -> ColumnElement[bool]:
    return and_(
        OperatorStatusRow.operator_id == seen.c.operator_id, OperatorStatusRow.document_id == seen.c.document_id
    )


def _confirmed_alone() -> Select[int, date, datetime]:
    """Of each clearing that a person confirmed by itself: the entry, its day, and when one did last."""
    return (
        select(OperatorStatusRow.operator_id, OperatorStatusRow.said_on, func.max(ClearingDecisionRow.decided_at))
        .join(ClearingDecisionRow, ClearingDecisionRow.status_id == OperatorStatusRow.status_id)
        .where(OperatorStatusRow.operator_id.in_(asked("of")), BY_ITSELF, STATE == _CONFIRMED)
        .where(ClearingDecisionRow.to_state == _CONFIRMED)
        .group_by(OperatorStatusRow.status_id, OperatorStatusRow.operator_id, OperatorStatusRow.said_on)
    )


def _height(accused: Iterable[_Accusation], entry: int, to: date, at: datetime) -> int:
    """The gravest that an entry was accused of until that day; -1 where it was of nothing."""
    until = (one for one in accused if one.entry == entry and one.is_before(to, at))
    return max((_LADDER.index(one.status) for one in until), default=-1)


def _lifts(one: _Lifting, accusation: _Accusation) -> bool:
    """Whether a clearance lifts what was said: before it, and of its own entry; of another one where the two were one
    already when the person decided, or where it is no graver than what was lifted."""
    is_graver = _LADDER.index(accusation.status) > one.height
    return accusation.is_before(one.to, one.at) and (accusation.entry in one.was or not is_graver)


def only_clearing(session: Session, of: Mapping[int, int]) -> tuple[dict[int, int], dict[int, set[str]]]:
    """Of documents that clear these operators and are none that accuse them, but for what people dismissed: how many,
    and who had their stories first."""
    mine, other = aliased(IdentityRow), aliased(OperatorMentionRow)
    cluster = func.coalesce(mine.cluster_id, OperatorStatusRow.operator_id)
    is_mentioned = exists().where(
        other.document_id == OperatorStatusRow.document_id,
        goes_by(other.operator_id) == cluster,
        ~is_mention_refused(other),
    )
    query = (
        select(OperatorStatusRow.operator_id, OperatorStatusRow.document_id, StoryRow.origin_publisher)
        .join(DocumentRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .join(StoryRow, StoryRow.story_id == DocumentRow.story_id)
        .outerjoin(mine, mine.operator_id == OperatorStatusRow.operator_id)
        .where(OperatorStatusRow.operator_id.in_(of), _CLEARS, ~is_mentioned)
        .where(~is_standing_refused(), ~IS_UNSURE)
    )
    documents: dict[int, set[int]] = {}
    first: dict[int, set[str]] = {}
    for operator_id, document_id, publisher in session.execute(query):
        assert document_id is not None  # noqa: S101 - joined by it
        documents.setdefault(of[operator_id], set()).add(document_id)
        first.setdefault(of[operator_id], set()).add(publisher)
    return {operator_id: len(found) for operator_id, found in documents.items()}, first
