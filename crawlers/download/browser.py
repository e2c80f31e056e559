"""Pages that need JavaScript, in the system's Chromium by scrapy-playwright. Imported only where a source asks for it.

Each page gets a fresh browser context (no cookie outlives it) and the deadline of any other page. The browser's only
way out is our guarded proxy; route interception turns away other hosts and what nobody reads (pictures, films, fonts)
even before. A browser doesn't show the wire: the archive gets the main response as the browser gives it, its content
encoding undone, and the rendered document beside it.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from itertools import count
from typing import Any

from playwright.async_api import Error as BrowserError
from playwright.async_api import Page
from playwright.async_api import Request as BrowserRequest
from playwright.async_api import Response as BrowserResponse
from playwright.async_api import TimeoutError as BrowserTimeoutError
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response, TextResponse
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from core.terms import CrawlOutcome
from crawlers.download.handler import RECORDING, WireHandler
from crawlers.download.proxy import GuardedProxy
from crawlers.download.reasons import TOO_LARGE, Dismissed
from crawlers.download.wire import Recording
from crawlers.user_agent import user_agent

_UNREAD = {"image", "media", "font"}
_QUIET_MS = 2000  # how long scripts may go on fetching after the page has loaded
_CLOSING_S = 2.0
_NOT_KEPT = {"content-encoding", "transfer-encoding", "content-length"}


class BrowserHandler(ScrapyPlaywrightDownloadHandler, WireHandler):  # type: ignore[misc]
    """Requests with `playwright` in their meta go through the browser, all others over the wire."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        from twisted.internet import reactor

        settings = self._context.settings
        self._proxy = GuardedProxy(reactor, self._context.rules, max_bytes=4 * settings.max_body_bytes)
        self._numbers = count()
        self.config.launch_options |= {
            "chromium_sandbox": os.geteuid() != 0,  # Chromium has no sandbox for root
            "args": [
                f"--proxy-server=http://127.0.0.1:{self._proxy.port}",
                "--proxy-bypass-list=<-loopback>",
                "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
                "--no-pings",
            ],
        }
        self.process_request_headers = None
        self.abort_request = self._is_unwanted

    def _is_unwanted(self, request: BrowserRequest) -> bool:
        return request.resource_type in _UNREAD or bool(self._context.rules.refusal(request.url))

    async def download_request(self, request: Request) -> Response:
        """As `WireHandler`'s; a browser's page comes as UTF-8, its recording with the rendered document."""
        if not request.meta.get("playwright"):
            return await super().download_request(request)
        name = f"page-{next(self._numbers)}"
        request.meta.pop(RECORDING, None)
        more = {
            "playwright_context": name,
            "playwright_context_kwargs": {
                "user_agent": user_agent(self._context.settings),
                "locale": self._context.source.languages[0],
                "accept_downloads": False,
                "service_workers": "block",
            },
            "playwright_page_methods": [PageMethod(_settled)],
            "autothrottle_dont_adjust_delay": True,  # the time to render is ours, not the publisher's
        }
        request.meta.update(more)
        try:
            response = await self._within_deadline(super().download_request(request))
        finally:
            await self._close_context(name)
        return self._checked(request, response)

    async def _within_deadline(self, download: Any) -> Response:
        control = self._context.control
        task: asyncio.Task[Response] = asyncio.ensure_future(download)
        try:
            with control.cutting(task.cancel):
                return await asyncio.wait_for(task, self._context.settings.timeout_s)
        except (TimeoutError, BrowserTimeoutError) as error:
            raise DownloadTimeoutError("the browser took too long") from error
        except asyncio.CancelledError as error:
            if not control.stopped:
                raise
            raise Dismissed(control.stopped) from error
        except BrowserError as error:
            words = error.message.split()
            name = next((word for word in words if word.startswith("net::")), "error").rstrip(":,.")
            raise Dismissed(f"browser: {name}", CrawlOutcome.FAILED) from error

    async def _close_context(self, name: str) -> None:
        wrapper = self.context_wrappers.get(name)
        if wrapper is not None:
            with suppress(BrowserError, TimeoutError):
                await asyncio.wait_for(wrapper.context.close(), _CLOSING_S)

    def _checked(self, request: Request, response: Response) -> Response:
        refusal = self._context.rules.refusal(response.url)
        if refusal:
            raise Dismissed(f"redirect to {refusal}")
        recording = request.meta.get(RECORDING)
        if not isinstance(response, TextResponse) or recording is None:
            raise Dismissed("browser: no page", CrawlOutcome.FAILED)
        rendered = response.text.encode("utf-8", "replace")
        if max(len(rendered), len(recording.received)) > self._context.settings.max_body_bytes:
            raise Dismissed(TOO_LARGE, CrawlOutcome.FAILED)
        recording.rendered = rendered
        return response.replace(body=rendered, encoding="utf-8")

    async def _get_response_and_download(self, request: Request, page: Page, spider: Spider) -> Any:
        response, download = await super()._get_response_and_download(request, page, spider)
        if response is not None:
            request.meta[RECORDING] = await _recorded(response)
        return response, download

    async def close(self) -> None:
        """Close the browser, then its way out."""
        await super().close()
        await maybe_deferred_to_future(self._proxy.stop())


async def _settled(page: Page) -> None:
    """Let scripts fetch what they show; a page that never rests is taken as it is."""
    with suppress(BrowserTimeoutError):
        await page.wait_for_load_state("networkidle", timeout=_QUIET_MS)


async def _recorded(response: BrowserResponse) -> Recording:
    """The main exchange, put together from what the browser tells of it."""
    request = response.request
    path = "/" + request.url.split("://", 1)[-1].partition("/")[2].partition("#")[0]
    body = await response.body()
    asked = await request.headers_array()
    answered = [entry for entry in await response.headers_array() if entry["name"].lower() not in _NOT_KEPT]
    sent = _head(f"{request.method} {path} HTTP/1.1", asked)
    received = _head(
        f"HTTP/1.1 {response.status} {response.status_text}".rstrip(),
        [*answered, {"name": "Content-Length", "value": str(len(body))}],
    )
    return Recording(sent=bytearray(sent), received=bytearray(received + body))


def _head(first: str, headers: list[Any]) -> bytes:
    lines = [first, *(f"{entry['name']}: {entry['value']}" for entry in headers if entry["name"][:1] != ":")]
    return "".join(f"{' '.join(line.splitlines())}\r\n" for line in [*lines, ""]).encode("utf-8")
