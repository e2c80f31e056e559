"""Our settings as Scrapy's: everything that a crawl's manners depend on is stated here, nothing left to defaults."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from core.settings import CrawlSettings
from crawlers.download.chromium import find_chromium
from crawlers.limits import Limits
from crawlers.source import Source
from crawlers.user_agent import user_agent

MAX_REDIRECTS = 5
MAX_RETRIES = 2
# gzip and deflate only: what they wrap can be checked with any standard tool, which a court may want to do.
_ENCODINGS = "gzip, deflate"
_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,  # a proxy would connect where we can't look
    "crawlers.download.middleware.Guard": 50,
    "crawlers.download.robots.Robots": 100,
    "crawlers.download.middleware.Patience": 560,
    "crawlers.download.middleware.SecondTry": 570,
    "crawlers.download.middleware.CutShort": 580,
    "crawlers.download.middleware.EncodingGuard": 595,
    "crawlers.download.middleware.Redirects": 600,
    "crawlers.download.middleware.Cookies": 700,
}
_EXTENSIONS = {
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
}


def check_can_crawl(settings: CrawlSettings, catalogue: Mapping[str, Source]) -> None:
    """Refuse nights that could only fail, source by source, before one stands in the ledger.

    Raises:
        SettingsError: there is a source to crawl, and nobody whom its publisher could write to.
    """
    if any(source.enabled for source in catalogue.values()):
        user_agent(settings)


def scrapy_settings(source: Source, settings: CrawlSettings, limits: Limits) -> dict[str, Any]:
    """The settings of one crawl, as `scrapy.settings.Settings` takes them.

    Raises:
        SettingsError: as `user_agent`.
        SourceError: the source needs a browser, and none is installed.
    """
    agent = user_agent(settings)
    values = {
        "USER_AGENT": agent,
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": re.split(r"[/\s]", agent, maxsplit=1)[0],
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Language": ", ".join(source.languages),
            "Accept-Encoding": _ENCODINGS,
        },
        "DOWNLOADER_MIDDLEWARES": _MIDDLEWARES,
        "EXTENSIONS": _EXTENSIONS,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_ENABLED": False,
        "HTTPERROR_ALLOW_ALL": True,  # 304 and errors are outcomes too
        "METAREFRESH_ENABLED": False,  # what sends a reader elsewhere by markup is a page itself
        "REFERRER_POLICY": "no-referrer",
        "DUPEFILTER_CLASS": "scrapy.dupefilters.BaseDupeFilter",  # the frontier knows better, and says so
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor",
    }
    return values | _handlers(source, settings) | _pace(limits) | _bounds(settings)


def _handlers(source: Source, settings: CrawlSettings) -> dict[str, Any]:
    """What downloads; nothing but http and https is downloaded at all."""
    none = dict.fromkeys(("data", "file", "ftp", "s3"))
    if not source.javascript:
        return {"DOWNLOAD_HANDLERS": none | dict.fromkeys(("http", "https"), "crawlers.download.handler.WireHandler")}
    return {
        "DOWNLOAD_HANDLERS": none | dict.fromkeys(("http", "https"), "crawlers.download.browser.BrowserHandler"),
        "PLAYWRIGHT_LAUNCH_OPTIONS": {"executable_path": find_chromium(source.id)},
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": settings.timeout_s * 1000,
    }


def _pace(limits: Limits) -> dict[str, Any]:
    return {
        "CONCURRENT_ITEMS": 1,  # for each answer Scrapy starts so many tasks to handle what comes of it
        "CONCURRENT_REQUESTS": 1,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": limits.delay_s,
        "DOWNLOAD_DELAY_JITTER": 0,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": limits.delay_s,
        "AUTOTHROTTLE_MAX_DELAY": max(60.0, limits.delay_s),
        "AUTOTHROTTLE_TARGET_CONCURRENCY": 1.0,
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
        "SCHEDULER_PRIORITY_QUEUE": "scrapy.pqueues.ScrapyPriorityQueue",
    }


def _bounds(settings: CrawlSettings) -> dict[str, Any]:
    return {
        "DOWNLOAD_TIMEOUT": settings.timeout_s,
        "DOWNLOAD_MAXSIZE": settings.max_body_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_FAIL_ON_DATALOSS": True,
        "REDIRECT_MAX_TIMES": MAX_REDIRECTS,
        "RETRY_TIMES": MAX_RETRIES,
        "RETRY_HTTP_CODES": [500, 502, 504, 522, 524, 408],
        "RETRY_EXCEPTIONS": [
            "scrapy.exceptions.CannotResolveHostError",
            "scrapy.exceptions.DownloadConnectionRefusedError",
            "scrapy.exceptions.DownloadFailedError",
            "scrapy.exceptions.ResponseDataLossError",
        ],
        "RETRY_GIVE_UP_LOG_LEVEL": "INFO",
    }
