"""What goes wrong around the clock of the nights: it outlives it, a night that is not done is tried again, and a clock
that has stopped is no quiet one."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.executors.base import BaseExecutor
from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.base import STATE_RUNNING
from sqlalchemy import text

import scheduler
from core.errors import BusyError, StoreError
from core.settings import PROJECT_ROOT, Settings, load
from core.terms import NightState
from pipeline import nightly
from store import connections, lock, views
from store.session import Database
from tests.postgres import SERVER
from tests.store.conftest import postgres_address
from tests.test_scheduler import GUARD_S, nights, settings

__all__ = ["postgres_address", "settings"]


class Here(DebugExecutor):  # type: ignore[misc]
    """Does the jobs in this thread, when the clock is through with what is due: another thread would come no sooner."""

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[tuple[object, object]] = []

    def _do_submit_job(self, job: object, run_times: object) -> None:
        self.begun.append((job, run_times))

    def work(self) -> None:
        """Do what was begun."""
        while self.begun:
            super()._do_submit_job(*self.begun.pop())


@contextmanager
def still(settings: Settings, executor: BaseExecutor | None = None) -> Iterator[scheduler.Clock]:
    """A clock that goes on only when it is told to."""
    clock = scheduler.build(settings)
    clock.remove_executor("default")
    clock.add_executor(executor or Here())
    clock.state = STATE_RUNNING
    clock.wakeup = lambda: None
    try:
        yield clock
    finally:
        clock.shutdown()


def strike(clock: scheduler.Clock, name: str) -> float | None:
    """Let the job be due, and what is due be done; when the clock wants to be asked again, seconds."""
    clock.modify_job(name, next_run_time=datetime.now(UTC))
    again_s: float | None = clock._process_jobs()
    executor = clock._lookup_executor("default")
    if isinstance(executor, Here):
        executor.work()
    return again_s


class Writer(BaseExecutor):  # type: ignore[misc]
    """Does no job: begins to write the database when it is given one, and goes on until it is told to end."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database
        self.held = ExitStack()

    def _do_submit_job(self, job: object, run_times: object) -> None:
        self.held.enter_context(self.database.transaction()).execute(text("SELECT 1"))


def test_a_clock_that_cannot_write_what_it_began_goes_on(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody writes for longer than SQLite waits just when a job has begun: it is asked again a little later."""
    monkeypatch.setattr(connections, "BUSY_TIMEOUT_S", 0)
    with closing(Database(settings.database)) as database:
        writer = Writer(database)
        with still(settings, writer) as clock:
            with writer.held:
                assert strike(clock, scheduler.OUTBOX) == scheduler.CLOCK_AGAIN_S
            clock.remove_executor("default")
            clock.add_executor(Here())
            clock._process_jobs()
            assert clock.get_job(scheduler.OUTBOX).next_run_time > datetime.now(UTC)


def test_it_waits_as_long_for_a_writer_as_everybody(settings: Settings) -> None:
    """Thirty seconds, not the driver's five."""
    with still(settings) as clock, clock._jobstores["default"].engine.connect() as connection:
        assert connection.execute(text("PRAGMA busy_timeout")).scalar() == connections.BUSY_TIMEOUT_S * 1000


DIES = """
import sys
import scheduler
from cli.main import run

scheduler.Clock._process_jobs = lambda self: {}["a mistake"]
sys.argv = ["almenara", "schedule"]
run()
"""


def test_a_clock_that_has_stopped_ends_the_process_and_says_so(settings: Settings) -> None:
    """With a status that lets its unit start it again."""
    done = subprocess.run(
        [sys.executable, "-c", DIES], cwd=PROJECT_ROOT, capture_output=True, text=True, timeout=GUARD_S, check=False
    )
    assert done.returncode == 2
    assert "a mistake" in done.stderr
    assert "`almenara schedule`" in done.stderr.splitlines()[-1]


def test_a_night_that_is_refused_is_tried_again(settings: Settings) -> None:
    """An ingest is at work at the hour: the night runs ten minutes later, or when that is done."""
    with still(settings) as clock, closing(Database(settings.database)) as database:
        before = datetime.now(UTC)
        with lock.hold(database):
            strike(clock, scheduler.NIGHT)
            assert nights(settings) == 0
            waits = clock.get_job(scheduler.AGAIN).next_run_time - before
            assert timedelta() <= waits - timedelta(minutes=scheduler.AGAIN_MINUTES) < timedelta(seconds=GUARD_S)
            strike(clock, scheduler.AGAIN)
            assert nights(settings) == 0
        strike(clock, scheduler.AGAIN)
        assert nights(settings) == 1
        assert clock.get_job(scheduler.AGAIN) is None


def test_settings_changed_beneath_a_clock_do_not_move_its_nights(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its hour is that of its start, and so is the day for which a night counts."""
    with still(settings) as clock:
        strike(clock, scheduler.NIGHT)
        coming = datetime.now(settings.nightly.zone) + timedelta(hours=1)
        monkeypatch.setenv("ALMENARA_NIGHTLY__HOUR", str(coming.hour))
        strike(clock, scheduler.NIGHT)
    assert nights(settings) == 1


def test_a_clock_that_ends_begins_nothing(settings: Settings) -> None:
    """What is due in this moment is due at the next start."""
    due = datetime.now(UTC)
    with still(settings) as clock:
        clock.modify_job(scheduler.NIGHT, next_run_time=due)
    with still(settings) as clock:
        assert clock.get_job(scheduler.NIGHT).next_run_time == due


@pytest.mark.parametrize(
    "fault",
    [
        BusyError("Database almenara.db is being written by another process."),
        StoreError("Database almenara.db can't grow: the disk is full."),
        OSError(errno.ENOSPC, "No space left on device"),
    ],
)
def test_a_night_that_fails_is_gone_on_with(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, fault: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the middle, of whatever: it is not told as one that never began, and ends under its own number."""

    def fails(*_: object) -> None:
        raise fault

    with still(settings) as clock, closing(Database(settings.database)) as database:
        with monkeypatch.context() as patch:
            patch.setattr(nightly.wording, "count_again", fails)
            strike(clock, scheduler.NIGHT)
        with database.reading() as reading:
            assert [run.state for run in views.runs(reading, limit=9)] == [NightState.RUNNING]
        strike(clock, scheduler.AGAIN)
        with database.reading() as reading:
            assert [(run.state, run.trigger) for run in views.runs(reading, limit=9)] == [
                (NightState.DONE, "scheduler")
            ]
        assert clock.get_job(scheduler.AGAIN) is None
    assert "not begun" not in capsys.readouterr().out


def test_where_the_next_try_cannot_be_written_it_is_kept_in_memory(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes the database is what the night failed by."""
    monkeypatch.setattr(connections, "BUSY_TIMEOUT_S", 0)
    with still(settings) as clock, closing(Database(settings.database)) as database:
        event = scheduler.JobExecutionEvent(
            scheduler.EVENT_JOB_EXECUTED, scheduler.NIGHT, "default", datetime.now(UTC), retval=False
        )
        with database.transaction() as writing:
            writing.execute(text("SELECT 1"))
            clock.try_again(event)
        strike(clock, scheduler.AGAIN)
        assert nights(settings) == 1


def test_the_hour_that_comes_twice_has_one_night(settings: Settings) -> None:
    """In autumn, where the hour set back is that of the night."""
    with still(settings) as clock:
        strike(clock, scheduler.NIGHT)
        strike(clock, scheduler.NIGHT)
    assert nights(settings) == 1


def test_a_changed_time_zone_is_heard(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hour is the same; the night moves all the same."""
    scheduler.build(settings).shutdown()
    monkeypatch.setenv("ALMENARA_NIGHTLY__TIMEZONE", "Asia/Tokyo")
    with still(load()) as clock:
        job = clock.get_job(scheduler.NIGHT)
        assert str(job.trigger.timezone) == "Asia/Tokyo"
        assert job.next_run_time.utcoffset() == timedelta(hours=9)


@pytest.mark.skipif(not SERVER, reason="a file has no connection to lose")
def test_a_clock_that_lost_its_lock_ends(postgres_address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lock went with its connection: another scheduler could begin beside it, and `status` would see none."""
    monkeypatch.setenv("ALMENARA_DATABASE_URL", postgres_address)
    with closing(Database(postgres_address)) as database:
        database.upgrade()
        with pytest.raises(StoreError), lock.hold(database, "scheduler"), still(load()) as clock:  # noqa: PT012
            strike(clock, scheduler.OUTBOX)
            with database.engine.connect() as other:
                gone = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                other.execute(text(f"{gone} AND pid <> pg_backend_pid()"))
            with pytest.raises(StoreError, match="lock"):
                clock._process_jobs()
