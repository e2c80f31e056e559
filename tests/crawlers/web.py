"""A web on loopback, on raw sockets: it answers by host and path, and remembers every byte that came and went.

Raw, because the tests must send what no server library would send, and must know exactly what was on the wire.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self


@dataclass
class Visit:
    """One request as received, and what was sent back (`sent` grows while the answer goes out)."""

    connection: int
    address: str  # the local address that was connected to
    raw: bytes
    sent: bytearray = field(default_factory=bytearray)

    @property
    def path(self) -> str:
        return self.raw.split(b" ", 2)[1].decode("latin-1")

    @property
    def headers(self) -> dict[str, str]:
        lines = self.raw.decode("latin-1").split("\r\n")[1:]
        return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines) if name}

    @property
    def host(self) -> str:
        return self.headers.get("host", "").partition(":")[0]


Send = Callable[[bytes], None]
Answer = Callable[[Visit, Send], bool]  # returns whether the connection stays open
Answers = Mapping[Any, Answer]  # by (host, path without query), or by host alone


class Web:
    """A threaded server."""

    def __init__(
        self, answers: Answers, address: str = "127.0.0.1", port: int = 0, *, tls: ssl.SSLContext | None = None
    ) -> None:
        self.answers = answers
        self._tls = tls
        self.visits: list[Visit] = []
        self.connections = 0
        self._socket = socket.create_server((address, port))
        self.address, self.port = self._socket.getsockname()[:2]
        self._stopping = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def paths(self, host: str) -> list[str]:
        """What was asked of a host, in order."""
        return [visit.path for visit in list(self.visits) if visit.host == host]

    def asked(self, host: str, path: str) -> list[Visit]:
        """The requests for one page."""
        return [visit for visit in list(self.visits) if (visit.host, visit.path) == (host, path)]

    def wait(self, seconds: float) -> bool:
        """Wait for the end of the test at most; True where it came."""
        return self._stopping.wait(seconds)

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection, self.connections), daemon=True).start()

    def _serve(self, connection: socket.socket, number: int) -> None:
        buffer = b""
        if self._tls is not None:
            try:
                connection = self._tls.wrap_socket(connection, server_side=True)
            except OSError:  # the client doesn't trust us, say
                connection.close()
                return
        with connection:
            connection.settimeout(20)
            address = connection.getsockname()[0]
            while not self._stopping.is_set():
                try:
                    while b"\r\n\r\n" not in buffer:
                        piece = connection.recv(65536)
                        if not piece:
                            return
                        buffer += piece
                    head, _, buffer = buffer.partition(b"\r\n\r\n")
                    visit = Visit(number, address, head + b"\r\n\r\n")
                    self.visits.append(visit)
                    if not self._answer(visit, connection):
                        return
                except OSError:
                    return

    def _answer(self, visit: Visit, connection: socket.socket) -> bool:
        def send(data: bytes) -> None:
            connection.sendall(data)
            visit.sent += data

        path = visit.path.partition("?")[0]
        answer = self.answers.get((visit.host, path)) or self.answers.get(visit.host) or not_found
        return answer(visit, send)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        self._socket.close()


def reply(
    body: bytes | str, kind: str = "text/html; charset=utf-8", *, status: str = "200 OK", headers: str = ""
) -> Answer:
    """A whole, well-formed answer. `headers` are further lines, each ending in CRLF."""
    content = body.encode() if isinstance(body, str) else body
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(content)}\r\n{headers}\r\n"

    def answer(visit: Visit, send: Send) -> bool:
        send(head.encode("latin-1") + content)
        return True

    return answer


not_found = reply("<p>nothing here</p>", status="404 Not Found")


def redirect(target: str, *, status: str = "302 Found") -> Answer:
    """An answer that sends elsewhere."""
    return reply("", status=status, headers=f"Location: {target}\r\n")


def feed(*links: str) -> Answer:
    """An RSS feed of these links."""
    items = "".join(
        f"<item><title>Item {number}</title><link>{link}</link></item>" for number, link in enumerate(links)
    )
    return reply(
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>f</title>{items}</channel></rss>',
        "application/rss+xml",
    )


def article(words: str) -> Answer:
    """A small page."""
    return reply(f"<html><head><title>{words}</title></head><body><article><p>{words}</p></article></body></html>")
