"""A `Fetch` for tests: answers from a mapping of addresses, and remembers what was asked, round by round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.settings import CrawlSettings, load
from crawlers.probe import Fetched
from crawlers.source import Source
from tests.crawlers.night import QUICK
from tests.crawlers.web import Web


class Looks:
    """Values are a body, a status, or a sentence of trouble after "!"."""

    def __init__(self, pages: Mapping[str, str | bytes | int]) -> None:
        self.pages = pages
        self.rounds: list[list[str]] = []

    def __call__(self, source: Source, urls: Sequence[str]) -> list[Fetched]:
        self.rounds.append(list(urls))
        return [self._answer(url) for url in urls]

    def _answer(self, url: str) -> Fetched:
        page = self.pages.get(url, 404)
        if isinstance(page, int):
            return Fetched(url, url, page)
        if isinstance(page, str) and page.startswith("!"):
            return Fetched(url, trouble=page[1:])
        body = page.encode() if isinstance(page, str) else page
        return Fetched(url, url, 200, "text/html; charset=utf-8", body)


def quick_settings(web: Web | None = None, **more: object) -> CrawlSettings:
    """Settings for a look at `web`, every name ending in .example being served there."""
    mapped = {"connect_to": {"*.example": f"{web.address}:{web.port}"}} if web else {}
    base = load().crawl
    return base.model_validate(base.model_dump() | QUICK | mapped | more)
