"""What the web does to crawlers, on purpose or not: one misbehaving page after another, for `tests.crawlers.web`."""

from __future__ import annotations

import gzip
import zlib
from itertools import count

from tests.crawlers.web import Answer, Send, Visit, Web, article, feed, redirect, reply

HOST = "hostile.example"
SITE = f"http://{HOST}"
PAGE = b"<html><body><p>page</p></body></html>"
BOMB = gzip.compress(bytes(20_000_000))  # 20 kB that become 20 MB
_numbers = count(1)


def raw(*pieces: bytes) -> Answer:
    """These bytes, then the end of the connection."""

    def answer(visit: Visit, send: Send) -> bool:
        for piece in pieces:
            send(piece)
        return False

    return answer


def _endless(head: bytes, piece: bytes, *, total: int = 2_000_000_000) -> Answer:
    """As much as the other side takes, up to 2 GB."""

    def answer(visit: Visit, send: Send) -> bool:
        send(head)
        for _ in range(total // len(piece)):
            send(piece)
        return False

    return answer


def _drip(web: list[Web]) -> Answer:
    """A byte now and then, always before any read timeout, for ever."""

    def answer(visit: Visit, send: Send) -> bool:
        send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while not web[0].wait(0.1):
            send(b"x")
        return False

    return answer


def _elsewhere(visit: Visit, send: Send) -> bool:
    """A redirect to an address that is never the same."""
    return redirect(f"/endless-redirect?n={next(_numbers)}")(visit, send)


def _cookie_wall(visit: Visit, send: Send) -> bool:
    """Lets in who brings the cookie back."""
    if "passed=1" in visit.headers.get("cookie", ""):
        return article("behind the wall")(visit, send)
    return reply("", status="302 Found", headers="Location: /cookie-wall\r\nSet-Cookie: passed=1\r\n")(visit, send)


def _cookie_check(visit: Visit, send: Send) -> bool:
    """Says which cookies came."""
    return article(f"cookies: {visit.headers.get('cookie', 'none')}")(visit, send)


def _compressed(body: bytes, encoding: str) -> Answer:
    return reply(body, headers=f"Content-Encoding: {encoding}\r\n")


_OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
_NO_HTTP = "no valid HTTP answer"
_WRONG_CHARSET = "<html><body><p>migración en la frontera</p></body></html>".encode("latin-1")

# path -> (what is answered, the outcome that is expected of the crawl, the reason)
PAGES: dict[str, tuple[Answer, str, str]] = {
    "/good-1": (article("good one"), "fetched", ""),
    "/endless-redirect": (_elsewhere, "failed", "too many redirects"),
    "/to-other-host": (redirect("http://evil.example/"), "skipped", "redirect to another host"),
    "/to-loopback": (redirect("http://127.0.0.1/"), "skipped", "redirect to private address"),
    "/to-decimal": (redirect("http://2130706433/"), "skipped", "redirect to private address"),
    "/to-mapped": (redirect("http://[::ffff:127.0.0.1]/"), "skipped", "redirect to private address"),
    "/to-metadata": (redirect("http://169.254.169.254/latest/"), "skipped", "redirect to private address"),
    "/wall": (reply("<script>window._cf_chl_opt={}</script>"), "failed", "wall: Cloudflare"),
    "/wall-by-header": (reply("<p>x</p>", headers="CF-Mitigated: challenge\r\n"), "failed", "wall: Cloudflare"),
    "/good-6": (article("good six"), "fetched", ""),
    "/to-front": (redirect("/"), "skipped", "redirect to the front page"),
    "/to-file": (redirect("file:///etc/passwd"), "failed", "HTTP 302"),
    "/to-other-port": (redirect(f"{SITE}:22/"), "skipped", "redirect to port not of the web"),
    "/announced-2gb": (raw(_OK + b"Content-Length: 2000000000\r\n\r\n"), "failed", "larger than the limit"),
    "/streamed-2gb": (_endless(_OK + b"\r\n", bytes(65536)), "failed", "larger than the limit"),
    "/chunked-2gb": (
        _endless(_OK + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + bytes(65536) + b"\r\n"),
        "failed",
        "larger than the limit",
    ),
    "/good-2": (article("good two"), "fetched", ""),
    "/gzip-bomb": (_compressed(BOMB, "gzip"), "failed", "larger than the limit once decompressed"),
    "/deflate-bomb": (
        _compressed(zlib.compress(bytes(20_000_000)), "deflate"),
        "failed",
        "larger than the limit once decompressed",
    ),
    "/encoded-often": (_compressed(BOMB, "gzip, gzip, gzip"), "failed", "encoded many times over"),
    "/broken-gzip": (_compressed(b"\x1f\x8b\x08\x00no gzip at all", "gzip"), "failed", "broken compression"),
    "/cut-gzip": (_compressed(gzip.compress(PAGE * 50)[:-20], "gzip"), "failed", "content encoding cut short"),
    "/unknown-encoding": (_compressed(PAGE, "rot13"), "failed", "unknown content encoding 'rot13'"),
    "/wrong-charset": (reply(_WRONG_CHARSET, "text/html; charset=utf-8"), "fetched", ""),
    "/lying-charset": (reply(_WRONG_CHARSET, "text/html; charset=no-such-charset"), "fetched", ""),
    "/good-3": (article("good three"), "fetched", ""),
    "/cookie-wall": (_cookie_wall, "fetched", ""),
    "/cookie-check": (_cookie_check, "fetched", ""),
    "/cookie-loop": (
        reply("", status="302 Found", headers="Location: /cookie-loop\r\nSet-Cookie: a=1\r\n"),
        "failed",
        "too many redirects",
    ),
    "/cut-off": (raw(_OK + b"Content-Length: 1000\r\n\r\nonly this"), "failed", "connection lost in the middle"),
    "/no-answer": (raw(), "failed", "connection lost"),
    "/garbage": (raw(b"\x00\xff\xfegarbage\r\n\r\n"), "failed", _NO_HTTP),
    "/garbage-status": (raw(b"HTTP/1.1 OK 200\r\n\r\n"), "failed", _NO_HTTP),
    "/odd-status": (raw(b"HTTP/1.1 +200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE), "failed", _NO_HTTP),
    "/odd-protocol": (raw(b"FOO/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE), "failed", _NO_HTTP),
    "/two-lengths": (raw(_OK + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n12345"), "failed", _NO_HTTP),
    "/negative-length": (raw(_OK + b"Content-Length: -5\r\n\r\n12345"), "failed", _NO_HTTP),
    "/odd-transfer": (raw(_OK + b"Transfer-Encoding: rot13\r\n\r\n12345"), "failed", _NO_HTTP),
    "/bad-chunks": (raw(_OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n12345"), "failed", _NO_HTTP),
    "/header-flood": (_endless(_OK, b"X-Flood: " + b"a" * 1000 + b"\r\n"), "failed", "larger than the limit"),
    "/interim-flood": (
        _endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * 500),
        "failed",
        "larger than the limit",
    ),
    "/good-4": (article("good four"), "fetched", ""),
    "/early-hints": (raw(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + _OK + b"\r\n" + PAGE), "fetched", ""),
    "/pdf": (
        _endless(_OK.replace(b"text/html", b"application/pdf") + b"\r\n", bytes(65536)),
        "skipped",
        "content type application/pdf",
    ),
    "/untyped": (raw(b"HTTP/1.1 200 OK\r\n\r\n" + PAGE), "fetched", ""),
    "/untyped-junk": (raw(b"HTTP/1.1 200 OK\r\n\r\n\x00\x01\x02"), "skipped", "content type unknown"),
    "/json": (reply("{}", "application/json"), "skipped", "content type application/json"),
    "/empty": (reply(" \n"), "failed", "empty page"),
    "/not-modified": (raw(b"HTTP/1.1 304 Not Modified\r\n\r\n"), "failed", "HTTP 304"),
    "/status-999": (reply("no", status="999 Denied"), "failed", "HTTP 999"),
    "/a/b/a/b/a/b": (article("in circles"), "skipped", "repeating path"),
    "/good-5": (article("good five"), "fetched", ""),
}


def hostile_web() -> Web:
    """All of the above on one host, a feed that lists it, and a slow drip at the end."""
    box: list[Web] = []
    links = [f"{SITE}{path}" for path in PAGES]
    answers: dict[tuple[str, str] | str, Answer] = {
        (HOST, "/feed"): feed(*links, f"{SITE}/drip", "http://user:secret@hostile.example/", "ftp://hostile.example/x"),
        (HOST, "/drip"): _drip(box),
        "evil.example": article("never to be asked for"),
    }
    answers |= {(HOST, path): answer for path, (answer, _, _) in PAGES.items()}
    box.append(Web(answers))
    return box[0]
