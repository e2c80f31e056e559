"""Gzip and deflate undone piece by piece, walked by position.

What follows behind a member is never copied along: a stranger's body of a hundred thousand members of one byte costs
what a body of its length costs, and not its square.

Everything here is undone by zlib-ng, which is zlib made quicker: it takes and refuses the same bytes, in half the time.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

from zlib_ng import zlib_ng

BROKEN: type[Exception] = zlib_ng.error  # type: ignore[assignment]  # its stub takes the class for an instance
"""What an inflater raises where the bytes are none that it can undo."""
GZIP = b"\x1f\x8b"
PIECE = 1 << 16
"""Bytes that are given to the inflater, and taken from it, at a time."""
FIRST = 1 << 10
"""Bytes that a member is begun with: behind a short one, or one that is none, so much is looked at in vain."""
MAX_MEMBERS = 10_000
"""Of one body: blocks of 64 KiB, as bgzip makes them, of the largest body that is read are a tenth of that."""


class InflateError(ValueError):
    """It can't be undone, or not to its end; `str()` is a short reason, the same for the same fault."""


def inflated(body: bytes, *, window: int = 31) -> Iterator[bytes]:
    """The body without its encoding, in pieces of at most `PIECE` bytes.

    Several gzip members one after another are one body; junk after the last is passed over, as browsers do.

    Args:
        window: as zlib has it: 31 for gzip, 15 for what it wraps itself, -15 for bare deflate.

    Raises:
        InflateError: while it is read, behind the pieces that were whole.
    """
    view, position, members = memoryview(body), 0, 0
    while members == 0 or (window == 31 and body.startswith(GZIP, position)):
        members += 1
        if members > MAX_MEMBERS:
            raise InflateError("too many gzip members")
        position = yield from _member(view, position, window)


def _member(view: memoryview, position: int, window: int) -> Generator[bytes, None, int]:
    """The pieces of the member that begins there; returns where it ends."""
    inflater = zlib_ng.decompressobj(window)
    step = FIRST
    while not inflater.eof:
        given: bytes | memoryview = inflater.unconsumed_tail
        if not given:
            given = view[position : position + step]
            position, step = position + len(given), PIECE
        try:
            plain = inflater.decompress(given, PIECE)
        except BROKEN as error:
            raise InflateError("broken content encoding") from error
        if plain:
            yield plain
        elif not given and not inflater.eof:
            raise InflateError("content encoding cut short")
    return position - len(inflater.unused_data)
