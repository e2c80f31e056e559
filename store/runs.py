"""The ledger of the nights: which ran, and what each source gave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Select, case, exists, func, or_, select

from core.errors import NotFoundError
from core.nights import SourceNight
from core.terms import NightState
from store.session import Session
from store.tables import RunRow, RunSourceRow
from store.tables.base import insert_new

SCHEDULED = ("scheduler", "catch-up")
"""What begins nights by the clock."""

_ENDED = (NightState.DONE, NightState.FAILED)
LOOKBACK = 90
"""Nights that the count of silence goes back."""
LATELY = 7
"""Nights that are looked at first: nearly every source was heard in one of them, and further back only the others are
looked for."""


@dataclass(frozen=True, slots=True)
class Run:
    """One night's work. `resumed` where an earlier process had begun it."""

    run_id: int
    night: date
    resumed: bool
    trigger: str = ""
    state: str = NightState.RUNNING


def start_or_resume(session: Session, night: date, trigger: str, now: datetime) -> Run:
    """The unfinished run of this night, or a new one (a finished night can be run again, as another attempt).

    What an earlier night left unfinished has failed when a new one begins: nobody goes on with it any more, and the
    new one harvests what it crawled.
    """
    open_run = session.scalars(
        select(RunRow)
        .where(RunRow.night == night, RunRow.state == NightState.RUNNING)
        .order_by(RunRow.run_id.desc())
        .limit(1)
    ).first()
    if open_run is not None:
        return _run(open_run, resumed=True)
    for left in session.scalars(select(RunRow).where(RunRow.state == NightState.RUNNING)):
        left.state, left.finished_at = NightState.FAILED, now
    attempts = session.scalar(select(func.max(RunRow.attempt)).where(RunRow.night == night)) or 0
    row = RunRow(
        night=night, attempt=attempts + 1, trigger=trigger, state=NightState.RUNNING, started_at=now, finished_at=None
    )
    session.add(row)
    session.flush()
    return _run(row, resumed=False)


def news_since(session: Session, run_id: int) -> datetime | None:
    """When the night before this one ended, or this one began where there was none: what was read by hand between the
    two is news of this one. None where there is no such night."""
    before = session.scalar(select(func.max(RunRow.finished_at)).where(RunRow.run_id < run_id))
    return before or session.scalar(select(RunRow.started_at).where(RunRow.run_id == run_id))


def unfinished(session: Session) -> Run | None:
    """The newest run where it was begun and not finished: its process died, or is still at it (see store.lock)."""
    row = session.scalars(select(RunRow).order_by(RunRow.run_id.desc()).limit(1)).first()
    return None if row is None or row.state != NightState.RUNNING else _run(row, resumed=True)


def is_done(session: Session, night: date, *, since: datetime) -> bool:
    """Whether a run of this night is done: one that the clock began, or any that ended since then."""
    ended = or_(RunRow.trigger.in_(SCHEDULED), RunRow.finished_at >= since)
    return bool(session.scalar(select(exists().where(RunRow.night == night, RunRow.state == NightState.DONE, ended))))


def last_done(session: Session) -> datetime | None:
    """When the newest run that is done began; None where none is."""
    done = select(RunRow.started_at).where(RunRow.state == NightState.DONE)
    return session.scalars(done.order_by(RunRow.run_id.desc()).limit(1)).first()


def finish(session: Session, run_id: int, state: str, now: datetime) -> None:
    """Close a run as `done` or `failed`; a run that is closed stays as it is.

    Raises:
        NotFoundError: there is no such run.
    """
    row = session.get(RunRow, run_id)
    if row is None:
        raise NotFoundError(f"There is no run {run_id}.", remedy="`almenara run list` shows them.")
    if row.state == NightState.RUNNING:
        row.state, row.finished_at = state, now
        session.flush()


def plan(session: Session, run_id: int, lines: Sequence[SourceNight]) -> None:
    """Add the lines of a night; lines that are there already (the night is taken up again) stay as they are."""
    insert_new(session, RunSourceRow, [_values(run_id, line) for line in lines])


def update(session: Session, run_id: int, line: SourceNight) -> None:
    """Replace a source's line of a night."""
    session.merge(RunSourceRow(**_values(run_id, line)))
    session.flush()


def nights(session: Session, run_id: int) -> list[SourceNight]:
    """The lines of one run, by source id."""
    query = select(RunSourceRow).where(RunSourceRow.run_id == run_id).order_by(RunSourceRow.source_id)
    return [source_night(row) for row in session.scalars(query)]


def silent_nights(session: Session, source_id: str, *, before: date | None = None) -> int:
    """Finished nights in a row, newest first, in which this source gave no document: none new, revised or still
    standing. A night counts once, however often it was run; `before` leaves out that night and what came after it."""
    return silence(session, source_id, before=before).get(source_id, 0)


def silence(session: Session, source_id: str | None = None, *, before: date | None = None) -> dict[str, int]:
    """As `silent_nights`, of every source that took part in a finished night, or of one. At most LOOKBACK nights."""
    lately = _silence(session, _documents_a_night(session, source_id, before, LATELY))
    heard = {source: silent for source, (silent, when) in lately.items() if when is not None}
    of_others = _documents_a_night(session, source_id, before, LOOKBACK).where(RunSourceRow.source_id.not_in(heard))
    return heard | {source: silent for source, (silent, _when) in _silence(session, of_others).items()}


def _silence(session: Session, chosen: Select[str, date, int]) -> dict[str, tuple[int, date | None]]:
    """Of these nights of sources: how many each was silent, and when it was heard last, if in one of them."""
    nights = chosen.subquery()
    heard = func.max(case((nights.c.documents > 0, nights.c.night))).over(partition_by=nights.c.source_id)
    known = select(nights.c.source_id, nights.c.night, heard.label("heard")).subquery()
    silent = case((known.c.heard.is_(None), 1), (known.c.night > known.c.heard, 1), else_=0)
    query = select(known.c.source_id, func.sum(silent), func.max(known.c.heard)).group_by(known.c.source_id)
    return {source: (int(number), when) for source, number, when in session.execute(query)}


def _documents_a_night(
    session: Session, source_id: str | None, before: date | None, most: int
) -> Select[str, date, int]:
    """Of the last nights, so many at the most. The runs are chosen first: joined and grouped by source alone, the lines
    of all nights ever were read."""
    oldest = session.scalar(select(RunRow.night).distinct().order_by(RunRow.night.desc()).offset(most).limit(1))
    lately = select(RunRow.run_id).where(RunRow.state != NightState.RUNNING)
    if oldest is not None:
        lately = lately.where(RunRow.night > oldest)
    if before is not None:
        lately = lately.where(RunRow.night < before)
    documents = func.sum(RunSourceRow.new + RunSourceRow.revised + RunSourceRow.unchanged + RunSourceRow.stopped)
    query = (
        select(RunSourceRow.source_id, RunRow.night, documents.label("documents"))
        .join(RunRow, RunRow.run_id == RunSourceRow.run_id)
        .where(RunSourceRow.run_id.in_(lately), RunSourceRow.state.in_(_ENDED))
        .group_by(RunSourceRow.source_id, RunRow.night)
    )
    return query if source_id is None else query.where(RunSourceRow.source_id == source_id)


def week(session: Session, night: date, source_id: str | None = None) -> dict[str, list[int]]:
    """The documents (new, revised or stopped by triage) that each source, or one, gave in each of the seven nights that
    end with `night`; one in which it took no part is left out."""
    query = (
        select(RunSourceRow.source_id, func.sum(RunSourceRow.new + RunSourceRow.revised + RunSourceRow.stopped))
        .join(RunRow, RunRow.run_id == RunSourceRow.run_id)
        .where(RunRow.night > night - timedelta(days=7), RunRow.night <= night, RunSourceRow.state.in_(_ENDED))
        .group_by(RunSourceRow.source_id, RunRow.night)
    )
    if source_id is not None:
        query = query.where(RunSourceRow.source_id == source_id)
    found: dict[str, list[int]] = {}
    for source, documents in session.execute(query):
        found.setdefault(source, []).append(int(documents))
    return found


def source_night(row: RunSourceRow) -> SourceNight:
    """The record of a row."""
    expected = None
    if row.expected_min is not None and row.expected_max is not None:
        expected = (row.expected_min, row.expected_max)
    counts = {name: getattr(row, name) for name in COUNTS}
    return SourceNight(
        source_id=row.source_id,
        expected=expected,
        reasons=dict(row.reasons),
        state=row.state,
        error=row.error,
        silent_nights=row.silent_nights,
        **counts,
    )


COUNTS = ("fetched", "new", "revised", "unchanged", "stopped", "skipped", "failed")


def _values(run_id: int, line: SourceNight) -> dict[str, object]:
    low, high = line.expected or (None, None)
    return {
        "run_id": run_id,
        "source_id": line.source_id,
        "expected_min": low,
        "expected_max": high,
        "reasons": dict(line.reasons),
        "state": line.state,
        "error": line.error,
        "silent_nights": line.silent_nights,
    } | {name: getattr(line, name) for name in COUNTS}


def _run(row: RunRow, *, resumed: bool) -> Run:
    return Run(run_id=row.run_id, night=row.night, resumed=resumed, trigger=row.trigger, state=row.state)
