"""Which night is to be run, at the edges of days and where clocks are set back."""

from __future__ import annotations

import pickle
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from core.settings import load
from core.terms import NightState
from pipeline.due import at_night, newest_due, to_do
from store import runs
from store.session import Database


def at(moment: str) -> datetime:
    """The moment."""
    return datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-10-25T00:29Z", "2026-10-24T00:30Z"),
        ("2026-10-25T00:31Z", "2026-10-25T00:30Z"),
        ("2026-10-25T01:10Z", "2026-10-25T00:30Z"),  # 01:10 for the second time
        ("2026-10-25T01:31Z", "2026-10-25T01:30Z"),
        ("2026-10-25T23:00Z", "2026-10-25T01:30Z"),
    ],
)
def test_when_the_newest_night_was_due(monkeypatch: pytest.MonkeyPatch, now: str, due: str) -> None:
    """Lisbon sets its clocks back from 02:00 to 01:00 that night."""
    monkeypatch.setenv("ALMENARA_NIGHTLY__TIMEZONE", "Europe/Lisbon")
    assert newest_due(at_night(load()), at(now)).astimezone(UTC) == at(due)


@pytest.mark.parametrize(
    ("zone", "now", "due"),
    [
        ("Europe/Madrid", "2026-03-30T12:00Z", "2026-03-29T22:30Z"),  # the day after clocks were set forward
        ("America/New_York", "2026-03-09T12:00Z", "2026-03-09T04:30Z"),
        ("America/Santiago", "2026-09-06T12:00Z", "2026-09-06T04:30Z"),  # 00:30 is left out: at 01:30
        ("America/Havana", "2026-03-08T12:00Z", "2026-03-08T05:30Z"),
    ],
)
def test_no_night_is_lost_where_clocks_are_set_forward(
    monkeypatch: pytest.MonkeyPatch, zone: str, now: str, due: str
) -> None:
    for name, value in {"HOUR": "0", "MINUTE": "30", "TIMEZONE": zone}.items():
        monkeypatch.setenv(f"ALMENARA_NIGHTLY__{name}", value)
    times = pickle.loads(pickle.dumps(at_night(load())))
    assert newest_due(times, at(now)).astimezone(UTC) == at(due)
    moments = [at(now) - timedelta(days=40)]
    while moments[-1] < at(now):
        moments.append(times.get_next_fire_time(moments[-1] if len(moments) > 1 else None, moments[-1]))
    nights = [moment.astimezone(load().nightly.zone).date() for moment in moments[1:]]
    assert all(later - earlier == timedelta(days=1) for earlier, later in pairwise(nights)), nights


@pytest.fixture
def late(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A watch whose nights begin at 23:30 in Lisbon."""
    for name, value in {"HOUR": "23", "MINUTE": "30", "TIMEZONE": "Europe/Lisbon"}.items():
        monkeypatch.setenv(f"ALMENARA_NIGHTLY__{name}", value)
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    database = Database(load().database)
    database.upgrade()
    return database


def run(database: Database, night: date, trigger: str, *, done_at: str = "") -> None:
    """A run of that night, done or cut off."""
    with database.transaction() as session:
        begun = runs.start_or_resume(session, night, trigger, at("2026-11-25T23:30Z"))
        if done_at:
            runs.finish(session, begun.run_id, NightState.DONE, at(done_at))


def test_a_late_night_that_is_begun_after_midnight_is_still_that_night(late: Database) -> None:
    """And leaves that of the next evening where it is."""
    with closing(late):
        night = date(2026, 11, 25)
        assert to_do(load(), at_night(load()), at("2026-11-26T00:10Z")) == night
        run(late, night, "scheduler")
        assert to_do(load(), at_night(load()), at("2026-11-26T00:20Z")) == night
        run(late, night, "catch-up", done_at="2026-11-26T00:50Z")
        assert to_do(load(), at_night(load()), at("2026-11-26T01:00Z")) is None
        assert to_do(load(), at_night(load()), at("2026-11-26T23:30Z")) == night + timedelta(days=1)


def test_a_night_by_hand_is_gone_on_with_and_counts_where_it_ended_since(late: Database) -> None:
    """One of an earlier moment of that day is another night."""
    with closing(late):
        night = date(2026, 11, 25)
        run(late, night, "manual", done_at="2026-11-25T21:00Z")
        assert to_do(load(), at_night(load()), at("2026-11-25T23:31Z")) == night
        run(late, night, "manual", done_at="2026-11-25T23:50Z")
        assert to_do(load(), at_night(load()), at("2026-11-25T23:51Z")) is None
        run(late, night + timedelta(days=1), "manual")
        assert to_do(load(), at_night(load()), at("2026-11-26T09:00Z")) == night + timedelta(days=1)
        assert to_do(load(), at_night(load()), at("2026-11-28T09:00Z")) == date(2026, 11, 27)
