"""New pairs: an entry that came lately and may be one with another. Tonight and the next mail tell how many there are,
so that nobody has to look for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from core.nights import NewPairs
from store.identity.pairs import met_by, pairs_behind
from store.session import Session
from store.tables import FlagEventRow, FlagRow, LinkRow, RunRow

NEWCOMERS, COUNTED = 500, 100
"""Entries of a night that are looked at, the newest first; and pairs that wait, up to which they are counted."""


def lately_met(session: Session, run_id: int) -> NewPairs | None:
    """The pairs of which one side came since the night before this one ended; None where none did, and nothing that
    waits is counted."""
    since = _since(session, run_id)
    new = len(met_by(session, _newcomers(session, since))) if since is not None else 0
    if not new:
        return None
    waiting, behind = pairs_behind(session, 0, limit=COUNTED)
    return NewPairs(new, max(len(waiting), new), is_more=behind is not None)


def _since(session: Session, run_id: int) -> datetime | None:
    """When the night before ended, or this one began where there was none: what was read by hand between is new too."""
    before = select(func.max(RunRow.finished_at)).where(RunRow.run_id < run_id)
    return session.scalar(before) or session.scalar(select(RunRow.started_at).where(RunRow.run_id == run_id))


def _newcomers(session: Session, since: datetime) -> list[int]:
    """Entries that a flagged text brought since."""
    query = (
        select(LinkRow.operator_id)
        .join(FlagEventRow, FlagEventRow.analysis_id == LinkRow.analysis_id)
        .join(FlagRow, FlagRow.flag_id == FlagEventRow.flag_id)
        .where(FlagRow.updated_at > since, FlagEventRow.happened_at > since, LinkRow.is_new)
        .order_by(LinkRow.operator_id.desc())
        .distinct()
    )
    return list(session.scalars(query.limit(NEWCOMERS)))
