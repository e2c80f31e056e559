"""A body made ready for a parser: gzip undone up to a limit, UTF-16 made UTF-8, lone ampersands mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evidence.format.inflate import GZIP, PIECE, InflateError, inflated

_LONE_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")
_LONGEST_REFERENCE = 10  # bytes, of those above
_LONGEST_TAG = 16_384
"""Bytes up to a ">", eight times the longest address. The parser looks for the end of every "<" anew: 640 KB without
one held a crawl for half a minute."""
_XML_ENCODING = re.compile(rb"encoding\s*=\s*[\"'][^\"']*[\"']")
_WIDE = ((b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def narrowed(body: bytes) -> bytes:
    """The body in UTF-8 where its mark says UTF-16 or UTF-32, so that bytes can be looked at as characters."""
    encoding = next((encoding for mark, encoding in _WIDE if body.startswith(mark)), "")
    if not encoding:
        return body
    body = body.decode(encoding, "replace").encode()
    return _XML_ENCODING.sub(b'encoding="utf-8"', body[:200], count=1) + body[200:]


def ends(body: bytes, root: str) -> bool:
    """Whether the element `root`, a name without prefix, is closed somewhere in the body, or empty. What is closed
    nowhere was cut off, by the program that makes it or on its way."""
    name = rb"(?:[\w.-]+:)?" + re.escape(root.encode())
    return re.search(rb"</%s\s*>|<%s(?:\s[^<>]{0,2000})?/>" % (name, name), body, re.IGNORECASE) is not None


def mended(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces with every lone & written as XML wants it: addresses are full of them, and few sitemaps escape them.

    References to entities other than XML's own become plain text by the way, so none is ever resolved.
    """
    held = b""
    for piece in pieces:
        text = held + piece
        cut = text.rfind(b"&", max(0, len(text) - _LONGEST_REFERENCE))
        held = text[cut:] if cut >= 0 else b""
        yield _LONE_AMPERSAND.sub(b"&amp;", text[: len(text) - len(held)])
    yield _LONE_AMPERSAND.sub(b"&amp;", held)


def with_ends(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces up to where no tag ends any more."""
    since = 0
    for piece in pieces:
        at = 0
        *closed, rest = piece.split(b">")
        for part in closed:
            since += len(part)
            if since > _LONGEST_TAG:
                break
            at += len(part) + 1
            since = 0
        else:
            since += len(rest)
        if since > _LONGEST_TAG:
            yield piece[:at]
            return
        yield piece


def undone(body: bytes, limit: int) -> Iterator[bytes]:
    """The body without its gzip, in pieces, up to the cap; a torn or false gzip ends early."""
    if not body.startswith(GZIP):
        for start in range(0, min(len(body), limit), PIECE):
            yield body[start : min(start + PIECE, limit)]
        return
    left = limit
    try:
        for piece in inflated(body):
            yield piece[:left]
            left -= len(piece)
            if left <= 0:
                return
    except InflateError:
        return
