"""Worker processes of this machine. They are started when there is work for them, and replaced when they die.

One process orders and writes; the workers only work. So a worker that is killed at any moment has written nothing.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext, SpawnProcess
from pickle import UnpicklingError
from typing import Any

from core.errors import EngineError
from pipeline.engines import machine
from pipeline.engines.dispatch import Died, Done, Order
from pipeline.engines.step import Step
from pipeline.engines.worker import Answered, Began, Limits, Unable, main

GRACE_S = 5
"""How long a worker whose pipe broke may take to end."""

_LISTENS_S = 0.5
"""Time after which whoever waits for workers asks whether it should go on."""


@dataclass
class _Worker:
    process: SpawnProcess
    pipe: Connection
    order: Order | None = None
    began: bool = False


class LocalCrew:
    """Up to `size` worker processes.

    `check` raises where the command was told to stop: what is at work then is dropped, and done again another time.
    """

    def __init__(self, size: int, limits: Limits, check: Callable[[], object] = lambda: None) -> None:
        self._size = size
        self._check = check
        self._limits = limits
        self._workers: list[_Worker] = []
        self._context: SpawnContext = multiprocessing.get_context("spawn")  # a fork would copy threads' locks
        self.peak_mib = 0  # the most that any worker ever held

    @property
    def size(self) -> int:
        """How many there may be."""
        return self._size

    @property
    def pids(self) -> list[int]:
        """Those that live."""
        return [worker.process.pid or 0 for worker in self._workers]

    def is_free(self) -> bool:
        """Whether a worker waits, or another may be started."""
        return len(self._workers) < self._size or any(worker.order is None for worker in self._workers)

    def give(self, step: Step[Any, Any], order: Order) -> None:
        """Give an order to a worker; one that died meanwhile is found out by `wait`."""
        worker = next((each for each in self._workers if each.order is None), None) or self._started()
        worker.order, worker.began = order, False
        with suppress(BrokenPipeError, ConnectionResetError):
            worker.pipe.send((step, order))

    def wait(self) -> list[Done | Died]:
        """Listen to the workers that are at work."""
        endings: list[Done | Died] = []
        while not endings:
            endings = self.listen(_LISTENS_S)
            self._check()
        return endings

    def listen(self, seconds: float = 0) -> list[Done | Died]:
        """What was answered or lost meanwhile, or within so many seconds.

        Raises:
            EngineError: a worker says that it can't work at all.
        """
        endings: list[Done | Died] = []
        busy = {worker.pipe: worker for worker in self._workers if worker.order is not None}
        for pipe in wait(list(busy), seconds):
            endings += self._heard(busy[pipe])  # type: ignore[index]  # waits on what it was given
        return endings

    def drop(self) -> None:
        """End those at work: their answers would be taken for those of another order."""
        for worker in [each for each in self._workers if each.order is not None]:
            self._end(worker)

    def close(self) -> None:
        """Let all go."""
        for worker in list(self._workers):
            self._end(worker)

    def _started(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=main, args=(theirs, self._limits), daemon=True, name="almenara-worker")
        process.start()
        theirs.close()  # so that its death closes the pipe
        self._workers.append(_Worker(process, ours))
        return self._workers[-1]

    def _heard(self, worker: _Worker) -> Iterator[Done | Died]:
        order = worker.order
        if order is None:
            return
        try:
            said = worker.pipe.recv()
        except (EOFError, OSError, UnpicklingError):  # nothing more, or half an answer
            yield self._lost(worker, order)
            return
        if isinstance(said, Began):
            worker.began = True
        elif isinstance(said, Unable):
            self._end(worker)
            raise EngineError(said.what, remedy=said.remedy)
        elif isinstance(said, Answered):
            worker.order = None
            self.peak_mib = max(self.peak_mib, said.peak_mib)
            if said.resident_mib > self._limits.memory_mib:
                self._end(worker)
            yield Done(order, said.answers)

    def _lost(self, worker: _Worker, order: Order) -> Died:
        worker.process.join(GRACE_S)
        status = worker.process.exitcode
        self._end(worker)
        hung = status is not None and -status in machine.ALARMS
        return Died(order, self._reason(status, self._limits.answer_s * order.share), began=worker.began, hung=hung)

    @staticmethod
    def _reason(status: int | None, limit_s: float) -> str:
        if status == -signal.SIGPROF:
            return f"took longer than {limit_s:g} s of processor time"
        if status == -signal.SIGALRM:
            return f"took longer than {machine.PATIENCE * limit_s:g} s"
        if status == -signal.SIGKILL:
            return "its worker was killed (signal 9; often for want of memory)"
        if status is not None and status < 0:
            return f"its worker crashed (signal {-status})"
        return f"its worker ended (status {status})"

    def _end(self, worker: _Worker) -> None:
        """At once, for it has nothing to lose: one that ends by itself takes a second to give its memory back."""
        worker.pipe.close()
        worker.process.kill()
        worker.process.join()
        worker.process.close()
        self._workers.remove(worker)
