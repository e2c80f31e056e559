"""How operators stand by what sources say, many at a time: accused of what, and whether somebody clears them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import aliased

from core.terms import FlagKind, FlagState, LegalStatus
from store.identity.clusters import goes_by
from store.session import Session
from store.tables import (
    DocumentRow,
    FlagOperatorRow,
    FlagRow,
    IdentityRow,
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

    on: date | None  # the newest; None where a person judged of all of them that they do not
    waits: bool  # whether one of these sources was not decided on by a person
    confirmed_on: date | None  # the newest that a person confirmed


def clearances(session: Session, of: Mapping[int, int]) -> dict[int, Clearance]:
    """What clears these operators, decided or not. `of` maps every entry to the one that its cluster goes by. A list
    that was read in raises no flag, so that nobody ever decides on what it says."""
    decided_on = and_(FlagRow.story_id == DocumentRow.story_id, FlagRow.kind == FlagKind.CLEARANCE.value)
    saw_all = FlagRow.decided_evidence >= FlagRow.evidence_version  # else the dismissed comes back
    query = (
        select(OperatorStatusRow.operator_id, FlagRow.state, saw_all, func.max(OperatorStatusRow.said_on))
        .outerjoin(DocumentRow, DocumentRow.document_id == OperatorStatusRow.document_id)
        .outerjoin(FlagRow, decided_on)
        .where(OperatorStatusRow.operator_id.in_(of), _CLEARS)
        .group_by(OperatorStatusRow.operator_id, FlagRow.state, saw_all)
    )
    days: dict[int, dict[str, date]] = {}
    for operator_id, state, is_settled, on in session.execute(query):
        how = state if state == _CONFIRMED or (state == _DISMISSED and is_settled) else _WAITS
        mine = days.setdefault(of[operator_id], {})
        mine[how] = max(on, mine.get(how, on))
    return {
        cluster: Clearance(
            max((on for how, on in mine.items() if how != _DISMISSED), default=None),
            _WAITS in mine,
            mine.get(_CONFIRMED),
        )
        for cluster, mine in days.items()
    }


def standing(session: Session, of: Mapping[int, int], clearing: Mapping[int, Clearance]) -> dict[int, LegalStatus]:
    """The highest that sources say; `cleared` only where a person confirmed it and nothing was said since: a later
    clearance that nobody decided on lifts nothing. `clearing` is what `clearances` says of the same."""
    said: dict[int, list[tuple[LegalStatus, date]]] = {}
    # The latest day of each status is enough, and a busy operator has tens of thousands of rows.
    latest = (
        select(OperatorStatusRow.operator_id, OperatorStatusRow.status, func.max(OperatorStatusRow.said_on))
        .where(OperatorStatusRow.operator_id.in_(of))
        .group_by(OperatorStatusRow.operator_id, OperatorStatusRow.status)
    )
    for operator_id, status, on in session.execute(latest):
        said.setdefault(of[operator_id], []).append((LegalStatus(status), on))
    confirmed = (
        select(FlagOperatorRow.operator_id)
        .join(FlagRow, FlagRow.flag_id == FlagOperatorRow.flag_id)
        .where(FlagRow.kind == FlagKind.CLEARANCE.value, FlagRow.state == FlagState.CONFIRMED.value)
        .where(FlagOperatorRow.operator_id.in_(of))
    )
    cleared = {of[operator_id] for operator_id in session.scalars(confirmed)}
    found = {}
    for cluster, statuses in said.items():
        accused = [(status, on) for status, on in statuses if status is not LegalStatus.CLEARED]
        if cluster in cleared:
            when = max((on for status, on in statuses if status is LegalStatus.CLEARED), default=date.max)
            if cluster in clearing:
                when = clearing[cluster].confirmed_on or when
            accused = [(status, on) for status, on in accused if on > when]
            if not accused:
                found[cluster] = LegalStatus.CLEARED
        if accused:
            found[cluster] = max((status for status, _on in accused), key=_LADDER.index)
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
