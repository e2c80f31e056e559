"""Work that takes longer than a page may: done by one thread of the desk, one piece after another, while pages tell how
far it is. What it gave is kept in memory alone, for whoever asked and for a while, and is gone when the desk stops: it
may tell names that stand nowhere else. Who asks for more than can wait is told so."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, TypeVar

Gave = TypeVar("Gave")
Told = Callable[[int, int | None], object]
"""Is told how many are done, and of how many."""

AT_ONCE = 1.0
"""Seconds that an answer waits for what may be done by then."""
MOST, KEPT = 4, timedelta(minutes=15)
"""Pieces that may wait or be at work at once; how long it is known what one gave."""


@dataclass(slots=True)
class Piece(Generic[Gave]):
    """One piece of work."""

    key: str
    asker: str
    begun_at: datetime
    done: int = 0
    of: int = 0
    gave: Future[Gave] = field(default_factory=Future)

    def is_over(self, seconds: float | None = None) -> bool:
        """Whether it came to an end, well or not, now or so many seconds on."""
        wait_for([self.gave], timeout=AT_ONCE if seconds is None else seconds)
        return self.gave.done()

    @property
    def broke_off(self) -> bool:
        """Whether it ended before it was done."""
        return self.gave.cancelled() or self.gave.exception() is not None

    def tell(self, done: int, total: int | None) -> None:
        """How far it is."""
        self.done, self.of = done, total or 0


class LongWork(Generic[Gave]):
    """The pieces of a desk."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="long work")
        self._pieces: dict[str, Piece[Gave]] = {}

    def begin(self, asker: str, moment: datetime, work: Callable[[Told], Gave]) -> Piece[Gave] | None:
        """Have it done; None where as many wait as may."""
        self._forget(moment)
        if sum(not each.gave.done() for each in self._pieces.values()) >= MOST:
            return None
        piece = Piece[Gave](secrets.token_hex(16), asker, moment)
        self._pieces[piece.key] = piece
        piece.gave = self._thread.submit(work, piece.tell)
        piece.gave.add_done_callback(_logged)
        return piece

    def of(self, key: str, asker: str, moment: datetime) -> Piece[Gave] | None:
        """A piece that this asker began; None where nobody did, or it is known no more."""
        self._forget(moment)
        piece = self._pieces.get(key)
        return piece if piece is not None and piece.asker == asker else None

    def close(self) -> None:
        """End what is at work, and begin nothing more."""
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _forget(self, moment: datetime) -> None:
        for key, each in list(self._pieces.items()):
            if each.gave.done() and moment - each.begun_at > KEPT:
                self._pieces.pop(key, None)


def _logged(gave: Future[Gave]) -> None:
    if not gave.cancelled() and (error := gave.exception()) is not None:
        logging.getLogger("uvicorn.error").error("long work broke off", exc_info=error)
