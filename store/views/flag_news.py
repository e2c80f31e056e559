"""What was added to flags since somebody last looked at them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select

from store.bystanders import hidden_in_events
from store.flagging.events import REPRINT
from store.session import Session
from store.tables import DecisionRow, FlagEventRow
from store.tables.base import chunks
from store.views.words_over import covered_additions


def added_after(session: Session, seen: Mapping[int, int]) -> dict[int, tuple[str, ...]]:
    """The details of the events that moved the evidence of flags, oldest first.

    Args:
        seen: flag id -> the evidence version up to which it is known, 0 for none of it.

    Returns:
        Those flags alone to which something was added, by id.
    """
    ids = sorted(seen)
    found: dict[int, tuple[str, ...]] = {}
    for some in chunks(ids):
        for flag_id, moves in _moves(session, some).items():
            if late := tuple(details for details, _moment in moves[seen[flag_id] :]):
                found[flag_id] = late
    return found


def added_since(session: Session, flag_ids: Collection[int], since: datetime) -> dict[int, tuple[str, ...]]:
    """The same by a moment: what was added from then on to those of these flags that had been raised before."""
    found: dict[int, tuple[str, ...]] = {}
    for some in chunks(sorted(flag_ids)):
        for flag_id, moves in _moves(session, some).items():
            late = tuple(details for details, moment in moves if moment >= since)
            if late and moves[0][1] < since:
                found[flag_id] = late
    return found


def _moves(session: Session, ids: list[int]) -> dict[int, list[tuple[str, datetime]]]:
    """What each version of the evidence of these flags added, and when: its first is that the flag was raised. Names of
    bystanders are covered, and of whom a flag names no more.

    An event that added nothing left the flag at the version that an event or a decision before it had made; a reprint
    of a clearance is no evidence, though it moves the version.
    """
    decided = select(DecisionRow.flag_id, DecisionRow.version).where(DecisionRow.flag_id.in_(ids))
    made = {(flag_id, version) for flag_id, version in session.execute(decided)}
    events = (
        select(FlagEventRow).where(FlagEventRow.flag_id.in_(ids)).order_by(FlagEventRow.version, FlagEventRow.event_id)
    )
    moves: dict[int, list[tuple[str, datetime]]] = {}
    hidden, over = hidden_in_events(session, ids), covered_additions(session, ids)
    for event in session.scalars(events):
        if (event.flag_id, event.version) not in made:
            made.add((event.flag_id, event.version))
            if event.what == REPRINT:
                continue
            details = over.get(event.flag_id, str)(hidden.get(event.analysis_id, str)(event.details))
            moves.setdefault(event.flag_id, []).append((details, event.happened_at))
    return moves
