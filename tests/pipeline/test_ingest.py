"""WARC files from anywhere: streamed, counted, resumed where a kill stopped them, the same whoever does the work."""

from __future__ import annotations

import gzip
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import fsspec
import pytest
from sqlalchemy import text

from core.errors import InputError, SourceError, StoppedError
from core.settings import Settings
from evidence.verify import verify
from pipeline.ingest import Ingested, ingest_files
from pipeline.intake import NO_SOURCE
from pipeline.reporter import LogReporter
from store.session import Database
from tests.cli.test_commands import SOURCE
from tests.pipeline.brought import answer, page, rows, settings_for, warc
from tests.pipeline.conftest import World

PAGES = range(1, 36)
KILL_POINTS = (8, 13, 18, 7, 7, 7)  # a start that finds the file archived has less to do
MANY = range(1, 100)


class StoppingAfter(LogReporter):
    """Tells the work to stop when so many pages are in."""

    def __init__(self, pages: int, stop: threading.Event) -> None:
        super().__init__()
        self.left, self.stop = pages, stop
        self.pages = 0

    def advance(self, stage: str, by: int = 1) -> None:
        """Count down."""
        if stage.endswith("pages"):
            self.pages += by
            if self.pages >= self.left:
                self.stop.set()


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """A bucket that is no folder of this machine."""
    files = fsspec.filesystem("memory")
    files.pipe_file("/crawl/one.warc.gz", warc(PAGES))
    yield "memory://crawl/one.warc.gz"
    files.store.clear()


def take_in(settings: Settings, *addresses: str, stop_after: int = 10**9, read: bool = False) -> list[Ingested]:
    """Ingest, in small segments."""
    stop = threading.Event()
    reporter = StoppingAfter(stop_after, stop)
    return ingest_files(settings, addresses, read=read, segment_bytes=4000, reporter=reporter, stop=stop)


def test_a_file_elsewhere_is_taken_in_in_segments(tmp_path: Path, elsewhere: str) -> None:
    """Every page, everything else counted, every byte in the archive; a second time changes nothing."""
    settings = settings_for(tmp_path)
    (result,) = take_in(settings, elsewhere)
    assert result.outcomes == {"new": 35}
    assert result.skipped == {"type image/jpeg": 7, "status 404": 7}
    assert not result.truncated
    kept = sorted((settings.archive_root / "ingested").glob("*.warc.gz"))
    assert len(kept) > 2
    assert b"".join(path.read_bytes() for path in kept) == warc(PAGES)
    assert verify(settings.archive_root) == []
    before = rows(settings)
    (again,) = take_in(settings, elsewhere)
    assert again.outcomes == {"known": 35}
    assert rows(settings) == before


def test_a_file_of_this_machine_gives_the_same_documents(tmp_path: Path, elsewhere: str) -> None:
    """By its path, by file://, and from a bucket: only the archive's files are named otherwise."""
    path = tmp_path / "one.warc.gz"
    path.write_bytes(warc(PAGES))
    found = []
    for number, address in enumerate((str(path), f"file://{path}", elsewhere)):
        settings = settings_for(tmp_path / str(number))
        take_in(settings, address)
        found.append(rows(settings, without=("warc_file", "warc_offset")))
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("local", [False, True])
def test_told_to_stop_it_goes_on_behind_what_is_kept(tmp_path: Path, elsewhere: str, local: bool) -> None:
    """The second half is read once, and the counts are those of the whole file."""
    settings, address = settings_for(tmp_path), elsewhere
    if local:
        address = str(tmp_path / "one.warc.gz")
        Path(address).write_bytes(warc(PAGES))
    with pytest.raises(StoppedError, match="goes on where it stopped"):
        take_in(settings, address, stop_after=20)
    stop = threading.Event()
    rest = StoppingAfter(10**9, stop)
    (result,) = ingest_files(settings, [address], read=False, segment_bytes=4000, reporter=rest, stop=stop)
    assert 0 < rest.pages <= 19
    assert result.outcomes == {"new": 35}
    assert result.skipped == {"type image/jpeg": 7, "status 404": 7}
    assert verify(settings.archive_root) == []


def test_a_slip_in_one_sources_file_stops_no_other(tmp_path: Path, elsewhere: str) -> None:
    settings = settings_for(tmp_path)
    (tmp_path / "sources" / "xx_otro.yml").write_text("id: [", encoding="utf-8")
    broken: dict[str, SourceError] = {}

    def ingest(source_id: str = "") -> list[Ingested]:
        given = {"reporter": LogReporter(), "stop": threading.Event(), "broken": broken, "read": False}
        return ingest_files(settings, [elsewhere], source_id=source_id, **given)  # type: ignore[arg-type]

    with pytest.raises(SourceError, match=r"xx_otro\.yml"):  # nothing else is there
        ingest()
    (tmp_path / "sources" / "xx_diario.yml").write_text(SOURCE, encoding="utf-8")
    with pytest.raises(SourceError, match=r"xx_otro\.yml"):
        ingest("xx_otro")
    (result,) = ingest()
    assert result.outcomes == {"new": 35}
    assert list(broken) == ["xx_otro"]
    database = Database(settings.database)
    with database.engine.connect() as connection:
        assert list(connection.execute(text("SELECT DISTINCT source_id FROM documents")).scalars()) == ["xx_diario"]
    database.close()


@pytest.mark.parametrize("stop_after", [4, 10**9])
def test_pages_of_a_source_that_cannot_be_read_wait_for_the_next_ingest(tmp_path: Path, stop_after: int) -> None:
    """Also where the first was stopped in the middle: then they are kept as theirs, and nothing twice."""
    both = [answer(n, page(n)) for n in range(1, 71)]
    both[::2] = [gzip.compress(gzip.decompress(m).replace(b"diario.ex", b"avisos.ex")) for m in both[::2]]
    files = fsspec.filesystem("memory")
    files.pipe_file("/crawl/both.warc.gz", b"".join(both))
    settings = settings_for(tmp_path)
    (tmp_path / "sources" / "xx_diario.yml").write_text(SOURCE, encoding="utf-8")
    avisos = tmp_path / "sources" / "xx_avisos.yml"
    avisos.write_text(SOURCE.replace("diario", "avisos").replace("news", "misspelt"), encoding="utf-8")
    stop = threading.Event()
    given = {"reporter": StoppingAfter(stop_after, stop), "stop": stop, "broken": {}, "read": False}
    with nullcontext() if stop_after > len(both) else pytest.raises(StoppedError):
        (first,) = ingest_files(settings, ["memory://crawl/both.warc.gz"], **given)  # type: ignore[arg-type]
        assert (first.outcomes, first.skipped) == ({"new": 35}, {NO_SOURCE: 35})
    avisos.write_text(SOURCE.replace("diario", "avisos").replace("news", "classifieds"), encoding="utf-8")
    (second,) = take_in(settings, "memory://crawl/both.warc.gz")
    assert (sum(second.outcomes.values()), second.skipped) == (70, {})
    assert second.outcomes["known"] > 0
    database = Database(settings.database)
    with database.engine.connect() as connection:
        found = connection.execute(text("SELECT source_id, kind, count(*) FROM documents GROUP BY 1, 2")).all()
    assert sorted(map(tuple, found)) == [("xx_avisos", "ad", 35), ("xx_diario", "news", 35)]
    database.close()
    assert take_in(settings, "memory://crawl/both.warc.gz")[0].outcomes == {"known": 70}
    files.store.clear()


def test_a_file_that_ends_in_a_record_is_told_and_read(tmp_path: Path) -> None:
    """Also a whole one beside it; and one that is no WARC stops neither, unless it is alone."""
    files = fsspec.filesystem("memory")
    files.pipe_file("/crawl/torn.warc.gz", warc(range(1, 11))[:-30])
    files.pipe_file("/crawl/whole.warc.gz", warc(range(11, 16)))
    files.pipe_file("/crawl/letter.warc.gz", b"Dear archive,\n")
    settings = settings_for(tmp_path)
    letter, torn, whole = take_in(settings, "memory://crawl/*.warc.gz")
    assert "doesn't begin with a WARC record" in letter.error
    assert (torn.truncated, torn.outcomes, torn.skipped["damaged bytes"]) == (True, {"new": 10}, 1)
    assert (whole.truncated, whole.outcomes) == (False, {"new": 5})
    assert [each.truncated for each in take_in(settings, "memory://crawl/torn.warc.gz")] == [True]
    with pytest.raises(InputError, match=r"letter\.warc\.gz"):
        take_in(settings, "memory://crawl/letter.warc.gz")
    with pytest.raises(InputError, match=r"gone\.warc\.gz"):
        take_in(settings, "memory://crawl/gone.warc.gz")
    files.store.clear()


class KillingAWorker(LogReporter):
    """Kills a worker process when some pages are in."""

    killed = False

    def advance(self, _stage: str, by: int = 1) -> None:
        """Once."""
        if by and not self.killed and (workers := multiprocessing.active_children()):
            self.killed = True
            os.kill(workers[0].pid or 0, signal.SIGKILL)


def test_one_and_two_workers_write_the_same_rows(tmp_path: Path, elsewhere: str) -> None:
    """Numbers and all: what is written depends neither on who read it, nor on who was first, nor on who was killed."""
    found = []
    killing = KillingAWorker()
    for number, (workers, reporter) in enumerate(((1, LogReporter()), (2, LogReporter()), (2, killing))):
        settings = settings_for(tmp_path / str(number), workers=workers)
        ingest_files(settings, [elsewhere], segment_bytes=4000, reporter=reporter, stop=threading.Event())
        found.append(rows(settings))
    assert killing.killed
    assert found[0] == found[1] == found[2]
    assert len(found[0]["analyses"]) == 35


class _Parts(BaseHTTPRequestHandler):
    """A server that gives one file, whole or in parts."""

    content = warc(MANY)

    def do_HEAD(self) -> None:
        """Its size."""
        self._head(200, len(self.content))

    def do_GET(self) -> None:
        """The part that is asked for."""
        asked = self.headers.get("Range", "").removeprefix("bytes=").partition("-")
        start, end = int(asked[0] or 0), int(asked[2] or len(self.content) - 1)
        part = self.content[start : end + 1]
        self._head(206 if asked[0] else 200, len(part), f"bytes {start}-{start + len(part) - 1}/{len(self.content)}")
        self.wfile.write(part)

    def _head(self, status: int, length: int, part: str = "") -> None:
        self.send_response(status)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(length))
        self.send_header("ETag", '"one"')
        if part:
            self.send_header("Content-Range", part)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def served() -> Iterator[str]:
    """The file on a web server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Parts)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/one.warc.gz"
    server.shutdown()
    server.server_close()


def test_killed_again_and_again_an_ingest_ends_as_if_it_never_was(world: World, served: str, tmp_path: Path) -> None:
    """SIGKILL between any two records: each start goes on where the last one stopped."""
    killed, positions = 0, [0]
    for point in KILL_POINTS:
        result = world.run("ingest", served, "--no-read", kill=f"night:{point}")
        killed += result.returncode == -signal.SIGKILL
        positions.append(_position(world))
    assert killed >= 4
    assert positions == sorted(positions)
    assert any(0 < position < len(_Parts.content) for position in positions)
    last = world.run("ingest", served, "--no-read")
    assert last.returncode == 0, last.stderr.decode()
    peaceful = settings_for(tmp_path / "peaceful")
    ingest_files(peaceful, [served], read=False, reporter=LogReporter(), stop=threading.Event())
    tables = ("captures", "documents", "revisions", "stories", "text_bands")
    assert rows(world.settings(), tables) == rows(peaceful, tables)
    assert verify(world.settings().archive_root) == []


def _position(world: World) -> int:
    database = Database(world.settings().database)
    database.upgrade()
    with database.reading() as session:
        found = session.execute(text("select position from bookmarks")).scalar()
    database.close()
    return int(found or 0)
