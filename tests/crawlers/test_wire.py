"""The archive holds, byte for byte, what a raw socket server received and sent: chunks, encodings, odd spellings."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from evidence.format.records import Record, records
from tests.crawlers.night import Night, run, source
from tests.crawlers.web import Answer, Send, Visit, Web, feed, redirect

HOST = "wire.example"
SITE = f"http://{HOST}"
HTML = b"<html><body><p>" + "migración ".encode() * 50 + b"</p></body></html>"
OK = b"HTTP/1.1 200 OK\r\n"


def _send(*pieces: bytes, keep: bool = True) -> Answer:
    def answer(visit: Visit, send: Send) -> bool:
        for piece in pieces:
            send(piece)
        return keep

    return answer


def _chunked(body: bytes, size: int) -> bytes:
    pieces = (body[start : start + size] for start in range(0, len(body), size))
    return b"".join(b"%X;note=1\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\nX-Trailer: t\r\n\r\n"


ANSWERS: dict[str, Answer] = {
    "/length": _send(
        OK + b"content-TYPE:   text/html\r\nX-Odd:  two  blanks \r\nContent-Length: %d\r\n\r\n" % len(HTML) + HTML
    ),
    "/chunked": _send(OK + b"Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n", _chunked(HTML, 100)),
    "/gzip": _send(
        OK
        + b"Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
        + _chunked(gzip.compress(HTML), 7)
    ),
    "/empty-line-feeds": _send(OK[:-2] + b"\nContent-Type: text/html\nContent-Length: %d\n\n" % len(HTML) + HTML),
    "/moved": redirect("/length-2"),
    "/length-2": _send(OK + b"Content-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(HTML) + HTML),
    "/last": _send(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + HTML, keep=False),
}


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    links = [f"{SITE}{path}" for path in ANSWERS if path != "/length-2"]
    with Web({(HOST, "/feed"): feed(*links)} | {(HOST, path): answer for path, answer in ANSWERS.items()}) as served:
        yield served


@pytest.fixture(scope="module")
def night(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Night:
    done = run(tmp_path_factory.mktemp("wire"), web, source(HOST, [{"feed": f"{SITE}/feed"}]))
    assert (done.code, done.report.failed, done.report.skipped) == (0, 0, 0), done.log
    return done


def _blocks(night: Night, kind: str) -> dict[str, bytes]:
    found = (record for warc in night.warcs for record in records(warc))
    return {
        record.headers["warc-target-uri"].strip("<>"): record.block or b""
        for record in found
        if isinstance(record, Record) and record.kind == kind
    }


@pytest.mark.parametrize("path", [path for path in ANSWERS if path != "/moved"])
def test_request_and_response_are_what_was_on_the_wire(night: Night, web: Web, path: str) -> None:
    [visit] = web.asked(HOST, path)
    assert _blocks(night, "response")[f"{SITE}{path}"] == bytes(visit.sent)
    assert _blocks(night, "request")[f"{SITE}{path}"] == visit.raw


def test_several_exchanges_share_a_connection(night: Night, web: Web) -> None:
    assert night.report.fetched == 6
    assert len(web.visits) == 9  # robots.txt, the feed, six pages and a redirect
    assert web.connections == 1


def test_the_pages_read_back_are_the_pages_sent(night: Night) -> None:
    assert {page.body for page in night.pages.values()} == {HTML}


def test_the_redirect_is_told(night: Night) -> None:
    capture = night.pages[f"{SITE}/length-2"].capture
    assert capture.requested_url == f"{SITE}/moved"
    assert capture.redirects == (f"{SITE}/moved",)


def test_bytes_that_follow_an_answer_are_no_part_of_it(tmp_path: Path) -> None:
    answer = OK + b"Content-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(HTML) + HTML
    pages = {(HOST, "/a"): _send(answer + b"HTTP/1.1 200 OK\r\n\r\nsmuggled"), (HOST, "/b"): _send(answer)}
    with Web({(HOST, "/feed"): feed(f"{SITE}/a", f"{SITE}/b")} | pages) as web:
        night = run(tmp_path, web, source(HOST, [{"feed": f"{SITE}/feed"}]))
    assert night.report.fetched == 2
    assert set(_blocks(night, "response").values()) == {answer}
    assert all(b"smuggled" not in page.body for page in night.pages.values())


def test_the_digest_of_the_journalled_page_is_the_archives(night: Night) -> None:
    from crawlers.download.wire import Recording

    for url, block in _blocks(night, "response").items():
        recording = Recording(received=bytearray(block))
        assert recording.payload_sha256 == night.pages[url].capture.payload_sha256
    assert Recording(received=bytearray(b"HTTP/1.1 200 OK\r\n\r\nx")).payload_sha256 == hashlib.sha256(b"x").hexdigest()
