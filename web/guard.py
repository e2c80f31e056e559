"""What stands before every page: whose name we answer to, how large a request may be, and what the browser may do.

The Host check keeps a hostile page from reaching a loopback server by DNS rebinding; the Content-Security-Policy
keeps crawled text from ever running, and the browser from ever asking anybody else for anything.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.errors import SettingsError
from core.settings import Settings

MAX_FORM_BYTES = 65_536
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers then send "Origin: null" with our own forms, and the origin check would be blind.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def check_loopback(settings: Settings) -> None:
    """Refuse to serve beyond this machine: there are no accounts yet, and whoever connects may decide.

    Raises:
        SettingsError: web.host is no loopback address.
    """
    if not _is_loopback(settings.web.host):
        raise SettingsError(
            f"Setting web.host: {settings.web.host!r} would serve the watchlist to other machines without accounts.",
            remedy="Use 127.0.0.1, and reach it from elsewhere through an SSH tunnel.",
        )


def allowed_hosts(settings: Settings) -> frozenset[str]:
    """The host names that requests may address: this machine's own, and the one that mails link to."""
    linked = urlsplit(settings.mail.base_url).hostname or "localhost"
    return frozenset({"localhost", "127.0.0.1", "::1", settings.web.host.lower().strip("[]"), linked})


class Guard:
    """ASGI middleware: refuses foreign hosts and large bodies, and puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self._refusal(Headers(scope=scope), scope["method"])
        await (refusal or self._app)(scope, receive, with_headers)

    def _refusal(self, headers: Headers, method: str) -> PlainTextResponse | None:
        if _host_name(headers.get("host", "")) not in self._hosts:
            return PlainTextResponse("This address is not Almenara's. Open it by the name in mail.base_url.\n", 421)
        if method in ("GET", "HEAD"):
            return None
        length = headers.get("content-length", "")
        if not length.isascii() or not length.isdigit():
            return PlainTextResponse("Say how long the form is.\n", 411)
        return PlainTextResponse("The form is too long.\n", 413) if int(length[:12]) > MAX_FORM_BYTES else None


def _host_name(header: str) -> str:
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _is_loopback(host: str) -> bool:
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
