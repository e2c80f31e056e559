"""What an engine runs: a step, made once a worker, given batches, and its answers, one for each thing given.

Nothing here knows how many processes or machines there are.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

G = TypeVar("G")
R = TypeVar("R")
Work = Callable[[Sequence[G]], Iterable[R]]
"""Answers for a batch, one for each, in its order."""

TRIES = 2
"""After so many tries alone, what breaks a worker is set aside."""


def _nobodys(_given: object) -> str:
    return ""


@dataclass(frozen=True)
class Step(Generic[G, R]):
    """A step as it travels to the workers: `make` (a function of a module) is called once in each of them.

    `make` is told how many threads it may use, 0 for all. `whose` says who answers for something given (its source).
    """

    name: str
    version: str
    make: Callable[[int], Work[G, R]]
    whose: Callable[[G], str] = _nobodys


@dataclass(frozen=True, slots=True)
class Failed:
    """The answer for something that the step did not survive."""

    error: str
    tries: int


class Engine(Protocol):
    """Runs steps over batches."""

    def run(
        self, step: Step[G, R], batches: Iterable[Sequence[G]]
    ) -> Iterator[tuple[Sequence[G], Sequence[R | Failed]]]:
        """Each batch with its answers, in the order in which the batches came: so that what is written is the same
        whoever does the work. Batches are asked for some ahead of what is answered.

        Raises:
            EngineError: no worker can be kept alive.
        """

    @property
    def peak_mib(self) -> int:
        """The most memory that any worker ever held, MiB."""

    def close(self) -> None:
        """Let the workers go."""


class Bench:
    """What a worker keeps: its steps, each made once."""

    def __init__(self, threads: int = 0) -> None:
        self._threads = threads
        self._made: dict[tuple[str, str], Work[Any, Any]] = {}

    def work(self, step: Step[G, R]) -> Work[G, R]:
        """The step, ready to work."""
        key = (step.name, step.version)
        if key not in self._made:
            self._made[key] = step.make(self._threads)
            gc.freeze()  # what was loaded stays: nobody need go through it again and again for what is garbage
        return self._made[key]


def attempt(work: Work[G, R], batch: Sequence[G], tick: Callable[[], None] = lambda: None) -> Sequence[R | Failed]:
    """The answers for a batch; where it fails, one by one, so that only what broke it goes without an answer.

    `tick` is called before the first answer is sought and after each.
    """
    if not batch:
        return []
    tick()
    try:
        return _whole(work, batch, tick)
    except Exception:  # noqa: BLE001 - hostile text: whatever it broke, the others are read
        answers: list[R | Failed] = []
        for given in batch:
            tick()
            answers.append(_alone(work, given))
        return answers


def _whole(work: Work[G, R], batch: Sequence[G], tick: Callable[[], None]) -> list[R | Failed]:
    answers: list[R | Failed] = []
    for answer in work(batch):
        answers.append(answer)
        tick()
    if len(answers) != len(batch):
        raise RuntimeError(f"{len(answers)} answers for {len(batch)}")
    return answers


def _alone(work: Work[G, R], given: G) -> R | Failed:
    """The second try: the first was the batch's."""
    try:
        (answer,) = work([given])
    except Exception as error:  # noqa: BLE001 - as above; it is set aside and said
        return Failed(f"{type(error).__name__}: {error}".rstrip(": "), TRIES)
    return answer
