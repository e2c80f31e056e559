"""The brake of one crawl: one place that anything may call to end it, and that ends it soon.

Whatever waits (a Retry-After, a slow answer, a polite delay) is woken or cut when the crawl stops, so that SIGTERM, the
time limit and a full disk end a crawl within moments and its journal still gets its last line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from scrapy.crawler import Crawler
from scrapy.utils.defer import deferred_from_coro, maybe_deferred_to_future
from twisted.internet.defer import Deferred


class Control:
    """`stopped` is the reason once the crawl is ending, "" before; `error` is what a caller must be told."""

    def __init__(self) -> None:
        self.stopped = ""
        self.error: Exception | None = None
        self._crawler: Crawler | None = None
        self._cancels: list[Callable[[], object]] = []

    def attach(self, crawler: Crawler) -> None:
        """The crawler that is to be stopped."""
        self._crawler = crawler

    def stop(self, reason: str) -> None:
        """End the crawl; the first reason counts."""
        if self.stopped:
            return
        self.stopped = reason
        for cancel in list(self._cancels):
            cancel()
        engine = self._crawler._engine if self._crawler else None
        if engine is None or engine.spider is None:
            return
        closing = deferred_from_coro(engine.close_spider_async(reason=reason))
        for slot in engine.downloader.slots.values():
            slot.delay = 0  # what still queues behind a polite delay is turned away by the handler, unsent
            if slot.latercall:
                slot.latercall.cancel()
                engine.downloader._latercall(slot)
        closing.addErrback(lambda _: None)

    def fail(self, error: Exception) -> None:
        """End the crawl because it can't go on; the first error is raised to who started it."""
        self.error = self.error or error
        self.stop(f"{type(error).__name__}: {error}")

    @contextmanager
    def cutting(self, cancel: Callable[[], object]) -> Iterator[None]:
        """While inside, a stop calls `cancel`."""
        self._cancels.append(cancel)
        try:
            yield
        finally:
            self._cancels.remove(cancel)

    async def sleep(self, seconds: float) -> None:
        """Wait, in the reactor's time, or until the crawl stops."""
        from twisted.internet import reactor as installed

        if self.stopped:
            return
        reactor: Any = installed
        waited: Deferred[None] = Deferred()
        timer = reactor.callLater(seconds, waited.callback, None)

        def wake() -> None:
            if timer.active():  # else it rang in this very turn of the loop, and who waits has not been told yet
                timer.cancel()
                waited.callback(None)

        self._cancels.append(wake)
        await maybe_deferred_to_future(waited)
        if wake in self._cancels:
            self._cancels.remove(wake)
