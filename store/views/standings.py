"""How operators stand by what sources say, many at a time: accused of what, and whether somebody clears them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, and_, exists, func, or_, select, true
from sqlalchemy.orm import aliased

from core.terms import FlagKind, FlagState, LegalStatus, Verdict
from store.flagging.clearings import BY_LISTS, STATE
from store.identity.clusters import goes_by
from store.session import Session
from store.tables import (
    ClearingDecisionRow,
    DecisionRow,
    DocumentRow,
    FlagOperatorRow,
    FlagRow,
    IdentityRow,
    JudgementRow,
    OperatorMentionRow,
    OperatorStatusRow,
    StoryRow,
)

_LADDER = list(LegalStatus)
_WAITS, _CONFIRMED, _DISMISSED = "waits", FlagState.CONFIRMED.value, FlagState.DISMISSED.value
_CLEARS = OperatorStatusRow.status == LegalStatus.CLEARED.value


@dataclass(frozen=True, slots=True)
class Clearance:
    """That a source clears an operator."""

    on: date | None  # the newest that waits for a person, else that one confirmed; None where all were dismissed
    waits: bool  # whether one of these sources was not decided on by a person


@dataclass(frozen=True, slots=True)
class _Lifting:
    """One clearance that a person confirmed: of which entry, to its own day, and when the person did. An old one that
    is confirmed late lifts no more than what was said before it."""

    entry: int
    to: date
    at: datetime
    height: int  # of what that entry was accused of until then


_Accusation = tuple[int, LegalStatus, date]
"""Entry, of what, the latest day of it."""


def clearances(session: Session, of: Mapping[int, int]) -> dict[int, Clearance]:
    """What clears these operators, decided or not. `of` maps every entry to the one that its cluster goes by."""
    decided_on = and_(FlagRow.story_id == DocumentRow.story_id, FlagRow.kind == FlagKind.CLEARANCE.value)
    saw_all = FlagRow.decided_evidence >= FlagRow.evidence_version  # else the dismissed comes back
    query = (
        select(OperatorStatusRow.operator_id, FlagRow.state, saw_all, func.max(OperatorStatusRow.said_on))
        .join(DocumentRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .outerjoin(FlagRow, decided_on)
        .where(OperatorStatusRow.operator_id.in_(of), _CLEARS)
        .group_by(OperatorStatusRow.operator_id, FlagRow.state, saw_all)
    )
    by_lists = select(OperatorStatusRow.operator_id, STATE, true(), OperatorStatusRow.said_on).where(
        OperatorStatusRow.operator_id.in_(of), BY_LISTS
    )
    days: dict[int, dict[str, date]] = {}
    for operator_id, state, is_settled, on in session.execute(query.union_all(by_lists)):
        how = state if state == _CONFIRMED or (state == _DISMISSED and is_settled) else _WAITS
        mine = days.setdefault(of[operator_id], {})
        mine[how] = max(on, mine.get(how, on))
    return {
        cluster: Clearance(mine.get(_WAITS, mine.get(_CONFIRMED)), waits=_WAITS in mine)
        for cluster, mine in days.items()
    }


def standing(session: Session, of: Mapping[int, int]) -> dict[int, LegalStatus]:
    """The highest that sources say; `cleared` only where a person confirmed it and nothing else is left: neither what
    was said since (a later clearance that nobody decided on lifts nothing), nor what is said of another entry that was
    merged with the cleared one only afterwards and is graver."""
    said: dict[int, list[_Accusation]] = {}
    # The latest day of each status is enough, and a busy operator has tens of thousands of rows.
    latest = (
        select(OperatorStatusRow.operator_id, OperatorStatusRow.status, func.max(OperatorStatusRow.said_on))
        .where(OperatorStatusRow.operator_id.in_(of), ~_CLEARS)
        .group_by(OperatorStatusRow.operator_id, OperatorStatusRow.status)
    )
    for operator_id, status, on in session.execute(latest):
        said.setdefault(of[operator_id], []).append((operator_id, LegalStatus(status), on))
    lifting: dict[int, list[_Lifting]] = {}
    for operator_id, to, at in session.execute(_confirmed_documents(of).union_all(_confirmed_lists(of))):
        cluster = of[operator_id]
        mine = _height(said.get(cluster, ()), operator_id, to)
        lifting.setdefault(cluster, []).append(_Lifting(operator_id, to, at, mine))
    merged = _merged_at(session, of, lifting)
    found = dict.fromkeys(lifting, LegalStatus.CLEARED)
    for cluster, accused in said.items():
        confirmed = lifting.get(cluster, ())
        left = [each for each in accused if not any(_lifts(one, each, merged.get(cluster)) for one in confirmed)]
        if left:
            found[cluster] = max((status for _entry, status, _on in left), key=_LADDER.index)
    return found


def _confirmed_documents(of: Mapping[int, int]) -> Select[int, date, datetime]:
    """Of each story by which a person confirmed that an entry is cleared: its newest day, and when one did last."""
    clears = and_(
        OperatorStatusRow.document_id == DocumentRow.document_id,
        OperatorStatusRow.operator_id == FlagOperatorRow.operator_id,
        _CLEARS,
    )
    return (
        select(FlagOperatorRow.operator_id, func.max(OperatorStatusRow.said_on), func.max(DecisionRow.decided_at))
        .join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
        .join(DecisionRow, DecisionRow.flag_id == FlagRow.flag_id)
        .join(DocumentRow, DocumentRow.story_id == FlagRow.story_id)
        .join(OperatorStatusRow, clears)
        .where(FlagRow.kind == FlagKind.CLEARANCE.value, FlagRow.state == _CONFIRMED)
        .where(FlagOperatorRow.operator_id.in_(of), DecisionRow.to_state == _CONFIRMED)
        .group_by(FlagOperatorRow.operator_id, FlagRow.flag_id)
    )


def _confirmed_lists(of: Mapping[int, int]) -> Select[int, date, datetime]:
    """Of each list's clearing that a person confirmed: the entry, its day, and when one did last."""
    return (
        select(OperatorStatusRow.operator_id, OperatorStatusRow.said_on, func.max(ClearingDecisionRow.decided_at))
        .join(ClearingDecisionRow, ClearingDecisionRow.status_id == OperatorStatusRow.status_id)
        .where(OperatorStatusRow.operator_id.in_(of), BY_LISTS, STATE == _CONFIRMED)
        .where(ClearingDecisionRow.to_state == _CONFIRMED)
        .group_by(OperatorStatusRow.status_id, OperatorStatusRow.operator_id, OperatorStatusRow.said_on)
    )


def _height(accused: Iterable[_Accusation], entry: int, to: date) -> int:
    """The gravest that an entry was accused of until that day; -1 where it was of nothing."""
    return max((_LADDER.index(status) for whose, status, on in accused if whose == entry and on <= to), default=-1)


def _lifts(one: _Lifting, accusation: _Accusation, merged: datetime | None) -> bool:
    """Whether a clearance lifts what was said: before it, and of its own entry; of another one where the two were one
    already when the person decided, or where it is no graver than what was lifted."""
    entry, status, on = accusation
    if on > one.to:
        return False
    return entry == one.entry or (merged is not None and merged <= one.at) or _LADDER.index(status) <= one.height


def _merged_at(session: Session, of: Mapping[int, int], confirmed: Mapping[int, object]) -> dict[int, datetime]:
    """When the entries of these clusters were last judged to be one."""
    entries = {entry for entry, cluster in of.items() if cluster in confirmed and entry != cluster}
    if not entries:
        return {}
    query = select(JudgementRow.left_id, JudgementRow.right_id, JudgementRow.decided_at)
    touched = or_(JudgementRow.left_id.in_(entries), JudgementRow.right_id.in_(entries))
    found: dict[int, datetime] = {}
    for left, right, at in session.execute(query.where(JudgementRow.verdict == Verdict.SAME.value, touched)):
        if (cluster := of.get(left)) is not None and cluster == of.get(right):
            found[cluster] = max(at, found.get(cluster, at))
    return found


def only_clearing(session: Session, of: Mapping[int, int]) -> tuple[dict[int, int], dict[int, set[str]]]:
    """Of documents that clear these operators and accuse them of nothing: how many, and who had their stories first."""
    mine, other = aliased(IdentityRow), aliased(OperatorMentionRow)
    cluster = func.coalesce(mine.cluster_id, OperatorStatusRow.operator_id)
    is_mentioned = exists().where(
        other.document_id == OperatorStatusRow.document_id, goes_by(other.operator_id) == cluster
    )
    query = (
        select(OperatorStatusRow.operator_id, OperatorStatusRow.document_id, StoryRow.origin_publisher)
        .join(DocumentRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .join(StoryRow, StoryRow.story_id == DocumentRow.story_id)
        .outerjoin(mine, mine.operator_id == OperatorStatusRow.operator_id)
        .where(OperatorStatusRow.operator_id.in_(of), _CLEARS, ~is_mentioned)
    )
    documents: dict[int, set[int]] = {}
    first: dict[int, set[str]] = {}
    for operator_id, document_id, publisher in session.execute(query):
        assert document_id is not None  # noqa: S101 - joined by it
        documents.setdefault(of[operator_id], set()).add(document_id)
        first.setdefault(of[operator_id], set()).add(publisher)
    return {operator_id: len(found) for operator_id, found in documents.items()}, first
