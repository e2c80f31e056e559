"""The clock of the night: kept in the database, a missed night caught up once, one scheduler at a time, clean ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore

import scheduler
from core.settings import PROJECT_ROOT, Settings, load
from store import lock, runs, views
from store.outgoing import webhooks
from store.session import Database
from tests.digest.receiver import Receiver
from tests.store.make import NOON, mention, report


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A watch without sources: its nights are over at once."""
    (tmp_path / "sources").mkdir()
    own = tmp_path / "settings.toml"
    own.write_text(
        f'data_dir = "{tmp_path}/data"\nsources_dirs = ["{tmp_path}/sources"]\nlog_format = "json"\n', encoding="utf-8"
    )
    monkeypatch.setenv("ALMENARA_SETTINGS", str(own))
    (tmp_path / "data").mkdir()
    loaded = load()
    database = Database(loaded.database)
    database.upgrade()
    database.close()
    return loaded


GUARD_S = 300
"""Seconds after which a scheduler that says nothing, or doesn't end, is given up: a fault, however slow the machine."""


def start() -> subprocess.Popen[str]:
    """`almenara schedule` as a service runs it."""
    return subprocess.Popen(
        [sys.executable, "-m", "cli.main", "schedule"],
        cwd=PROJECT_ROOT,
        env=dict(os.environ),
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(process: subprocess.Popen[str], *words: str) -> str:
    """Read its log until a line holds all the words; what never says them is ended, so that nobody waits for ever."""
    assert process.stderr is not None
    seen = []
    guard = threading.Timer(GUARD_S, process.kill)
    guard.start()
    try:
        for line in process.stderr:
            seen.append(line)
            if all(word in line for word in words):
                return line
    finally:
        guard.cancel()
    raise AssertionError(f"{words} never said: {''.join(seen)}")


def end(process: subprocess.Popen[str]) -> int:
    """SIGTERM, and wait."""
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=GUARD_S)
    return process.returncode


def nights(settings: Settings) -> int:
    """How many runs the ledger holds."""
    database = Database(settings.database)
    with database.reading() as session:
        found = len(views.runs(session, limit=100))
    database.close()
    return found


def miss_a_night(settings: Settings, hours: float) -> None:
    """Put the night's next time into the past, as a machine that was off would find it."""
    built = scheduler.build(settings)
    built.shutdown()
    store = SQLAlchemyJobStore(url=settings.database)
    store.start(None, "default")
    job = store.lookup_job(scheduler.NIGHT)
    job.next_run_time = (datetime.now(UTC) - timedelta(hours=hours)).astimezone(settings.nightly.zone)
    store.update_job(job)
    store.shutdown()


def test_a_missed_night_is_caught_up_once_and_it_ends_cleanly(settings: Settings) -> None:
    """A night that was due five hours ago runs at the start; the next start runs nothing."""
    miss_a_night(settings, hours=5)
    first = start()
    wait_for(first, "night done")
    assert end(first) == 0
    assert nights(settings) == 1
    second = start()
    wait_for(second, "waiting", scheduler.OUTBOX)
    assert end(second) == 0
    assert nights(settings) == 1


def due_two_hours_ago(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Settings:
    """The settings with a night that was due two hours ago, at whatever hour this is run."""
    due = (datetime.now(UTC) - timedelta(hours=2)).astimezone(settings.nightly.zone)
    monkeypatch.setenv("ALMENARA_NIGHTLY__HOUR", str(due.hour))
    monkeypatch.setenv("ALMENARA_NIGHTLY__MINUTE", str(due.minute))
    return load()


def test_many_missed_nights_are_caught_up_by_one(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that was off for three days makes one night of it."""
    miss_a_night(due_two_hours_ago(monkeypatch, settings), hours=24 * 3)
    process = start()
    wait_for(process, "night done")
    assert end(process) == 0
    assert nights(settings) == 1


def test_a_night_missed_longer_ago_than_the_setting_waits_for_the_next(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond `catch_up_hours` the next regular night does the work."""
    monkeypatch.setenv("ALMENARA_NIGHTLY__CATCH_UP_HOURS", "1")
    miss_a_night(due_two_hours_ago(monkeypatch, settings), hours=2)
    process = start()
    wait_for(process, "waiting", scheduler.OUTBOX)
    assert end(process) == 0
    assert nights(settings) == 0


def test_a_second_scheduler_is_refused(settings: Settings) -> None:
    """And says who runs already."""
    first = start()
    wait_for(first, "waiting", scheduler.OUTBOX)
    second = start()
    _, said = second.communicate(timeout=GUARD_S)
    assert second.returncode == 2
    assert "scheduler" in said
    assert end(first) == 0


def test_without_a_contact_it_does_not_begin(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every night would fail: that is said at once, not at three in the morning."""
    monkeypatch.setenv("ALMENARA_SOURCES_DIRS", json.dumps([str(PROJECT_ROOT / "crawlers" / "sources")]))
    monkeypatch.setenv("ALMENARA_CRAWL__CONTACT", "")
    process = start()
    _, said = process.communicate(timeout=600)
    assert process.returncode == 2
    assert "ALMENARA_CRAWL__CONTACT" in said
    assert nights(settings) == 0


def test_a_night_that_was_cut_off_is_gone_on_with(settings: Settings) -> None:
    """A run that is still open in the ledger is resumed at the start, under its own number."""
    database = Database(settings.database)
    with database.transaction() as session:
        run = runs.start_or_resume(session, datetime.now(settings.nightly.zone).date(), "scheduler", datetime.now(UTC))
    process = start()
    wait_for(process, "night done")
    assert end(process) == 0
    with database.reading() as session:
        (found,) = views.runs(session, limit=10)
    database.close()
    assert (found.run_id, found.state) == (run.run_id, "done")


def test_webhooks_do_not_wait_for_who_mails(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """A night that is at its mails has the one lock, and not the other."""
    monkeypatch.setenv("ALMENARA_WEBHOOKS__ALLOW_PLAIN_LOOPBACK", "true")
    monkeypatch.setenv("ALMENARA_MAIL__HOST", "127.0.0.1")
    receiver = Receiver()
    receiver.start()
    with closing(Database(settings.database)) as database:
        with database.transaction() as session:
            webhooks.add(session, receiver.url, who="ana", now=NOON)
            report(session, 1, [mention("ViveOnline")], now=NOON + timedelta(hours=1))
        with lock.hold(database, "mail"):
            scheduler.outbox_job()
    receiver.stop()
    assert len(receiver.taken) == 1


def test_the_jobs_keep_the_zone_and_never_pile_up(settings: Settings) -> None:
    """One at a time, in the time zone of the settings, missed ones folded into one."""
    built = scheduler.build(settings)
    job = built.get_job(scheduler.NIGHT)
    assert job.coalesce is True
    assert job.max_instances == 1
    assert str(job.trigger.timezone) == settings.nightly.timezone
    assert (job.next_run_time.hour, job.next_run_time.minute) == (settings.nightly.hour, settings.nightly.minute)
    built.shutdown()
