"""What waits for the disk: pages that are in the archive's file, and of which nothing is said before they are safe.

A busy disk takes tens of milliseconds each time it is asked. So it is asked by a thread, beside the next download, and
once for all that came meanwhile. Of a crawl that is killed the last few pages are then in the archive and not yet in
the journal; of a machine that loses its power, in neither, and so the next night asks for them again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from twisted.internet.threads import deferToThread
from twisted.python.failure import Failure

from core.errors import EvidenceError
from crawlers.download.control import Control

if TYPE_CHECKING:
    from evidence.writer import ArchiveWriter

MOST = 32
"""So many pages may wait; then the crawl does, until the disk has them."""


class Commits:
    """What is to be said once the disk has what stands before it, in the order in which it came about."""

    def __init__(self, archive: ArchiveWriter, control: Control) -> None:
        self._archive = archive
        self._control = control
        self._waiting: deque[Callable[[], None]] = deque()
        self._said = 0  # of all that ever waited
        self._asking = False

    def then(self, say: Callable[[], None]) -> None:
        """Call `say` when all that was put into the archive so far is on the disk: at once where nothing waits."""
        if not self._waiting and self._archive.is_safe:
            say()
            return
        self._waiting.append(say)
        if len(self._waiting) >= MOST:
            self.flush()
        elif not self._asking:
            self._ask()

    def flush(self) -> None:
        """Wait for the disk, here and now. Where it refuses, the crawl fails and what waits is never said."""
        try:
            self._archive.sync()
        except EvidenceError as error:
            self._control.fail(error)
        else:
            self._say(self._said + len(self._waiting))

    def _ask(self) -> None:
        self._asking = True
        upto = self._said + len(self._waiting)
        deferToThread(self._archive.sync).addCallback(self._answered, upto).addErrback(self._refused)

    def _answered(self, _: None, upto: int) -> None:
        self._asking = False
        self._say(upto)
        if self._waiting:
            self._ask()

    def _refused(self, failure: Failure) -> None:
        """By the disk, or by the journal. Nothing more is asked."""
        self._asking = True
        if isinstance(failure.value, Exception):
            self._control.fail(failure.value)

    def _say(self, upto: int) -> None:
        while self._said < upto:
            self._said += 1
            self._waiting.popleft()()
