"""A real HTTP server on loopback that takes webhooks, and fails in the way that a test asks for."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from core.settings import WebhookSettings, load


@dataclass
class Received:
    """One POST as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """Keeps what it took in `taken`. `fail` names the way in which it fails; empty: it answers 204."""

    fail: str = ""
    taken: list[Received] = field(default_factory=list)
    asked: int = 0
    stop_waiting: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Listen."""
        self._server = _server(self)
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        """Stop listening, whatever still waits."""
        self.stop_waiting.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}/hook?from=almenara"


def rules(**changes: Any) -> WebhookSettings:
    """The settings under which it may be posted to."""
    values = {"allow_plain_loopback": True, "timeout_s": 20.0, "max_tries": 3} | changes
    return load().webhooks.model_copy(update=values)


def _server(receiver: Receiver) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.asked += 1
            body = self.rfile.read(int(self.headers["Content-Length"]))
            fail = receiver.fail
            if fail == "closes":
                self.connection.shutdown(socket.SHUT_RDWR)
            elif fail == "never answers":
                receiver.stop_waiting.wait()
            elif fail == "trickles":
                self._trickle()
            elif fail == "talks nonsense":
                self.wfile.write(b"\x00\xff nonsense\r\n\r\n")
            else:
                status = int(fail) if fail.isdigit() else 204
                if status == 204:  # kept before it is answered: who hears the answer finds it
                    receiver.taken.append(Received(self.path, dict(self.headers), body))
                self.send_response(status)
                if 300 <= status < 400:
                    self.send_header("Location", f"http://127.0.0.1:{receiver.port}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

        def _trickle(self) -> None:
            """A byte of a header now and then: no single read ever waits for long."""
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
            while not receiver.stop_waiting.wait(0.02):
                try:
                    self.wfile.write(b"x")
                    self.wfile.flush()
                except OSError:
                    return

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    return server
