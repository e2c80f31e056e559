"""WARC files made elsewhere, read in place of a crawl: archived, sealed, extracted, read, linked and flagged.

A file of this machine is copied into the archive; one that lies elsewhere comes in segments as it streams by. How far
it was taken in is kept with the documents, in one transaction: killed anywhere, it goes on where it stopped.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from core.errors import InputError, SourceError
from core.settings import Settings
from evidence.elsewhere import PIECE
from evidence.format.members import MAGIC, is_gzip
from evidence.recover import adopt
from evidence.segments import Segment, forget_draft, segments, segments_of
from pipeline import foreign, intake, ledger, steps
from pipeline.engines.opening import opened
from pipeline.foreign import Foreign
from pipeline.origins import HostOrigins, Unread, readable
from pipeline.reporter import Reporter
from pipeline.sifting import sifting
from pipeline.work import extract_step, read_step
from store import bookmarks, lock, sources
from store.bookmarks import Bookmark
from store.session import Database, Session

SEGMENT = 64 << 20
"""Bytes of a file elsewhere that are brought into the archive at once."""
_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of one file, now and before."""

    address: str
    outcomes: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    truncated: bool = False  # it ends in the middle of a record
    error: str = ""  # why it was not taken in to its end


def ingest_files(  # noqa: PLR0913 - told apart by name
    settings: Settings,
    addresses: Sequence[str],
    *,
    source_id: str = "",
    read: bool = True,
    segment_bytes: int = SEGMENT,
    broken: dict[str, SourceError] | None = None,
    reporter: Reporter,
    stop: threading.Event,
) -> list[Ingested]:
    """Take in each file in turn, then read and flag what came of it. A file that can't be read stops no other.

    Args:
        broken: takes up what is wrong with single sources' files, as `read_catalogue`; what may be a page of theirs is
            left out, and the next ingest of the file takes it, when they can be read.

    Raises:
        InputError: a file isn't there, no file could be taken in, or no source has that id.
        SourceError: the file of the source that is named is broken, or those of all are.
        BusyError: a night or another ingest is at work.
        StoppedError: `stop` was set; the next call goes on from there.
    """
    files = foreign.find(addresses)
    settings.make_data_dir()
    database = Database(settings.database)
    try:
        database.upgrade()
        broken = {} if broken is None else broken
        catalogue = readable(settings.source_folders, broken)
        if source_id in broken:
            raise broken[source_id]
        with lock.hold(database, work="an ingest"), opened(settings.engine, lambda: steps.check(stop)) as engine:
            with database.transaction() as session:
                sources.register(session, [ledger.info(source) for source in catalogue.values()])
            reading = read_step(settings.reading)
            shelf = intake.Intake(
                archive=settings.archive_root,
                database=database,
                origins=HostOrigins(catalogue, source_id=source_id, unread=Unread.of(settings.source_folders, broken)),
                models={"reader": reading.version},
                engine=engine,
                step=extract_step(sifting(settings, database)),
            )
            results = _each(files, lambda file: _Ingest(file, shelf, reporter, stop).run(segment_bytes))
            if read:
                reporter.begin("read", None)
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
                reporter.say("taken in", files=len(files), flags=len(flags), worker_peak_mib=engine.peak_mib)
            return results
    finally:
        database.close()


def _each(files: Sequence[Foreign], take_in: Callable[[Foreign], Ingested]) -> list[Ingested]:
    results: list[Ingested] = []
    faults: list[InputError] = []
    for file in files:
        try:
            results.append(take_in(file))
        except InputError as error:
            faults.append(error)
            results.append(Ingested(file.address, error=str(error)))
    if faults and len(faults) == len(files):
        raise faults[0]
    return results


class _Ingest:
    """One file on its way in."""

    def __init__(self, file: Foreign, shelf: intake.Intake, reporter: Reporter, stop: threading.Event) -> None:
        self.file = file
        self.shelf = shelf
        self.reporter = reporter
        self.stop = stop
        self.begun = time.monotonic()
        self.pages = 0
        self.shown = 0  # MiB
        with shelf.database.reading() as session:
            found = bookmarks.find(session, file.address, file.mark)
        if found is None or found.skipped.get(intake.NO_SOURCE):  # from its beginning: what is known by now is passed
            found = Bookmark(file.address, file.mark, size=file.size)
        self.bookmark = found

    def run(self, segment_bytes: int) -> Ingested:
        """From the bookmark to the end."""
        if self.bookmark.finished:
            known = Counter({"known": sum(self.bookmark.outcomes.values())})
            return Ingested(self.file.address, known, Counter(self.bookmark.skipped), self.is_truncated)
        self.reporter.begin(self._stage, None)
        self.reporter.begin(self._bytes, self.file.size // _MIB if self.file.size else None)
        if self.bookmark.position:
            self.reporter.say("goes on", file=self.file.name, byte=self.bookmark.position)
        truncated = False
        for segment in self._segments(segment_bytes):
            truncated = self._take_in(segment)
        forget_draft(self.shelf.archive, self.file.key)
        state = bookmarks.TRUNCATED if truncated else bookmarks.DONE
        self.bookmark = replace(self.bookmark, state=state)
        with self.shelf.database.transaction() as session:
            bookmarks.put(session, self.bookmark, datetime.now(UTC))
        self._tell(truncated)
        return Ingested(self.file.address, Counter(self.bookmark.outcomes), Counter(self.bookmark.skipped), truncated)

    @property
    def is_truncated(self) -> bool:
        """Whether the file was found to end in the middle of a record."""
        return self.bookmark.state == bookmarks.TRUNCATED

    @property
    def _stage(self) -> str:
        return f"{self.file.name}, pages"

    @property
    def _bytes(self) -> str:
        return f"{self.file.name}, MiB"

    def _segments(self, segment_bytes: int) -> Iterator[Segment]:
        """What is still to be read: a local file whole, another in segments, those first that are archived already."""
        root, at = self.shelf.archive, self.bookmark.position
        if self.file.local is not None:
            name = adopt(root, self.file.local)
            yield Segment(name, 0, (root / name).stat().st_size)
            return
        have = segments_of(root, self.file.key)
        yield from (segment for segment in have if segment.end > at)
        end = have[-1].end if have else 0
        if self.file.size is not None and end >= self.file.size > 0:
            return
        packed = self._is_packed()
        pieces = self.file.pieces(end, max(1, min(PIECE, segment_bytes // 4)))
        yield from segments(root, self.file.key, pieces, start=end, size=segment_bytes, is_gzip=packed)

    def _is_packed(self) -> bool:
        """Whether it is compressed; also that it is a WARC file at all."""
        head = next(self.file.pieces(0), b"")
        if head.startswith(MAGIC):
            return True
        if not head.startswith(b"WARC/"):
            raise InputError(
                f"{self.file.address}: doesn't begin with a WARC record.", remedy="Give a .warc or .warc.gz file."
            )
        return False

    def _take_in(self, segment: Segment) -> bool:
        """Read one segment in, from the bookmark on; whether it ends in the middle of a record."""
        before = self.bookmark
        start = max(0, before.position - segment.start)
        if start and not is_gzip(self.shelf.archive / segment.name):  # such a file is read from its beginning again
            before, start = replace(before, outcomes={}, skipped={}), 0

        def kept(session: Session, so_far: intake.Kept) -> None:
            position = segment.start + so_far.position
            self._mark(session, before, position, Counter(so_far.outcomes), Counter(so_far.skipped))

        read = intake.take_in(segment.name, self.shelf, start=start, kept=kept, advance=self._advance)
        with self.shelf.database.transaction() as session:
            self._mark(session, before, segment.end, read.outcomes, read.skipped)
        self._advance(0)
        return read.truncated

    def _mark(
        self, session: Session, before: Bookmark, position: int, outcomes: Counter[str], skipped: Counter[str]
    ) -> None:
        self.bookmark = replace(
            before,
            position=position,
            outcomes=dict(Counter(before.outcomes) + outcomes),
            skipped=dict(Counter(before.skipped) + skipped),
        )
        bookmarks.put(session, self.bookmark, datetime.now(UTC))

    def _advance(self, pages: int) -> None:
        self.pages += pages
        self.reporter.advance(self._stage, pages)
        mib = self.bookmark.position // _MIB
        self.reporter.advance(self._bytes, mib - self.shown)
        self.shown = mib
        steps.check(self.stop)

    def _tell(self, truncated: bool) -> None:
        spent = time.monotonic() - self.begun
        tell = self.reporter.warn if truncated else self.reporter.say
        tell(
            "file taken in, its end is missing" if truncated else "file taken in",
            file=self.file.address,
            pages=self.pages,
            pages_a_second=round(self.pages / spent, 1),
        )
