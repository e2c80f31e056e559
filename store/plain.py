"""Statements composed once and then sent as they are, by the driver's own cursor: to send one by way of SQLAlchemy's
composing takes ten times as long, and a night's linking sends a dozen a mention. Text, types and defaults are
SQLAlchemy's own.
"""

from __future__ import annotations

import re
from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Dialect, Float, Insert, Select, TextClause, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler

_UNSENT = "store.plain"
"""Under which a connection has the statements that `gathering` keeps back, with their values."""

_PASSED_OVER = "ON CONFLICT DO NOTHING"
_NAMED = re.compile(r"%\((\w+)\)s")
_FEW = 6
"""Rows a statement: the driver remembers statements of up to fifty values."""


@dataclass(frozen=True, slots=True)
class Plain:
    """A statement as the driver takes it."""

    text: str
    names: tuple[str, ...]  # of its parameters, in the order of the driver; none where it takes them by name
    ways: tuple[tuple[str, Callable[[Any], Any]], ...]  # how values of a type become what the driver takes
    defaults: Mapping[str, object]
    row: Callable[..., Any] | None = None  # of what is read, and how its values become what the columns hold
    values: tuple[tuple[int, Callable[[Any], Any]], ...] = ()
    pick: Callable[[Mapping[str, object]], Any] | None = None  # where the driver takes the values as they are

    def parameters(self, values: Mapping[str, object]) -> Any:
        """The values as the driver takes them."""
        if self.pick is not None:
            return self.pick(values)
        given = {**self.defaults, **values}
        for name, way in self.ways:
            given[name] = way(given[name])
        return tuple([given[name] for name in self.names]) if self.names else given


class Driving:
    """The driver's own cursor, within a block.

    Raises:
        DBAPIError: what the driver raises, as SQLAlchemy would tell it.
    """

    __slots__ = ("_connection", "_cursor")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> Any:
        settle(self._connection)
        self._cursor: Any = self._connection.connection.cursor()
        return self._cursor

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is not None:
                self._tell(error)
        finally:
            self._cursor.close()

    def _tell(self, error: BaseException) -> None:
        dialect = self._connection.dialect
        driver = dialect.loaded_dbapi
        if isinstance(error, driver.Error):
            lost = dialect.is_disconnect(error, None, self._cursor)
            raise DBAPIError.instance(
                None, None, error, driver.Error, connection_invalidated=lost, dialect=dialect
            ) from error


@contextmanager
def gathering(connection: Connection) -> Iterator[None]:
    """Within, statements that answer nothing go to PostgreSQL together (its pipeline), before the next that is asked
    and at the end: to wait for each takes longer than it does. What fails is told then, and the rest is not done.

    Raises:
        DBAPIError: as `Driving`.
    """
    if connection.dialect.name != "postgresql" or _UNSENT in connection.info:
        yield
        return
    of_driver = connection.info  # which a connection that is lost meanwhile no longer gives
    of_driver[_UNSENT] = []
    try:
        yield
        if _UNSENT in of_driver:
            settle(connection)
    finally:
        of_driver.pop(_UNSENT, None)


def settle(connection: Connection) -> None:
    """Send what `gathering` kept back, if anything.

    Raises:
        DBAPIError: as `Driving`.
    """
    if unsent := connection.info.get(_UNSENT):
        statements = list(unsent)
        unsent.clear()
        with Driving(connection) as cursor, _together(connection):
            for text, values in statements:
                cursor.execute(text, values)


def end(connection: Connection, *, keeps: bool) -> None:
    """The transaction ends, and `gathering` with it. `keeps`: whether what was kept back is sent first, or goes with
    the rest of it.

    Raises:
        DBAPIError: as `Driving`.
    """
    if keeps:
        settle(connection)
    if not connection.invalidated:
        connection.info.pop(_UNSENT, None)


def _together(connection: Connection) -> Any:
    """The driver's pipeline."""
    driver: Any = connection.connection.driver_connection
    return driver.pipeline()


def send(
    connection: Connection,
    statement: Insert | Update | TextClause,
    rows: Sequence[Mapping[str, object]],
    *,
    returning: bool = False,
) -> int:
    """Send a statement with these rows of values, which have the same names; a single row costs least.

    Returns the key of a row that was added, as the statement (`returning`) or the driver says it.
    """
    plain = _composed(statement, tuple(rows[0]), connection.dialect)
    if not returning and (unsent := connection.info.get(_UNSENT)) is not None:
        unsent += _as_few(plain, [plain.parameters(row) for row in rows])
        return 0
    with Driving(connection) as cursor:
        if len(rows) > 1:
            cursor.executemany(plain.text, [plain.parameters(row) for row in rows])
            return 0
        cursor.execute(plain.text, plain.parameters(rows[0]))
        return int(cursor.fetchone()[0]) if returning else getattr(cursor, "lastrowid", None) or 0


def _as_few(plain: Plain, rows: Sequence[Mapping[str, object]]) -> list[tuple[str, Mapping[str, object]]]:
    """PostgreSQL's statements with their values, a few rows in each where those that are there already are passed over:
    every statement costs as much as several rows."""
    if len(rows) == 1 or not plain.text.endswith(_PASSED_OVER):
        return [(plain.text, row) for row in rows]
    some = [rows[at : at + _FEW] for at in range(0, len(rows), _FEW)]
    numbered = ({f"{name}_{n}": value for n, row in enumerate(each) for name, value in row.items()} for each in some)
    return [(_of_many(plain.text, len(each)), values) for each, values in zip(some, numbered, strict=True)]


@lru_cache(maxsize=500)
def _of_many(text: str, count: int) -> str:
    """The statement with so many rows, whose values are called by their names and the number of their row."""
    head, one = text.removesuffix(_PASSED_OVER).split(" VALUES ", maxsplit=1)
    rows = (_NAMED.sub(rf"%(\1_{n})s", one.rstrip()) for n in range(count))
    return f"{head} VALUES {', '.join(rows)} {_PASSED_OVER}"


def read(connection: Connection, *asked: tuple[Select[Any], Mapping[str, object]]) -> list[list[Any]]:
    """The rows of each statement with these values, with their columns by name; PostgreSQL is asked for all at once."""
    composed = [(_composed(statement, tuple(values), connection.dialect), values) for statement, values in asked]
    is_postgres = connection.dialect.name == "postgresql"
    with Driving(connection) as cursor:
        if is_postgres and len(composed) > 1:
            with _together(connection):
                cursors = [connection.connection.cursor() for _ in composed]
                for each, (plain, values) in zip(cursors, composed, strict=True):
                    each.execute(plain.text, plain.parameters(values))
            found = [each.fetchall() for each in cursors]
        else:
            found = [cursor.execute(plain.text, plain.parameters(values)).fetchall() for plain, values in composed]
    return [_rows(plain, rows) for (plain, _values), rows in zip(composed, found, strict=True)]


def _rows(plain: Plain, found: Sequence[Sequence[Any]]) -> list[Any]:
    assert plain.row is not None  # noqa: S101 - it reads
    rows = []
    for each in found:
        values = list(each)
        for place, way in plain.values:
            values[place] = way(values[place])
        rows.append(plain.row(*values))
    return rows


@lru_cache(maxsize=500)
def _composed(statement: Insert | Update | Select[Any] | TextClause, names: tuple[str, ...], dialect: Dialect) -> Plain:
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 - of a statement
    types = {name: bound.type.dialect_impl(dialect) for name, bound in compiled.binds.items()}
    ways = [(name, way) for name, of in types.items() if (way := of.bind_processor(dialect)) is not None]
    defaults = {column.key: _default(column) for column in compiled.insert_prefetch}
    order = tuple(compiled.positiontup or ())
    columns = list(statement.selected_columns) if isinstance(statement, Select) else []
    told = [(at, each.type) for at, each in enumerate(columns) if not isinstance(each.type, Float)]  # the driver's own
    read = ((at, each.dialect_impl(dialect).result_processor(dialect, None)) for at, each in told)
    return Plain(
        row=namedtuple("Row", [str(column.key) for column in columns]) if columns else None,
        values=tuple((at, way) for at, way in read if way is not None),
        text=compiled.string,
        names=order,
        ways=tuple(ways),
        defaults=defaults,
        pick=itemgetter(*order) if len(order) > 1 and not ways and not defaults else None,
    )


def _default(column: Any) -> object:
    assert column.default.is_scalar, f"{column}: its default is no plain value"  # noqa: S101 - a mistake in a table
    return column.default.arg
