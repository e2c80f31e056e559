"""Pairs that a night tells of: an entry that came lately, or a list's, that may be one with another; and those that
were judged and come back, with what is new. Tonight and the mail say so, so that nobody has to look for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from core.nights import NewPairs, PairBack
from store.identity import to_tell
from store.identity.pairs import Pair, met_by, pairs_behind
from store.runs import news_since
from store.session import Session
from store.tables import FlagEventRow, FlagRow, LinkRow

NEWCOMERS, COUNTED = 500, 100
"""Entries of a night that are looked at, the newest first; and pairs that wait, up to which they are counted."""

NAMED, REASONS = 5, 2
"""Pairs that come back whose names are told, and pieces of evidence that are told of each."""


def note(session: Session, run_id: int) -> None:
    """Put on record of which pairs this night tells: what no night told of before. Its mail is composed after it."""
    since = news_since(session, run_id)
    to_tell.note(session, run_id, _newcomers(session, since) if since is not None else ())


def lately_met(session: Session, run_id: int) -> NewPairs | None:
    """The pairs of which this night tells: those that it noted, and those of which one side came since the night before
    it ended, but for what another night told; None where there are none, and nothing that waits is counted."""
    since = news_since(session, run_id)
    here = {(each.left_id, each.right_id): each for each in to_tell.noted(session, run_id)}
    for each in to_tell.without_told(session, met_by(session, _newcomers(session, since)) if since is not None else ()):
        here.setdefault((each.left_id, each.right_id), each)
    if not here:
        return None
    back = [each for each in here.values() if each.last is not None]
    waiting, behind = pairs_behind(session, 0, limit=COUNTED)
    return NewPairs(
        len(here) - len(back),
        max(len(waiting), len(here)),
        is_more=behind is not None,
        back=len(back),
        named=tuple(_back(each) for each in sorted(back, key=lambda each: -each.score)[:NAMED]),
    )


def _back(each: Pair) -> PairBack:
    return PairBack(
        each.left_id, each.right_id, each.left_name, each.right_name, tuple(item.what for item in each.new[:REASONS])
    )


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
