"""A small honest web server for the invented sites, on loopback, by name (the Host header).

    python examples/serve.py --port 0 --ready-file ready.txt [--night 2] [--today 2025-11-20] [--extra HOST/PATH=FILE]

HTTP/1.1 with connections kept alive, ETag, Last-Modified and 304, gzip where it is accepted. Nothing but loopback is
ever listened on. In Python: `with running(Web(today=...)) as port: ...`.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

if __package__ in {None, ""}:  # run as a file: the project's root isn't on the path yet
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from core.errors import InputError
from examples.extra import read_extra
from examples.website import Answer, Web, pack

LOOPBACK = "127.0.0.1"
_WORTH_PACKING = 512  # bytes


class WebServer(ThreadingHTTPServer):
    """Serves one `Web` on loopback; `requests` keeps (host, target, status) of what was asked, in order."""

    daemon_threads = True

    def __init__(self, web: Web, port: int = 0, *, quiet: bool = True) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.web = web
        self.quiet = quiet
        self.requests: list[tuple[str, str, int]] = []

    @property
    def port(self) -> int:
        """The port that was taken."""
        return int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "SmallWeb/1"
    sys_version = ""
    timeout = 30  # seconds that an idle connection is kept
    server: WebServer

    def do_GET(self) -> None:
        self._respond(with_body=True)

    def do_HEAD(self) -> None:
        self._respond(with_body=False)

    def _respond(self, *, with_body: bool) -> None:
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        answer = self.server.web.answer(host, self.path)
        packed = "gzip" in self.headers.get("Accept-Encoding", "") and self._may_pack(answer)
        body = pack(answer.body) if packed else answer.body
        # The two forms of a page are two representations: a strong tag each.
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:20]}{"-gz" if packed else ""}"'
        fresh = answer.status == 200 and self._client_has(etag, answer.modified)
        status = 304 if fresh else answer.status
        self.server.requests.append((host, self.path, status))
        self.send_response(status)
        if answer.location:
            self.send_header("Location", answer.location)
        if answer.status == 200:
            self.send_header("ETag", etag)
            self.send_header("Vary", "Accept-Encoding")
            self.send_header("Cache-Control", "no-cache")
            if answer.modified:
                self.send_header("Last-Modified", format_datetime(answer.modified, usegmt=True))
        if not fresh:
            self._send_entity(answer, body, packed=packed, with_body=with_body)
        else:
            self.end_headers()

    def _send_entity(self, answer: Answer, body: bytes, *, packed: bool, with_body: bool) -> None:
        if answer.content_type:
            self.send_header("Content-Type", answer.content_type)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def _client_has(self, etag: str, modified: datetime | None) -> bool:
        known = self.headers.get("If-None-Match")
        if known is not None:
            return known.strip() == "*" or etag in {tag.strip().removeprefix("W/") for tag in known.split(",")}
        since = self.headers.get("If-Modified-Since")
        if since is None or modified is None:
            return False
        try:
            return modified <= parsedate_to_datetime(since)
        except (ValueError, TypeError):  # no date, or one without a zone: as if it weren't there
            return False

    @staticmethod
    def _may_pack(answer: Answer) -> bool:
        return len(answer.body) >= _WORTH_PACKING and "gzip" not in answer.content_type

    def log_message(self, format: str, *args: object) -> None:
        if not self.server.quiet:
            super().log_message(format, *args)


@contextmanager
def running(web: Web, port: int = 0) -> Iterator[WebServer]:
    """Serve in a thread of this process for as long as the block lasts."""
    with WebServer(web, port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Serve the invented small web on loopback, by name.")
    parser.add_argument("--port", type=int, default=0, help="0: any free one")
    parser.add_argument("--night", type=int, choices=(1, 2), default=1, help="2: what has changed a night later")
    parser.add_argument("--today", type=date.fromisoformat, default=None, help="the day dates count from (YYYY-MM-DD)")
    parser.add_argument("--ready-file", type=Path, help="written with host:port once the server listens")
    parser.add_argument("--extra", action="append", default=[], metavar="HOST/PATH=FILE", help="a text file as a page")
    parser.add_argument("--verbose", action="store_true", help="log every request to standard error")
    return parser.parse_args()


def main() -> int:
    """Serve until interrupted."""
    arguments = _arguments()
    try:
        extras = [read_extra(argument) for argument in arguments.extra]
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    web = Web(today=arguments.today or datetime.now(UTC).date(), night=arguments.night, extras=extras)
    with WebServer(web, arguments.port, quiet=not arguments.verbose) as server:
        print(f"{LOOPBACK}:{server.port} serves {', '.join(web.hosts)}", flush=True)
        if arguments.ready_file:
            half = arguments.ready_file.with_name(arguments.ready_file.name + ".part")
            half.write_text(f"{LOOPBACK}:{server.port}\n", encoding="utf-8")
            half.replace(arguments.ready_file)
        with suppress(KeyboardInterrupt):
            server.serve_forever()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
