"""The steps after the archive, as plain functions on batches: read, link, flag. Each may be run twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from core.errors import StoppedError
from core.records import Analysis, Document, Route
from nlp.opening import AnyReader
from pipeline.reporter import Reporter
from store import analyses, documents, flags, linking
from store.session import Database

BATCH = 32

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
        raise StoppedError("Stopped before the night was over.", remedy="Start it again: it goes on where it stopped.")


def read_pending(database: Database, reader: AnyReader, *, reporter: Reporter, stop: threading.Event) -> int:
    """Read every version of a document that this reader has not read yet. Returns how many."""
    total = 0
    while True:
        check(stop)
        with database.reading() as session:
            batch: list[Document] = documents.pending_analysis(session, reader.version, BATCH)
        if not batch:
            return total
        read = _read(batch, reader, reporter)
        with database.transaction() as session:
            for analysis in read:
                analyses.save(session, analysis)
        total += len(batch)
        reporter.advance("read", len(batch))


def _read(batch: list[Document], reader: AnyReader, reporter: Reporter) -> list[Analysis]:
    """Read a batch; where that fails, one by one, and a document that no reader survives is set aside."""
    try:
        return list(reader.analyse_many(batch))
    except Exception:  # noqa: BLE001 - hostile text: whatever it broke, the night goes on
        return [_read_alone(document, reader, reporter) for document in batch]


def _read_alone(document: Document, reader: AnyReader, reporter: Reporter) -> Analysis:
    try:
        return reader.analyse(document)
    except Exception as error:  # noqa: BLE001 - as above; said aloud, and read again by the next version of the reader
        reporter.say("document set aside", url=document.url, error=f"{type(error).__name__}: {error}")
        return Analysis(
            document_id=document.document_id,
            language=document.language,
            labels=(),
            scores={},
            mentions=(),
            contacts=(),
            route=Route(),
            prices=(),
            signals=(),
            reader=reader.version,
        )


def flag_pending(
    database: Database,
    *,
    threshold: float,
    run_id: int | None,
    clock: Clock,
    reporter: Reporter,
    stop: threading.Event,
) -> list[int]:
    """Link and flag every analysis that waits for it. Returns the flags that were raised or changed."""
    touched: list[int] = []
    while True:
        check(stop)
        with database.reading() as session:
            batch = flags.pending(session, BATCH)
        if not batch:
            return touched
        for revision_id in batch:
            with database.transaction() as session:
                linking.link(session, revision_id, threshold=threshold)
                flag_id = flags.raise_flag(session, revision_id, run_id, clock())
            if flag_id is not None:
                touched.append(flag_id)
            reporter.advance("flag")
