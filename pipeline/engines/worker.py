"""A worker process: takes orders from the pipe that it was born with, until that closes.

It is bounded from inside by the kernel: in memory (`machine.bound`) and in time (`machine.alarm`, set anew for every
answer). It never writes to the database. When the process that ordered the work is gone, the pipe closes, and so does
it.
"""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from core.errors import AlmenaraError
from pipeline.engines import machine
from pipeline.engines.dispatch import Order
from pipeline.engines.step import Bench, Step, attempt

HARD = 2
"""How many times the memory from which a worker is renewed the kernel lets it have."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker may take."""

    memory_mib: int  # is renewed after the order in which it passes this
    answer_s: float  # is ended when an answer takes more processor time than this
    threads: int  # of the network; 0 for one a core


@dataclass(frozen=True, slots=True)
class Began:
    """The models are loaded and the order is begun: what happens now is the order's doing."""


@dataclass(frozen=True, slots=True)
class Unable:
    """The worker can't work at all, and says why."""

    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The answers of an order, and what the worker holds and ever held in memory, MiB."""

    answers: tuple[Any, ...]
    resident_mib: int
    peak_mib: int


def main(pipe: Connection, limits: Limits) -> None:
    """Work until nobody orders any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all: who orders the work decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for ending in machine.ALARMS:
        signal.signal(ending, signal.SIG_DFL)
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    machine.bound(HARD * limits.memory_mib)
    bench = Bench(limits.threads)
    try:
        while True:
            step, order = pipe.recv()
            pipe.send(_worked(pipe, bench, step, order, limits))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _worked(pipe: Connection, bench: Bench, step: Step[Any, Any], order: Order, limits: Limits) -> Answered | Unable:
    try:
        work = bench.work(step)
    except AlmenaraError as error:
        return Unable(error.what, error.remedy)
    pipe.send(Began())
    answers = attempt(work, order.given, lambda: machine.alarm(limits.answer_s * order.share))
    machine.alarm(0)
    return Answered(tuple(answers), machine.resident_mib(), machine.peak_mib())
