"""Scrapy's download handler for http and https, with guarded connections and recorded exchanges.

Scrapy's own handler keeps its timeouts (for the whole of a response, so that a slow drip ends), size limits and
leniency; only where it connects and what it remembers is ours.
"""

from __future__ import annotations

from typing import Any, cast

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler, _ResultT, _ScrapyAgent
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Response
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred
from twisted.web.client import Agent, HTTPConnectionPool
from twisted.web.client import Response as ReceivedResponse

from core.terms import CrawlOutcome
from crawlers.download.context import DownloadContext
from crawlers.download.network import GuardedAgent
from crawlers.download.reasons import TOO_LARGE, Dismissed
from crawlers.download.rules import Rules
from crawlers.download.wire import Recording, factory_for

MAX_SIZE = "download_maxsize"  # key of a request's meta, Scrapy's: bytes, where they may be others than a page's
RECORDING = "recording"  # key of a request's meta: the Recording of its exchange


class WireHandler(HTTP11DownloadHandler):
    """Downloads over HTTP/1.1; leaves a `Recording` in the meta of the request."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._context: DownloadContext = cast(Any, crawler.spider).context
        self._pool._factory = factory_for(self._default_maxsize)
        self._pools = {self._default_maxsize: self._pool}

    async def download_request(self, request: Request) -> Response:
        """Download; raises Scrapy's exceptions and `Dismissed`."""
        control = self._context.control
        if control.stopped:
            raise Dismissed(control.stopped)
        agent = _WireAgent(
            contextFactory=self._contextFactory,
            pool=self._pool_for(request.meta.get(MAX_SIZE, self._default_maxsize)),
            maxsize=self._default_maxsize,
            warnsize=self._default_warnsize,
            fail_on_dataloss=True,
            crawler=self._crawler,
        )
        agent.rules = self._context.rules
        request.meta.pop(RECORDING, None)
        try:
            with wrap_twisted_exceptions():
                downloading: Deferred[Response] = agent.download_request(request)
                with control.cutting(downloading.cancel):
                    response = await maybe_deferred_to_future(downloading)
        except DownloadCancelledError as error:  # by a stop, or by Scrapy because of the size
            if control.stopped:
                raise Dismissed(control.stopped) from error
            raise Dismissed(TOO_LARGE, CrawlOutcome.FAILED) from error
        recording: Recording = request.meta[RECORDING]
        if recording.overflowed:
            raise Dismissed(TOO_LARGE, CrawlOutcome.FAILED)
        return response

    def _pool_for(self, limit: int) -> HTTPConnectionPool:
        """The connections whose answers may have `limit` bytes: what is received is bounded at the connection."""
        if limit not in self._pools:
            pool = HTTPConnectionPool(self._pool._reactor)  # type: ignore[no-untyped-call]
            pool.maxPersistentPerHost = self._pool.maxPersistentPerHost
            pool._factory = factory_for(limit)
            self._pools[limit] = pool
        return self._pools[limit]

    async def close(self) -> None:
        """Close the connections that were kept open."""
        for pool in self._pools.values():
            self._pool = pool
            await super().close()


class _WireAgent(_ScrapyAgent):
    """One download: Scrapy's steps, on a guarded agent."""

    rules: Rules

    def _get_agent(self, request: Request, timeout: float) -> Agent:
        from twisted.internet import reactor

        agent = GuardedAgent(
            reactor=cast(Any, reactor), contextFactory=self._contextFactory, connectTimeout=timeout, pool=self._pool
        )
        agent.rules = self.rules
        return agent

    def _cb_bodyready(self, txresponse: ReceivedResponse, request: Request) -> _ResultT | Deferred[_ResultT]:
        request.meta[RECORDING] = cast(Any, txresponse).recording
        return super()._cb_bodyready(txresponse, request)
