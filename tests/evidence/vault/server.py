"""A real server of files on loopback, for what lies elsewhere: FTP, which fsspec speaks without any other package."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import aioftp


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder, to be read and written by anybody; its address."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = aioftp.Server([aioftp.User(base_path=folder)], path_io_factory=aioftp.AsyncPathIO)
    asyncio.run_coroutine_threadsafe(server.start("127.0.0.1", 0), loop).result(300)
    try:
        yield f"ftp://127.0.0.1:{server.server_port}"
    finally:
        asyncio.run_coroutine_threadsafe(server.close(), loop).result(300)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(300)
        loop.close()
