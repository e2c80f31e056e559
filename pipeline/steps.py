"""The steps after the archive, as plain functions on batches: read, link, flag. Each may be run twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, tzinfo

from core.errors import StoppedError
from core.records import Document
from core.settings import EngineSettings
from pipeline.ahead import BATCH, WORTH_IT, Ahead, beside
from pipeline.engines.step import Engine, Failed
from pipeline.reporter import Reporter
from pipeline.work import READ_TOGETHER, ReadStep
from store import analyses, audit, documents, flags, linking, set_aside
from store.linking.seen_again import seen_again
from store.session import Database, Session

Clock = Callable[[], datetime]
"""The present, aware; a demo's second night is a day ahead."""


def utc_clock() -> datetime:
    """The real present."""
    return datetime.now(UTC)


def check(stop: threading.Event) -> None:
    """Leave between two batches when the process was told to stop.

    Raises:
        StoppedError: it was.
    """
    if stop.is_set():
        raise StoppedError("Stopped before it was done.", remedy="Start it again: it goes on where it stopped.")


def read_pending(  # noqa: PLR0913 - told apart by name
    database: Database,
    engine: Engine,
    step: ReadStep,
    *,
    run_id: int | None = None,
    clock: Clock = utc_clock,
    reporter: Reporter,
    stop: threading.Event,
) -> int:
    """Read every version of a document that this reader has not read yet. Returns how many.

    What the reader does not survive is set aside, said, and read again by the next version of the reader.
    """
    total = 0
    for batch, answers in engine.run(step, _unread(database, step.version, stop)):
        with database.transaction() as session:
            for document, answer in zip(batch, answers, strict=True):
                if isinstance(answer, Failed):
                    broken = set_aside.Broken(
                        set_aside.READ, document.document_id, step.version, answer.error, answer.tries
                    )
                    set_aside.add(session, broken, run_id=run_id, now=clock())
                    reporter.warn("document set aside", url=document.url, error=answer.error)
                else:
                    analyses.save(session, answer, clock())
            read = [
                document.document_id for document, a in zip(batch, answers, strict=True) if not isinstance(a, Failed)
            ]
            set_aside.solve(session, set_aside.READ, read, clock())
        total += len(batch)
        reporter.advance("read", len(batch))
        check(stop)
    return total


def _unread(database: Database, version: str, stop: threading.Event) -> Iterator[list[Document]]:
    place = documents.Place()
    while True:
        check(stop)
        with database.reading() as session:
            batch, place = documents.next_unread(session, version, READ_TOGETHER, place)
        if not batch:
            return
        yield batch


def flag_pending(  # noqa: PLR0913 - told apart by name
    database: Database,
    engine: EngineSettings | None,
    *,
    threshold: float,
    run_id: int | None,
    clock: Clock,
    reporter: Reporter,
    stop: threading.Event,
    zone: tzinfo = UTC,
) -> list[int]:
    """Link and flag every analysis that waits for it, and note of whom pages still show. Returns the flags that were
    raised or changed, each once.

    `engine`: what a second process may take (pipeline.ahead); None: there is none. `zone`: in which days are told.
    """
    touched: dict[int, None] = {}  # two documents of one story are one flag

    def settle(session: Session, revision_id: int) -> None:
        flag_id = flags.raise_flag(session, revision_id, run_id, clock())
        if flag_id is not None:
            touched[flag_id] = None

    with beside(database, engine, reporter) as ahead:
        link_waiting(
            database, ahead, flags.pending, settle, threshold=threshold, reporter=reporter, stop=stop, zone=zone
        )
    with database.transaction() as session:
        seen_again(session, clock())
    return list(touched)


def link_waiting(  # noqa: PLR0913 - told apart by name
    database: Database,
    ahead: Ahead,
    waiting: Callable[[Session, int], Sequence[int]],
    settle: Callable[[Session, int], object],
    *,
    threshold: float,
    reporter: Reporter,
    stop: threading.Event,
    zone: tzinfo = UTC,
) -> None:
    """Link what waits, in batches.

    Args:
        waiting: versions that wait, at most so many, in their order; none of those that were settled.
        settle: what is done with each once it is linked, within the same transaction.

    Raises:
        StoppedError: `stop` was set; what was linked stays.
    """
    while True:
        check(stop)
        with database.reading() as session:
            those = waiting(session, WORTH_IT)
        if not those:
            return
        # one for all: what is written safely to a disk takes it tens of ms
        with database.transaction() as session, audit.at_the_end(session), linking.days_in(session, zone):
            for revision_id in ahead.link(session, those, threshold=threshold):
                settle(session, revision_id)
        reporter.advance("flag", len(those[:BATCH]))
