"""A real Chromium on the pages, watched: every dialog, console error and request that it makes is kept."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, expect

from core.settings import Settings
from web.app import create_app

expect.set_options(timeout=60_000)  # a busy machine is no failure
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Watched:
    """A page, and what went on behind it."""

    page: Page
    origin: str
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def on_dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)

    def on_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def assert_calm(self) -> None:
        """Nothing ran, nothing complained, nobody else was asked for anything."""
        assert not self.dialogs
        assert not self.errors
        assert [url for url in self.requests if not url.startswith(f"{self.origin}/")] == []

    def assert_fits(self) -> None:
        """Nothing sticks out sideways."""
        wide, seen = self.page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide <= seen, f"{self.page.url}: {wide} px wide in {seen}"


@contextmanager
def watched(
    browser: Browser, origin: str, *, width: int = 1180, scheme: str = "light", language: str = "en"
) -> Iterator[Watched]:
    """A page of its own, in a context of its own."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
        base_url=origin,
        locale=language,
    )
    context.set_default_timeout(120_000)  # a busy machine is no failure
    page = context.new_page()
    seen = Watched(page, origin)
    page.on("dialog", seen.on_dialog)
    page.on("console", seen.on_console)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("request", seen.on_request)
    try:
        yield seen
    finally:
        context.close()


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The application on a free port of loopback; gives its origin."""
    config = uvicorn.Config(
        create_app(settings), host="127.0.0.1", port=0, log_level="warning", ws="none", proxy_headers=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
