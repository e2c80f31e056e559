"""What lists clear, as people see it: whose word it is, and what was decided on it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, select

from core.errors import NotFoundError
from core.terms import FLAG_MOVES, FlagState
from store.flagging.clearings import BY_LISTS, STATE
from store.identity import clusters
from store.session import Session
from store.tables import ClearingDecisionRow, OperatorRow, OperatorStatusRow
from store.tables.base import CHUNK
from store.views.flag_lines import OPEN
from store.views.records import DecisionLine


@dataclass(frozen=True, slots=True)
class ClearingLine:
    """That a list clears an operator, and what people decided on that."""

    clearing_id: int
    operator_id: int  # that its cluster goes by
    operator_name: str
    entry_id: int  # of the watchlist, which the list names
    on: date
    list_name: str  # whoever published it, else the list
    url: str
    sentence: str
    state: FlagState
    version: int  # how many decisions there were
    proposed_by: str  # who waits for a second person to confirm it; "" for nobody
    decisions: tuple[DecisionLine, ...]  # oldest first
    allowed_moves: tuple[FlagState, ...]
    is_dated: bool = True  # else the list tells no day, and `on` is that of reading it


def clearings(session: Session, entries: Collection[int]) -> tuple[ClearingLine, ...]:
    """What lists clear of these entries, newest first."""
    return _lines(session, _chosen().where(OperatorStatusRow.operator_id.in_(entries)))


def waiting_clearings(session: Session, *, limit: int) -> tuple[ClearingLine, ...]:
    """Clearings of lists that wait for a person, newest first."""
    return _lines(session, _chosen().where(_WAITS).limit(limit))


def clearings_by_id(
    session: Session, *, limit: int, before_id: int | None = None, waiting: bool = True, of: int | None = None
) -> tuple[ClearingLine, ...]:
    """Clearings of lists, the last that came in first. `waiting`: only those that wait for a person. `of`: of one
    operator."""
    query = _chosen().order_by(None).order_by(OperatorStatusRow.status_id.desc()).limit(limit)
    if before_id is not None:
        query = query.where(OperatorStatusRow.status_id < before_id)
    if waiting:
        query = query.where(_WAITS)
    if of is not None:
        query = query.where(OperatorStatusRow.operator_id.in_(clusters.members(session, of)))
    return _lines(session, query)


def clearing(session: Session, clearing_id: int) -> ClearingLine:
    """One.

    Raises:
        NotFoundError: no list's clearing has this number.
    """
    if found := _lines(session, _chosen().where(OperatorStatusRow.status_id == clearing_id)):
        return found[0]
    raise NotFoundError(
        f"There is no clearing {clearing_id} of a list.", remedy="`almenara operator clearings` shows them."
    )


def waiting_clearing_count(session: Session) -> int:
    """How many clearings of lists wait for a person."""
    return session.scalar(select(func.count()).select_from(OperatorStatusRow).where(BY_LISTS, _WAITS)) or 0


def with_waiting_clearings(session: Session, clearing_ids: Sequence[int]) -> int:
    """How many entries these clearings of lists are of that wait for a person."""
    found: set[int] = set()
    for start in range(0, len(clearing_ids), CHUNK):
        chosen = OperatorStatusRow.status_id.in_(clearing_ids[start : start + CHUNK])
        found.update(session.scalars(select(OperatorStatusRow.operator_id).where(chosen, _WAITS)))
    return len(found)


_WAITS = STATE.in_([state.value for state in OPEN])


def _chosen() -> Select[OperatorStatusRow, str, int, str]:
    cluster = clusters.goes_by(OperatorStatusRow.operator_id)
    return (
        select(OperatorStatusRow, STATE, OperatorRow.operator_id, clusters.label())
        .join(OperatorRow, OperatorRow.operator_id == cluster)
        .where(BY_LISTS)
        .order_by(OperatorStatusRow.said_on.desc(), OperatorStatusRow.status_id.desc())
    )


def _lines(session: Session, query: Select[OperatorStatusRow, str, int, str]) -> tuple[ClearingLine, ...]:
    found = list(session.execute(query))
    decided = _decisions(session, [row.status_id for row, *_of in found])
    return tuple(
        ClearingLine(
            clearing_id=row.status_id,
            operator_id=cluster,
            operator_name=name,
            entry_id=row.operator_id,
            on=row.said_on,
            list_name=row.publisher,
            url=row.url,
            sentence=row.sentence,
            state=FlagState(state),
            version=len(decisions := decided.get(row.status_id, [])),
            proposed_by=decisions[-1].who if decisions and decisions[-1].proposes else "",
            decisions=tuple(decisions),
            allowed_moves=tuple(each for each in FlagState if each in FLAG_MOVES[FlagState(state)]),
            is_dated=row.is_dated,
        )
        for row, state, cluster, name in found
    )


def _decisions(session: Session, clearing_ids: Sequence[int]) -> dict[int, list[DecisionLine]]:
    query = select(ClearingDecisionRow).where(ClearingDecisionRow.status_id.in_(clearing_ids))
    found: dict[int, list[DecisionLine]] = {}
    for row in session.scalars(query.order_by(ClearingDecisionRow.version)):
        line = DecisionLine(
            from_state=FlagState(row.from_state),
            to_state=FlagState(row.to_state),
            who=row.who,
            why=row.why,
            decided_at=row.decided_at,
            proposes=FlagState(row.proposes) if row.proposes else None,
        )
        found.setdefault(row.status_id, []).append(line)
    return found
