"""robots.txt as RFC 9309 has it: no rules for 4xx, no visit at all where it can't be known, and its Crawl-delay kept.

Scrapy's middleware takes an unreachable or failing robots.txt for permission; a publisher whose server stumbles must
not be crawled because of it. Request-rate is kept as Crawl-delay is.
"""

from __future__ import annotations

from typing import Any, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.robotstxt import ProtegoRobotParser, RobotParser
from twisted.internet.defer import Deferred

from crawlers.discovery.pieces import narrowed
from crawlers.download.reasons import Dismissed, describe

FORBIDDEN = "robots.txt forbids it"


class _Closed(RobotParser):
    """The rules of a site whose robots.txt couldn't be had: nothing is allowed, and why."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> _Closed:
        return cls("")

    def allowed(self, url: str | bytes, user_agent: str | bytes) -> bool:
        return False


class Robots(RobotsTxtMiddleware):
    """Asks each site once a crawl; a refusal says whether the rules or their absence forbid."""

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Turn away what the rules of this site don't allow."""
        if isinstance(rp, _Closed):
            raise Dismissed(rp.reason)
        if rp is not None and not rp.allowed(request.url, cast(str, self._robotstxt_useragent)):
            raise Dismissed(FORBIDDEN)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status == 429 or response.status >= 500:
            self._settle(netloc, _Closed(f"robots.txt answered {response.status}"))
        elif response.status >= 300:
            self._settle(netloc, None)
        elif b"\0" in (body := narrowed(response.body)):
            self._settle(netloc, _Closed("robots.txt not readable: not a text page"))
        else:
            await super()._parse_robots(response.replace(body=body), netloc, request)
            agent, rules = cast(str, self._robotstxt_useragent), cast(ProtegoRobotParser, self._parsers[netloc])
            rate = rules.rp.request_rate(agent)  # where it is for some hours of the day, it is kept at all
            self._keep_delay(max(rules.crawl_delay(agent) or 0, rate.seconds / rate.requests if rate else 0))

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._settle(netloc, _Closed(f"robots.txt not readable: {describe(exc)[1]}"))

    def _settle(self, netloc: str, rules: RobotParser | None) -> None:
        waiting = self._parsers[netloc]
        self._parsers[netloc] = rules
        if isinstance(waiting, Deferred):
            waiting.callback(rules)

    def _keep_delay(self, seconds: float) -> None:
        """Never go faster than the site asks, whatever AutoThrottle finds."""
        downloader = cast(Any, self.crawler.engine).downloader
        downloader._delay = max(downloader._delay, seconds)
        for slot in downloader.slots.values():
            slot.delay = max(slot.delay, seconds)
        throttle = self.crawler.get_extension(AutoThrottle)
        if throttle is not None:
            throttle.mindelay = max(throttle.mindelay, seconds)
            throttle.maxdelay = max(throttle.maxdelay, seconds)
