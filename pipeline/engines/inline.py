"""The engine without workers: everything in the command's own process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.engines import machine
from pipeline.engines.step import Bench, Failed, G, R, Step, attempt


class Inline:
    """Works itself. What raises an error is set aside; what crashes or hangs takes the whole command with it."""

    def __init__(self) -> None:
        self._bench = Bench()

    def run(
        self, step: Step[G, R], batches: Iterable[Sequence[G]]
    ) -> Iterator[tuple[Sequence[G], Sequence[R | Failed]]]:
        """See `Engine.run`."""
        for batch in batches:
            work = self._bench.work(step)
            yield batch, attempt(work, batch)

    @property
    def peak_mib(self) -> int:
        """That of this process."""
        return machine.peak_mib()

    def close(self) -> None:
        """Nothing is held."""
