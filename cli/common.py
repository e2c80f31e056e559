"""What several commands share: the database behind a command, tables, JSON lines, a sign of life on long work."""

from __future__ import annotations

import getpass
import json
import os
import pwd
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from core.errors import SettingsError
from core.settings import Settings, load
from core.text import plain
from evidence.format.chain import stamp
from store import covering, looking
from store.session import Database, Session
from store.ways import Way

_T = TypeVar("_T")

Limit = Annotated[int, typer.Option(min=1, help="How many at the most.")]
_SERVICE = "almenara"
"""The user that a server's commands run as (deploy/almenara)."""
AsJson = Annotated[bool, typer.Option("--json", help="JSON lines, for programs.")]
AsObject = Annotated[bool, typer.Option("--json", help="One JSON object on one line, for programs.")]


@contextmanager
def opened(settings: Settings | None = None, *, new: bool = False) -> Iterator[Database]:
    """The database of the settings, brought to the newest schema. `new`: of a command by which a watch may begin, which
    makes the database where there is none. Any other would answer out of an empty one that it had just made, where
    data_dir is mistyped, or the disk with the database is not mounted.

    Raises:
        StoreError: there is no database, and none is to be made, or what is there can't be used.
    """
    settings = settings or load()
    database = Database(settings.database)
    try:
        database.upgrade(new=new)
        settings.make_data_dir()
        yield database
    finally:
        database.close()


def with_engine(settings: Settings, kind: str) -> Settings:
    """The settings with another engine, where a command names one.

    Raises:
        SettingsError: there is no such engine.
    """
    if not kind:
        return settings
    if kind not in {"local", "ray"}:
        raise SettingsError(f"There is no engine {kind!r}.", remedy="Say local or ray.")
    return settings.model_copy(update={"engine": settings.engine.model_copy(update={"kind": kind})})


def me() -> str:
    """Who sits at this terminal: the operating system's user, whom no option and no variable changes. A server's
    commands run as the watch's own user, and LOGNAME is what root wrote there (deploy/almenara)."""
    try:
        own = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # a container's number without a name
        return f"user {os.getuid()}"
    return getpass.getuser() if own == _SERVICE else own


def at_terminal() -> dict[str, object]:
    """What an entry of the audit log says of what is done here beside a name: who sits at this terminal."""
    return Way(caller=me()).details


@contextmanager
def viewing(
    subject: str, settings: Settings | None = None, *, form: str = "", names: bool = False
) -> Iterator[Session]:
    """One moment of the memory, for looking at personal data: who looks at what is on record first. `form`: as what
    it is looked at, where not as it stands; `names`: with those of bystanders, which is on record by itself."""
    with opened(settings) as database:
        with database.transaction() as session:
            looking.viewed(session, me(), subject, details=at_terminal() | ({"form": form} if form else {}))
            if names:
                covering.uncovered(session, subject, who=me(), way=Way(caller=me()))
        with database.reading() as session:
            yield session


@contextmanager
def long_work(what: str) -> Iterator[Callable[[int, int | None], None]]:
    """A bar on standard error while something long goes on, gone at its end; nothing where no person looks.

    Gives a function that is told how many are done, and of how many where that is known.
    """
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def within(found: Sequence[_T], limit: int, which: str = "first", what: str = "") -> Sequence[_T]:
    """Of what was asked for, one more than `limit`: not that one, and on standard error a word where it was there."""
    if len(found) > limit:
        sys.stderr.write(f"almenara: only the {which} {limit}{what and f' {what}'}; --limit shows more.\n")
    return found[:limit]


def tell_mended(mended: Sequence[tuple[str, Sequence[str]]]) -> None:
    """Say on standard error which words of a question stand in no text, and what was looked for."""
    for word, instead in mended:
        sys.stderr.write(f"almenara: {plain(word)} stands in no text; looked for {plain(', '.join(instead))}.\n")


def tell_lost(lines: Sequence[str]) -> None:
    """Say on standard error what a restore explains of the audit log (pipeline.audit_log)."""
    sys.stderr.writelines(f"almenara: explained, and no fault: {plain(line)}.\n" for line in lines)


def print_json(value: Any) -> None:
    """One JSON object on one line of standard output; times as the API writes them."""
    print(json.dumps(value, ensure_ascii=False, default=_in_json))


def _in_json(value: object) -> str | list[Any]:
    if isinstance(value, datetime):
        return stamp(value if value.tzinfo else value.replace(tzinfo=UTC))
    if isinstance(value, Set):
        return sorted(value)
    return str(value)


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table on standard output; crawled text in it is neutralised, and never read as markup. An empty one says so."""
    if title and not rows:
        print(f"{plain(title)}. None.")
        return
    table = Table(*columns, title=title, title_justify="left")
    for row in rows:
        table.add_row(*(plain("" if cell is None else str(cell)) for cell in row))
    console = Console(markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        console = Console(markup=False, highlight=False, emoji=False, width=160)
    console.print(table, markup=False)


def told_to_stop() -> threading.Event:
    """An event that SIGTERM and SIGINT set from now on, so that the work at hand ends after its step.

    Only the first signal sets it: another that comes while it is being set would stop for ever on the lock which that
    holds. For the same reason nobody may `wait()` for it in the main thread, where handlers run.
    """
    stop, told = threading.Event(), False

    def tell(*_: object) -> None:
        nonlocal told
        if not told:
            told = True
            stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, tell)
    return stop
