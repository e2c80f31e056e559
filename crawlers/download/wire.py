"""The exact bytes of each exchange, taken at the protocol, between the HTTP parser and the transport.

Evidence must show what was on the wire: chunk marks, content encoding, header order and spelling included, which no
parsed response can give back. One recording is made per exchange, so that connections may be kept open; over TLS it
holds the plain text. A response's head is bounded here too, which Twisted doesn't do.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, cast

from scrapy.core.downloader.handlers.http11 import _LenientHTTP11ClientFactory, _LenientHTTP11ClientProtocol
from twisted.internet.defer import Deferred
from twisted.internet.interfaces import IAddress
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS, HTTP11ClientProtocol
from twisted.web._newclient import Request as SentRequest
from twisted.web.iweb import IResponse

from crawlers.download.reasons import TooLargeError
from evidence.format.http import split_message

MAX_HEAD_BYTES = 128 * 1024
# Interim answers (100 Continue, 103 Early Hints) come before the answer itself and are no part of it.
_INTERIM = re.compile(rb"HTTP/1\.\d 1\d\d[^\n]*\n(?:[^\r\n][^\n]*\n)*\r?\n")


@dataclass(slots=True)
class Recording:
    """One exchange as it was on the wire. Complete once the response has been handed out."""

    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)
    overflowed: bool = False
    rendered: bytes | None = None  # the DOM, where a browser made it

    @property
    def response_bytes(self) -> bytes:
        """Status line, headers and body as received, without interim answers."""
        received = bytes(self.received)
        while interim := _INTERIM.match(received):
            received = received[interim.end() :]
        return received

    @property
    def payload_sha256(self) -> str:
        """Hex, of the body as the archive digests it: as received."""
        return hashlib.sha256(split_message(self.response_bytes).body).hexdigest()


class _Tee:
    """A transport that keeps a copy of what is written to it."""

    def __init__(self, transport: Any, copy: bytearray) -> None:
        self._transport = transport
        self._copy = copy

    def write(self, data: bytes) -> None:
        self._copy += data
        self._transport.write(data)

    def writeSequence(self, pieces: Iterable[bytes]) -> None:
        data = b"".join(pieces)
        self._copy += data
        self._transport.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)


class WireProtocol(_LenientHTTP11ClientProtocol):
    """Scrapy's HTTP/1.1 client with a recording of the exchange that is under way."""

    def __init__(self, quiescent: Callable[[HTTP11ClientProtocol], None], max_bytes: int) -> None:
        super().__init__(quiescent)  # type: ignore[no-untyped-call]
        self._max_bytes = max_bytes
        self._recording: Recording | None = None

    def request(self, request: SentRequest) -> Deferred[IResponse]:
        """Send a request; the response carries its recording as `recording`."""
        recording = Recording()
        transport = self.transport
        self._recording = recording
        self.transport = cast(Any, _Tee(transport, recording.sent))
        try:
            answer = super().request(request)
        finally:
            self.transport = transport

        def attach(response: IResponse) -> IResponse:
            cast(Any, response).recording = recording
            return response

        return answer.addCallback(attach)

    def dataReceived(self, data: bytes) -> None:
        """Keep a copy, and cut the connection where a head or a body grows past its limit."""
        recording, parser = self._recording, self._parser
        if recording is not None and parser is not None:
            recording.received += data
            limit = MAX_HEAD_BYTES if parser.state in {STATUS, HEADER} else self._max_bytes
            if len(recording.received) > limit and not _holds_head(parser.state, recording, limit):
                recording.overflowed = True
                cast(Any, self.transport).abortConnection()
                self._disconnectParser(Failure(TooLargeError(f"more than {limit} bytes")))  # type: ignore[no-untyped-call]
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]

    def _finishResponse(self, rest: bytes) -> None:
        """The response is complete; `rest` is what came behind it and is no part of it."""
        if self._recording is not None and rest:
            del self._recording.received[-len(rest) :]
        self._recording = None
        super()._finishResponse(rest)


def _holds_head(state: str, recording: Recording, limit: int) -> bool:
    """Whether a big first piece holds a small head and much body, which the parser hasn't seen yet."""
    if state not in {STATUS, HEADER}:
        return False
    received = recording.response_bytes
    return any(0 <= received.find(end) < limit for end in (b"\r\n\r\n", b"\n\n"))


class WireFactory(_LenientHTTP11ClientFactory):
    """Builds `WireProtocol`; `max_bytes` bounds one response as received, head and chunk marks included."""

    max_bytes = 0

    def buildProtocol(self, addr: IAddress | None) -> HTTP11ClientProtocol:
        """One protocol a connection."""
        return WireProtocol(self._quiescentCallback, self.max_bytes)


def factory_for(max_body_bytes: int) -> type[WireFactory]:
    """The factory for a connection pool. Tiny chunks may cost more than their content, up to a point."""
    return type("BoundedWireFactory", (WireFactory,), {"max_bytes": 2 * max_body_bytes + 2 * MAX_HEAD_BYTES})
