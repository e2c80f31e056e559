"""Workers of a Ray cluster: the same orders, given to actors wherever a CPU is free.

An actor takes one order at a time, and is bounded from inside as a worker process is. Only one that says that it is
there is given anything: so a machine that goes away, or one that Ray still looks for, holds nothing up. Nothing is
written by an actor: what it answers is written where the work was ordered.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nobody is told who watches

import ray
from ray.exceptions import RayActorError, RayError

from core.errors import AlmenaraError, EngineError, SettingsError
from core.settings import EngineSettings
from pipeline.engines import machine
from pipeline.engines.dispatch import Died, Done, Order
from pipeline.engines.step import Bench, Step, attempt
from pipeline.engines.worker import HARD, Answered, Limits, Unable

PATIENCE_S = 600
"""How long the cluster may have no CPU for us before the work is given up."""
_LOOK_S = 1.0


def join() -> None:
    """Join the cluster that RAY_ADDRESS names, or that of this machine; nothing is started.

    Raises:
        SettingsError: there is none.
    """
    if ray.is_initialized():
        return
    try:
        ray.init(address=os.environ.get("RAY_ADDRESS", "auto"), namespace="almenara", log_to_driver=False)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise SettingsError(
            f"No Ray cluster can be reached: {str(error).splitlines()[0]}",
            remedy="Name its head in RAY_ADDRESS, or start one (`ray start --head`).",
        ) from error


class _Hand:
    """The actor."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        machine.bound(HARD * limits.memory_mib)
        self._bench = Bench(limits.threads)

    def prepare(self, step: Step[Any, Any]) -> Unable | None:
        """Load what the step needs."""
        try:
            self._bench.work(step)
        except AlmenaraError as error:
            return Unable(error.what, error.remedy)
        return None

    def work(self, step: Step[Any, Any], order: Order) -> Answered:
        """Answer an order."""
        limit = self._limits.answer_s * order.share
        answers = attempt(self._bench.work(step), order.given, lambda: machine.alarm(limit))
        machine.alarm(0)
        return Answered(tuple(answers), machine.resident_mib(), machine.peak_mib())


@dataclass(eq=False)
class _Worker:
    actor: Any
    made: Any  # resolves when the actor is there
    there: bool = False
    order: Order | None = None
    prepared: Any = None
    answer: Any = None


class RayCrew:
    """Actors of a cluster, at most one a CPU of it."""

    def __init__(self, settings: EngineSettings) -> None:
        join()
        self._limits = Limits(settings.max_worker_mib, settings.answer_s, threads=1)
        self._most = settings.workers or 4096
        self._actor = ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(_Hand)
        self._workers: list[_Worker] = []
        self._waits_since = time.monotonic()
        self.peak_mib = 0

    @property
    def size(self) -> int:
        """One a CPU that the cluster has now."""
        return max(1, min(self._most, int(ray.cluster_resources().get("CPU", 0))))

    def is_free(self) -> bool:
        """Whether an actor that is there waits; as many as the cluster has room for are called."""
        self._greet(0)
        for _ in range(self.size - len(self._workers)):
            actor = self._actor.remote(self._limits)
            self._workers.append(_Worker(actor, actor.__ray_ready__.remote()))
        return any(each.there and each.order is None for each in self._workers)

    def give(self, step: Step[Any, Any], order: Order) -> None:
        """Give an order to an actor that waits."""
        worker = next(each for each in self._workers if each.there and each.order is None)
        worker.order = order
        worker.prepared = worker.actor.prepare.remote(step)
        worker.answer = worker.actor.work.remote(step, order)

    def wait(self) -> list[Done | Died]:
        """Listen for a moment: for answers, and for actors that have come."""
        busy = {each.answer: each for each in self._workers if each.order is not None}
        if not busy:
            self._greet(_LOOK_S)
            if not any(each.there for each in self._workers) and time.monotonic() - self._waits_since > PATIENCE_S:
                raise EngineError("The cluster has had no CPU to give.", remedy="See `ray status`.")
            return []
        self._waits_since = time.monotonic()
        ready, _ = ray.wait(list(busy), num_returns=1, timeout=_LOOK_S)
        return [self._heard(busy[answer]) for answer in ready]

    def drop(self) -> None:
        """End those at work."""
        for worker in [each for each in self._workers if each.order is not None]:
            self._end(worker)

    def close(self) -> None:
        """Let all go; the cluster stays."""
        for worker in list(self._workers):
            self._end(worker)

    def _greet(self, timeout: float) -> None:
        """See which actors have come, and which never will."""
        coming = {each.made: each for each in self._workers if not each.there}
        if not coming:
            return
        for made in ray.wait(list(coming), num_returns=1 if timeout else len(coming), timeout=timeout)[0]:
            try:
                ray.get(made)
                coming[made].there = True
            except RayError:  # its machine went away meanwhile
                self._end(coming[made])

    def _heard(self, worker: _Worker) -> Done | Died:
        order = worker.order
        if order is None:
            raise RuntimeError("an answer that nobody asked for")
        began = False
        try:
            unable: Unable | None = ray.get(worker.prepared)
            if unable is not None:
                raise EngineError(unable.what, remedy=unable.remedy)
            began = True
            said: Answered = ray.get(worker.answer)
        except RayActorError as error:
            self._end(worker)
            return Died(order, f"its worker was lost ({str(error).splitlines()[0]})", began=began)
        worker.order = worker.answer = worker.prepared = None
        self.peak_mib = max(self.peak_mib, said.peak_mib)
        if said.resident_mib > self._limits.memory_mib:
            self._end(worker)
        return Done(order, said.answers)

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        with suppress(RayError, ValueError):
            ray.kill(worker.actor)
