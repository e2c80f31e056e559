"""What a worker keeps of its steps."""

from __future__ import annotations

import gc
from collections.abc import Sequence

from pipeline.engines.step import Bench, Step, Work

_MADE = 1_000


def _make(_threads: int) -> Work[int, int]:
    models = [[number] for number in range(_MADE)]

    def work(given: Sequence[int]) -> list[int]:
        return [models[one][0] for one in given]

    return work


def test_what_a_step_loads_is_made_once_and_not_looked_through_for_garbage() -> None:
    bench, step = Bench(), Step("reads", "1", _make)
    before = gc.get_freeze_count()
    work = bench.work(step)
    assert gc.get_freeze_count() - before >= _MADE
    assert list(work([3])) == [3]
    assert bench.work(step) is work
