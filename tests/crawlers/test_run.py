"""The life of a crawl's process: signals, kills, a full disk, limits of time, and what is refused before it starts."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from core.settings import CrawlSettings, load
from crawlers.limits import Limits
from crawlers.settings import scrapy_settings
from crawlers.source import Source
from evidence.recover import recover
from tests.crawlers.night import Night, run, source, specify, start
from tests.crawlers.web import Answer, Answers, Send, Visit, Web, article, feed, reply

HOST = "life.example"
SITE = f"http://{HOST}"
LINKS = [f"{SITE}/{number}" for number in range(6)]
DISCOVER = [{"feed": f"{SITE}/feed"}]


def _settings(**changes: object) -> CrawlSettings:
    plain = load().crawl
    return plain.model_validate(plain.model_dump() | {"contact": "watch@almenara.example"} | changes)


def _hanging(web: list[Web]) -> Answer:
    def answer(visit: Visit, send: Send) -> bool:
        send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>")
        return web[0].wait(600)

    return answer


def _stuck() -> Web:
    """Six pages, the third of which never ends."""
    box: list[Web] = []
    answers = {(HOST, "/feed"): feed(*LINKS), HOST: article("page"), (HOST, "/2"): _hanging(box)}
    box.append(Web(answers))
    return box[0]


def _until(condition: Callable[[], object], process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + 300
    while not condition():
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _interrupted(tmp_path: Path, web: Web, number: signal.Signals, **more: object) -> Night:
    """A crawl that gets a signal while it waits for the page without an end."""
    process = start(specify(tmp_path, web, source(HOST, DISCOVER), settings={"timeout_s": 600}, **more))
    _until(lambda: web.asked(HOST, "/2"), process)
    process.send_signal(number)
    log, _ = process.communicate(timeout=300)
    return Night(tmp_path, process.returncode, log)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_crawl_in_good_order(tmp_path: Path, number: signal.Signals) -> None:
    with _stuck() as web:
        night = _interrupted(tmp_path, web, number)
    assert (night.code, night.report.finished) == (0, number.name), night.log
    assert (night.report.fetched, night.report.skipped) == (2, 4)
    assert night.report.reasons == {number.name: 4}
    assert set(night.pages) == set(LINKS[:2])
    assert all(warc.suffix == ".gz" for warc in night.warcs)


@pytest.mark.parametrize(
    ("last", "answers"),
    [
        ("/feed", {(HOST, "/feed"): reply("", status="503 Busy", headers="Retry-After: 9000\r\n")}),
        ("/robots.txt", {(HOST, "/robots.txt"): reply("User-agent: *\nCrawl-delay: 9000", "text/plain")}),
    ],
    ids=["asked to wait", "between two requests"],
)
def test_a_crawl_that_waits_ends_as_soon(tmp_path: Path, last: str, answers: Answers) -> None:
    with Web(answers) as web:
        spec = specify(
            tmp_path, web, source(HOST, DISCOVER), settings={"max_retry_after_s": 10_000, "max_minutes": 100}
        )
        process = start(spec)
        _until(lambda: last in web.paths(HOST), process)
        time.sleep(0.3)
        process.send_signal(signal.SIGTERM)
        log, _ = process.communicate(timeout=300)
        asked = web.paths(HOST)
    night = Night(tmp_path, process.returncode, log)
    assert (night.code, night.report.finished) == (0, "SIGTERM"), log
    assert asked[-1] == last  # nothing more is sent on the way out


def test_a_kill_loses_nothing_that_was_journalled(tmp_path: Path) -> None:
    with _stuck() as web:
        night = _interrupted(tmp_path, web, signal.SIGKILL)
    assert night.report.finished is None
    assert {entry["url"] for entry in night.entries} <= set(LINKS[:2])
    assert [warc.suffix for warc in night.warcs] == [".open"]
    assert len(recover(tmp_path)) == 1
    assert set(night.pages) == set(LINKS[:2])


def test_nothing_is_said_of_a_page_before_the_disk_has_it(tmp_path: Path) -> None:
    with _stuck() as web:
        night = _interrupted(tmp_path, web, signal.SIGKILL, prepare="silent_disk")
    assert night.entries == []
    assert len(recover(tmp_path)) == 1
    assert set(night.pages) == set(LINKS[:2])


def test_the_time_limit_ends_a_crawl_in_the_middle_of_a_page(tmp_path: Path) -> None:
    with _stuck() as web:
        night = run(tmp_path, web, source(HOST, DISCOVER), settings={"timeout_s": 600, "max_minutes": 0.25})
    assert night.report.finished == "time limit of the crawl", night.log
    assert (night.report.fetched, night.report.reasons) == (2, {"time limit of the crawl": 4})


def test_a_full_disk_ends_the_crawl_with_an_error_that_says_so(tmp_path: Path) -> None:
    with Web({(HOST, "/feed"): feed(*LINKS), HOST: article("page")}) as web:
        night = run(tmp_path, web, source(HOST, DISCOVER), prepare="full_disk")
    assert night.code == 1
    assert "EvidenceError" in night.log
    assert "No space left" in night.log
    fetched = {entry["url"] for entry in night.entries if entry.get("outcome") == "fetched"}
    # Pages are written before the disk is asked, so all may lie there; noted as fetched is what the disk has taken.
    assert fetched <= set(night.pages) <= set(LINKS)
    assert fetched < set(LINKS)
    assert "EvidenceError" in (night.report.finished or "")


def test_a_source_that_answers_nothing_says_so(tmp_path: Path) -> None:
    with Web({(HOST, "/feed"): reply("no", status="500 No")}) as web:
        night = run(tmp_path, web, source(HOST, [*DISCOVER, {"listing": f"{SITE}/list", "links": "a"}]))
    assert night.report.finished == "no feed, sitemap or listing could be read", night.log
    assert night.report.reasons == {"feed: HTTP 500": 1, "listing: HTTP 404": 1}
    assert night.report.documents_discovered == 0
    assert night.warcs == []


def test_patterns_choose_the_pages_and_an_empty_feed_is_a_failure(tmp_path: Path) -> None:
    links = [f"{SITE}/noticias/1", f"{SITE}/deportes/1", f"{SITE}/noticias/video/2"]
    with Web({(HOST, "/feed"): feed(*links), (HOST, "/empty"): feed(), HOST: article("page")}) as web:
        discover = [*DISCOVER, {"feed": f"{SITE}/empty"}]
        description = source(HOST, discover, include=["/noticias/"], exclude=["/video/"])
        night = run(tmp_path, web, description)
    assert set(night.pages) == {links[0]}, night.log
    reasons = {"matches no `include`": 1, "matches `exclude`": 1, "feed: nothing found in it": 1}
    assert (night.report.reasons, night.report.finished) == (reasons, "finished")


def test_a_crawl_without_a_contact_is_refused(tmp_path: Path) -> None:
    with Web({HOST: article("page")}) as web:
        night = run(tmp_path, web, source(HOST, DISCOVER), settings={"contact": " "})
        assert (night.code, web.visits) == (1, [])
    assert night.log.startswith("SettingsError: No contact for publishers is set")


def test_the_tighter_limit_counts() -> None:
    description = Source.model_validate(source(HOST, DISCOVER, politeness={"max_pages": 9, "delay_s": 2.5}))
    settings = _settings(max_pages=20, delay_s=1.0, max_minutes=2)
    limits = Limits.of(description, settings)
    assert limits == Limits(documents=9, depth=settings.max_depth, seconds=120, delay_s=2.5)
    assert Limits.of(description, settings, 3).documents == 3
    values = scrapy_settings(description, settings, limits)
    assert (values["DOWNLOAD_DELAY"], values["ROBOTSTXT_USER_AGENT"]) == (2.5, "Almenara")
