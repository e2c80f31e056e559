"""The round of a night: every enabled source crawled, each crawl harvested when it ends, its line put in the ledger.

Whatever is wrong with one source stays with that source, and is said.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from core.errors import AlmenaraError
from core.nights import SourceNight
from core.settings import Settings
from core.terms import NightState
from crawlers.health import judge
from crawlers.source import Source
from pipeline import harvest, intake, ledger, owed, steps
from pipeline.crawl_process import CrawlJob
from pipeline.crawls import CrawlEnd, run_crawls
from pipeline.engines.step import Engine
from pipeline.reporter import Reporter
from pipeline.steps import Clock
from pipeline.work import ExtractStep, Origin
from store import revisits, runs, sightings
from store.session import Database


class Round:
    """The crawls of one night."""

    def __init__(  # noqa: PLR0913 - what a round works with, by name
        self,
        settings: Settings,
        database: Database,
        catalogue: Mapping[str, Source],
        *,
        engine: Engine,
        step: ExtractStep,
        reader_version: str,
        clock: Clock,
        reporter: Reporter,
        stop: threading.Event,
    ) -> None:
        self.settings = settings
        self.database = database
        self.catalogue = catalogue
        self.clock = clock
        self.reporter = reporter
        self.stop = stop
        self.incoming = settings.data_dir / "incoming"
        self.owed = settings.data_dir / "owed"
        self.intake = intake.Intake(
            archive=settings.archive_root,
            database=database,
            origins=lambda capture: self._origin(capture.source_id),
            models={"reader": reader_version},
            engine=engine,
            step=step,
        )

    def harvest_left_over(self) -> None:
        """Take in what crawls of a night that was cut off left; what can't be taken in is said, and stays."""
        for crawl in harvest.crawled(self.incoming):
            steps.check(self.stop)
            if crawl.source_id not in self.catalogue:  # its pages would be anybody's, and its folder go away
                said = f"{crawl.source_id} is in no source file that can be read: its pages wait for that."
                self.reporter.warn("not harvested", crawl=crawl.crawl_id, error=said)
                continue
            self.reporter.say("harvesting what an earlier crawl left", crawl=crawl.crawl_id)
            try:
                harvest.harvest(crawl, self.intake)
            except AlmenaraError as error:
                self.reporter.warn("not harvested", crawl=crawl.crawl_id, error=str(error))
            else:
                harvest.clear(crawl)

    def _origin(self, source_id: str) -> Origin | None:
        source = self.catalogue.get(source_id)
        return Origin.of(source) if source else None

    def crawl(self, run: runs.Run) -> None:
        """Crawl every source whose line of this run is still open."""
        owed.forget(self.owed, datetime.now(UTC))  # by the machine's own clock, as files are
        with self.database.reading() as session:
            lines = {line.source_id: line for line in runs.nights(session, run.run_id)}
        todo = [
            self.catalogue[source_id]
            for source_id, line in lines.items()
            if line.state not in {NightState.DONE, NightState.FAILED} and source_id in self.catalogue
        ]
        self.reporter.begin("crawl", len(todo))
        self._runner()(
            [self._job(source, run.run_id) for source in todo],
            processes=self.settings.crawl.processes,
            stop=self.stop,
            ended=lambda end: self._after(end, run, lines),
        )

    def _runner(self) -> Callable[..., None]:
        if self.settings.engine.kind == "ray":
            from pipeline.engines.cluster_crawls import run_crawls as run_on_cluster

            return run_on_cluster
        return run_crawls

    def _job(self, source: Source, run_id: int) -> CrawlJob:
        now = self.clock()
        crawl_id = f"{source.id}-{run_id:06d}-{now:%Y%m%dT%H%M%S}"
        with self.database.reading() as session:
            due = owed.owed(session, self.owed, source, run_id=run_id, now=now)
        return CrawlJob(
            source=source,
            crawl=self.settings.crawl,
            crawl_id=crawl_id,
            run_id=run_id,
            folder=self.incoming.resolve() / crawl_id,
            database=self.settings.database,
            max_warc_bytes=self.settings.archive.max_warc_bytes,
            owed=due,
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
            sightings.gone(session, source_id, report.gone)
            sightings.stood(session, source_id, report.stood)
            walled = revisits.walled(session, source_id, run.run_id)
            week = runs.week(session, run.night, source_id).get(source_id, [])
        if dropped := owed.note(self.owed, source_id, report, walled):
            self.reporter.warn("owed pages given up", source=source_id, pages=dropped, kept=owed.MOST)
        if not error:
            harvest.clear(crawl)
        self._tell(line, end.job.source, week)

    def _tell(self, line: SourceNight, source: Source, week: Sequence[int]) -> None:
        for concern in judge(line, source.expect, silent_nights=self.settings.nightly.silent_nights, week=week):
            self.reporter.warn("source concern", source=source.id, severity=concern.severity, told=concern.sentence)
        self.reporter.advance("crawl")
        is_done = line.state == NightState.DONE
        tell = self.reporter.say if is_done else self.reporter.warn
        tell(
            "source done" if is_done else "source failed",
            source=source.id,
            new=line.new,
            revised=line.revised,
            unchanged=line.unchanged,
            stopped=line.stopped,
            skipped=line.skipped,
            failed=line.failed,
            error=line.error or None,
        )
