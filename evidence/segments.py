"""A WARC file that lies elsewhere, brought into the archive as it streams by: unchanged, in segments of whole records.

Nothing is unpacked, and nothing but the segment at work lies on the disk twice. A segment's name tells where in the
file it began, so a stream that was cut off goes on behind the last segment that is whole.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from zlib_ng import zlib_ng

from evidence.custody import LOG
from evidence.format import files
from evidence.format.group import CLOSING_KINDS
from evidence.format.growing import OPEN_SUFFIX
from evidence.format.inflate import BROKEN, FIRST, PIECE
from evidence.format.members import MAGIC
from evidence.recover import INGESTED
from evidence.seal import SEALED, seal_of
from evidence.seal_index import index_of
from evidence.vault.carried import carried, size_of

_PLAIN_STEP = 1 << 20
_HEAD = 4096
_AGAIN = 8
_TYPE = re.compile(rb"(?im)^warc-type:\s*([a-z]+)")
_NAME = re.compile(r"-(\d{13})\.warc(?:\.gz)?$")


@dataclass(frozen=True, slots=True)
class Segment:
    """Bytes `start` to `end` of the file, as the archive's file `name`."""

    name: str
    start: int
    end: int


class Cutter:
    """Finds, in bytes that come by piece by piece, where a response ends; damage is passed over.

    What belongs to a response stands before it (`evidence.format.group`), so nothing is parted there. An end is told
    only where the gzip member's checksum fits, so that no record is ever cut.
    """

    def __init__(self, position: int = 0) -> None:
        self.position = position  # bytes of the file that came by
        self.border = position  # the last end of a response among them
        self._lost = False  # in damaged bytes, looking for the next member
        self._tail = b""  # of them, what the next member may begin with
        self._spare = 0  # bytes of the piece at hand that may be read again, where what looked like a member was none
        self._begin()

    def feed(self, piece: bytes) -> None:
        """Let some bytes come by; in time that grows with their number, whatever they are."""
        view, at, before = memoryview(piece), 0, self.position
        self.position += len(piece)
        self._spare = _AGAIN * len(piece)
        while at < len(piece):
            at = self._seek(piece, at) if self._lost else self._walk(view, at, before)

    def _begin(self) -> None:
        self._inflater, self._head = zlib_ng.decompressobj(31), b""  # the head: how the member at hand begins, unpacked

    def _seek(self, piece: bytes, at: int) -> int:
        """Where the next thing that looks like a member goes on in the piece; it may begin in the one before."""
        tail, self._tail = self._tail, b""
        begun = (tail + piece[:2]).find(MAGIC) if tail else -1
        found = at if begun >= 0 else piece.find(MAGIC, at)
        if found < 0:
            self._tail = (tail + piece[max(at, len(piece) - 2) :])[-2:]
            return len(piece)
        self._lost = False
        self._begin()
        self._inflater.decompress(tail[begun:] if begun >= 0 else b"")
        return found

    def _walk(self, view: memoryview, at: int, before: int) -> int:
        """Where the member at hand ends in the piece, or from where on to look for another if it proved to be none."""
        behind = at if self._head else at + 1  # where another may begin, in this piece
        while at < len(view) and not self._inflater.eof:
            given = view[at : at + (PIECE if self._head else FIRST)]
            try:
                self._take(given)
            except BROKEN:
                self._lost = True
                return self._back(behind, at)
            at += len(given)
        if not self._inflater.eof:
            return at
        at -= len(self._inflater.unused_data)
        if (kind := _TYPE.search(self._head)) and kind[1].decode("ascii").lower() in CLOSING_KINDS:
            self.border = before + at
        self._begin()
        return at

    def _back(self, behind: int, at: int) -> int:
        """Back behind where it began, as long as not too much is read again; or else on from where it broke."""
        again = max(at - behind, 0)
        if again > self._spare:
            return at
        self._spare -= again
        return behind

    def _take(self, given: bytes | memoryview) -> None:
        while given and not self._inflater.eof:
            plain = self._inflater.decompress(given, _PLAIN_STEP)  # in bounded steps: bombs take time, not memory
            self._head += plain[: _HEAD - len(self._head)]
            if self._head[:5] != b"WARC/"[: len(self._head)]:
                raise BROKEN("no WARC")
            given = self._inflater.unconsumed_tail


def segments(
    root: Path, key: str, pieces: Iterable[bytes], *, start: int, size: int, is_gzip: bool
) -> Iterator[Segment]:
    """Bring a file from the byte `start` on into the archive, a segment at a time, each on the disk when it is told.

    Args:
        key: what the segments are named by: tells this file from every other.
        size: a segment is closed behind the first record with which it has so many bytes.
        is_gzip: a file that isn't is brought in one segment.

    Raises:
        EvidenceError: no room.
    """
    cutter = Cutter(start)
    draft = _Draft(root, key, start, ".warc.gz" if is_gzip else ".warc")
    try:
        for piece in pieces:
            draft.write(piece)
            if not is_gzip:
                continue
            cutter.feed(piece)
            if cutter.border - draft.start >= size:
                yield draft.placed(cutter.border)
        if draft.end > draft.start:
            yield draft.placed(draft.end)
    finally:
        draft.drop()


def segments_of(root: Path, key: str) -> list[Segment]:
    """The segments of a file that are in the archive, here or in its vault, in their order.

    Raises:
        EvidenceError: the custody log can't be read.
    """
    sizes = {files.relative_name(root, path): path.stat().st_size for path in (root / INGESTED).glob(f"{key}-*")}
    for name in index_of((root / LOG).resolve(), SEALED).subjects():
        if name.startswith(f"{INGESTED}/{key}-") and name not in sizes and carried(root, name) is not None:
            seal = seal_of(root, name)
            sizes |= {name: size_of(seal)} if seal is not None else {}
    found = [(name, int(at[1]), size) for name, size in sizes.items() if (at := _NAME.search(name))]
    return sorted((Segment(name, at, at + size) for name, at, size in found), key=lambda segment: segment.start)


def forget_draft(root: Path, key: str) -> None:
    """Take away what a kill left of a segment that was never whole."""
    _draft(root, key).unlink(missing_ok=True)


def _draft(root: Path, key: str) -> Path:
    return root / INGESTED / f"{key}{OPEN_SUFFIX}"


class _Draft:
    """The segment at work, under a name that nobody takes for a file of the archive."""

    def __init__(self, root: Path, key: str, start: int, suffix: str) -> None:
        self.start = self.end = start
        self._root, self._key, self._suffix = root, key, suffix
        self._path = _draft(root, key)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self._path.open("w+b")
        except OSError as error:
            raise files.cannot_write(self._path, error) from error

    def write(self, piece: bytes) -> None:
        try:
            self._file.write(piece)
        except OSError as error:
            raise files.cannot_write(self._path, error) from error
        self.end += len(piece)

    def placed(self, border: int) -> Segment:
        """Give what lies before `border` its place in the archive; what lies behind begins the next segment."""
        name = f"{INGESTED}/{self._key}-{self.start:013d}{self._suffix}"
        segment = Segment(name, self.start, border)
        try:
            self._file.seek(border - self.start)
            rest = self._file.read()
            self._file.truncate(border - self.start)
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._path.replace(self._root / name)
            files.sync(self._path.parent)
            self._file = self._path.open("w+b")
            self._file.write(rest)
        except OSError as error:
            raise files.cannot_write(self._path, error) from error
        self.start = border
        return segment

    def drop(self) -> None:
        """Forget what is not whole."""
        self._file.close()
        self._path.unlink(missing_ok=True)
