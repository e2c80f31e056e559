"""Manners towards publishers: robots.txt, its delay, and the wait that a busy server asks for."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.download.middleware import retry_after
from tests.crawlers.hostile import raw
from tests.crawlers.night import OVERDUE, Night, run, source
from tests.crawlers.web import Answer, Send, Visit, Web, article, feed, redirect, reply

FEED = "http://list.example/feed"
# host -> (its robots.txt, the outcome of its page /page, the reason)
SITES: dict[str, tuple[Answer, str, str]] = {
    "absent.example": (reply("", status="404 Not Found"), "fetched", ""),
    "closed.example": (reply("", status="403 Forbidden"), "fetched", ""),  # RFC 9309: unavailable, so no rules
    "down.example": (reply("", status="500 Oops"), "skipped", "robots.txt answered 500"),
    "busy.example": (reply("", status="503 Busy", headers="Retry-After: 0\r\n"), "skipped", "robots.txt answered 503"),
    "limited.example": (reply("", status="429 Slow Down"), "skipped", "robots.txt answered 429"),
    "torn.example": (
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nUser-agent: *\r\n"),
        "skipped",
        "robots.txt not readable: connection lost in the middle",
    ),
    "away.example": (redirect("http://evil.example/"), "skipped", "robots.txt not readable: redirect to another host"),
    "forbidding.example": (reply("User-agent: *\nDisallow: /page", "text/plain"), "skipped", "robots.txt forbids it"),
    "naming.example": (
        reply("User-agent: *\nAllow: /\n\nUser-agent: Almenara\nDisallow: /", "text/plain"),
        "skipped",
        "robots.txt forbids it",
    ),
    "allowing.example": (reply("User-agent: *\nDisallow: /private\n", "text/plain"), "fetched", ""),
    "moved.example": (redirect("/robots-2.txt"), "skipped", "robots.txt forbids it"),
    "markup.example": (reply("<html>no rules here</html>"), "fetched", ""),
    "into-forbidden.example": (
        reply("User-agent: *\nDisallow: /hidden", "text/plain"),
        "skipped",
        "robots.txt forbids it",
    ),
}


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    answers: dict[object, Answer] = {("list.example", "/feed"): feed(*(f"http://{host}/page" for host in SITES))}
    for host, (robots, _, _) in SITES.items():
        answers |= {(host, "/robots.txt"): robots, (host, "/page"): article(host)}
    answers["moved.example", "/robots-2.txt"] = reply("User-agent: *\nDisallow: /", "text/plain")
    answers["into-forbidden.example", "/page"] = redirect("/hidden")
    with Web(answers) as served:
        yield served


@pytest.fixture(scope="module")
def night(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Night:
    description = source("list.example", [{"feed": FEED}], hosts=["list.example", *SITES])
    done = run(tmp_path_factory.mktemp("manners"), web, description)
    assert done.code == 0, done.log
    return done


@pytest.mark.parametrize("host", SITES)
def test_robots(night: Night, web: Web, host: str) -> None:
    assert night.outcome(f"http://{host}/page") == SITES[host][1:]
    asked = "/page" in web.paths(host)
    assert asked == (SITES[host][1] == "fetched" or host == "into-forbidden.example")
    assert web.paths(host).count("/robots.txt") <= 3


def test_the_hidden_page_is_not_asked_for_after_a_redirect(night: Night, web: Web) -> None:
    assert night.code == 0
    assert web.paths("into-forbidden.example") == ["/robots.txt", "/page"]


@pytest.mark.parametrize("delay", ["Crawl-delay: 1", "Request-rate: 3/3s", "Crawl-delay: 0.1\nRequest-rate: 3/3"])
def test_crawl_delay_is_kept_and_no_two_requests_overlap(tmp_path: Path, delay: str) -> None:
    times: list[tuple[float, float]] = []

    def page(visit: Visit, send: Send) -> bool:
        begun = time.monotonic()
        article(visit.path)(visit, send)
        times.append((begun, time.monotonic()))
        return True

    hosts = ["a.slow.example", "b.slow.example"]
    robots = reply(f"User-agent: *\n{delay}", "text/plain")
    links = [f"http://{host}/{number}" for number in range(2) for host in hosts]
    answers: dict[object, Answer] = dict.fromkeys(hosts, page) | {(host, "/robots.txt"): robots for host in hosts}
    with Web(answers | {(hosts[0], "/feed"): feed(*links)}) as web:
        description = source(hosts[0], [{"feed": f"http://{hosts[0]}/feed"}], hosts=["slow.example"])
        night = run(tmp_path, web, description)
    assert night.report.fetched == 4, night.log
    # Also across subdomains. A second is asked for; a busy machine may note an earlier request late, not half of one.
    assert all(later[0] - earlier[0] >= 0.5 for earlier, later in pairwise(times))


def test_a_short_retry_after_is_waited_for(tmp_path: Path) -> None:
    times: dict[str, list[float]] = {}

    def busy(visit: Visit, send: Send) -> bool:
        times.setdefault(visit.path, []).append(time.monotonic())
        if len(times[visit.path]) == 1:
            return reply("", status="503 Busy", headers="Retry-After: 1\r\n")(visit, send)
        return article("at last")(visit, send)

    answers = {("b.example", "/feed"): feed("http://b.example/page", "http://b.example/next"), "b.example": busy}
    with Web(answers | {("b.example", "/robots.txt"): reply("", status="404 No")}) as web:
        night = run(tmp_path, web, source("b.example", [{"feed": "http://b.example/feed"}]))
    assert night.report.fetched == 2, night.log
    assert times["/page"][1] - times["/page"][0] >= 0.99
    assert times["/next"][0] - times["/page"][0] >= 0.99  # nothing else is asked in the meantime


def test_a_long_retry_after_ends_the_crawl_for_the_night(tmp_path: Path) -> None:
    wait = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    slow = reply("", status="429 Too Many Requests", headers=f"Retry-After: {wait}\r\n")
    links = [f"http://b.example/{number}" for number in range(4)]
    answers = {("b.example", "/feed"): feed(*links), "b.example": article("page"), ("b.example", "/1"): slow}
    with Web(answers) as web:
        night = run(tmp_path, web, source("b.example", [{"feed": "http://b.example/feed"}]))
        paths = web.paths("b.example")
    finished = night.report.finished or ""
    assert finished.startswith("HTTP 429: the site asks to wait"), night.log
    assert paths == ["/robots.txt", "/feed", "/0", "/1"]
    assert night.outcome("http://b.example/1") == ("failed", "HTTP 429")
    assert night.outcome("http://b.example/2") == ("skipped", finished)
    assert night.report.documents_discovered == 4


def test_a_site_that_goes_on_refusing_is_left_for_the_night(tmp_path: Path) -> None:
    refused = reply("", status="429 Too Many Requests", headers="Retry-After: 0\r\n")
    links = [f"http://b.example/{number}" for number in range(8)]
    answers: dict[object, Answer] = {("b.example", "/feed"): feed(*links), "b.example": refused}
    answers |= {("b.example", "/robots.txt"): reply("", status="404 No"), ("b.example", "/1"): article("page")}
    with Web(answers) as web:
        night = run(tmp_path, web, source("b.example", [{"feed": "http://b.example/feed"}]))
        paths = web.paths("b.example")
    finished = "HTTP 429: the site refused 5 times in a row"
    assert night.report.finished == finished, night.log
    assert paths == ["/robots.txt", "/feed", "/0", "/1", "/2", "/3", "/4", "/5", "/6"]  # /1 was an answer
    assert night.outcome("http://b.example/1") == ("fetched", "")
    assert night.outcome("http://b.example/6") == ("failed", "HTTP 429")
    assert night.outcome("http://b.example/7") == ("skipped", finished)


def test_what_discovery_stands_on_is_asked_for_once_more_where_it_timed_out(tmp_path: Path) -> None:
    ever: set[str] = set()

    def first_time(answer: Answer) -> Answer:
        def hanging(visit: Visit, send: Send) -> bool:
            if visit.path in ever:
                return answer(visit, send)
            ever.add(visit.path)
            web.wait(600)
            return False

        return hanging

    answers = {
        ("b.example", "/robots.txt"): first_time(reply("User-agent: *\nDisallow: /2", "text/plain")),
        ("b.example", "/feed"): first_time(feed("http://b.example/1", "http://b.example/2", "http://b.example/3")),
        ("b.example", "/1"): article("page"),
        ("b.example", "/3"): first_time(article("a page may wait for another night")),
    }
    with Web(answers) as web:
        night = run(tmp_path, web, source("b.example", [{"feed": "http://b.example/feed"}]), settings=OVERDUE)
        asked = web.paths("b.example")
    assert asked == ["/robots.txt", "/robots.txt", "/feed", "/feed", "/1", "/3"], night.log
    outcomes = [night.outcome(f"http://b.example/{number}") for number in (1, 2, 3)]
    assert outcomes == [("fetched", ""), ("skipped", "robots.txt forbids it"), ("failed", "timed out")]


def test_a_robots_file_that_never_comes_closes_the_site_after_two_tries(tmp_path: Path) -> None:
    def never(visit: Visit, send: Send) -> bool:
        web.wait(600)
        return False

    with Web({("b.example", "/robots.txt"): never}) as web:
        night = run(tmp_path, web, source("b.example", [{"feed": "http://b.example/feed"}]), settings=OVERDUE)
        asked = web.paths("b.example")
    assert asked == ["/robots.txt", "/robots.txt"], night.log
    assert night.outcome("http://b.example/feed") == ("skipped", "feed: robots.txt not readable: timed out")


def test_a_site_that_only_fails_is_left_alone(tmp_path: Path) -> None:
    links = [f"http://b.example/{number}" for number in range(40)]
    with Web({("b.example", "/feed"): feed(*links)}) as web:
        night = run(tmp_path, web, source("b.example", [{"feed": "http://b.example/feed"}]))
        asked = len(web.paths("b.example")) - 2
    assert night.report.finished == "20 pages in a row failed", night.log
    assert asked == 20
    assert (night.report.failed, night.report.skipped) == (20, 20)


NOW = datetime(2026, 3, 3, 4, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (b"120", 120.0),
        (b" 0 ", 0.0),
        (b"Tue, 03 Mar 2026 04:06:06 GMT", 60.0),
        (b"Tue, 03 Mar 2026 05:05:06 +0100", 0.0),
        (b"Tue, 03 Mar 2026 04:00:00 GMT", 0.0),
        (b"Tue, 03 Mar 2026 04:06:06 +9999999999999", None),
        (b"soon", None),
        (b"-5", None),
        (b"", None),
        (None, None),
    ],
)
def test_retry_after_in_both_forms(header: bytes | None, seconds: float | None) -> None:
    assert retry_after(header, now=NOW) == seconds


@given(st.binary(max_size=60))
def test_retry_after_takes_any_bytes(header: bytes) -> None:
    seconds = retry_after(header, now=NOW)
    assert seconds is None or seconds >= 0


@given(st.integers(min_value=0, max_value=10**7))
def test_retry_after_as_a_date_is_the_time_until_then(seconds: int) -> None:
    moment = format_datetime(NOW + timedelta(seconds=seconds), usegmt=True)
    assert retry_after(moment.encode(), now=NOW) == seconds


def test_what_asks_to_wait_or_leads_elsewhere_is_heard_whatever_its_type(tmp_path: Path) -> None:
    """An answer was cut for its type before anybody looked at its status."""
    slow = reply("slow down", "application/octet-stream", status="429 X", headers="Retry-After: 7200\r\n")
    moved = reply("x", "application/octet-stream", status="301 Moved", headers="Location: /there\r\n")
    links = [f"http://b.example/{name}" for name in ("moved", "film", "slow", "left")]
    answers: dict[object, Answer] = {("b.example", "/feed"): feed(*links), "b.example": article("page")}
    answers |= {("b.example", "/robots.txt"): reply("", status="404 No"), ("b.example", "/moved"): moved}
    answers |= {("b.example", "/film"): reply("x", "video/mp4"), ("b.example", "/slow"): slow}
    with Web(answers) as web:
        night = run(tmp_path, web, source("b.example", [{"feed": "http://b.example/feed"}]))
        paths = web.paths("b.example")
    assert paths[-1] == "/slow"
    assert "/there" in paths
    assert night.outcome("http://b.example/moved") == ("fetched", "")
    assert night.outcome("http://b.example/film")[0] == "skipped"
    assert (night.report.finished or "").startswith("HTTP 429: the site asks to wait 7")


@pytest.mark.parametrize("coding", ["utf-16", "utf-8-sig", "utf-16-le"])
def test_robots_in_other_codings_forbid_too(tmp_path: Path, coding: str) -> None:
    """What can't be read is no permission: without a mark of its order UTF-16 is full of NULs."""
    robots = reply("User-agent: *\nDisallow: /page\n".encode(coding), "text/plain")
    answers: dict[object, Answer] = {
        ("b.example", "/feed"): feed("http://b.example/page"),
        "b.example": article("page"),
    }
    with Web(answers | {("b.example", "/robots.txt"): robots}) as web:
        night = run(tmp_path, web, source("b.example", [{"feed": "http://b.example/feed"}]))
        assert "/page" not in web.paths("b.example")
    assert night.report.fetched == 0
