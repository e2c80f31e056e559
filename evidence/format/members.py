"""Gzip members of a file, with the exact bytes where each begins and ends.

FastWARC reads past a cut end without a word and stops at the first damage; evidence needs the opposite. So the members
are walked here: a damaged stretch is reported and the walk goes on at the next member that holds WARC records.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from zlib_ng import zlib_ng

from evidence.format.inflate import BROKEN, FIRST, PIECE

MAGIC = b"\x1f\x8b\x08"
_HELD = 16 << 20  # bytes of the file behind the walk that may stay mapped; a multiple of any system's page


@dataclass(frozen=True, slots=True)
class Member:
    """One whole gzip member (its checksum fits). Offset and length in bytes of the file."""

    offset: int
    length: int
    plain: bytes | None  # None: more than the limit


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that belong to no whole record."""

    offset: int
    length: int


def is_gzip(path: Path) -> bool:
    """Whether the file begins as a gzip member."""
    with path.open("rb") as file:
        return file.read(3) == MAGIC


def members(path: Path, *, limit: int, start: int = 0, end: int | None = None) -> Iterator[Member | Damage]:
    """Walk the members of a file (or of its bytes `start` to `end`) in order.

    `limit` bounds what is kept in memory of each, bytes.
    """
    if path.stat().st_size == 0:
        return
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        position = start
        held = start - start % _HELD
        end = len(view) if end is None else min(end, len(view))
        while position < end:
            member = member_at(view, position, limit=limit)
            if member is None:
                damaged, member = position, _next_whole(view, position + 1, limit)
                yield Damage(damaged, (member.offset if member else end) - damaged)
                if member is None:
                    return
            yield member
            position = member.offset + member.length
            if position - held >= _HELD:
                passed = (position - held) // _HELD * _HELD
                view.madvise(mmap.MADV_DONTNEED, held, passed)  # or the process would seem to hold the whole file
                held += passed


def member_at(view: mmap.mmap | bytes, start: int, *, limit: int, beginning: bytes = b"") -> Member | None:
    """The member that begins at `start`, and unpacked with `beginning`, or None if there is no whole one."""
    inflater = zlib_ng.decompressobj(31)
    kept: list[bytes] = []
    total, position = 0, start
    pending, step = b"", FIRST
    while not inflater.eof:
        if not pending:
            pending = view[position : position + step]
            position, step = position + len(pending), PIECE
            if not pending:
                return None
        try:
            plain = inflater.decompress(pending, 1 << 20)  # in bounded steps: a bomb costs time, not memory
        except BROKEN:
            return None
        pending = inflater.unconsumed_tail
        if not total and plain[: len(beginning)] != beginning[: len(plain)]:
            return None
        total += len(plain)
        if total <= limit:
            kept.append(plain)
    length = position - len(inflater.unused_data) - start
    whole = b"".join(kept) if total <= limit else None
    return Member(start, length, whole) if whole is None or whole.startswith(beginning) else None


def _next_whole(view: mmap.mmap, start: int, limit: int) -> Member | None:
    position = view.find(MAGIC, start)
    while position >= 0:
        if member := member_at(view, position, limit=limit, beginning=b"WARC/"):
            return member
        position = view.find(MAGIC, position + 1)
    return None
