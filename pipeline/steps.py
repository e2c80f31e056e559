"""The steps after the archive, as plain functions on batches: read, link, flag. Each may be run twice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from core.errors import StoppedError
from core.records import Document
from pipeline.engines.step import Engine, Failed
from pipeline.reporter import Reporter
from pipeline.work import READ_TOGETHER, ReadStep
from store import analyses, audit, documents, flags, linking, set_aside
from store.session import Database

BATCH = 64
"""Readings that are linked and flagged in one transaction."""

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
                    analyses.save(session, answer)
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


def flag_pending(
    database: Database,
    *,
    threshold: float,
    run_id: int | None,
    clock: Clock,
    reporter: Reporter,
    stop: threading.Event,
) -> list[int]:
    """Link and flag every analysis that waits for it. Returns the flags that were raised or changed, each once."""
    touched: dict[int, None] = {}  # two documents of one story are one flag
    while True:
        check(stop)
        with database.reading() as session:
            batch = flags.pending(session, BATCH)
        if not batch:
            return list(touched)
        raised = []
        # one for all: what is written safely to a disk takes it tens of ms
        with database.transaction() as session, audit.at_the_end(session):
            for revision_id in linking.link_each(session, batch, threshold=threshold):
                raised.append(flags.raise_flag(session, revision_id, run_id, clock()))
        touched |= dict.fromkeys(flag_id for flag_id in raised if flag_id is not None)
        reporter.advance("flag", len(batch))
