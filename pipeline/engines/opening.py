"""Which engine the settings name, opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from core.errors import SettingsError, install
from core.settings import EngineSettings
from pipeline.engines import machine
from pipeline.engines.dispatch import Dispatcher
from pipeline.engines.inline import Inline
from pipeline.engines.local import LocalCrew
from pipeline.engines.step import Engine
from pipeline.engines.worker import Limits


@contextmanager
def opened(settings: EngineSettings, check: Callable[[], object] = lambda: None) -> Iterator[Engine]:
    """The engine, for the block; no worker is started before there is work.

    Args:
        check: raises where the command was told to stop; asked while processes of this machine are waited for.

    Raises:
        SettingsError: Ray isn't installed, or no cluster can be reached.
    """
    engine = _open(settings, check)
    try:
        yield engine
    finally:
        engine.close()


def _open(settings: EngineSettings, check: Callable[[], object]) -> Engine:
    if settings.kind == "ray":
        try:
            from pipeline.engines.cluster import RayCrew
        except ModuleNotFoundError as error:
            raise SettingsError("engine.kind is ray; Ray isn't installed.", remedy=f"{install('ray')}.") from error
        return Dispatcher(RayCrew(settings))
    if settings.workers == 1:
        return Inline()
    size = machine.workers_that_fit(settings.workers, settings.max_worker_mib)
    return Dispatcher(LocalCrew(size, limits(settings, alone=size == 1), check))


def limits(settings: EngineSettings, *, alone: bool) -> Limits:
    """What a worker may take; where it works alone, its network may take every core."""
    return Limits(settings.max_worker_mib, settings.answer_s, threads=0 if alone else 1)
