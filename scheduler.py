"""WHEN: APScheduler starts the night, catches up one that was missed, and sends what mail still waits.

The jobs live in the database, so a night that should have begun while the machine was off is begun once at the next
start (misfire grace, coalesce). A night that was refused, failed or was cut off is tried again, and gone on with, until
it is done. SIGTERM and SIGINT end the work between two steps, cleanly.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import structlog
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, JobExecutionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from core import settings as settings_module
from core.errors import AlmenaraError, SettingsError, StoppedError, StoreError, words_of
from core.settings import Settings
from crawlers.settings import check_can_crawl
from crawlers.source import read_catalogue
from pipeline.due import at_night, to_do
from pipeline.nightly import run_night
from pipeline.outgoing import Outgoing
from pipeline.reporter import LogReporter, configure_logging
from store import lock, runs
from store.faults import explain
from store.session import Database

NIGHT, AGAIN, OUTBOX = "almenara-night", "almenara-again", "almenara-outbox"
AGAIN_MINUTES = 10
OUTBOX_MINUTES = 10
CLOCK_AGAIN_S = 60
"""After which a clock that could not read or write its jobs tries to again."""

_KEPT, _IN_MEMORY = "default", "memory"
_RESTART = "Restart the scheduler, which then catches up what it refused; or put back what was changed."
_LEFT = "Start `almenara schedule` again, as its unit does: it goes on with the night that was cut off."

_began: dict[str, str] = {}  # `Settings.place` as `serve` found it
_ENDED = b"\0"  # no signal has that number
_stop = threading.Event()
_log = structlog.get_logger("almenara.scheduler")


def nightly_job(trigger: str = "scheduler", times: CronTrigger | None = None) -> bool:
    """What the scheduler runs each night. False where the night is not done and is to be tried again.

    Args:
        times: at which nights are due by the clock that runs; the settings may have been changed since.
    """
    try:
        settings = _load()
        night = to_do(settings, times or at_night(settings), datetime.now(UTC))
        if night is None:
            _log.info("night left: it is done already", remedy="`almenara nightly` runs another.")
            return True
        with LogReporter() as reporter:
            result = run_night(settings, trigger=trigger, night=night, reporter=reporter, stop=_stop)
            if not result.ledger:
                _log.warning("nothing was crawled", reason="no source is enabled", folders=str(settings.source_folders))
            for each in result.undone:
                _log.warning("left undone", run=result.run_id, what=each)
    except StoppedError as error:  # the next start goes on with it
        _log.info("night interrupted", reason=str(error))
    except AlmenaraError as error:
        _log.error("night not done", reason=str(error), again_minutes=AGAIN_MINUTES)
        return False
    return True


def outbox_job() -> None:
    """Send the mails and post to the webhooks whose time has come, between nights."""
    try:
        settings = _load()
        with closing(Database(settings.database)) as database, LogReporter() as reporter:
            out = Outgoing(settings, database, clock=lambda: datetime.now(UTC), reporter=reporter)
            out.mails()
            out.events()
    except AlmenaraError as error:
        _log.error("mail or webhooks failed", reason=str(error))


def _load() -> Settings:
    """The settings as they are now; refused where they lead elsewhere than to the clock's own database and zone."""
    settings = settings_module.load()
    changed = [name for name, value in settings.place.items() if _began.get(name, value) != value]
    if changed:
        raise SettingsError(f"{', '.join(changed)} changed since the scheduler began.", remedy=_RESTART)
    return settings


class Clock(BackgroundScheduler):  # type: ignore[misc]
    """Starts the jobs; outlives a moment in which the database can't be read or written, and tells when it ends.

    Args:
        times: at which nights are due.
        ended: called when it goes on no more, whyever.
    """

    def __init__(self, database: Database, times: CronTrigger, ended: Callable[[], object], **options: object) -> None:
        self._database = database
        self._times = times
        self._ended = ended
        self._is_ending = False
        self._placing = threading.Lock()
        super().__init__(**options, jobstore_retry_interval=CLOCK_AGAIN_S)
        self.add_jobstore(SQLAlchemyJobStore(engine=database.engine), _KEPT)
        self.add_jobstore(MemoryJobStore(), _IN_MEMORY)
        self.add_listener(self.try_again, EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)

    def _main_loop(self) -> None:
        try:
            super()._main_loop()
        finally:
            self._ended()

    def _process_jobs(self) -> Any:
        """APScheduler lets a fault here end its thread, where a job was begun and can't be written down as begun; and
        a clock that ends would write down as begun what it can't begin any more."""
        if self._is_ending:
            return None
        try:
            with explain(self._database.name):
                # On a server the lock goes with its connection.
                is_ours = self._database.is_sqlite or bool(lock.holder(self._database, "scheduler"))
                wait_s = super()._process_jobs() if is_ours else None
        except AlmenaraError as error:
            _log.error("the clock can't read or write its jobs", reason=str(error), again_s=CLOCK_AGAIN_S)
            return CLOCK_AGAIN_S
        if not is_ours:
            raise StoreError("The scheduler's lock went with the connection that held it.", remedy=_LEFT)
        return wait_s

    def try_again(self, event: JobExecutionEvent) -> None:
        """Have a night that is not done run once more, in a while."""
        if event.job_id == OUTBOX or event.retval:
            return
        if event.exception is not None:
            _log.error("night not done", reason=words_of(event.exception), again_minutes=AGAIN_MINUTES)
        self.once_more(datetime.now(UTC) + timedelta(minutes=AGAIN_MINUTES))

    def once_more(self, moment: datetime) -> None:
        """Have the night tried then; where this can't be written, for the database may be what it failed by, it is
        kept in mind, and lost with the process."""
        with self._placing:
            if self._is_ending:  # which holds the locks that this would wait for, and the next start looks itself
                return
            try:
                with explain(self._database.name):
                    self._place_once(moment, _KEPT)
            except AlmenaraError as error:
                _log.warning("the next try can't be written down", reason=str(error))
                self._place_once(moment, _IN_MEMORY)

    def _place_once(self, moment: datetime, store: str) -> None:
        args = ["catch-up", self._times]
        self.add_job(nightly_job, args=args, id=AGAIN, next_run_time=moment, jobstore=store, replace_existing=True)

    def shutdown(self, wait: bool = True) -> None:
        """End, after the work at hand."""
        with self._placing:
            self._is_ending = True
        super().shutdown(wait)


def build(settings: Settings, ended: Callable[[], object] = lambda: None) -> Clock:
    """The clock with its two jobs in place, not yet going.

    A job that is in the store with the same times is left as it is: replacing it would forget the night it missed.
    """
    clock = Clock(
        Database(settings.database),
        night := at_night(settings),
        ended,
        executors={"default": ThreadPoolExecutor(2)},
        timezone=settings.nightly.zone,
        job_defaults={
            "coalesce": True,
            "max_instances": 1,
            "misfire_grace_time": int(settings.nightly.catch_up_hours * 3600),
        },
    )
    clock.start(paused=True)
    _place(clock, NIGHT, nightly_job, night, "scheduler", night)
    _place(clock, OUTBOX, outbox_job, IntervalTrigger(minutes=OUTBOX_MINUTES, timezone=settings.nightly.zone))
    return clock


def _place(clock: Clock, name: str, function: object, trigger: Any, *args: object) -> None:
    job = clock.get_job(name)
    if job is None or _times(job.trigger) != _times(trigger):
        clock.add_job(function, trigger, args=args, id=name, jobstore=_KEPT, replace_existing=True)
    else:
        job.modify(args=args, misfire_grace_time=clock._job_defaults["misfire_grace_time"])


def _times(trigger: Any) -> tuple[str, str]:
    return str(trigger), str(trigger.timezone)


def serve() -> None:
    """Run until SIGTERM or SIGINT.

    Raises:
        BusyError: another scheduler runs on this database.
        SettingsError: the settings can't be used, or name nobody whom a publisher could write to.
        StoreError: the database can't be used, or the clock has stopped without being told to.
    """
    settings = settings_module.load()
    _began.update(settings.place)
    configure_logging(settings)
    check_can_crawl(settings.crawl, read_catalogue(settings.source_folders, broken={}))
    settings.make_data_dir()
    database = Database(settings.database)
    database.upgrade()
    told, tell = os.pipe()
    os.set_blocking(tell, False)
    signal.set_wakeup_fd(tell)  # heard whichever thread the signal meets, which a handler alone is not
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: None)
    with lock.hold(database, "scheduler"):
        with explain(database.name):
            clock = build(settings, ended=lambda: os.write(tell, _ENDED))
            with database.reading() as session:
                cut_off = runs.unfinished(session)
            if cut_off is not None:
                _log.info("going on with the night that was cut off", run=cut_off.run_id)
                clock.once_more(datetime.now(UTC))
            clock.resume()
            for job in clock.get_jobs():
                _log.info("waiting", job=job.id, next=str(job.next_run_time))
        said = os.read(told, 1)  # never an Event's wait(): a handler that sets it there can stop on the lock it holds
        _stop.set()
        _log.info("stopping: the work at hand ends after its step")
        clock.shutdown(wait=True)
        if said == _ENDED:
            raise StoreError("The clock of the nights has stopped; the lines above say why.", remedy=_LEFT)
    database.close()
