"""WARC records of any file, one by one: gzip by record, one gzip for all, or none; WARC/0.17 to 1.1.

Tolerant: what can't be read is reported as `Damage`, and the walk goes on. Blocks above the limit aren't kept.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from fastwarc.stream_io import GzipReader
from fastwarc.warc import ArchiveIterator, HeaderMap, WarcRecord

from evidence.format.members import Damage, Member, is_gzip, members

MAX_BLOCK = 64 << 20
"""Blocks (HTTP heads and bodies, as received) above this many bytes aren't kept in memory."""
_HEAD_ROOM = 64 << 10


@dataclass(frozen=True, slots=True)
class Record:
    """One WARC record. Offset and length tell the bytes of the file that hold it: its gzip member, or itself."""

    offset: int
    length: int
    kind: str  # WARC-Type
    record_id: str  # without <>; "" where it is absent
    headers: Mapping[str, str]  # names in lower case; of a repeated one the first
    block: bytes | None  # None: larger than MAX_BLOCK
    whole: bool  # the block is as long as Content-Length says

    @property
    def date(self) -> datetime | None:
        """WARC-Date in UTC, or None where it can't be read."""
        try:
            return datetime.fromisoformat(self.headers.get("warc-date", "").strip()).astimezone(UTC)
        except (ValueError, OverflowError):
            return None


def records(path: Path, *, start: int = 0, end: int | None = None) -> Iterator[Record | Damage]:
    """Walk the records of a file, or those in its bytes `start` to `end`, which lie on borders of records."""
    if is_gzip(path):
        for member in members(path, limit=MAX_BLOCK + _HEAD_ROOM, start=start, end=end):
            yield from [member] if isinstance(member, Damage) else _of_member(path, member)
        return
    size = path.stat().st_size
    with path.open("rb") as file:
        if start or end is not None:
            file.seek(start)
            content = file.read(min((end or size) - start, MAX_BLOCK + _HEAD_ROOM))
            yield from _of_plain(io.BytesIO(content), start, start + len(content))
        else:
            yield from _of_plain(file, 0, size)


def warc_fields(block: bytes) -> list[tuple[str, str]]:
    """The lines of an application/warc-fields block; names in lower case."""
    fields = HeaderMap("utf-8")
    try:
        fields.parse(io.BytesIO(block), has_status_line=False)
    except OSError:
        return []
    return [(name.lower(), value) for name, value in fields.to_tuples()]


def _of_member(path: Path, member: Member) -> Iterator[Record | Damage]:
    """Usually one record; all of them where a whole file was compressed at once."""
    if member.plain is not None:
        yield from _records_of(io.BytesIO(member.plain), member)
        return
    with path.open("rb") as file:
        file.seek(member.offset)
        yield from _records_of(GzipReader(_Stretch(file, member.length)), member)


class _Stretch:
    """So many bytes of a file, from where it stands: a reader of gzip would go on into the members behind."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self._file, self._left = file, length

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        raise io.UnsupportedOperation(f"only forwards, not to {offset} from {whence}")

    def close(self) -> None:
        """Whoever opened the file closes it."""

    def read(self, size: int = -1) -> bytes:
        found = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(found)
        return found


def _records_of(source: BinaryIO | GzipReader, member: Member) -> Iterator[Record | Damage]:
    for raw in _parsed(source):
        yield Damage(member.offset, member.length) if raw is None else _record(raw, member.offset, member.length)


def _of_plain(source: BinaryIO, base: int, end: int) -> Iterator[Record | Damage]:
    """Records that lie open; each reaches to where the next begins."""
    waiting: Record | None = None
    for raw in _parsed(source):
        start = end if raw is None else base + raw.stream_pos
        if waiting is not None:
            yield replace(waiting, length=start - waiting.offset)
        waiting = None if raw is None else _record(raw, start, 0)
        if raw is None:
            yield Damage(end, 0)
    if waiting is not None:
        yield replace(waiting, length=end - waiting.offset)


def _parsed(source: BinaryIO | GzipReader) -> Iterator[WarcRecord | None]:
    """FastWARC's records; None where it gives up."""
    try:
        yield from ArchiveIterator(source, parse_http=False, quirks_mode=True)
    except OSError:  # FastWARC's error for whatever isn't WARC
        yield None


def _record(raw: WarcRecord, offset: int, length: int) -> Record:
    headers: dict[str, str] = {}
    for name, value in raw.headers.to_tuples():
        headers.setdefault(name.lower(), value)
    fits = raw.content_length <= MAX_BLOCK
    block = raw.reader.read(raw.content_length) if fits and raw.content_length else b""
    return Record(
        offset=offset,
        length=length,
        kind=headers.get("warc-type", "").lower(),
        record_id=headers.get("warc-record-id", "").strip("<> "),
        headers=headers,
        block=block if fits else None,
        whole=not fits or len(block) == raw.content_length,
    )
