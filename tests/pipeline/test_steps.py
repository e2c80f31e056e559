"""Steps after the archive: one document that breaks the reader stops nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from core.errors import StoppedError
from core.records import Analysis, Capture, Document, Extracted
from core.terms import DateSource, DocumentKind, Language
from nlp.analyse import Reader
from pipeline.reporter import LogReporter
from pipeline.steps import read_pending
from store import captures, documents
from store.session import Database


class Fragile(Reader):
    """The real reader, broken by one word."""

    def analyse(self, document: Document) -> Analysis:
        """Read, or break."""
        if "quicksand" in document.text:
            raise RecursionError("too deep")
        return super().analyse(document)


class Telling(LogReporter):
    """Remembers what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, dict[str, object]]] = []

    def say(self, event: str, **fields: str | int | float | None) -> None:
        """Keep it."""
        self.told.append((event, dict(fields)))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Three documents that wait to be read, the second of them hostile."""
    made = Database(f"sqlite:///{tmp_path}/watch.db")
    made.upgrade()
    now = datetime.now(UTC)
    with made.transaction() as session:
        for number, text in enumerate(("The council met.", "Into the quicksand.", "Rain is expected.")):
            url = f"http://paper.example/{number}"
            capture = Capture(
                f"urn:uuid:{number}", "us_paper", "c", url, url, (), now, 200, "text/html", "0" * 64, "a.warc.gz", 0, 1
            )
            captures.add(session, [capture], None)
            extracted = Extracted(url, "News", text, None, DateSource.NONE, "", "", Language.ENGLISH)
            documents.save(session, capture, extracted, kind=DocumentKind.NEWS, country="US", fingerprint=(), bands=())
    yield made
    made.close()


def test_a_document_that_breaks_the_reader_is_set_aside_and_said(database: Database) -> None:
    """The others are read, nothing is read twice, and the next version of the reader tries again."""
    reader, reporter = Fragile(0.5), Telling()
    assert read_pending(database, reader, reporter=reporter, stop=threading.Event()) == 3
    ((event, fields),) = reporter.told
    assert event == "document set aside"
    assert fields == {"url": "http://paper.example/1", "error": "RecursionError: too deep"}
    assert read_pending(database, reader, reporter=reporter, stop=threading.Event()) == 0
    with database.reading() as session:
        assert len(documents.pending_analysis(session, "another reader", 10)) == 3


def test_told_to_stop_it_stops_before_the_next_batch(database: Database) -> None:
    """What is read stays read; the rest waits."""
    stop = threading.Event()
    stop.set()
    with pytest.raises(StoppedError, match="goes on where it stopped"):
        read_pending(database, Reader(0.5), reporter=LogReporter(), stop=stop)
