"""One night, from the open web to the outbox: crawl, archive, extract, read, link, flag, digest, ledger.

Killed anywhere and started again, the night goes on: what lies in `incoming/` is harvested first, then the sources
whose line is not closed are crawled again (known pages answer 304), and every later step does what is still undone.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from core.errors import AlmenaraError, BusyError, EvidenceError
from core.nights import SourceNight
from core.settings import Settings
from crawlers.health import judge
from crawlers.source import Source, read_catalogue
from digest.night import queue_night
from digest.send import SendReport, send_due
from evidence.timestamp import stamp_head
from nlp.analyse import Reader
from pipeline import harvest, intake, ledger, steps
from pipeline.crawl_process import CrawlJob
from pipeline.crawls import CrawlEnd, run_crawls
from pipeline.reporter import Reporter
from pipeline.steps import Clock
from store import lock, runs, sources
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


class Night:
    """One night at work: holds what every step needs."""

    def __init__(
        self, settings: Settings, database: Database, *, clock: Clock, reporter: Reporter, stop: threading.Event
    ) -> None:
        self.settings = settings
        self.database = database
        self.clock = clock
        self.reporter = reporter
        self.stop = stop
        self.catalogue = read_catalogue(settings.source_folders)
        self.reader = Reader(settings.reading.threshold)
        self.incoming = settings.data_dir / "incoming"
        self.intake = intake.Intake(
            archive=settings.archive_root,
            database=database,
            origins=lambda capture: self._origin(capture.source_id),
            models={"reader": self.reader.version},
        )

    def run(self, trigger: str) -> NightResult:
        """All steps in their order."""
        run = self._begin(trigger)
        self._harvest_left_over()
        self._crawl(run)
        steps.check(self.stop)
        self.reporter.begin("read", None)
        read = steps.read_pending(self.database, self.reader, reporter=self.reporter, stop=self.stop)
        self.reporter.begin("flag", None)
        flags = steps.flag_pending(
            self.database,
            threshold=self.settings.linking.threshold,
            run_id=run.run_id,
            clock=self.clock,
            reporter=self.reporter,
            stop=self.stop,
        )
        with self.database.transaction() as session:
            queue_night(
                session,
                run.run_id,
                self.settings.mail,
                silent_nights=self.settings.nightly.silent_nights,
                now=self.clock(),
            )
            runs.finish(session, run.run_id, "done", self.clock())
            lines = tuple(runs.nights(session, run.run_id))
        self._time_stamp()
        self.reporter.say("night done", run=run.run_id, read=read, flags=len(flags))
        mails = self._send()
        return NightResult(run.run_id, run.night, run.resumed, read, tuple(flags), lines, mails)

    def _send(self) -> SendReport:
        try:
            report = send_due(self.database, self.settings.mail, self.clock())
        except BusyError as error:  # the scheduler's outbox job is at it: it sends what we queued
            self.reporter.say("mail", told=str(error))
            return SendReport()
        for line in report.lines:
            self.reporter.say("mail", told=line)
        return report

    def _time_stamp(self) -> None:
        """Have the newest seal witnessed outside, where a time-stamp authority is set; a night does not fail by it."""
        url = self.settings.archive.timestamp_url
        if not url:
            return
        try:
            stamp = stamp_head(self.settings.archive_root, url)
        except EvidenceError as error:
            self.reporter.say("no time stamp", error=str(error))
        else:
            self.reporter.say("time stamp", sequence=stamp.sequence if stamp else None)

    def _begin(self, trigger: str) -> runs.Run:
        now = self.clock()
        enabled = [source for source in self.catalogue.values() if source.enabled]
        with self.database.transaction() as session:
            sources.register(session, [ledger.info(each) for each in self.catalogue.values()], whole_catalogue=True)
            run = runs.start_or_resume(session, now.astimezone(self.settings.nightly.zone).date(), trigger, now)
            runs.plan(session, run.run_id, [ledger.planned(source) for source in enabled])
        self.reporter.say("night resumed" if run.resumed else "night begins", run=run.run_id, sources=len(enabled))
        return run

    def _harvest_left_over(self) -> None:
        for crawl in harvest.crawled(self.incoming):
            steps.check(self.stop)
            self.reporter.say("harvesting what an earlier crawl left", crawl=crawl.crawl_id)
            harvest.harvest(crawl, self.intake)
            harvest.clear(crawl)

    def _origin(self, source_id: str) -> intake.Origin | None:
        source = self.catalogue.get(source_id)
        return intake.Origin.of(source) if source else None

    def _crawl(self, run: runs.Run) -> None:
        with self.database.reading() as session:
            lines = {line.source_id: line for line in runs.nights(session, run.run_id)}
        todo = [
            self.catalogue[source_id]
            for source_id, line in lines.items()
            if line.state not in {"done", "failed"} and source_id in self.catalogue
        ]
        self.reporter.begin("crawl", len(todo))
        run_crawls(
            [self._job(source, run.run_id) for source in todo],
            processes=self.settings.crawl.processes,
            stop=self.stop,
            ended=lambda end: self._after(end, run, lines),
        )

    def _job(self, source: Source, run_id: int) -> CrawlJob:
        attempt = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
        crawl_id = f"{source.id}-{run_id:06d}-{attempt}"
        return CrawlJob(
            source=source,
            crawl=self.settings.crawl,
            crawl_id=crawl_id,
            run_id=run_id,
            folder=self.incoming.resolve() / crawl_id,
            database=self.settings.database,
            max_warc_bytes=self.settings.archive.max_warc_bytes,
        )

    def _after(self, end: CrawlEnd, run: runs.Run, lines: Mapping[str, SourceNight]) -> None:
        """Harvest one crawl; whatever is wrong with this source stays with this source."""
        source_id = end.job.source.id
        crawl = harvest.Crawled(end.job.folder, source_id, end.job.crawl_id, run.run_id)
        error = end.error
        try:
            harvest.harvest(crawl, self.intake)
        except AlmenaraError as fault:
            error = str(fault)
        if self.stop.is_set():
            return  # the line stays open, and the source is crawled again when the night goes on
        report = ledger.report_of(crawl.folder)
        with self.database.transaction() as session:
            line = ledger.after_crawl(
                session,
                run.run_id,
                lines[source_id],
                report=report,
                error=error,
                silent_before=runs.silent_nights(session, source_id, before=run.night),
            )
            runs.update(session, run.run_id, line)
        if not error:
            harvest.clear(crawl)
        concerns = judge(line, end.job.source.expect, silent_nights=self.settings.nightly.silent_nights)
        for concern in concerns:
            self.reporter.say("source concern", source=source_id, severity=concern.severity, told=concern.sentence)
        self.reporter.advance("crawl")
        self.reporter.say(
            "source done" if line.state == "done" else "source failed",
            source=source_id,
            new=line.new,
            revised=line.revised,
            unchanged=line.unchanged,
            skipped=line.skipped,
            failed=line.failed,
            error=line.error or None,
        )


def run_night(
    settings: Settings,
    *,
    trigger: str,
    reporter: Reporter,
    stop: threading.Event | None = None,
    now: datetime | None = None,
) -> NightResult:
    """Run one night, or go on with the one that was cut off.

    Args:
        trigger: what started it: "manual", "scheduler" or "catch-up".
        stop: set from elsewhere to end between two steps; the night is resumed by the next call.
        now: the night's moment, UTC; the present if None.

    Raises:
        BusyError: another night is at work on this database.
        StoppedError: `stop` was set.
        SettingsError, SourceError: before anything is done.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    try:
        database.upgrade()
        with lock.hold(database):
            ahead = now - datetime.now(UTC) if now else timedelta()
            night = Night(
                settings,
                database,
                clock=lambda: datetime.now(UTC) + ahead,
                reporter=reporter,
                stop=stop or threading.Event(),
            )
            return night.run(trigger)
    finally:
        database.close()
