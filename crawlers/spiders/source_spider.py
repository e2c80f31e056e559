"""The one spider: reads what a source says about itself, and archives its detail pages. Nothing is yielded as an item.

A document's only way out of here is the archive: `archive.put` writes it down whole, and the journal says so once the
disk has it (see `commits`).
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from itertools import chain, count
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.core.engine import ExecutionEngine
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, StopDownload
from scrapy.http import Headers, Response
from twisted.python.failure import Failure

from core.errors import AlmenaraError, EvidenceError
from core.terms import CrawlOutcome
from crawlers.discovery.sitemap import MAX_SITEMAP_BYTES
from crawlers.download.handler import MAX_SIZE, RECORDING
from crawlers.download.reasons import Dismissed, describe
from crawlers.download.wire import Recording
from crawlers.journal import SAME_BYTES
from crawlers.spiders.choice import Visit
from crawlers.spiders.context import Context
from crawlers.spiders.discovery import Explorer, Lead, Reading
from crawlers.spiders.exchange import check_readable, header, is_never_text, is_page, to_exchange, wall_of
from crawlers.spiders.frontier import SAME_PAGE, Frontier, Offered
from evidence.format.http import UndecodableError
from evidence.reader import media_type
from extraction.walls import look


class SourceSpider(Spider):
    """Crawls one source; `context` says which, and with what."""

    name = "source"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.frontier = Frontier(context)
        self.explorer = Explorer(context)
        self._jars = count()
        self._hurried = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """As Scrapy makes its spiders."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.headers_received, signals.headers_received)
        crawler.signals.connect(spider.callback_failed, signals.spider_error)
        crawler.signals.connect(spider.idle, signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Any]:
        """The first requests."""
        for lead in self.explorer.first():
            yield self._explore(lead)

    def _explore(self, lead: Lead) -> Request:
        meta = self._meta(lead.what == "listing" and self.context.source.javascript)
        if lead.what == "sitemap":
            meta[MAX_SIZE] = max(MAX_SITEMAP_BYTES, self.context.settings.max_body_bytes)
        return Request(
            lead.url,
            callback=self.discovered,
            errback=self.undiscovered,
            cb_kwargs={"lead": lead},
            meta=meta,
        )

    def idle(self) -> None:
        """Nothing waits any more: discovery is over, or the crawl is. All that is new tonight is known before the first
        page is asked for."""
        if self._ask_for_pages():
            raise DontCloseSpider

    def hurry(self) -> None:
        """Discovery has had its share of the crawl's time: pages go before what is left of it. A site that wants a long
        pause between two requests, or has sitemaps without end, would be read for its lists alone. From then on what a
        list names is asked for before the next list."""
        self._hurried = True
        self._ask_for_pages(hurried=True)

    def _ask_for_pages(self, *, hurried: bool = False) -> bool:
        """Choose among the pages that were found, and ask for them; whether there are any."""
        if self.context.control.stopped:
            return False
        visits = self.frontier.chosen(hurried=hurried)
        for request in chain.from_iterable(map(self._ask, visits)):
            self._engine.crawl(request)
        return bool(visits)

    @property
    def _engine(self) -> ExecutionEngine:
        engine = self.crawler.engine
        if engine is None:
            raise RuntimeError("a spider without its engine")
        return engine

    def _ask(self, visit: Visit) -> Iterator[Request]:
        """The request for a page, unless a redirect of another has led to it since it was found."""
        try:
            headers = self.frontier.conditions(visit.found.url, visit)
        except Dismissed as end:
            self.frontier.settle(visit, end.outcome, end.reason)
            return
        yield Request(
            visit.found.url,
            headers=headers,
            callback=self.document,
            errback=self.no_document,
            cb_kwargs={"visit": visit},
            meta=self._meta(self.context.source.javascript),
            priority=1,
        )

    def _meta(self, rendered: bool) -> dict[str, Any]:
        """Cookies live for one page and its redirects: enough to pass a wall, too little to be followed about."""
        return {"cookiejar": next(self._jars)} | ({"playwright": True} if rendered else {})

    def discovered(self, response: Response, lead: Lead) -> Iterator[Request]:
        """A feed, sitemap or listing page was answered."""
        reading = self.explorer.read(response, lead)
        offered = self.frontier.offer(reading.found, in_order=lead.what != "sitemap")
        for further in self.explorer.follow(lead, reading, offered):
            yield self._explore(further)
        if self._hurried:
            self._ask_for_pages(hurried=True)

    def undiscovered(self, failure: Failure) -> None:
        """A feed, sitemap or listing page could not be had."""
        lead: Lead = failure.request.cb_kwargs["lead"]  # type: ignore[attr-defined]
        self.explorer.note(lead, *describe(failure.value))
        self.explorer.follow(lead, Reading([], []), Offered())

    def document(self, response: Response, visit: Visit) -> None:
        """A detail page was answered."""
        if response.status == 304 and visit.known is not None:
            self._archive(response, visit)
        elif response.status != 200:
            self.frontier.settle(visit, CrawlOutcome.FAILED, f"HTTP {response.status}")
        elif not is_page(response):
            kind = media_type(header(response, "Content-Type")) or "unknown"
            self.frontier.settle(visit, CrawlOutcome.SKIPPED, f"content type {kind}")
        elif not response.body.strip():
            self.frontier.settle(visit, CrawlOutcome.FAILED, "empty page")
        elif wall := wall_of(response):
            self.frontier.settle(visit, CrawlOutcome.FAILED, wall)
        else:
            self._archive(response, visit)

    def _archive(self, response: Response, visit: Visit) -> None:
        exchange = to_exchange(response, visit)
        if not self.frontier.claim(exchange.url):
            self.frontier.settle(visit, CrawlOutcome.SKIPPED, SAME_PAGE)
            return
        if _same_bytes(response, visit):
            self.frontier.settle(visit, CrawlOutcome.NOT_MODIFIED, SAME_BYTES)
            return
        try:
            check_readable(exchange, self.context.settings.max_body_bytes)
            capture = self.context.archive.put(exchange)
        except UndecodableError as error:
            self.frontier.settle(visit, CrawlOutcome.FAILED, str(error))
            return
        except (OSError, AlmenaraError) as error:
            trouble = EvidenceError(
                f"The archive could not take {exchange.url}: {error}.", remedy="See to the disk, then start again."
            )
            trouble.__cause__ = error
            self.context.control.fail(trouble)
            return
        outcome = CrawlOutcome.NOT_MODIFIED if capture.not_modified else CrawlOutcome.FETCHED
        visit.look = look(response.body)
        self.frontier.settle(visit, outcome)

    def no_document(self, failure: Failure) -> None:
        """A detail page could not be had."""
        visit: Visit = failure.request.cb_kwargs["visit"]  # type: ignore[attr-defined]
        error = failure.value
        if isinstance(error, StopDownload) and error.response is not None:
            self.document(error.response, visit)
        else:
            self.frontier.settle(visit, *describe(error))

    def headers_received(self, headers: Headers, request: Request) -> None:
        """Cut the download of what can't be a document: pictures, films, PDF."""
        declared = (headers.get("Content-Type") or b"").decode("latin-1")
        if "visit" in request.cb_kwargs and is_never_text(declared):
            raise StopDownload(fail=True)

    def callback_failed(self, failure: Failure, response: Response | None) -> None:
        """A fault of our own: the page counts as failed, and the log has the trace."""
        request = response.request if response is not None else None
        given = request.cb_kwargs if request is not None else {}
        reason = f"internal error: {type(failure.value).__name__}"
        if "visit" in given:
            self.frontier.settle(given["visit"], CrawlOutcome.FAILED, reason)
        elif "lead" in given:
            self.explorer.note(given["lead"], CrawlOutcome.FAILED, reason)


def _same_bytes(response: Response, visit: Visit) -> bool:
    """Whether a page is what the memory has of it, by its bytes. A rendered page may differ under the same bytes."""
    recording: Recording = response.meta[RECORDING]
    known = visit.known
    return known is not None and recording.rendered is None and recording.payload_sha256 == known.payload_sha256
