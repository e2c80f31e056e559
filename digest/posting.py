"""One POST to one webhook, and nowhere else: signed, guarded, and over within its time.

The name is resolved once, and the very address that passed the rules is connected to, so that a name server which
answers otherwise the second time gains nothing. No redirect is followed, no proxy is asked, and of the answer only its
head is read.
"""

from __future__ import annotations

import hmac
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from urllib.parse import SplitResult, urlsplit

from core.addresses import is_public, literal
from core.errors import InputError
from core.settings import WebhookSettings
from core.text import plain, shortened

SIGNATURE = "v1"


class NotDeliveredError(Exception):
    """The receiver has not taken the event, or its answer did not come."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address that may be posted to."""

    host: str
    port: int
    path: str
    is_tls: bool


def target(url: str, settings: WebhookSettings) -> Target:
    """The address, taken apart; pure, nothing is looked up.

    Raises:
        InputError: it can't be used, or the rules refuse it.
    """
    parts = _parts(url)
    host = parts.hostname or ""
    if parts.scheme == "http" and not (settings.allow_plain_loopback and _is_loopback(host)):
        here = " One on this machine may be posted to with webhooks.allow_plain_loopback." if _is_loopback(host) else ""
        raise _refused(url, "http:// is refused: what is sent could be read on its way", f"Use https://.{here}")
    if literal(host) is not None and not _may_reach(str(literal(host)), host, settings):
        raise _refused(url, "it lies in a private network", "See webhooks.allow_private_addresses.")
    is_tls = parts.scheme == "https"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(host, parts.port or (443 if is_tls else 80), path, is_tls)


def signed(secret: str, body: bytes, now: datetime) -> dict[str, str]:
    """The headers by which a receiver knows that we sent this body, and when (docs/WEBHOOKS.md)."""
    seconds = str(int(now.timestamp()))
    mac = hmac.new(secret.encode(), seconds.encode() + b"." + body, sha256).hexdigest()
    return {"Almenara-Timestamp": seconds, "Almenara-Signature": f"{SIGNATURE}={mac}"}


def post(to: Target, body: bytes, headers: Mapping[str, str], settings: WebhookSettings) -> None:
    """Deliver; nothing comes back but that it was taken (any 2xx).

    Raises:
        NotDeliveredError: says why.
    """
    connection = _Guarded(to, settings)
    # A receiver that sends a byte now and then would never meet a socket's timeout.
    over = threading.Timer(settings.timeout_s, connection.cut)
    try:
        over.start()
        connection.request("POST", to.path, body, {"Content-Type": "application/json", **headers})
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        late = f"no answer within {settings.timeout_s:g} seconds"
        is_late = connection.was_cut or isinstance(error, TimeoutError)
        raise NotDeliveredError(late if is_late else _told(error)) from error
    finally:
        over.cancel()
        connection.close()
    if connection.was_cut:  # what ends in the middle of a head reads as a whole one
        raise NotDeliveredError(f"no answer within {settings.timeout_s:g} seconds")
    if 300 <= status < 400:
        raise NotDeliveredError(f"answered {status}, and redirects are not followed: name the address it leads to")
    if not 200 <= status < 300:
        raise NotDeliveredError(f"answered {status}")


class _Guarded(http.client.HTTPConnection):
    """A connection to an address that was looked at first."""

    def __init__(self, to: Target, settings: WebhookSettings) -> None:
        super().__init__(to.host, to.port, timeout=settings.timeout_s)
        self.default_port = 443 if to.is_tls else 80  # it stands in no Host header
        self._to = to
        self._settings = settings
        self._ends = time.monotonic() + settings.timeout_s
        self.was_cut = False

    def connect(self) -> None:
        """To the first address of the name that may be reached, within what is left of the time: before there is a
        socket nothing can be cut."""
        found = socket.getaddrinfo(self._to.host, self._to.port, type=socket.SOCK_STREAM)
        allowed = [address for *_, address in found if _may_reach(str(address[0]), self._to.host, self._settings)]
        if not allowed:
            raise NotDeliveredError("it leads into a private network: see webhooks.allow_private_addresses")
        self._still_in_time()
        sock = socket.create_connection((str(allowed[0][0]), self._to.port), self._ends - time.monotonic())
        if not self._to.is_tls:
            self.sock = sock
            self._still_in_time()
            return
        tls = ssl.create_default_context()
        self.sock = tls.wrap_socket(sock, server_hostname=self._to.host, do_handshake_on_connect=False)
        self._still_in_time()
        self.sock.do_handshake()

    def _still_in_time(self) -> None:
        if self.was_cut or time.monotonic() >= self._ends:
            raise TimeoutError

    def cut(self) -> None:
        """End it, whatever it waits for."""
        self.was_cut = True
        if self.sock is not None:
            try:
                self.sock.shutdown(socket.SHUT_RDWR)
            except OSError:  # it is closed already
                return


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError as error:
        raise _refused(url, "it is no address", "Write https://host/path.") from error
    whole = url.isascii() and url == plain(url) and " " not in url and len(url) <= 500
    if parts.scheme not in ("https", "http") or not parts.hostname or not whole:
        raise _refused(url, "it is no address of the web", "Write https://host/path, in ASCII.")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise _refused(url, "it holds a user, a password or a fragment", "The signature says who we are.")
    return parts


def _may_reach(address: str, host: str, settings: WebhookSettings) -> bool:
    loopback = settings.allow_plain_loopback and _is_loopback(host) and _is_loopback(address)
    return loopback or settings.allow_private_addresses or is_public(address)


def _is_loopback(host: str) -> bool:
    address = literal(host)
    return address.is_loopback if address is not None else host.lower().rstrip(".") == "localhost"


def _refused(url: str, why: str, remedy: str) -> InputError:
    return InputError(f"Webhook {shortened(plain(url), 120)}: {why}.", remedy=remedy)


def _told(error: Exception) -> str:
    said = shortened(plain(str(error)), 200) or type(error).__name__
    is_foreign = isinstance(error, http.client.BadStatusLine) and not isinstance(error, ConnectionError)
    return f"its answer is no HTTP: {said!r}" if is_foreign else said  # else the receiver's own words stood there bare
