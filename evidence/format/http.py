"""HTTP messages as bytes: head and body taken apart, chunk framing and content encodings undone within a limit.

The bytes are never changed in the archive; what is undone here is undone for reading only. Own code for the head and
the chunks, because archives made elsewhere hold bare line feeds, chunk extensions and headers that no longer fit the
body, which the library at hand refuses.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

from fastwarc.stream_io import BrotliReader, ZstdReader

from evidence.format.inflate import GZIP, InflateError, inflated

_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")
_CHUNK_SIZE = re.compile(rb"\s*0*([0-9a-fA-F]{1,16})(?![0-9a-fA-F])[^\n]*\n")


class UndecodableError(ValueError):
    """The body can't be decoded; `str()` is a short reason, the same for the same fault."""


@dataclass(frozen=True, slots=True)
class HttpMessage:
    """A response taken apart. Header values are Latin-1, as HTTP has it; `body` is as on the wire."""

    status_line: str
    status: int  # 0 where there is none
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """All values of a header, joined by ", "; "" where it is absent."""
        return ", ".join(value for key, value in self.headers if key.lower() == name)


def split_message(block: bytes) -> HttpMessage:
    """Take a response apart; whatever doesn't look like HTTP gives status 0, never an error."""
    end = _END_OF_HEAD.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block.rstrip(b"\r\n"), b"")
    lines = re.split(rb"\r?\n", head)
    status = _STATUS_LINE.match(lines[0])
    headers: list[tuple[str, list[str]]] = []  # a value by its lines: joined line by line, a long one took hours
    for line in lines[1:]:
        text = line.decode("latin-1")
        if text[:1] in (" ", "\t") and headers:  # a folded line goes on with the header before
            headers[-1][1].append(text.strip())
            continue
        name, colon, value = text.partition(":")
        if colon:
            headers.append((name.strip(), [value.strip()]))
    told = tuple((name, " ".join(parts)) for name, parts in headers)
    return HttpMessage(lines[0].decode("latin-1"), int(status[1]) if status else 0, told, body)


def decoded_body(message: HttpMessage, limit: int) -> bytes:
    """The body with chunk framing and content encodings undone.

    Headers that no longer fit the body (an archive that stored it decoded already) are passed over.

    Raises:
        UndecodableError: a broken or unknown encoding, or more than `limit` bytes after decoding.
    """
    body = message.body
    if "chunked" in message.header("transfer-encoding").lower():
        body = _without_chunks(body)
    for coding in reversed(message.header("content-encoding").lower().split(",")):
        body = _without_coding(body, coding.strip(), limit)
    if len(body) > limit:
        raise UndecodableError("larger than the limit after decoding")
    return body


def _without_chunks(body: bytes) -> bytes:
    pieces: list[bytes] = []
    position = 0
    while size := _CHUNK_SIZE.match(body, position):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(pieces)
        pieces.append(body[size.end() : size.end() + length])
        position = size.end() + length
        line_end = body[position : position + 2]
        position += 2 if line_end == b"\r\n" else int(line_end[:1] == b"\n")
    if not pieces or position < len(body):
        if not pieces and body[:64].lstrip()[:1] in (b"<", b""):
            return body  # stored without its framing
        raise UndecodableError("broken chunk framing")
    return b"".join(pieces)  # cut short: what there is


def _without_coding(body: bytes, coding: str, limit: int) -> bytes:
    if coding in ("", "identity", "none", "utf-8") or not body:
        return body
    if coding in ("gzip", "x-gzip"):
        return _inflated(body, 31, limit) if body.startswith(GZIP) else _as_stored(body)
    if coding == "deflate":
        return _deflated(body, limit)
    if coding == "br":
        return _read_through(BrotliReader, body, limit)
    if coding == "zstd":
        return _read_through(ZstdReader, body, limit)
    raise UndecodableError(f"unknown content encoding {coding[:20]!r}")


def _as_stored(body: bytes) -> bytes:
    if body[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return body  # stored decoded, with the header left as it was
    raise UndecodableError("broken content encoding")


def _deflated(body: bytes, limit: int) -> bytes:
    """Browsers take both: zlib's wrapping, which the standard asks for, and bare deflate, which servers send."""
    for window in (15, -15):
        try:
            return _inflated(body, window, limit)
        except UndecodableError as error:
            if "limit" in str(error):
                raise
    return _as_stored(body)


def _inflated(body: bytes, window: int, limit: int) -> bytes:
    plain = bytearray()
    try:
        for piece in inflated(body, window=window):
            plain += piece
            if len(plain) > limit:
                raise UndecodableError("larger than the limit after decoding")
    except InflateError as error:
        raise UndecodableError(str(error)) from error
    return bytes(plain)


def _read_through(reader: type[BrotliReader] | type[ZstdReader], body: bytes, limit: int) -> bytes:
    plain = bytearray()
    try:
        stream = reader(io.BytesIO(body))
        while len(plain) <= limit and (piece := stream.read(65536)):
            plain += piece
    except OSError as error:
        if plain:
            raise UndecodableError("broken content encoding") from error
        return _as_stored(body)
    if len(plain) > limit:
        raise UndecodableError("larger than the limit after decoding")
    return bytes(plain)
