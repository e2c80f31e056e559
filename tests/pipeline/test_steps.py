"""Steps after the archive: one document that breaks the reader stops nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from core.errors import StoppedError
from core.records import Analysis, Capture, Document, Extracted
from core.terms import DateSource, DocumentKind, Language
from nlp.analyse import Reader
from pipeline.engines.inline import Inline
from pipeline.engines.step import Step
from pipeline.reporter import LogReporter
from pipeline.steps import read_pending
from pipeline.work import ReadStep
from store import captures, documents, set_aside
from store.session import Database


class Fragile(Reader):
    """The real reader, broken by one word; `sound` mends it."""

    def __init__(self, *, sound: bool = False) -> None:
        super().__init__(0.5)
        self.sound = sound

    def analyse(self, document: Document) -> Analysis:
        """Read, or break."""
        if "quicksand" in document.text and not self.sound:
            raise RecursionError("too deep")
        return super().analyse(document)


def step(reader: Reader, version: str = "") -> ReadStep:
    """The step of a reader."""
    return Step("read", version or reader.version, lambda _threads: reader.analyse_many)


def texts(database: Database) -> list[tuple[str, bool]]:
    """Addresses of what is set aside, and whether it is solved."""
    with database.reading() as session:
        rows = session.execute(text("select url, solved_at from set_aside order by url")).all()
    return [(url, solved is not None) for url, solved in rows]


class Telling(LogReporter):
    """Remembers what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[tuple[str, dict[str, object]]] = []

    def say(self, event: str, **fields: str | int | float | None) -> None:
        """Keep it."""
        self.told.append((event, dict(fields)))

    def warn(self, event: str, **fields: str | int | float | None) -> None:
        """Keep it, too."""
        self.say(event, **fields)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Three documents that wait to be read, the second of them hostile."""
    made = Database(f"sqlite:///{tmp_path}/watch.db")
    made.upgrade()
    now = datetime.now(UTC)
    with made.transaction() as session:
        for number, body in enumerate(("The council met.", "Into the quicksand.", "Rain is expected.")):
            url = f"http://paper.example/{number}"
            capture = Capture(
                f"urn:uuid:{number}", "us_paper", "c", url, url, (), now, 200, "text/html", "0" * 64, "a.warc.gz", 0, 1
            )
            captures.add(session, [capture], None)
            extracted = Extracted(url, "News", body, None, DateSource.NONE, "", "", Language.ENGLISH)
            documents.save(session, capture, extracted, kind=DocumentKind.NEWS, country="US", fingerprint=(), bands=())
    yield made
    made.close()


def test_a_document_that_breaks_the_reader_is_set_aside_and_said(database: Database) -> None:
    """The others are read, nothing is read twice, and the next version of the reader tries again."""
    reader, reporter = Fragile(), Telling()

    def read(version: str = "") -> int:
        return read_pending(database, Inline(), step(reader, version), reporter=reporter, stop=threading.Event())

    assert read() == 3
    ((event, fields),) = reporter.told
    assert event == "document set aside"
    assert fields == {"url": "http://paper.example/1", "error": "RecursionError: too deep"}
    assert texts(database) == [("http://paper.example/1", False)]
    with database.reading() as session:
        (aside,) = set_aside.waiting(session)
        assert (aside.step, aside.version, aside.tries) == ("read", reader.version, 2)
        assert session.execute(text("select count(*) from analyses")).scalar() == 2  # nothing is made up for it
    assert read() == 0
    with database.reading() as session:
        assert len(documents.next_unread(session, "another reader", 10)[0]) == 3


def test_a_new_version_reads_what_was_set_aside(database: Database) -> None:
    """What it gets through is no longer set aside; what it does not is told anew, as its own."""
    broken, stop = Fragile(), threading.Event()
    read_pending(database, Inline(), step(broken), reporter=LogReporter(), stop=stop)
    assert read_pending(database, Inline(), step(broken, "still broken"), reporter=LogReporter(), stop=stop) == 3
    with database.reading() as session:
        (aside,) = set_aside.waiting(session)
    assert (aside.version, aside.tries) == ("still broken", 2)
    assert read_pending(database, Inline(), step(Fragile(sound=True), "mended"), reporter=LogReporter(), stop=stop) == 3
    assert texts(database) == [("http://paper.example/1", True)]


def test_asked_to_the_same_version_tries_again(database: Database) -> None:
    """A person knows that the fault was the machine's."""
    reader, stop = Fragile(), threading.Event()
    read_pending(database, Inline(), step(reader), reporter=LogReporter(), stop=stop)
    with database.transaction() as session:
        assert set_aside.reopen(session) == 1
    assert read_pending(database, Inline(), step(reader), reporter=LogReporter(), stop=stop) == 1
    with database.transaction() as session:
        (aside,) = set_aside.waiting(session)
        assert aside.tries == 4
        set_aside.reopen(session)
    reader.sound = True
    assert read_pending(database, Inline(), step(reader), reporter=LogReporter(), stop=stop) == 1
    assert texts(database) == [("http://paper.example/1", True)]


def test_told_to_stop_it_stops_before_the_next_batch(database: Database) -> None:
    """What is read stays read; the rest waits."""
    stop = threading.Event()
    stop.set()
    with pytest.raises(StoppedError, match=r"Stopped before it was done\. .*goes on where it stopped"):
        read_pending(database, Inline(), step(Reader(0.5)), reporter=LogReporter(), stop=stop)
