"""Who gets which batch, and what is done when a worker dies at it: the same for processes and for a cluster.

A batch whose worker died is given to another once more; if that dies too, its members are given out one by one, and
one that is alone when two workers die is set aside. A worker that hung is known to have been ended for it, so its
batch is taken apart at once. Whose things hang time and again is given less and less time, so that one site can't hold
up a night. Answers are handed on in the order of the batches, whatever came first.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, Protocol

from core.errors import EngineError
from pipeline.engines.step import TRIES, Failed, G, R, Step

AHEAD = 2
"""Batches a worker that are asked for ahead of what is answered."""
FORGIVEN = 2
"""Things of one source that may hang before the next ones get half the time, then half of that, and one try."""
LEAST = 1 / 24
"""The least share of the time: 5 s of 120, still many times what an honest page takes."""
FALSE_STARTS = 5
"""Workers in a row that died before they began to work: then it is not what they were given."""


@dataclass(frozen=True, slots=True)
class Order:
    """Some members of a batch for a worker. `share`: of the time that an answer may take."""

    slot: int
    members: tuple[int, ...]  # places in the batch
    given: tuple[Any, ...]
    tries: int = 1
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Done:
    """An order that was answered."""

    order: Order
    answers: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Died:
    """An order whose worker is gone. `began`: whether it was at the work itself; `hung`: ended for taking too long."""

    order: Order
    reason: str
    began: bool = True
    hung: bool = False


class Crew(Protocol):
    """Workers, wherever they are."""

    peak_mib: int  # the most that any of them ever held

    @property
    def size(self) -> int:
        """How many there may be."""

    def is_free(self) -> bool:
        """Whether an order can be given out."""

    def give(self, step: Step[Any, Any], order: Order) -> None:
        """Give an order to a free worker; one is started where none waits."""

    def wait(self) -> list[Done | Died]:
        """Wait until at least one order is answered or lost.

        Raises:
            EngineError: a worker says that it can't work at all.
        """

    def drop(self) -> None:
        """Forget what is given out: nobody wants the answers any more."""

    def close(self) -> None:
        """Let all workers go."""


class _Slot:
    """A batch on its way."""

    def __init__(self, batch: Sequence[Any]) -> None:
        self.batch = batch
        self.answers: list[Any] = [None] * len(batch)
        self.missing = len(batch)

    def put(self, order: Order, answers: Iterable[Any]) -> None:
        for member, answer in zip(order.members, answers, strict=True):
            self.answers[member] = answer
            self.missing -= 1


class Dispatcher:
    """An engine over a crew."""

    def __init__(self, crew: Crew) -> None:
        self.crew = crew
        self._false_starts = 0
        self._numbers = count()
        self._hung: Counter[tuple[str, str]] = Counter()  # (step, whose) -> things that took too long, alone

    def run(
        self, step: Step[G, R], batches: Iterable[Sequence[G]]
    ) -> Iterator[tuple[Sequence[G], Sequence[R | Failed]]]:
        """See `Engine.run`."""
        self.crew.drop()  # a run that was left in the middle may not have been ended yet
        source = zip(self._numbers, batches, strict=False)
        slots: dict[int, _Slot] = {}
        queue: deque[Order] = deque()
        more = True
        try:
            while more or slots:
                while more and len(slots) < self.crew.size * AHEAD:
                    number, batch = next(source, (-1, ()))
                    more = number >= 0
                    if more:
                        slots[number] = _Slot(batch)
                    if batch:
                        queue.append(Order(number, tuple(range(len(batch))), tuple(batch)))
                while queue and self.crew.is_free():
                    order = queue.popleft()
                    self.crew.give(step, replace(order, share=self._share(step, order)))
                while slots and not slots[first := next(iter(slots))].missing:
                    slot = slots.pop(first)
                    yield slot.batch, slot.answers
                if slots and not self._is_answered(slots):
                    self._take(self.crew.wait(), step, slots, queue)
        finally:
            self.crew.drop()

    @staticmethod
    def _is_answered(slots: dict[int, _Slot]) -> bool:
        return not next(iter(slots.values())).missing

    def _share(self, step: Step[Any, Any], order: Order) -> float:
        """By whoever of an order has hung most: others of it are given out alone, with all their time, if they hang."""
        most = max(self._hung[step.name, step.whose(given)] for given in order.given)
        return max(LEAST, 0.5 ** max(most - FORGIVEN, 0))

    def _take(
        self, endings: Iterable[Done | Died], step: Step[Any, Any], slots: dict[int, _Slot], queue: deque[Order]
    ) -> None:
        for ending in endings:
            slot = slots.get(ending.order.slot)
            if slot is None:  # of a run that was left
                continue
            if isinstance(ending, Done):
                self._false_starts = 0
                slot.put(ending.order, ending.answers)
            else:
                queue.extendleft(reversed(self._again(ending, step, slot)))

    def _again(self, lost: Died, step: Step[Any, Any], slot: _Slot) -> list[Order]:
        """What is to be given out again after a worker died; what is not is answered with the failure."""
        order = lost.order
        if not lost.began:
            self._false_starts += 1
            if self._false_starts >= FALSE_STARTS:
                raise EngineError(
                    f"Workers end before they begin to work: {lost.reason}.",
                    remedy="Give them more memory or have fewer (engine.workers); 1 works without any.",
                )
            return [order]
        self._false_starts = 0
        alone = len(order.members) == 1
        tries = 1 if lost.hung and order.share < 1 else TRIES
        if order.tries < tries and (alone or not lost.hung):
            return [Order(order.slot, order.members, order.given, order.tries + 1)]
        if alone:
            if lost.hung:
                self._hung[step.name, step.whose(order.given[0])] += 1
            slot.put(order, [Failed(lost.reason, order.tries)])
            return []
        return [
            Order(order.slot, (member,), (given,)) for member, given in zip(order.members, order.given, strict=True)
        ]

    @property
    def peak_mib(self) -> int:
        """See `Engine.peak_mib`."""
        return self.crew.peak_mib

    def close(self) -> None:
        """See `Engine.close`."""
        self.crew.close()
