"""The archive holds, byte for byte, what a raw socket server received and sent: chunks, encodings, odd spellings."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawlers.discovery.sitemap import MAX_SITEMAP_BYTES
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
    "/twice": _send(OK + b"Content-Type: text/html, text/html\r\nContent-Length: %d\r\n\r\n" % len(HTML) + HTML),
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
    assert night.report.fetched == 7
    assert len(web.visits) == 10  # robots.txt, the feed, seven pages and a redirect
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


def test_a_sitemap_may_be_larger_than_a_page_up_to_what_its_protocol_allows(tmp_path: Path) -> None:
    page = b"<html>" + b" " * 300_000 + b"</html>"
    sitemap = b"<urlset><url><loc>/long</loc></url>" + b" " * 300_000 + b"</urlset>"
    head = OK + b"Content-Type: text/xml\r\n"
    answers = {
        (HOST, "/long"): _send(OK + b"Content-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page) + page),
        (HOST, "/long.xml"): _send(head + b"Content-Length: %d\r\n\r\n" % len(sitemap) + sitemap),
        (HOST, "/pieces.xml"): _send(head + b"Transfer-Encoding: chunked\r\n\r\n", _chunked(sitemap, 200)),
        (HOST, "/endless.xml"): _send(head + b"Content-Length: %d\r\n\r\n" % (MAX_SITEMAP_BYTES + 1) + sitemap),
    }
    sitemaps = ["/long.xml", "/pieces.xml", "/endless.xml"]
    with Web(answers) as web:
        description = source(HOST, [{"sitemap": f"{SITE}{path}"} for path in sitemaps])
        night = run(tmp_path, web, description, settings={"max_body_bytes": 20_000})
    assert night.outcome(f"{SITE}/long") == ("failed", "larger than the limit")
    assert [night.outcome(f"{SITE}{path}")[1] for path in sitemaps[2:]] == ["sitemap: larger than the limit"]
    assert night.report.reasons["sitemap: larger than the limit"] == 1
    assert web.connections == 2  # of the sitemaps, and of all else


def test_the_digest_of_the_journalled_page_is_the_archives(night: Night) -> None:
    from crawlers.download.wire import Recording

    for url, block in _blocks(night, "response").items():
        recording = Recording(received=bytearray(block))
        assert recording.payload_sha256 == night.pages[url].capture.payload_sha256
    assert Recording(received=bytearray(b"HTTP/1.1 200 OK\r\n\r\nx")).payload_sha256 == hashlib.sha256(b"x").hexdigest()
