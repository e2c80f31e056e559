"""One night, from the open web to the outbox: crawl, archive, extract, read, link, flag, digest, ledger.

Killed anywhere and started again, the night goes on: what lies in `incoming/` is harvested first, then the sources
whose line is not closed are crawled again (known pages answer 304), and every later step does what is still undone.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from core.errors import SourceError
from core.nights import SourceNight
from core.settings import Settings
from core.terms import NightState
from crawlers.settings import check_can_crawl
from digest.night import queue_at_once, queue_night, unaddressed, untold
from digest.send import SendReport
from pipeline import ledger, retry, steps, wording
from pipeline.engines.opening import opened
from pipeline.engines.step import Engine
from pipeline.outgoing import Outgoing
from pipeline.reporter import Reporter
from pipeline.round import Round
from pipeline.sifting import sifting
from pipeline.steps import Clock
from pipeline.undone import undone
from pipeline.watched import watched
from pipeline.work import extract_step, read_step
from store import lock, runs, set_aside, sources
from store.network import adverts
from store.session import Database


@dataclass(frozen=True, slots=True)
class NightResult:
    """What a night gave."""

    run_id: int
    night: date
    resumed: bool
    read: int  # documents read by the reader
    flags: tuple[int, ...]  # raised or changed
    ledger: tuple[SourceNight, ...]
    mails: SendReport
    set_aside: tuple[set_aside.SetAside, ...]  # what broke a step tonight
    undone: tuple[str, ...]  # what failed or was left, in sentences
    untold: int = 0  # flags that wait for the next mail: a day has one digest


class Night:
    """One night at work: holds what every step needs."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        engine: Engine,
        *,
        clock: Clock,
        reporter: Reporter,
        stop: threading.Event,
    ) -> None:
        self.settings = settings
        self.database = database
        self.clock = clock
        self.reporter = reporter
        self.stop = stop
        self.broken: dict[str, SourceError] = {}
        self.catalogue = watched(settings, database, self.broken, reporter)
        check_can_crawl(settings.crawl, self.catalogue)
        self.engine = engine
        self.outgoing = Outgoing(settings, database, clock=clock, reporter=reporter)
        self.reading = read_step(settings.reading)
        self.sifting = sifting(settings, database)
        self.round = Round(
            settings,
            database,
            self.catalogue,
            engine=engine,
            step=extract_step(self.sifting),
            reader_version=self.reading.version,
            clock=clock,
            reporter=reporter,
            stop=stop,
        )

    def run(self, trigger: str, night: date | None) -> NightResult:
        """All steps in their order."""
        began = self.clock()
        run = self._begin(trigger, night)
        self._gather(run)
        read = self._read(run.run_id)
        flags = self._flag(run.run_id)
        self._tell_at_once(run.run_id)
        self._count_again()
        lines, asides = self._close(run.run_id)
        unwitnessed = [*self.outgoing.audit_head(), *self.outgoing.time_stamp()]
        self.reporter.say(
            "night done",
            run=run.run_id,
            read=read,
            flags=len(flags),
            set_aside=len(asides),
            worker_peak_mib=self.engine.peak_mib,
        )
        mails = self._send(lines)
        unwitnessed += self.outgoing.carry(self.stop.is_set)  # last: nobody waits for it
        with self.database.reading() as session:
            more = [*unwitnessed, *unaddressed(session, self.settings.mail)]
            left = undone(session, lines, asides, since=began, broken=self.broken, more=more)
            waits = untold(session, self.settings.mail, first_since=began)
        return NightResult(run.run_id, run.night, run.resumed, read, tuple(flags), lines, mails, asides, left, waits)

    def _begin(self, trigger: str, night: date | None) -> runs.Run:
        now = self.clock()
        night = night or now.astimezone(self.settings.nightly.zone).date()
        enabled = [source for source in self.catalogue.values() if source.enabled]
        with self.database.transaction() as session:
            # One whose file can't be read is not gone.
            known = [ledger.info(each) for each in self.catalogue.values()]
            sources.register(session, known, whole_catalogue=not self.broken)
            run = runs.start_or_resume(session, night, trigger, now)
            runs.plan(session, run.run_id, [ledger.planned(source) for source in enabled])
            runs.plan(session, run.run_id, ledger.broken(session, self.broken, before=run.night))
        self.reporter.say("night resumed" if run.resumed else "night begins", run=run.run_id, sources=len(enabled))
        for source_id, error in self.broken.items():
            self.reporter.warn("source failed", source=source_id, error=str(error))
        return run

    def _gather(self, run: runs.Run) -> None:
        """Documents: of what an earlier crawl left, of what was set aside or stopped by others, and of the web."""
        self.round.harvest_left_over()
        retry.pages(self.round.intake, run_id=run.run_id, older_only=True)
        self._look_again()
        self.round.crawl(run)
        steps.check(self.stop)

    def _look_again(self) -> None:
        """Ask this version of triage about what others stopped."""
        looked = retry.stopped_pages(self.round.intake, self.sifting, stop=self.stop)
        if looked.pages:
            self.reporter.say("looked again at what triage stopped", pages=looked.pages, read=looked.read)

    def _read(self, run_id: int) -> int:
        """Read what this reader has not read. How many documents."""
        self.reporter.begin("read", None)
        reader = self.reading
        return steps.read_pending(
            self.database, self.engine, reader, run_id=run_id, clock=self.clock, reporter=self.reporter, stop=self.stop
        )

    def _flag(self, run_id: int) -> list[int]:
        """Link and flag what was read. The flags that were raised or changed."""
        least, engine, told = self.settings.linking.threshold, self.settings.engine, self.reporter
        told.begin("flag", None)
        return steps.flag_pending(
            self.database,
            engine,
            threshold=least,
            run_id=run_id,
            clock=self.clock,
            reporter=told,
            stop=self.stop,
            zone=self.settings.nightly.zone,
        )

    def _tell_at_once(self, run_id: int) -> None:
        """Mail those who chose operators, before anything else is done about what was flagged."""
        with self.database.transaction() as session:
            zone, root = self.settings.nightly.zone, self.settings.archive_root
            waiting = queue_at_once(session, run_id, self.settings.mail, now=self.clock(), zone=zone, archive=root)
        if waiting:
            self.outgoing.mails()

    def _count_again(self) -> None:
        """What stands over all texts, and not over tonight's alone: adverts of one template, words that are new."""
        with self.database.transaction() as session:
            adverts.regroup(session, self.clock())
        wording.count_again(self.database, self.clock())

    def _close(self, run_id: int) -> tuple[tuple[SourceNight, ...], tuple[set_aside.SetAside, ...]]:
        """Queue the digest and close the night, in one transaction. The ledger, and what was set aside."""
        with self.database.transaction() as session:
            queue_night(
                session,
                run_id,
                self.settings.mail,
                silent_nights=self.settings.nightly.silent_nights,
                now=self.clock(),
                zone=self.settings.nightly.zone,
                archive=self.settings.archive_root,
            )
            runs.finish(session, run_id, NightState.DONE, self.clock())
            return tuple(runs.nights(session, run_id)), tuple(set_aside.of_run(session, run_id))

    def _send(self, lines: Sequence[SourceNight]) -> SendReport:
        """Mail, post, and give the sign of life."""
        mails = self.outgoing.mails()
        self.outgoing.events()
        if any(line.state == NightState.DONE for line in lines):  # a night that heard nobody is no night
            self.outgoing.sign_of_life()
        return mails


def run_night(
    settings: Settings,
    *,
    trigger: str,
    night: date | None = None,
    reporter: Reporter,
    stop: threading.Event | None = None,
    now: datetime | None = None,
) -> NightResult:
    """Run one night, or go on with the one that was cut off.

    Args:
        trigger: what started it: "manual", "scheduler" or "catch-up".
        night: the day it counts for, where it may be begun later than it was due; that of its moment if None.
        stop: set from elsewhere to end between two steps; the night is resumed by the next call.
        now: the night's moment, UTC; the present if None.

    Raises:
        BusyError: another night is at work on this database.
        StoppedError: `stop` was set.
        SettingsError, SourceError: before anything is done.
    """
    settings.make_data_dir()
    database = Database(settings.database)
    try:
        database.upgrade()
        told = stop or threading.Event()
        with lock.hold(database, work="a night"), opened(settings.engine, lambda: steps.check(told)) as engine:
            ahead = now - datetime.now(UTC) if now else timedelta()
            work = Night(
                settings,
                database,
                engine,
                clock=lambda: datetime.now(UTC) + ahead,
                reporter=reporter,
                stop=told,
            )
            return work.run(trigger, night)
    finally:
        database.close()
