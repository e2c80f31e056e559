"""What the tests of this folder share: the small web on a fixed day, and its pages as text."""

from __future__ import annotations

import gzip
import re
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from parsel import Selector

from crawlers.source import FeedDiscovery, ListingDiscovery, Source, read_catalogue
from examples.website import Answer, Web

TODAY = date(2026, 3, 12)
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@cache
def web(night: int = 1) -> Web:
    """All the hosts on one night of the fixed day."""
    return Web(today=TODAY, night=night)


@cache
def sources() -> dict[str, Source]:
    """The catalogue of the small web."""
    return read_catalogue([EXAMPLES / "sources"])


def ask(url: str, night: int = 1) -> Answer:
    """What stands at an address, redirects followed."""
    parts = urlsplit(url)
    answer = web(night).answer(parts.hostname or "", parts.path + (f"?{parts.query}" if parts.query else ""))
    return ask(answer.location, night) if answer.location else answer


def landing(url: str, night: int = 1) -> str:
    """The address at the end of the redirects, without query."""
    parts = urlsplit(url)
    answer = web(night).answer(parts.hostname or "", parts.path)
    return landing(answer.location, night) if answer.location else f"http://{parts.hostname}{parts.path}"


def markup(url: str, night: int = 1) -> str:
    """The decoded markup of an address, unpacked where it is packed."""
    answer = ask(url, night)
    assert answer.status == 200, f"{url} answers {answer.status}"
    body = gzip.decompress(answer.body) if answer.content_type == "application/gzip" else answer.body
    charset = re.search(r"charset=([\w-]+)", answer.content_type)
    return body.decode(charset[1] if charset else "utf-8")


def visible(html: str) -> str:
    """The words of a page in one line, without scripts."""
    words = Selector(html).xpath("//body//text()[not(ancestor::script)]").getall()
    return " ".join(" ".join(words).split())


def listed(source: Source, night: int = 1) -> list[str]:
    """Every address that a source's discovery gives, as read by this test's own few lines."""
    found: list[str] = []
    for way in source.discover:
        if isinstance(way, FeedDiscovery):
            found += _feed(markup(way.feed, night))
        elif isinstance(way, ListingDiscovery):
            found += _listing(way, night)
        else:
            for child in (
                Selector(markup(way.sitemap, night), type="xml").xpath("//*[local-name()='loc']/text()").getall()
            ):
                found += Selector(markup(child, night), type="xml").xpath("//*[local-name()='loc']/text()").getall()
    return found


def _feed(text: str) -> list[str]:
    if text.startswith("{"):
        return re.findall(r'"url": "([^"]+)"', text)
    feed = Selector(text, type="xml")
    feed.remove_namespaces()
    return [*feed.xpath("//item/link/text()").getall(), *feed.xpath("//entry/link/@href").getall()]


def _listing(way: ListingDiscovery, night: int) -> list[str]:
    found: list[str] = []
    url: str | None = way.listing
    while url:
        page = Selector(markup(url, night))
        found += [urljoin(url, link) for link in page.css(way.links).xpath("@href").getall()]
        following = page.css(way.next).xpath("@href").get() if way.next else None
        url = urljoin(url, following) if following else None
    return found
