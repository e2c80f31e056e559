"""What was set aside, tried again: by a new version of the program by itself, by the same one when a person asks."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from core.errors import EvidenceError, SourceError
from core.records import Capture
from core.settings import Settings
from core.terms import CaptureState
from evidence.reader import read_page
from evidence.vault.carried import Lender
from pipeline import steps
from pipeline.engines.opening import opened
from pipeline.intake import BATCH, Intake, keep
from pipeline.origins import HostOrigins, Unread, readable
from pipeline.reporter import Reporter
from pipeline.sifting import Sifting, sifting
from pipeline.version import SOFTWARE
from pipeline.work import Given, extract_step, read_step
from store import lock, set_aside, stopped
from store.session import Database


@dataclass(frozen=True, slots=True)
class Retried:
    """What came of it."""

    tried: int
    flags: int
    left: int  # how many are still set aside
    waiting: tuple[set_aside.SetAside, ...]  # the first thousand of them


def pages(intake: Intake, *, run_id: int | None, older_only: bool) -> int:
    """Read again the pages that extraction did not survive, out of the archive; how many there were.

    Args:
        older_only: only those that an older version of the program did not survive.
    """
    tried = 0
    for batch, answers in intake.engine.run(intake.step, _waiting(intake, older_only=older_only)):
        with intake.database.transaction() as session:
            for given, answer in zip(batch, answers, strict=True):
                capture = given.page.capture
                state, _ = keep(session, capture, given.origin, answer, run_id=run_id)
                if state != CaptureState.FAILED:
                    set_aside.solve(session, set_aside.EXTRACT, [capture.capture_id], datetime.now(UTC))
        tried += len(batch)
    return tried


@dataclass(frozen=True, slots=True)
class LookedAgain:
    """Pages that another version of triage had stopped, and how many of them are read now."""

    pages: int
    read: int


def stopped_pages(intake: Intake, sifting: Sifting | None, *, stop: threading.Event) -> LookedAgain:
    """Ask the triage of the intake's step about every page that another version stopped; without one all are read."""
    pages = read = 0
    version = sifting.version if sifting is not None else ""
    for batch, answers in intake.engine.run(intake.step, _stopped(intake, version, stop)):
        with intake.database.transaction() as session:
            for given, answer in zip(batch, answers, strict=True):
                state, _ = keep(session, given.page.capture, given.origin, answer, run_id=None)
                read += state == CaptureState.DONE
        pages += len(batch)
        steps.check(stop)
    return LookedAgain(pages, read)


def _stopped(intake: Intake, version: str, stop: threading.Event) -> Iterator[Sequence[Given]]:
    place = stopped.Place()
    with Lender(intake.archive) as lender:
        while True:
            steps.check(stop)
            with intake.database.reading() as session:
                found, place = stopped.by_others(session, version, BATCH, place)
            if not found:
                return
            batch = [given for capture in found if (given := _given(intake, capture, lender)) is not None]
            if batch:
                yield batch


def _waiting(intake: Intake, *, older_only: bool) -> Iterator[Sequence[Given]]:
    after = 0
    with Lender(intake.archive) as lender:
        while True:
            with intake.database.reading() as session:
                found = set_aside.waiting_captures(
                    session, after=after, besides=SOFTWARE if older_only else "", limit=BATCH
                )
            if not found:
                return
            after = found[-1][0]
            yield [given for _, capture in found if (given := _given(intake, capture, lender)) is not None]


def _given(intake: Intake, capture: Capture, lender: Lender) -> Given | None:
    """The page out of the archive; None where it can't be had any more, which `evidence verify` says."""
    origin = intake.origins(capture)
    try:
        if origin is not None:
            lender.have(capture.warc_file)
        return Given(read_page(intake.archive, capture), origin) if origin is not None else None
    except EvidenceError:
        return None


def retry(
    settings: Settings,
    *,
    broken: dict[str, SourceError] | None = None,
    reporter: Reporter,
    stop: threading.Event,
) -> Retried:
    """Try everything that is set aside again, with the versions of today, and flag what comes of it.

    Args:
        broken: takes up what is wrong with single sources' files, as `read_catalogue`; what may be a page of theirs
            stays set aside.

    Raises:
        BusyError: a night or an ingest is at work.
        StoreError: there is no database, or it can't be used.
        SourceError: the files of all sources are broken.
    """
    broken = {} if broken is None else broken
    database = Database(settings.database)
    try:
        database.upgrade(new=False)
        catalogue = readable(settings.source_folders, broken)
        with lock.hold(database, work="a retry"), opened(settings.engine, lambda: steps.check(stop)) as engine:
            reading, sifted = read_step(settings.reading), sifting(settings, database)
            shelf = Intake(
                archive=settings.archive_root,
                database=database,
                origins=HostOrigins(catalogue, unread=Unread.of(settings.source_folders, broken)),
                models={"reader": reading.version},
                engine=engine,
                step=extract_step(sifted),
            )
            tried = pages(shelf, run_id=None, older_only=False)
            tried += stopped_pages(shelf, sifted, stop=stop).pages
            with database.transaction() as session:
                tried += set_aside.reopen(session)
            steps.read_pending(database, engine, reading, reporter=reporter, stop=stop)
            flags = steps.flag_pending(
                database,
                settings.engine,
                threshold=settings.linking.threshold,
                run_id=None,
                clock=steps.utc_clock,
                reporter=reporter,
                stop=stop,
                zone=settings.nightly.zone,
            )
            with database.reading() as session:
                left, first = set_aside.waiting_count(session), set_aside.waiting(session)
                return Retried(tried, len(flags), left, tuple(first))
    finally:
        database.close()
