"""How many workers a machine bears."""

from __future__ import annotations

import os

import pytest

from pipeline.engines import machine


@pytest.mark.parametrize(
    ("wanted", "free", "fit"),
    [(0, 100_000, 4), (0, 5_000, 2), (8, 100_000, 8), (8, 3_000, 1), (0, 10, 1), (3, None, 3)],
)
def test_never_more_than_memory_allows(
    wanted: int, free: int | None, fit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One a core where nobody says otherwise; one at least, whatever the machine says."""
    monkeypatch.setattr(machine, "free_mib", lambda: free)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: {0, 1, 2, 3})
    assert machine.workers_that_fit(wanted, 2_000) == fit


def test_this_machine_says_what_it_has() -> None:
    """Where the system tells: the figures are of the right size."""
    assert 5 < machine.resident_mib() <= machine.peak_mib() + 5
    free = machine.free_mib()
    assert free is None or free > 50
