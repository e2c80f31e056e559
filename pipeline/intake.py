"""From a sealed WARC file to documents, by one way for our own crawls and for files made elsewhere.

A page is taken in once, by its capture: reading a file a second time changes nothing. An engine does the extracting;
what it gives is written here, a batch a transaction, in the order of the file whoever did the work.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from core.nights import SourceInfo
from core.records import Capture, Page
from core.terms import CaptureState
from core.urls import canonical, is_address
from evidence.reader import ReadReport, read_pages
from evidence.removal import note_kept
from evidence.seal import seal
from evidence.vault.carried import at_hand
from extraction.walls import ALIKE, look
from pipeline.engines.step import Engine, Failed
from pipeline.version import SOFTWARE
from pipeline.work import ExtractStep, Given, Origin, Refused, Stopped, Taken
from store import captures, documents, set_aside, sources, stopped
from store.session import Database, Session

BATCH = 32
"""Pages read in one transaction: a killed process repeats at most these and those that its workers had ahead."""
BATCH_BYTES = 8 << 20
"""A batch is closed earlier where its pages are this large together."""

Origins = Callable[[Capture], Origin | None]
"""Whose page a capture is; None passes it over, for this:"""
NO_SOURCE = "the file of its source can't be read, or is gone"
Answer = Taken | Refused | Stopped | Failed | None
"""What the extraction gave; None for a page that is as it was."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Where pages go, whose they are, and who reads them.

    `models`: name -> version of what will read the texts, for the custody log. `walls`: looks (extraction.walls) that
    most pages of a crawl share.
    """

    archive: Path
    database: Database
    origins: Origins
    models: Mapping[str, str]
    engine: Engine
    step: ExtractStep
    walls: frozenset[str] = frozenset()


@dataclass(slots=True)
class ReadIn:
    """What became of the pages of one file, counted."""

    outcomes: Counter[str] = field(default_factory=Counter)  # new, revised, unchanged, stopped, not_modified, known
    skipped: Counter[str] = field(default_factory=Counter)  # why -> pages
    truncated: bool = False  # the file ends in the middle of a record

    def add(self, other: ReadIn) -> None:
        """Count another file's as well."""
        self.outcomes.update(other.outcomes)
        self.skipped.update(other.skipped)
        self.truncated = self.truncated or other.truncated


@dataclass(frozen=True, slots=True)
class Kept:
    """How far a file was taken in: told in the transaction that keeps what lies before."""

    position: int  # the byte of the file behind the last record
    outcomes: Mapping[str, int]
    skipped: Mapping[str, int]


@dataclass(slots=True)
class _Batch:
    """Pages on their way: what the engine is given, and what waits here for its answers."""

    given: list[Given] = field(default_factory=list)
    entries: list[tuple[Capture, Origin, int | None]] = field(default_factory=list)  # and the place in `given`
    known: int = 0
    passed: Counter[str] = field(default_factory=Counter)  # why no page, counted from the start of the file
    position: int = 0


def take_in(  # noqa: PLR0913 - whose file, from where, and who is told
    name: str,
    intake: Intake,
    *,
    source_id: str = "",
    crawl_id: str = "",
    run_id: int | None = None,
    start: int = 0,
    kept: Callable[[Session, Kept], None] = lambda _session, _kept: None,
    advance: Callable[[int], None] = lambda _: None,
) -> ReadIn:
    """Seal the file `name` of the archive, and read its pages into documents.

    Args:
        source_id, crawl_id: whose file it is, for records that don't say so themselves.
        run_id: the night that it belongs to; None for a file that was brought.
        start: the byte at which an earlier ingest stopped: the border of a record.
        kept: told in every transaction how far the file is read then.
        advance: told how many pages were read since the last time.
    """
    file = at_hand(intake.archive, name)
    seal(intake.archive, name, actor=SOFTWARE, now=datetime.now(UTC), models=intake.models)
    note_kept(intake.archive, name, actor=SOFTWARE, now=datetime.now(UTC))  # what a purge was to take away is back
    report = ReadReport()
    pages = read_pages(file, root=intake.archive, source_id=source_id, crawl_id=crawl_id, report=report, start=start)
    result, passed = ReadIn(), Counter[str]()
    ahead: deque[_Batch] = deque()
    registered: set[SourceInfo] = set()
    for _, answers in intake.engine.run(intake.step, _given(pages, intake, report, ahead, passed)):
        batch = ahead.popleft()
        strangers = [origin.info for _, origin, _ in batch.entries if origin.info is not None]
        unregistered = [info for info in dict.fromkeys(strangers) if info not in registered]
        with intake.database.transaction() as session:
            sources.register(session, unregistered)
            _keep_batch(session, batch, answers, run_id=run_id, result=result)
            kept(session, Kept(batch.position, result.outcomes, result.skipped + batch.passed))
        registered.update(unregistered)
        advance(len(batch.entries) + batch.known)
    result.skipped += report.skipped + passed
    result.truncated = report.truncated
    return result


def keep(session: Session, capture: Capture, origin: Origin, answer: Answer, *, run_id: int | None) -> tuple[str, str]:
    """Keep what was read off one capture, which must have been added; its state and what became of it."""
    state, outcome = _kept(session, capture, origin, answer, run_id=run_id)
    captures.mark(session, capture.capture_id, state, outcome)
    return state, outcome


def _given(
    pages: Iterable[Page], intake: Intake, report: ReadReport, ahead: deque[_Batch], passed: Counter[str]
) -> Iterator[Sequence[Given]]:
    """Batches for the engine; what stays here of each is put to `ahead`."""
    batch = _Batch()
    waiting: list[tuple[Page, Origin]] = []

    def closed() -> Sequence[Given]:
        _fill(batch, waiting, intake)
        batch.passed = report.skipped + passed
        ahead.append(batch)
        return batch.given

    size = 0
    for page in pages:
        batch.position = page.capture.warc_offset + page.capture.warc_length
        if not all(map(is_address, (page.capture.url, page.capture.requested_url))):
            passed["no web address"] += 1
            continue
        origin = intake.origins(page.capture)
        if origin is None:
            passed[NO_SOURCE] += 1
            continue
        waiting.append((page, origin))
        size += len(page.body)
        if len(waiting) >= BATCH or size >= BATCH_BYTES:
            yield closed()
            batch, waiting, size = _Batch(), [], 0
    if waiting:
        yield closed()


def _fill(batch: _Batch, waiting: Sequence[tuple[Page, Origin]], intake: Intake) -> None:
    """Those that are not known yet go to the engine, if there is anything to read."""
    with intake.database.reading() as session:
        known = captures.known(session, [page.capture.capture_id for page, _ in waiting])
        addresses = {(origin.source_id, canonical(page.capture.url)) for page, origin in waiting}
        read_before = stopped.known_documents(session, addresses)
    for page, origin in waiting:
        if page.capture.capture_id in known:
            batch.known += 1
            continue
        capture = replace(page.capture, source_id=origin.source_id, url=canonical(page.capture.url))
        place = None if capture.not_modified else len(batch.given)
        if place is not None:
            wall = ALIKE if intake.walls and look(page.body) in intake.walls else ""
            batch.given.append(Given(page, origin, (capture.source_id, capture.url) in read_before, wall))
        batch.entries.append((capture, origin, place))


def _keep_batch(
    session: Session, batch: _Batch, answers: Sequence[Answer], *, run_id: int | None, result: ReadIn
) -> None:
    result.outcomes += Counter({"known": batch.known})  # none is no outcome
    of = {
        capture.capture_id: None if place is None else answers[place] for capture, _, place in reversed(batch.entries)
    }
    # Most are stopped, and that is all that is written of them: so all are written together.
    ends = {id_: (CaptureState.STOPPED, answer.version) for id_, answer in of.items() if isinstance(answer, Stopped)}
    fresh = captures.add(session, [capture for capture, _, _ in batch.entries], run_id, ends)
    states: dict[str, tuple[str, str]] = {}
    for capture, origin, _ in batch.entries:
        if capture.capture_id not in fresh:
            result.outcomes["known"] += 1
            continue
        fresh.remove(capture.capture_id)
        state, outcome = _kept(session, capture, origin, of[capture.capture_id], run_id=run_id)
        if state != CaptureState.STOPPED:
            states[capture.capture_id] = state, outcome
        if state == CaptureState.STOPPED:
            result.outcomes[state] += 1
        else:
            (result.outcomes if state == CaptureState.DONE else result.skipped)[outcome] += 1
    captures.mark_all(session, states)


def _kept(session: Session, capture: Capture, origin: Origin, answer: Answer, *, run_id: int | None) -> tuple[str, str]:
    if answer is None:
        documents.unmodified(session, capture)
        return CaptureState.DONE, "not_modified"
    if isinstance(answer, Failed):
        broken = set_aside.Broken(set_aside.EXTRACT, capture.capture_id, SOFTWARE, answer.error, answer.tries)
        set_aside.add(session, broken, run_id=run_id, now=datetime.now(UTC))
        return CaptureState.FAILED, f"set aside: {answer.error}"[: set_aside.LONGEST]
    if isinstance(answer, Refused):
        return CaptureState.WALL if answer.is_wall else CaptureState.FAILED, answer.reason
    if isinstance(answer, Stopped):
        return CaptureState.STOPPED, answer.version
    if not answer.extracted.text.strip():
        return CaptureState.SKIPPED, "no text"
    saved = documents.save(
        session,
        capture,
        answer.extracted,
        kind=origin.kind,
        country=origin.country,
        fingerprint=answer.fingerprint,
        bands=answer.bands,
    )
    return CaptureState.DONE, saved.outcome
