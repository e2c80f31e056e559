"""What stands before every page: whose name we answer to, how large a request may be, and what the browser may do.

The Host check keeps a hostile page from reaching a loopback server by DNS rebinding; the Content-Security-Policy
keeps crawled text from ever running, and the browser from ever asking anybody else for anything.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.errors import SettingsError
from core.settings import Settings

PROGRAMS = ("/api/", "/match/", "/reconcile")
"""Where who asks reads JSON."""
MAX_FORM_BYTES = 65_536
_TOO_LONG = f"What was sent is too long: it may be of {MAX_FORM_BYTES:,} bytes."
WITH_FORM = frozenset({"POST", "PUT", "PATCH"})
_OF_A_PROXY = ("x-forwarded-", "forwarded", "x-real-ip", "via")
"""What names of headers begin with that a proxy adds, and no browser."""
_HOST = re.compile(r"[A-Za-z0-9._-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
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

CARD = "/reconcile/preview"
"""What programs of this machine show in a frame of their own page; it only links out."""
_FRAMED = (
    "default-src 'none'; style-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors http://127.0.0.1:* http://localhost:*"
)

HSTS = {"Strict-Transport-Security": "max-age=31536000"}


def check_reach(settings: Settings) -> None:
    """Refuse to serve beyond this machine, unless people have to sign in and their words travel encrypted.

    Raises:
        SettingsError: web.host is no loopback address, or a proxy stands before it, and something is missing.
    """
    web = settings.web
    if is_loopback(web.host) and not web.trusted_proxies:
        return
    missing = []
    if not web.signed_in:
        missing.append("accounts (web.accounts)")
    if not web.trusted_proxies:
        missing.append("a proxy that ends TLS (web.trusted_proxies)")
    if not is_https(settings):
        missing.append("an https address (mail.base_url)")
    if missing:
        raise SettingsError(
            f"Setting web.host: {web.host!r} would serve the watchlist to other machines without {', '.join(missing)}.",
            remedy="Set these up (docs/ACCOUNTS.md), or use 127.0.0.1 without a proxy, and SSH tunnels from elsewhere.",
        )


def is_https(settings: Settings) -> bool:
    """Whether the address that people open is encrypted."""
    parts = urlsplit(settings.mail.base_url)
    return parts.scheme == "https" and bool(parts.hostname)


def allowed_hosts(settings: Settings) -> frozenset[str]:
    """The host names that requests may address: this machine's own, and the one that mails link to."""
    linked = urlsplit(settings.mail.base_url).hostname or "localhost"
    return frozenset({"localhost", "127.0.0.1", "::1", settings.web.host.lower().strip("[]"), linked})


class Guard:
    """ASGI middleware: refuses foreign hosts, ways around the proxy and large bodies, and puts the security headers on
    every answer. `secure`: people come by https, so no cookie may travel otherwise."""

    def __init__(
        self, app: ASGIApp, hosts: Iterable[str], *, proxies: Iterable[str] = (), secure: bool = False
    ) -> None:
        self._app = app
        self._hosts = frozenset(hosts)
        self._proxies = [ipaddress.ip_network(each) for each in proxies]
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                if scope["path"] == CARD:
                    headers["Content-Security-Policy"] = _FRAMED
                    del headers["X-Frame-Options"]  # it knows no list of whom it lets
                headers.setdefault("Cache-Control", "no-store")
                if self._secure:
                    _make_secure(message, headers)
            await send(message)

        refusal = self._refusal(Headers(scope=scope), scope)
        await (refusal or self._app)(scope, receive, with_headers)

    def _refusal(self, headers: Headers, scope: Scope) -> Response | None:
        program = scope["path"].startswith(PROGRAMS)
        if around := self._wrong_way(headers, scope):
            return _no(403, around, program)
        if _host_name(headers.get("host", "")) not in self._hosts:
            return _no(421, "This address is not Almenara's. Open it by the name in mail.base_url.", program)
        if scope["method"] in ("GET", "HEAD"):
            return None
        length, is_chunked = headers.get("content-length", ""), "transfer-encoding" in headers
        if scope["method"] not in WITH_FORM and not length and not is_chunked:
            return None  # nothing comes with it, and whether it may be asked at all is told elsewhere
        if is_chunked or not length.isascii() or not length.isdigit():  # of both, what was said does not count
            return _no(411, "The request does not say how long it is.", program, remedy="Send Content-Length.")
        digits = length.lstrip("0")
        is_long = len(digits) > len(str(MAX_FORM_BYTES)) or int(digits or 0) > MAX_FORM_BYTES
        return _no(413, _TOO_LONG, program, remedy="Send less at once.") if is_long else None

    def _wrong_way(self, headers: Headers, scope: Scope) -> str:
        """What is wrong with the way that a request took; nothing where it may come so."""
        if self._proxies:
            known = self._is_known(scope)
            return "" if known else "Almenara is reached through its proxy: open the address in mail.base_url."
        if any(name.startswith(_OF_A_PROXY) for name in headers):  # through it all the world would be 127.0.0.1
            return "A proxy stands before Almenara: name it in web.trusted_proxies."
        return ""

    def _is_known(self, scope: Scope) -> bool:
        """Whether the other end of the wire is a proxy of ours, or this machine itself."""
        peer = (scope.get("client") or ("", 0))[0]
        return is_loopback(peer) or any(
            ipaddress.ip_address(peer) in each for each in self._proxies if _is_address(peer)
        )


def _no(status: int, what: str, program: bool, *, remedy: str = "") -> Response:
    """A refusal, in the form that who asks can read."""
    if program:
        return JSONResponse({"detail": what, "remedy": remedy}, status)
    return PlainTextResponse(f"{what} {remedy}".rstrip() + "\n", status)


def _make_secure(message: Message, headers: MutableHeaders) -> None:
    headers.update(HSTS)
    message["headers"] = [
        (name, value + b"; Secure" if name == b"set-cookie" and b"; secure" not in value.lower() else value)
        for name, value in message["headers"]
    ]


def _host_name(header: str) -> str:
    """The name without its port; nothing where more stands in the header, which addresses are put together from."""
    if not _HOST.fullmatch(header):
        return ""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def place_of(origin: str) -> tuple[str, str]:
    """Host and netloc of what a browser says of where a request comes from; empty where it is no address."""
    try:
        parts = urlsplit(origin)
        return parts.hostname or "", parts.netloc
    except ValueError:
        return "", ""


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself, by name or by address."""
    bare = host.strip("[]")
    return host.lower() == "localhost" or (_is_address(bare) and ipaddress.ip_address(bare).is_loopback)


def _is_address(written: str) -> bool:
    try:
        ipaddress.ip_address(written)
    except ValueError:
        return False
    return True
