"""One crawl of one source, from its feeds to the archive: the door of this room.

Twisted's reactor can't be started twice, so a process crawls once: callers start a fresh one for each crawl.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from scrapy.crawler import Crawler, CrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor
from twisted.python.failure import Failure
from twisted.python.log import PythonLoggingObserver

from core.records import KnownPages
from core.settings import CrawlSettings
from crawlers.download.control import Control
from crawlers.download.network import GuardedResolver
from crawlers.download.rules import Rules
from crawlers.journal import FINISHED, NO_DISCOVERY, Journal
from crawlers.limits import DISCOVERY_SHARE, Limits
from crawlers.owed import NOTHING_OWED, Owed
from crawlers.settings import scrapy_settings
from crawlers.source import Source
from crawlers.spiders.commits import Commits
from crawlers.spiders.context import Context
from crawlers.spiders.source_spider import SourceSpider

if TYPE_CHECKING:
    from evidence.writer import ArchiveWriter

# What these say is in the journal, in fewer words and without a trace.
_QUIET = ("scrapy.downloadermiddlewares.robotstxt", "scrapy.core.downloader.handlers.http11", "scrapy-playwright")


def crawl(  # noqa: PLR0913 - one crawl, and all that it works with
    source: Source,
    *,
    settings: CrawlSettings,
    archive: ArchiveWriter,
    known: KnownPages,
    journal: Journal,
    owed: Owed = NOTHING_OWED,
    limit: int | None = None,
) -> None:
    """Crawl `source` to its end, or to the first limit; blocks. `limit` bounds the documents asked for, those `owed` to
    earlier nights included.

    SIGTERM and SIGINT end the crawl in good order. The last line of the journal says why it ended: FINISHED,
    NO_DISCOVERY, the limit that was met, or the name of the signal. The archive and the journal stay open.

    Raises:
        SettingsError: no contact for publishers is set.
        SourceError: the source needs a browser, and none is installed.
        EvidenceError: the archive could not be written.
        RuntimeError: this process has crawled before.
    """
    limits = Limits.of(source, settings, limit)
    values = scrapy_settings(source, settings, limits)
    control = Control()
    rules = Rules.of(source, settings)
    commits = Commits(archive, control)
    context = Context(source, settings, limits, rules, control, archive, known, journal, commits, owed)
    install_reactor(values["TWISTED_REACTOR"])
    _quieten()
    crawler = CrawlerRunner(Settings(values)).create_crawler(SourceSpider)
    control.attach(crawler)
    with _ending_on_signals(control):
        _run(crawler, context)
    _settle(crawler, context)
    if control.error is not None:
        raise control.error


def _run(crawler: Crawler, context: Context) -> None:
    """The reactor's whole life."""
    from twisted.internet import reactor as installed

    reactor: Any = installed
    if getattr(reactor, "_startedBefore", False):
        raise RuntimeError("A process can crawl once only; start a fresh one for each crawl.")
    reactor.installNameResolver(GuardedResolver(reactor.nameResolver, context.rules))
    control = context.control

    def note(failure: Failure) -> None:
        if isinstance(failure.value, Exception):
            control.fail(failure.value)

    def begin() -> None:
        crawling = crawler.crawl(context=context)
        crawling.addErrback(note)
        crawling.addBoth(lambda _: reactor.stop())

    def hurry() -> None:
        if isinstance(crawler.spider, SourceSpider):
            crawler.spider.hurry()

    reactor.callWhenRunning(begin)
    reactor.callLater(context.limits.seconds * DISCOVERY_SHARE, hurry)
    reactor.callLater(context.limits.seconds, control.stop, "time limit of the crawl")
    reactor.run(installSignalHandlers=False)


def _settle(crawler: Crawler, context: Context) -> None:
    """Close the books: what was left is skipped, and the journal gets its last line."""
    spider = crawler.spider
    context.commits.flush()
    stopped = context.control.stopped
    read_any = isinstance(spider, SourceSpider) and spider.explorer.read_any
    if isinstance(spider, SourceSpider):
        spider.frontier.settle_rest(stopped or "left when the crawl ended")
    context.journal.finish(stopped or (FINISHED if read_any else NO_DISCOVERY))


@contextmanager
def _ending_on_signals(control: Control) -> Iterator[None]:
    """While inside, SIGTERM and SIGINT stop the crawl; afterwards they do what they did before."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    from twisted.internet import reactor as installed

    reactor: Any = installed

    def stop(number: int, _: Any) -> None:
        reactor.callFromThread(control.stop, signal.Signals(number).name)

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _quieten() -> None:
    """Scrapy's and Twisted's logs go where the process's logs go, from WARNING on, unless somebody set a level."""
    for name in ("scrapy", "twisted", "asyncio"):
        logger = logging.getLogger(name)
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.WARNING)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    PythonLoggingObserver("twisted").start()  # type: ignore[no-untyped-call]
