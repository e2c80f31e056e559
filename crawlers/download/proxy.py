"""The browser's only way out: a proxy on loopback that connects by the same rules as the crawl itself.

A page's scripts ask for what they like, and a browser resolves names by itself; behind this proxy neither reaches
another host or a private address, redirects and DNS rebinding included. It carries one request a connection (or one
TLS tunnel) and a bounded number of bytes.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from twisted.internet.protocol import Factory, Protocol, connectionDone
from twisted.python.failure import Failure

from crawlers.download.network import GuardedEndpoint
from crawlers.download.rules import Rules

MAX_HEAD_BYTES = 64 * 1024
_REQUEST = re.compile(rb"([A-Z]+) (\S+) (HTTP/1\.[01])\r\n((?:[^\r\n]+\r\n)*)\r\n")
_HOP_BY_HOP = re.compile(rb"(?:proxy-[a-z-]+|connection|keep-alive):[^\r\n]*\r\n", re.IGNORECASE)
_LENGTH = re.compile(rb"^content-length:\s*(\d{1,9})\r$", re.IGNORECASE | re.MULTILINE)


class _Upstream(Protocol):
    """The connection to the publisher."""

    def __init__(self, client: _Client) -> None:
        self.client = client

    def connectionMade(self) -> None:
        self.client.joined(self)

    def dataReceived(self, data: bytes) -> None:
        self.client.answered(data)

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        self.client.end()


class _UpstreamFactory(Factory):
    noisy = False

    def __init__(self, client: _Client) -> None:
        self._client = client

    def buildProtocol(self, addr: Any) -> Protocol:
        return _Upstream(self._client)


class _Client(Protocol):
    """The connection from the browser."""

    transport: Any

    def __init__(self, reactor: Any, rules: Rules, max_bytes: int) -> None:
        self._reactor = reactor
        self._rules = rules
        self._left = max_bytes  # that may still come back
        self._may_send: int | None = None  # that may still go out; None for a tunnel, whose inside isn't ours to read
        self._buffer = b""
        self._upstream: Any = None
        self._asked = False
        self._is_tunnel = False

    def dataReceived(self, data: bytes) -> None:
        """The head of a request, or what follows it."""
        if self._upstream is not None:
            self._forward(data)
            return
        self._buffer += data
        if self._asked:
            return
        request = _REQUEST.match(self._buffer)
        if request is not None:
            self._asked = True
            self._ask(request)
        elif len(self._buffer) > MAX_HEAD_BYTES or b"\r\n\r\n" in self._buffer:
            self._refuse(b"400 Bad Request")

    def _ask(self, request: re.Match[bytes]) -> None:
        method, target, version, headers = request.groups()
        rest = self._buffer[request.end() :]
        self._is_tunnel = method == b"CONNECT"
        url = ("https://" if self._is_tunnel else "") + target.decode("latin-1")
        if self._rules.refusal(url) or b"transfer-encoding:" in headers.lower():
            self._refuse(b"403 Forbidden")
            return
        parts = urlsplit(url)
        if self._is_tunnel:
            self._buffer = rest
        else:
            path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}".encode("latin-1")
            head = b"%s %s %s\r\n%sConnection: close\r\n\r\n" % (method, path, version, _HOP_BY_HOP.sub(b"", headers))
            length = _LENGTH.search(headers)
            self._may_send = len(head) + (int(length[1]) if length else 0)
            self._buffer = head + rest
        port = parts.port or (443 if self._is_tunnel else 80)
        endpoint = GuardedEndpoint(self._reactor, parts.hostname or "", port, self._rules)
        connecting = endpoint.connect(_UpstreamFactory(self))
        connecting.addErrback(lambda _: self._refuse(b"502 Bad Gateway"))

    def joined(self, upstream: _Upstream) -> None:
        """The publisher is there: what has waited goes out."""
        self._upstream = upstream.transport
        if self.transport.disconnecting or not self.transport.connected:
            self._upstream.abortConnection()
            return
        self._upstream.registerProducer(self.transport, True)
        self.transport.registerProducer(self._upstream, True)
        if self._is_tunnel:
            self.transport.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        waiting, self._buffer = self._buffer, b""
        self._forward(waiting)

    def _forward(self, data: bytes) -> None:
        if self._may_send is not None:
            self._may_send -= len(data)
            if self._may_send < 0:  # a second request on this connection, which nobody has looked at
                self.end()
                return
        self._upstream.write(data)

    def answered(self, data: bytes) -> None:
        """The publisher's bytes go back to the browser."""
        self._left -= len(data)
        if self._left < 0:
            self._upstream.abortConnection()
            self.transport.abortConnection()
            return
        self.transport.write(data)

    def end(self) -> None:
        """One side is done: the other hears it when all is written."""
        for transport in (self._upstream, self.transport):
            if transport is not None:
                transport.unregisterProducer()
                transport.loseConnection()

    def _refuse(self, status: bytes) -> None:
        # With a body: for an answer without one a browser shows a page of its own, and hides which address it was.
        head = b"HTTP/1.1 %s\r\nContent-Type: text/plain\r\nContent-Length: 8\r\nConnection: close\r\n\r\n" % status
        self.transport.write(head + b"refused\n")
        self.transport.loseConnection()

    def connectionLost(self, reason: Failure = connectionDone) -> None:
        self.end()


class GuardedProxy(Factory):
    """Listens on a free port of loopback; `max_bytes` bounds what one connection may bring."""

    noisy = False

    def __init__(self, reactor: Any, rules: Rules, *, max_bytes: int) -> None:
        self._reactor = reactor
        self._rules = rules
        self._max_bytes = max_bytes
        self._listening: Any = reactor.listenTCP(0, self, interface="127.0.0.1")

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._listening.getHost().port)

    def buildProtocol(self, addr: Any) -> Protocol:
        """One protocol a connection."""
        return _Client(self._reactor, self._rules, self._max_bytes)

    def stop(self) -> Any:
        """Listen no more; a Deferred."""
        return self._listening.stopListening()
