"""An invented news site on loopback, in a process of its own: `python -m benchmarks.invented_site PAGES`.

A sitemap names every page; each is an invented text set into a page as sites set them. Its port is the first line that
it prints.
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from benchmarks.invented_texts import words
from core.settings import PROJECT_ROOT
from models.pages import in_page

HOST = "diario.example"


@contextmanager
def served(pages: int) -> Iterator[int]:
    """The site, served while inside; its port."""
    command = [sys.executable, "-m", "benchmarks.invented_site", str(pages)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=PROJECT_ROOT) as server:  # noqa: S603
        try:
            if server.stdout is None:
                raise RuntimeError("the server's standard output is no pipe")
            yield int(server.stdout.readline())
        finally:
            server.terminate()


async def _serve(pages: int) -> None:
    """A server that does as little as it can: every answer is ready before the first is asked for."""
    answers = dict(_answers(pages))
    gone = _answer(b"", "text/plain", "404 Not Found")

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                writer.write(answers.get(head.split(b" ", 2)[1], gone))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


def _answers(pages: int) -> Iterator[tuple[bytes, bytes]]:
    chance = random.Random(5)  # noqa: S311 - repeatable, not secret
    now = datetime.now(UTC).isoformat(timespec="seconds")
    entries = []
    for number in range(pages):
        path = f"/{number % 9}/nota-{number}.html"
        entries.append(f"<url><loc>http://{HOST}{path}</loc><lastmod>{now}</lastmod></url>")
        page = in_page(f"Nota {number}", "\n\n".join(words(chance) for _ in range(3)), "es", chance)
        yield path.encode(), _answer(page, "text/html; charset=utf-8")
    sitemap = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{''.join(entries)}</urlset>"
    yield b"/sitemap.xml", _answer(sitemap.encode(), "application/xml")
    yield b"/robots.txt", _answer(b"User-agent: *\nDisallow: /private/\n", "text/plain")


def _answer(body: bytes, content_type: str, status: str = "200 OK") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
