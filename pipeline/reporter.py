"""How the work shows where it is: progress bars for a person at a terminal, structured lines for everything else."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from typing import Protocol, Self

import structlog
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from core.settings import Settings
from core.text import plain

FieldValue = str | int | float | None


class Reporter(Protocol):
    """What the steps tell; `stage` names one line of work, `total` is its size where it is known."""

    def begin(self, stage: str, total: int | None) -> None:
        """A stage begins, or learns its size."""

    def advance(self, stage: str, by: int = 1) -> None:
        """So many more are done."""

    def say(self, event: str, **fields: FieldValue) -> None:
        """Something worth a line happened."""

    def warn(self, event: str, **fields: FieldValue) -> None:
        """Something went wrong, and the work goes on: of the level that is kept where progress is not."""

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


def _safe(fields: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """Addresses and errors carry what strangers wrote: no control character of theirs reaches a terminal."""
    return {name: plain(value) if isinstance(value, str) else value for name, value in fields.items()}


class LogReporter:
    """One structured line for each event; stages are told at their end."""

    def __init__(self) -> None:
        self._log = structlog.get_logger("almenara")
        self._done: dict[str, int] = {}

    def begin(self, stage: str, total: int | None) -> None:
        """Open a stage."""
        self._done.setdefault(stage, 0)

    def advance(self, stage: str, by: int = 1) -> None:
        """Count."""
        self._done[stage] = self._done.get(stage, 0) + by

    def say(self, event: str, **fields: FieldValue) -> None:
        """Write a line."""
        self._log.info(event, **_safe(fields))

    def warn(self, event: str, **fields: FieldValue) -> None:
        """Write a line of the level warning."""
        self._log.warning(event, **_safe(fields))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for stage, done in self._done.items():
            self._log.info("stage done", stage=stage, done=done)


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        """Of the last half minute or so."""
        return Text("" if task.speed is None else f"{task.speed:.1f}/s", style="progress.data.speed")


class RichReporter:
    """Progress bars on standard error, one a stage, and a line for each event above them."""

    def __init__(self) -> None:
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
        )
        self._tasks: dict[str, TaskID] = {}

    def begin(self, stage: str, total: int | None) -> None:
        """Open a bar, or give it its size."""
        if stage in self._tasks:
            self._progress.update(self._tasks[stage], total=total)
        else:
            self._tasks[stage] = self._progress.add_task(stage, total=total)

    def advance(self, stage: str, by: int = 1) -> None:
        """Move the bar."""
        if stage not in self._tasks:
            self.begin(stage, None)
        self._progress.advance(self._tasks[stage], by)

    def say(self, event: str, **fields: FieldValue) -> None:
        """Write a line above the bars."""
        told = "  ".join(f"{name}={value}" for name, value in _safe(fields).items())
        self._progress.console.print(f"{event}  {told}".rstrip(), markup=False, highlight=False)

    def warn(self, event: str, **fields: FieldValue) -> None:
        """As `say`: a person reads every line."""
        self.say(event, **fields)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        for task in self._progress.tasks:
            if task.total is None:
                self._progress.update(task.id, total=task.completed)
        self._progress.stop()


def reporter(settings: Settings) -> Reporter:
    """The reporter that fits where standard error leads and what `log_format` asks for."""
    if settings.log_format == "auto" and sys.stderr.isatty():
        return RichReporter()
    return LogReporter()


def configure_logging(settings: Settings) -> None:
    """Send every log line to standard error, as JSON unless a person reads it there."""
    plain = settings.log_format == "plain" or (settings.log_format == "auto" and sys.stderr.isatty())
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    last: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()) if plain else structlog.processors.JSONRenderer()
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(level=settings.log_level, handlers=[handler], force=True)
    for chatty in ("alembic", "asyncio", "fontTools", "httpx"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLevelName(settings.log_level)))
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
