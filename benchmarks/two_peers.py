"""What two processes that share nothing make of one on this machine: two cores may share caches, memory and clock."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Sequence
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

import trafilatura

_FRESH = multiprocessing.get_context("spawn")


def two_beside_one(pages: Sequence[str]) -> float:
    """How many times the pages a second, by the clock, two processes extract with trafilatura, each held to a core of
    its own, as one by itself; each of them these pages. 1.0 on a machine of one core."""
    cores = sorted(os.sched_getaffinity(0))[:2]
    one = _slowest(pages, cores[:1])
    return len(cores) * one / _slowest(pages, cores)


def _slowest(pages: Sequence[str], cores: Sequence[int]) -> float:
    """Seconds from when all begin until the last has ended."""
    barrier = _FRESH.Barrier(len(cores))
    spent: Queue[float] = _FRESH.Queue()
    workers = [_FRESH.Process(target=_extract, args=(list(pages), core, barrier, spent)) for core in cores]
    for worker in workers:
        worker.start()
    longest = max(spent.get() for _ in workers)
    for worker in workers:
        worker.join()
    return longest


def _extract(pages: Sequence[str], core: int, barrier: Barrier, spent: Queue[float]) -> None:
    os.sched_setaffinity(0, {core})
    trafilatura.extract(pages[0])  # what it loads at first
    barrier.wait()
    began = time.monotonic()
    for page in pages:
        trafilatura.extract(page)
    spent.put(time.monotonic() - began)
