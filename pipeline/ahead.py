"""A second process that compares names ahead of the one that links, which spares that a third of its work.

It reads the watchlist over a connection of its own, and writes nothing. Its answers are those that the first would find
itself, so the rows are the same whether it is early, late or dead: what it has not answered yet is compared where it is
needed. It is given no more than some batches ahead, and what it answered goes when that batch is past.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count

from core.errors import EngineError
from core.settings import EngineSettings
from pipeline.engines import machine
from pipeline.engines.dispatch import Died, Done, Order
from pipeline.engines.local import LocalCrew
from pipeline.engines.opening import limits
from pipeline.engines.step import Failed, Step, Work
from pipeline.reporter import Reporter
from pipeline.version import SOFTWARE
from store import linking
from store.linking.scoring import Compared
from store.session import Database, Session

BATCH = 64
"""Versions that are linked in one transaction."""

GIVEN = 16
"""Versions that the second process is given at once."""

SOONEST, FARTHEST = 2 * GIVEN, 256
"""How far ahead they are: it takes longer than the first process, which would be there before it with those that are
nearer; and what is known long before is older, and has to be kept."""

WORTH_IT = 512
"""Versions that have to wait: with fewer the first would be done before the second had begun."""

TAKES_MIB = 512
"""Memory that has to be free, twice: the second may take twice this, and the first has taken its own."""


class Ahead:
    """The second process, seen from the first. Without one, or when it failed, all is done here."""

    def __init__(self, database: Database, settings: EngineSettings | None, reporter: Reporter) -> None:
        self._reporter = reporter
        self._step = Step(
            "compare", SOFTWARE, partial(make_compare, database.url.render_as_string(hide_password=False))
        )
        self._settings = settings if settings is not None and settings.workers != 1 else None  # None: no more than one
        self._crew: LocalCrew | None = None
        self._numbers = count()
        self._asked: set[int] = set()
        self.compared: dict[int, Compared] = {}
        """By version, what it found out of those that wait."""

    @property
    def pids(self) -> list[int]:
        """The second process, if it lives."""
        return self._crew.pids if self._crew is not None else []

    def link(self, session: Session, waiting: Sequence[int], *, threshold: float) -> Iterator[int]:
        """`linking.link_each` of the first `BATCH` that wait, while the second process looks at those behind."""
        self._begin(waiting)
        self.look(waiting)
        batch = waiting[:BATCH]
        for done, revision_id in enumerate(
            linking.link_each(session, batch, threshold=threshold, compared=self.compared), 1
        ):
            yield revision_id
            self.look(waiting[done:])

    def close(self) -> None:
        """Let the second process go."""
        if self._crew is not None:
            self._crew.close()
        self._crew = self._settings = None
        self._forget(())

    def _begin(self, waiting: Sequence[int]) -> None:
        """A batch begins: what is past goes, and if it is worth it now, the second process comes."""
        self._forget(waiting[:FARTHEST])
        if self._settings is None or self._crew is not None or len(waiting) < WORTH_IT:
            return
        if machine.workers_that_fit(self._settings.workers, TAKES_MIB) > 1:
            self._crew = LocalCrew(1, limits(self._settings, alone=False))
        else:
            self._settings = None

    def _forget(self, but: Sequence[int]) -> None:
        self._asked.intersection_update(but)
        for gone in self.compared.keys() - self._asked:
            del self.compared[gone]

    def look(self, waiting: Sequence[int]) -> None:
        """Take what was answered, and ask for more. Whatever goes wrong, the second process is let go."""
        if self._crew is None:
            return
        try:
            for ending in self._crew.listen():
                self._take(ending)
            if self._crew.is_free():
                self._ask(self._crew, waiting[SOONEST:FARTHEST])
        except (EngineError, OSError) as error:
            self._reporter.warn("names are compared in one process", error=str(error))
            self.close()

    def _ask(self, crew: LocalCrew, coming: Sequence[int]) -> None:
        fresh = [revision_id for revision_id in coming if revision_id not in self._asked][:GIVEN]
        if fresh:
            self._asked.update(fresh)
            crew.give(self._step, Order(next(self._numbers), tuple(range(len(fresh))), tuple(fresh)))

    def _take(self, ending: Done | Died) -> None:
        if isinstance(ending, Died):
            raise EngineError(ending.reason)
        for revision_id, answer in zip(ending.order.given, ending.answers, strict=True):
            if isinstance(answer, Failed):
                raise EngineError(answer.error)
            if revision_id in self._asked:  # or it is linked already
                self.compared[revision_id] = answer


@contextmanager
def beside(database: Database, settings: EngineSettings | None, reporter: Reporter) -> Iterator[Ahead]:
    """For the block, what may start a second process: where so many wait that it is worth it, and not if `settings` are
    None, want one worker (`engine.workers = 1`), or the machine has no second core or too little memory."""
    ahead = Ahead(database, settings, reporter)
    try:
        yield ahead
    finally:
        ahead.close()


def make_compare(url: str, _threads: int) -> Work[int, Compared]:
    """Compares, over a connection of its own, what versions will be compared with."""
    return partial(_compare, Database(url))


def _compare(database: Database, revision_ids: Sequence[int]) -> Iterator[Compared]:
    with database.reading() as session:
        yield from linking.compare_ahead(session, revision_ids)
