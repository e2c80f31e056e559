"""The spider without a network: what becomes of the pages that a lead gave, whatever happens between two of them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response

from core.terms import CrawlOutcome
from crawlers.discovery.found import Found
from crawlers.download.control import Control
from crawlers.download.rules import Rules
from crawlers.limits import Limits
from crawlers.owed import Owed
from crawlers.source import FeedDiscovery, SitemapDiscovery, Source
from crawlers.spiders.discovery import Lead, Reading
from crawlers.spiders.source_spider import SourceSpider
from tests.crawlers.looks import quick_settings
from tests.crawlers.night import source

SITE = "http://diario.example"
FEED = f"{SITE}/feed"


def spider_telling(told: list[tuple[str, CrawlOutcome, str]]) -> SourceSpider:
    """A spider that writes its journal into `told`."""
    described, settings = Source.model_validate(source("diario.example", [{"feed": FEED}])), quick_settings()
    context = SimpleNamespace(
        source=described,
        settings=settings,
        known=SimpleNamespace(lookup=lambda *_: None),
        journal=SimpleNamespace(write=lambda *line, **_more: told.append(line)),
        owed=Owed(),
        limits=Limits.of(described, settings),
        rules=Rules.of(described, settings),
        control=Control(),
        commits=SimpleNamespace(then=lambda say: say()),
    )
    return SourceSpider(cast(Any, context))


@pytest.mark.parametrize(
    ("body", "reasons"),
    [(b"<!doctype html><html>Portada</html>", ["sitemap: another kind of page"]), (b"<urlset/>", [])],
)
def test_a_page_in_a_sitemaps_place_is_journalled(body: bytes, reasons: list[str]) -> None:
    told: list[tuple[str, CrawlOutcome, str]] = []
    lead = Lead(f"{SITE}/sitemap.xml", SitemapDiscovery(sitemap=f"{SITE}/sitemap.xml"))
    reading = spider_telling(told).explorer.read(Response(lead.url, body=body), lead)
    assert reading == Reading([], [])
    assert told == [(lead.url, CrawlOutcome.FAILED, reason) for reason in reasons]


def test_a_page_that_a_redirect_reached_meanwhile_ends_alone() -> None:
    told: list[tuple[str, CrawlOutcome, str]] = []
    spider, asked = spider_telling(told), []

    def ask(request: Request) -> None:
        spider.frontier.claim(f"{SITE}/1")  # as the end of a redirect
        asked.append(request.url)

    spider.crawler = cast(Any, SimpleNamespace(engine=SimpleNamespace(crawl=ask)))
    spider.frontier.offer([Found(f"{SITE}/{number}") for number in range(3)], in_order=True)
    with pytest.raises(DontCloseSpider):
        spider.idle()
    assert asked == [f"{SITE}/0", f"{SITE}/2"]
    assert told == [(f"{SITE}/1", CrawlOutcome.SKIPPED, "same page as another address")]


def test_once_hurried_the_pages_of_a_list_are_asked_for_before_the_next() -> None:
    spider, asked = spider_telling([]), []
    spider.crawler = cast(Any, SimpleNamespace(engine=SimpleNamespace(crawl=asked.append)))

    def read(number: int) -> None:
        body = f"<rss version='2.0'><channel><item><link>{SITE}/{number}</link></item></channel></rss>".encode()
        list(spider.discovered(Response(FEED, body=body), Lead(FEED, FeedDiscovery(feed=FEED))))

    read(0)
    assert asked == []
    spider.hurry()
    for number in (1, 2):
        read(number)
        assert [request.url for request in asked] == [f"{SITE}/{each}" for each in range(number + 1)]


def test_pages_go_before_lists_once_discovery_has_had_its_time() -> None:
    told: list[tuple[str, CrawlOutcome, str]] = []
    spider, asked = spider_telling(told), []
    spider.crawler = cast(Any, SimpleNamespace(engine=SimpleNamespace(crawl=asked.append)))
    spider.hurry()
    assert asked == []
    spider.frontier.offer([Found(f"{SITE}/0")], in_order=True)
    spider.hurry()
    spider.frontier.offer([Found(f"{SITE}/1")], in_order=True)
    with pytest.raises(DontCloseSpider):
        spider.idle()
    spider.idle()
    assert [request.url for request in asked] == [f"{SITE}/0", f"{SITE}/1"]
    lead = spider._explore(Lead(FEED, FeedDiscovery(feed=FEED)))
    assert all(request.priority > lead.priority for request in asked)
