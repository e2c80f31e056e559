"""What the tests of the archive start from: invented exchanges, and an archive of a few of them, sealed."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

from core.records import Capture
from evidence.exchange import Exchange
from evidence.seal import seal
from evidence.writer import ArchiveWriter

NOW = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)
HTML = "<html><body><p>Aviso inventado: viajes a la frontera, año 2026.</p></body></html>".encode()


def response(body: bytes = HTML, *headers: str, status: str = "200 OK") -> bytes:
    """A response as it would stand on the wire."""
    head = "\r\n".join((f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *headers))
    return head.encode() + b"\r\n\r\n" + body


def chunked(body: bytes, size: int = 7) -> bytes:
    """A body in chunks, with an extension on each, as the standard allows."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;n=1\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


GZIPPED = response(chunked(gzip.compress(HTML, mtime=0)), "Content-Encoding: gzip", "Transfer-Encoding: chunked")
NOT_MODIFIED = b'HTTP/1.1 304 Not Modified\r\nETag: "v1"\r\n\r\n'


def exchange(number: int = 1, response_bytes: bytes = GZIPPED, **fields: object) -> Exchange:
    """An invented visit to an invented newspaper."""
    url = f"https://diario.example/nota/{number}"
    values: dict[str, object] = {
        "url": url,
        "requested_url": f"{url}?utm=1",
        "redirects": (f"{url}?utm=1", f"{url}/"),
        "request_bytes": f"GET /nota/{number} HTTP/1.1\r\nHost: diario.example\r\n\r\n".encode(),
        "response_bytes": response_bytes,
        "fetched_at": NOW,
        "ip": "192.0.2.7",
        "etag": '"v1"',
        "last_modified": "Mon, 23 Nov 2026 10:00:00 GMT",
        "content_type": "text/html; charset=utf-8",
        "status": int(response_bytes[9:12]),
        "published_hint": "2026-11-23T07:00:00-03:00",
        "title_hint": "Detención en la frontera: «sin papeles»",
    }
    return Exchange(**(values | fields))  # type: ignore[arg-type]


def writer(root: Path, *, max_bytes: int = 10**9, crawl_id: str = "noche-1") -> ArchiveWriter:
    """A writer of the invented source."""
    return ArchiveWriter(root, "cl_diario", crawl_id, max_bytes=max_bytes, software="almenara/test")


def archive(root: Path, count: int = 3, *, crawl_id: str = "noche-1") -> list[Capture]:
    """Write, close and seal `count` exchanges: one rendered by a browser, the last a 304 (for count > 2)."""
    with writer(root, crawl_id=crawl_id) as open_archive:
        captures = [open_archive.write(exchange(number)) for number in range(1, count - 1)]
        captures.append(open_archive.write(exchange(98, rendered="<html>dibujado: año</html>".encode())))
        captures.append(open_archive.write(exchange(99, NOT_MODIFIED, known_since=NOW)))
    for name in sorted({capture.warc_file for capture in captures}):
        seal(root, name, actor="test", now=NOW, models={"rules": "1"})
    return captures


def rewrite(path: Path, content: bytes) -> None:
    """Put other content into a sealed (read-only) file."""
    path.chmod(0o644)
    path.write_bytes(content)
