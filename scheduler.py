"""WHEN: APScheduler starts the night, catches up one that was missed, and sends what mail still waits.

The jobs live in the database, so a night that should have begun while the machine was off is begun once at the next
start (misfire grace, coalesce). A night that was cut off is gone on with at the start. SIGTERM and SIGINT end the work
between two steps, cleanly.
"""

from __future__ import annotations

import os
import signal
import threading
from contextlib import closing
from datetime import UTC, datetime

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from core import settings as settings_module
from core.errors import AlmenaraError, BusyError, StoppedError
from core.settings import Settings
from crawlers.source import read_catalogue
from pipeline.nightly import check_can_crawl, run_night
from pipeline.outgoing import Outgoing
from pipeline.reporter import LogReporter, configure_logging
from store import lock, runs
from store.session import Database

NIGHT, OUTBOX = "almenara-night", "almenara-outbox"
OUTBOX_MINUTES = 10

_stop = threading.Event()
_log = structlog.get_logger("almenara.scheduler")


def nightly_job(trigger: str = "scheduler") -> None:
    """What the scheduler runs each night. A night that is already at work is left to it."""
    try:
        settings = settings_module.load()
        with LogReporter() as reporter:
            result = run_night(settings, trigger=trigger, reporter=reporter, stop=_stop)
            if not result.ledger:
                _log.warning("nothing was crawled", reason="no source is enabled", folders=str(settings.source_folders))
            for each in result.undone:
                _log.warning("left undone", run=result.run_id, what=each)
    except BusyError as error:
        _log.warning("night not begun", reason=str(error))
    except StoppedError as error:
        _log.info("night interrupted", reason=str(error))
    except AlmenaraError as error:
        _log.error("night failed", reason=str(error))


def outbox_job() -> None:
    """Send the mails and post to the webhooks whose time has come, between nights."""
    try:
        settings = settings_module.load()
        with closing(Database(settings.database)) as database, LogReporter() as reporter:
            out = Outgoing(settings, database, clock=lambda: datetime.now(UTC), reporter=reporter)
            out.mails()
            out.events()
    except AlmenaraError as error:
        _log.error("mail or webhooks failed", reason=str(error))


def build(settings: Settings) -> BackgroundScheduler:
    """The scheduler with its two jobs in place, not yet started.

    A job that is in the store with the same times is left as it is: replacing it would forget the night it missed.
    """
    scheduler = BackgroundScheduler(
        jobstores={"default": SQLAlchemyJobStore(url=settings.database)},
        executors={"default": ThreadPoolExecutor(2)},
        timezone=settings.nightly.zone,
        job_defaults={
            "coalesce": True,
            "max_instances": 1,
            "misfire_grace_time": int(settings.nightly.catch_up_hours * 3600),
        },
    )
    scheduler.start(paused=True)
    night = CronTrigger(hour=settings.nightly.hour, minute=settings.nightly.minute, timezone=settings.nightly.zone)
    _place(scheduler, NIGHT, nightly_job, night)
    _place(scheduler, OUTBOX, outbox_job, IntervalTrigger(minutes=OUTBOX_MINUTES, timezone=settings.nightly.zone))
    return scheduler


def _place(scheduler: BackgroundScheduler, name: str, function: object, trigger: object) -> None:
    job = scheduler.get_job(name)
    if job is None or str(job.trigger) != str(trigger):
        scheduler.add_job(function, trigger, id=name, replace_existing=True)
    else:
        job.modify(misfire_grace_time=scheduler._job_defaults["misfire_grace_time"])


def serve() -> None:
    """Run until SIGTERM or SIGINT.

    Raises:
        BusyError: another scheduler runs on this database.
        SettingsError: the settings can't be used, or name nobody whom a publisher could write to.
    """
    settings = settings_module.load()
    configure_logging(settings)
    check_can_crawl(settings, read_catalogue(settings.source_folders, broken={}))
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    database.upgrade()
    told, tell = os.pipe()
    os.set_blocking(tell, False)
    signal.set_wakeup_fd(tell)  # heard whichever thread the signal meets, which a handler alone is not
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    with lock.hold(database, "scheduler"):
        scheduler = build(settings)
        with database.reading() as session:
            cut_off = runs.unfinished(session)
        if cut_off is not None:
            _log.info("going on with the night that was cut off", run=cut_off.run_id)
            scheduler.add_job(nightly_job, args=["catch-up"], next_run_time=datetime.now(UTC), jobstore="default")
        scheduler.resume()
        for job in scheduler.get_jobs():
            _log.info("waiting", job=job.id, next=str(job.next_run_time))
        os.read(told, 1)  # never an Event's wait(): a handler that sets it there can stop on the lock it holds
        _stop.set()
        _log.info("stopping: the work at hand ends after its step")
        scheduler.shutdown(wait=True)
    database.close()


if __name__ == "__main__":
    serve()
