"""One night on a site that does everything wrong: each page ends as it should, in bounded bytes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.crawlers.hostile import HOST, PAGES, SITE, hostile_web
from tests.crawlers.night import OVERDUE, Night, run, source
from tests.crawlers.web import Web


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with hostile_web() as served:
        yield served


@pytest.fixture(scope="module")
def night(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Night:
    return run(tmp_path_factory.mktemp("hostile"), web, source(HOST, [{"feed": f"{SITE}/feed"}]), settings=OVERDUE)


def test_the_crawl_survives_and_says_so(night: Night) -> None:
    assert (night.code, night.report.finished) == (0, "finished"), night.log


@pytest.mark.parametrize("path", PAGES)
def test_each_page_ends_as_it_should(night: Night, path: str) -> None:
    assert night.outcome(f"{SITE}{path}") == PAGES[path][1:]


def test_a_slow_drip_meets_the_deadline_of_the_whole_response(night: Night, web: Web) -> None:
    assert night.outcome(f"{SITE}/drip") == ("failed", "timed out")
    assert len(web.asked(HOST, "/drip")) == 1  # and isn't tried again


def test_every_address_is_journalled_once_and_the_counts_add_up(night: Night) -> None:
    urls = [entry["url"] for entry in night.entries if "url" in entry]
    assert len(urls) == len(set(urls))
    report = night.report
    assert report.documents_discovered == report.fetched + report.not_modified + report.skipped + report.failed
    assert report.documents_discovered == len(urls)
    assert sum(report.reasons.values()) == report.skipped + report.failed


@pytest.mark.parametrize("path", ["/announced-2gb", "/streamed-2gb", "/chunked-2gb", "/header-flood", "/pdf"])
def test_two_gigabytes_are_cut_early(night: Night, web: Web, path: str) -> None:
    assert night.code == 0
    assert all(
        len(visit.sent) < 30_000_000 for visit in web.asked(HOST, path)
    )  # what the kernel's buffers swallow, at most


def test_no_other_host_is_asked(night: Night, web: Web) -> None:
    assert night.code == 0
    assert {visit.host for visit in web.visits} == {HOST}


def test_redirects_and_retries_are_bounded(night: Night, web: Web) -> None:
    paths = web.paths(HOST)
    assert sum(path.startswith("/endless-redirect") for path in paths) == 6
    assert paths.count("/cookie-loop") == 6
    assert 1 < paths.count("/cut-off") <= 3
    assert night.code == 0


def test_cookies_last_for_one_page_and_its_redirects_only(night: Night, web: Web) -> None:
    assert night.code == 0
    assert [visit.headers.get("cookie") for visit in web.asked(HOST, "/cookie-wall")] == [None, "passed=1"]
    assert [visit.headers.get("cookie") for visit in web.asked(HOST, "/cookie-check")] == [None]


def test_every_request_says_who_asks_and_never_whence(night: Night, web: Web) -> None:
    assert night.code == 0
    assert {visit.headers["user-agent"] for visit in web.visits} == {
        "Almenara/0.1 (watch for migrant smuggling; watch@almenara.example)"
    }
    assert not any("referer" in visit.headers for visit in web.visits)


def test_the_archive_holds_just_what_the_journal_calls_fetched(night: Night) -> None:
    fetched = {entry["url"] for entry in night.entries if entry.get("outcome") == "fetched"}
    assert set(night.pages) == fetched
    assert all(page.body.strip() for page in night.pages.values())
