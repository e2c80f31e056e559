"""Questions in SQL on the documented views, which can change nothing.

SQLite: the file is opened read-only, `query_only` is on, and an authorizer lets through nothing but reading the views,
and by a view only those columns that it shows.
PostgreSQL: a connection of its own for each question, in a read-only transaction with a time limit, one statement only.
A question that names a table beneath the views or a function that is not in a list is refused on both (`sql_words`).
Whoever holds the database's own address can still open it with other tools: this guards against slips and hostile
questions, not against the owner.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, create_engine, inspect
from sqlalchemy.pool import NullPool

from core.errors import InputError
from core.text import plain, shortened
from store.session import Database
from store.sql_views import PREFIX
from store.sql_words import REMEDY, check
from store.tables import Base

BATCH = 500


class _Cursor(Protocol):
    """What both drivers' cursors can do."""

    def fetchmany(self, size: int = ...) -> Sequence[Any]: ...


_TOO_LONG = "it took more than %g seconds"
_STEPS = 10_000  # of SQLite's machine, between two looks at the clock
_INDICES = ("revision_search", "name_search")
_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
_HIDDEN = frozenset({*Base.metadata.tables, *_INDICES})
_RELATIONS = (
    "SELECT relname FROM pg_class WHERE pg_table_is_visible(oid) AND relnamespace <> 'pg_catalog'::regnamespace"
)
_SCHEMAS = "SELECT nspname FROM pg_namespace"


@dataclass(frozen=True, slots=True)
class Answer:
    """The names of the columns, each once, and the rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[Sequence[object]]


@contextmanager
def ask(database: Database, question: str, *, timeout_s: float) -> Iterator[Answer]:
    """Put one question; its rows can be read within the block.

    Raises:
        InputError: it is no question about the views, has a fault, or takes too long.
    """
    question = question.strip().rstrip(";").strip()
    check(question, _HIDDEN)
    with (
        _on_sqlite(database.path, question, timeout_s)
        if database.path
        else _on_postgres(database, question, timeout_s) as answer
    ):
        yield answer


def views(database: Database) -> dict[str, tuple[str, ...]]:
    """The views and their columns."""
    with database.reading() as session:
        looked = inspect(session.connection())
        names = sorted(name for name in looked.get_view_names() if name.startswith(PREFIX))
        return {name: tuple(column["name"] for column in looked.get_columns(name)) for name in names}


@contextmanager
def _on_sqlite(path: Path, question: str, timeout_s: float) -> Iterator[Answer]:
    until = time.monotonic() + timeout_s
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("PRAGMA query_only = ON")
            kinds = dict(connection.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"))
            check(question, {name.lower() for name in kinds if not name.startswith(PREFIX)}, has_arrays=False)
            tables = {name for name, kind in kinds.items() if kind == "table"}
            shown = _shown_by(connection, [name for name in kinds if name.startswith(PREFIX)])
            connection.set_authorizer(_authorizer(tables, shown))
            connection.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
            cursor = connection.execute(question)
            yield Answer(_unique([each[0] for each in cursor.description or ()]), _rows(cursor))
    except sqlite3.Error as error:
        late = "interrupted" in str(error)
        raise _fault(_TOO_LONG % timeout_s if late else str(error)) from error


def _shown_by(connection: sqlite3.Connection, views: Sequence[str]) -> dict[str, set[tuple[str, str]]]:
    """What each view reads: tables and columns. SQLite names as the reader whatever is called so, WITH's names too."""
    shown: dict[str, set[tuple[str, str]]] = {name: set() for name in views}

    def note(action: int, first: str | None, column: str | None, _base: str | None, view: str | None) -> int:
        if action == sqlite3.SQLITE_READ and view in shown:
            shown[view].add((first or "", column or ""))
        return sqlite3.SQLITE_OK

    connection.set_authorizer(note)
    for name in views:
        connection.execute(f'SELECT * FROM "{name}" LIMIT 0')  # noqa: S608 - a name of our own
    return shown


def _authorizer(
    tables: Set[str], shown: Mapping[str, Set[tuple[str, str]]]
) -> Callable[[int, str | None, str | None, str | None, str | None], int]:
    """Lets through the reading of views, of what a view reads, and of what the question itself names WITH."""

    def authorize(action: int, first: str | None, column: str | None, _base: str | None, view: str | None) -> int:
        name = first or ""
        is_hidden = name in tables or name.startswith(("sqlite_", "pragma_"))
        is_counted = column == ""  # rows are counted, and none is read
        may_read = (name, column) in shown.get((view or "").lower(), ()) or not is_hidden or is_counted
        allowed = action in _ALLOWED or (action == sqlite3.SQLITE_READ and may_read)
        return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY

    return authorize


@contextmanager
def _on_postgres(database: Database, question: str, timeout_s: float) -> Iterator[Answer]:
    import psycopg  # not everybody has it

    until = time.monotonic() + timeout_s
    limits = (
        f"-c default_transaction_read_only=on -c statement_timeout={int(timeout_s * 1000)} "
        "-c standard_conforming_strings=on"  # where a server has it off, a backslash hides the end of a text from us
    )
    engine = create_engine(database.url, poolclass=NullPool, connect_args={"options": limits})
    try:
        with engine.connect().execution_options(postgresql_readonly=True) as connection:
            is_plan = check(question, *_beneath(connection)) == "explain"
            # Prepared or declared, the server takes one statement, where otherwise a second one could end the
            # transaction. Declared, it sends the rows as they are asked for; of a plan there are few.
            if is_plan:
                cursor = connection.connection.cursor()
                cursor.execute(question, prepare=True)  # type: ignore[call-arg]
            else:
                cursor = connection.connection.cursor("answer")
                cursor.execute(question)
            yield Answer(_unique([each[0] for each in cursor.description or ()]), _in_time(cursor, until, timeout_s))
    except psycopg.Error as error:
        raise _fault(str(error)) from error
    finally:
        engine.dispose()


def _beneath(connection: Connection) -> tuple[set[str], set[str]]:
    """What a question on PostgreSQL may not name: every relation that is none of the views, ours or not, and, before
    a point, every schema."""
    relations = set(connection.exec_driver_sql(_RELATIONS).scalars())
    hidden = {name.lower() for name in relations if not name.startswith(PREFIX)}
    return hidden, {name.lower() for name in connection.exec_driver_sql(_SCHEMAS).scalars()}


def _rows(cursor: _Cursor) -> Iterator[Sequence[object]]:
    while batch := cursor.fetchmany(BATCH):
        yield from batch


def _in_time(cursor: _Cursor, until: float, timeout_s: float) -> Iterator[Sequence[object]]:
    """As `_rows`; PostgreSQL has its eye on the time of every batch, and nobody on the time of all of them."""
    while batch := cursor.fetchmany(BATCH):
        yield from batch
        if time.monotonic() > until:
            raise _fault(_TOO_LONG % timeout_s)


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    """Two columns of one name would become one in JSON."""
    found: list[str] = []
    for name in names:
        number = sum(1 for each in names[: len(found)] if each == name)
        found.append(f"{name}_{number + 1}" if number else name)
    return tuple(found)


def _fault(said: str) -> InputError:
    return InputError(f"This can't be answered: {shortened(plain(said), 300).rstrip('.')}.", remedy=REMEDY)
