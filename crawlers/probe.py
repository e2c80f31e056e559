"""A look at a few addresses, for `almenara source new` and `source check`: fetched as a crawl would, kept nowhere.

The same agent, robots rules, delays, limits and guards on addresses as a crawl's, because it is made of the same parts.
Twisted's reactor runs once a process, so `fetch` starts a fresh one: `python -m crawlers.probe` reads one JSON request
from its input and writes one JSON line an address.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import CrawlerRunner
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor
from twisted.python.failure import Failure

from core.errors import SourceError
from core.settings import PROJECT_ROOT, CrawlSettings
from crawlers.discovery.sitemap import MAX_SITEMAP_BYTES
from crawlers.download.context import DownloadContext
from crawlers.download.control import Control
from crawlers.download.handler import MAX_SIZE
from crawlers.download.network import GuardedResolver
from crawlers.download.reasons import describe
from crawlers.download.rules import REDIRECTED_AWAY, Rules
from crawlers.limits import Limits
from crawlers.settings import scrapy_settings
from crawlers.source import Source
from crawlers.user_agent import user_agent

_SECONDS_A_PAGE = 5  # what a process may take beyond its pages' own time limits


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one address answered. `url` is where the answer came from, after redirects; `status` is 0 and `trouble` says
    why where there was none."""

    requested: str
    url: str = ""
    status: int = 0
    content_type: str = ""
    body: bytes = b""
    trouble: str = ""

    @property
    def ok(self) -> bool:
        """Whether a page came."""
        return self.status == 200


Fetch = Callable[[Source, Sequence[str]], list[Fetched]]


def fetcher(settings: CrawlSettings) -> Fetch:
    """The real `Fetch`: looks at the addresses one after the other, each answered once, in the order given."""

    def fetch(source: Source, urls: Sequence[str]) -> list[Fetched]:
        user_agent(settings)  # refuses a look without a contact before a process is started
        request = {"settings": settings.model_dump(), "source": source.model_dump(mode="json"), "urls": list(urls)}
        seconds = len(urls) * (settings.timeout_s * 2 + settings.delay_s + _SECONDS_A_PAGE) + 30
        try:
            ran = subprocess.run(
                [sys.executable, "-m", "crawlers.probe"],
                input=json.dumps(request).encode(),
                capture_output=True,
                cwd=PROJECT_ROOT,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return [Fetched(url, trouble="timed out") for url in urls]
        if ran.returncode != 0:
            last = ran.stderr.decode(errors="replace").strip().rpartition("\n")[2]
            raise SourceError(f"{source.id}: could not look at {source.home}: {last}.", remedy="See the settings.")
        return _answers(ran.stdout, urls)

    return fetch


def _answers(output: bytes, urls: Sequence[str]) -> list[Fetched]:
    answers = {}
    for line in output.splitlines():
        values = json.loads(line)
        answers[values["requested"]] = Fetched(**values | {"body": base64.b64decode(values["body"])})
    return [answers.get(url, Fetched(url, trouble="no answer")) for url in urls]


class ProbeSpider(Spider):
    """Asks for each address once and writes down what came."""

    name = "probe"

    def __init__(self, context: DownloadContext, urls: list[str]) -> None:
        super().__init__()
        self.context = context
        self._urls = urls

    async def start(self) -> AsyncIterator[Any]:
        """One request an address; robots.txt itself is always allowed to be asked for."""
        most = max(MAX_SITEMAP_BYTES, self.context.settings.max_body_bytes)  # what it is shows when it is read
        for url in dict.fromkeys(self._urls):
            meta: dict[str, Any] = {MAX_SIZE: most} | {
                "requested": url,
                "dont_obey_robotstxt": urlsplit(url).path == "/robots.txt",
                "cookiejar": url,
            }
            yield Request(url, callback=self.answered, errback=self.unanswered, meta=meta, dont_filter=True)

    def answered(self, response: Response) -> None:
        """Any answer, errors included."""
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1")
        _tell(Fetched(response.meta["requested"], response.url, response.status, kind, response.body))

    def unanswered(self, failure: Failure) -> None:
        """No answer, or none that is allowed."""
        request: Request = failure.request  # type: ignore[attr-defined]
        trouble = describe(failure.value)[1]
        if trouble == REDIRECTED_AWAY:
            trouble += f" ({urlsplit(request.url).hostname})"  # whoever looks wants to know where it has moved
        _tell(Fetched(request.meta["requested"], trouble=trouble))


def _tell(fetched: Fetched) -> None:
    values = {name: getattr(fetched, name) for name in ("requested", "url", "status", "content_type", "trouble")}
    print(json.dumps(values | {"body": base64.b64encode(fetched.body).decode()}), flush=True)


def main() -> None:
    """Serve the request on standard input."""
    request = json.load(sys.stdin)
    source, settings = Source.model_validate(request["source"]), CrawlSettings.model_validate(request["settings"])
    limits, control = Limits.of(source, settings), Control()
    context = DownloadContext(source, settings, limits, Rules.of(source, settings), control)
    values = scrapy_settings(source, settings, limits)
    install_reactor(values["TWISTED_REACTOR"])
    from twisted.internet import reactor as installed

    reactor: Any = installed
    crawler = CrawlerRunner(Settings(values)).create_crawler(ProbeSpider)
    control.attach(crawler)
    reactor.installNameResolver(GuardedResolver(reactor.nameResolver, context.rules))

    def begin() -> None:
        crawling = crawler.crawl(context=context, urls=request["urls"])
        crawling.addBoth(lambda _: reactor.stop())

    reactor.callWhenRunning(begin)
    reactor.callLater(limits.seconds, control.stop, "time limit")
    reactor.run(installSignalHandlers=True)


if __name__ == "__main__":
    main()
