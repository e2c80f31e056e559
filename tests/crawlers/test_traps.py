"""Discovery without end ends: calendars, paginations, sitemaps that name one another, and the caps of one crawl."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.limits import MAX_DISCOVERY_PAGES, MAX_PARAMETER_SETS, TrapWatch
from tests.crawlers.night import Night, run, source
from tests.crawlers.web import Send, Visit, Web, article, feed, reply

HOST = "endless.example"
SITE = f"http://{HOST}"
_numbers = count(1)


def _calendar(visit: Visit, send: Send) -> bool:
    """A month that lists the same one event, and the month that follows it."""
    return reply(f'<a class=e href=/event>e</a><a class=n href="/calendar?m={next(_numbers)}">next</a>')(visit, send)


def _pagination(visit: Visit, send: Send) -> bool:
    """Always another advert, always another page."""
    number = next(_numbers)
    return reply(f'<a class=e href="/ad/{number}">ad</a><a class=n href="/ads?p={number}">next</a>')(visit, send)


def _sitemaps(visit: Visit, send: Send) -> bool:
    """An index of itself, under two new names each time."""
    names = "".join(f"<sitemap><loc>{SITE}/sitemap?n={next(_numbers)}</loc></sitemap>" for _ in range(2))
    return reply(f"<sitemapindex>{names}<sitemap><loc>{SITE}/sitemap</loc></sitemap></sitemapindex>", "text/xml")(
        visit, send
    )


DISCOVER: list[dict[str, Any]] = [
    {"listing": f"{SITE}/calendar", "links": "a.e", "next": "a.n", "pages": 100},
    {"listing": f"{SITE}/ads", "links": "a.e", "next": "a.n", "pages": 20},
    {"sitemap": f"{SITE}/sitemap"},
]


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    answers = {"/calendar": _calendar, "/ads": _pagination, "/sitemap": _sitemaps}
    with Web({HOST: article("page")} | {(HOST, path): answer for path, answer in answers.items()}) as served:
        yield served


@pytest.fixture(scope="module")
def night(web: Web, tmp_path_factory: pytest.TempPathFactory) -> Night:
    description = source(HOST, DISCOVER, politeness={"max_pages": 5, "max_depth": 4})
    done = run(tmp_path_factory.mktemp("endless"), web, description)
    assert done.code == 0, done.log
    return done


def _asked(web: Web, start: str) -> int:
    return sum(path.partition("?")[0] == start for path in web.paths(HOST))


def test_a_calendar_that_brings_nothing_new_is_left(night: Night, web: Web) -> None:
    assert _asked(web, "/calendar") == 2
    assert night.report.reasons["listing: nothing new, not followed any further"] == 1


def test_pagination_ends_at_the_sources_pages(night: Night, web: Web) -> None:
    assert night.code == 0
    assert _asked(web, "/ads") == 20


def test_sitemaps_end_at_the_depth(night: Night, web: Web) -> None:
    assert night.report.finished == "finished"
    assert _asked(web, "/sitemap") == 1 + 2 + 4 + 8


def test_documents_end_at_the_page_limit_and_the_rest_is_told(night: Night) -> None:
    assert night.report.fetched == 5
    assert night.report.reasons["page limit of the crawl"] == night.report.documents_discovered - 5


def test_discovery_ends_at_its_cap_and_the_limit_of_the_caller_holds(tmp_path: Path) -> None:
    parts = "".join(f"<sitemap><loc>{SITE}/part-{number}.xml</loc></sitemap>" for number in range(300))
    answers = {
        HOST: reply("<urlset></urlset>", "text/xml"),
        (HOST, "/sitemap"): reply(f"<sitemapindex>{parts}</sitemapindex>", "text/xml"),
        (HOST, "/feed"): feed(*(f"{SITE}/page-{number}" for number in range(5))),
    }
    with Web(answers) as web:
        night = run(tmp_path, web, source(HOST, [{"sitemap": f"{SITE}/sitemap"}, {"feed": f"{SITE}/feed"}]), limit=2)
        asked = [path for path in web.paths(HOST) if path.startswith("/part-")]
        pages = [path for path in web.paths(HOST) if path.startswith("/page-")]
    assert night.code == 0, night.log
    assert len(asked) == MAX_DISCOVERY_PAGES - 2
    assert pages == ["/page-0", "/page-1"]
    assert night.report.reasons["sitemap: too many pages of discovery"] == 1


@pytest.mark.parametrize(
    ("path", "suspicion"),
    [
        ("/2026/01/01/01/noticia", ""),
        ("/es/es/politica", ""),
        ("/a/b/a/b/a/b", "repeating path"),
        ("/" + "/".join("abcdefghijklmnopq"), "repeating path"),
        ("/" + "a" * 1100, "address too long"),
        ("/search?" + "&".join(f"p{number}=1" for number in range(13)), "too many parameters"),
        ("/ad.php?id=123&ref=x", ""),
    ],
)
def test_signs_of_a_trap(path: str, suspicion: str) -> None:
    assert TrapWatch().suspicion(SITE + path) == suspicion


@settings(max_examples=30)
@given(st.lists(st.sets(st.sampled_from("abcdefghij"), min_size=1), min_size=MAX_PARAMETER_SETS + 1))
def test_one_path_under_ever_new_parameters_is_left(sets: list[set[str]]) -> None:
    watch, distinct = TrapWatch(), set()
    for names in sets:
        distinct.add(frozenset(names))
        suspicion = watch.suspicion(f"{SITE}/search?" + "&".join(f"{name}=1" for name in sorted(names)))
        assert bool(suspicion) == (len(distinct) > MAX_PARAMETER_SETS)


def test_a_parameter_with_ever_new_values_is_no_trap() -> None:
    watch = TrapWatch()
    assert not any(watch.suspicion(f"{SITE}/aviso?id={number}") for number in range(500))
