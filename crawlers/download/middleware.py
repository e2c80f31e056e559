"""What stands between the spider and the network: the guard on addresses, cookies, redirects, and Retry-After.

All requests of a crawl share one slot of the downloader, whatever subdomain they go to: one request at a time to a
publisher.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.cookiejar import Cookie
from typing import Any, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.cookies import CookiesMiddleware
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest, StopDownload
from scrapy.http import Response
from scrapy.http.cookies import CookieJar

from core.terms import CrawlOutcome
from crawlers.download.context import DownloadContext
from crawlers.download.reasons import Dismissed

MAX_CONTENT_ENCODINGS = 2
_SITE = "site"
_REFUSALS = 5  # of 429 in a row, a wait behind each of them


class Guard:
    """Turns away what the rules refuse, before robots.txt is asked for on its account."""

    def __init__(self, crawler: Crawler) -> None:
        self._context: DownloadContext = cast(Any, crawler.spider).context

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Guard:
        """As Scrapy makes its components."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Check the address, and put the request into the one slot."""
        refusal = self._context.rules.refusal(request.url)
        if refusal:
            raise Dismissed(f"redirect to {refusal}" if "redirect_urls" in request.meta else refusal)
        request.meta["download_slot"] = _SITE


class EncodingGuard:
    """Turns away bodies encoded many times over, which Scrapy would undo one after the other."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Count the content encodings."""
        encodings = b",".join(response.headers.getlist("Content-Encoding")).split(b",")
        if len(encodings) > MAX_CONTENT_ENCODINGS:
            raise Dismissed("encoded many times over", CrawlOutcome.FAILED)
        return response


class Cookies(CookiesMiddleware):
    """Keeps cookies of the source's own hosts only. Scrapy asks a list of public suffixes instead, over the network."""

    def _process_cookies(self, cookies: Iterable[Cookie], *, jar: CookieJar, request: Request) -> None:
        rules = cast(Any, self.crawler.spider).context.rules
        for cookie in cookies:
            if rules.owns(cookie.domain.removeprefix(".")):
                jar.set_cookie_if_ok(cookie, request)


class Redirects(RedirectMiddleware):
    """Follows a few redirects, each address of which is kept; asks about the target what is known of the target."""

    def process_response(self, request: Request, response: Response, spider: Any = None) -> Request | Response:
        """As Scrapy's, with an end that says so."""
        try:
            answer = super().process_response(request, response)
        except IgnoreRequest as error:
            raise Dismissed("too many redirects", CrawlOutcome.FAILED) from error
        visit = request.cb_kwargs.get("visit")
        if isinstance(answer, Request) and visit is not None:
            for name in ("If-None-Match", "If-Modified-Since"):
                answer.headers.pop(name, None)
            frontier = cast(Any, self.crawler.spider).frontier
            answer.headers.update(frontier.conditions(answer.url, visit))
        return answer


class Patience:
    """429 and 503: waits as long as the publisher asks, a few times; a longer wait ends the crawl for the night, and so
    does a site that answers 429 however often it was waited for, whichever pages it was asked for."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._context: DownloadContext = cast(Any, crawler.spider).context
        self._refused = 0  # answers of 429 in a row

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Patience:
        """As Scrapy makes its components."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """Hand on the response, or the same request once more after the wait."""
        self._refused = self._refused + 1 if response.status == 429 else 0
        if response.status not in {429, 503}:
            return response
        if self._refused >= _REFUSALS:
            self._context.control.stop(f"HTTP 429: the site refused {self._refused} times in a row")
            return response
        tries = max(self._refused - 1, request.meta.get("retry_times", 0))
        seconds = retry_after(response.headers.get("Retry-After"), now=datetime.now(UTC))
        if seconds is None:
            seconds = min(10 * self._context.limits.delay_s * 2**tries, self._context.settings.max_retry_after_s)
        if seconds > self._context.settings.max_retry_after_s:
            self._context.control.stop(f"HTTP {response.status}: the site asks to wait {seconds:.0f} s")
            return response
        again = get_retry_request(
            request, spider=cast(Any, self._crawler.spider), reason="asked to wait", give_up_log_level="INFO"
        )
        if again is None:
            return response
        await self._context.control.sleep(seconds)
        return response if self._context.control.stopped else again


class CutShort:
    """A download that was cut for its type: only of a page is that an end. What asks to wait, or leads elsewhere, is
    an answer, whatever it calls itself."""

    def process_exception(self, request: Request, exception: Exception) -> Response | None:
        """The answer as far as it came, unless it is a page."""
        if isinstance(exception, StopDownload) and exception.response is not None and exception.response.status != 200:
            return exception.response
        return None


class SecondTry:
    """Asks once more where robots.txt, a feed, a sitemap or a listing timed out: with it the night's pages are lost."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SecondTry:
        """As Scrapy makes its components."""
        return cls(crawler)

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """The same request once more, unless it is for a page."""
        if not isinstance(exception, DownloadTimeoutError) or "visit" in request.cb_kwargs:
            return None
        spider = cast(Any, self._crawler.spider)
        return get_retry_request(request, spider=spider, reason="timed out", max_retry_times=1)


def retry_after(value: bytes | None, *, now: datetime) -> float | None:
    """Seconds that a Retry-After header (seconds or an HTTP date) asks for from `now` on; None if it says nothing."""
    text = (value or b"").decode("latin-1").strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
