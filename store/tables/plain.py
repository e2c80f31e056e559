"""Statements that write, composed once and then sent as they are: to send one by way of SQLAlchemy's composing takes
four times as long, and a night's linking sends a dozen a mention. Text, types and defaults are SQLAlchemy's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, CursorResult, Dialect, Insert, Update
from sqlalchemy.sql.compiler import SQLCompiler

Compose = Callable[[], Insert | Update]


@dataclass(frozen=True, slots=True)
class Plain:
    """A statement as the driver takes it."""

    text: str
    names: tuple[str, ...]  # of its parameters, in the order of the driver; none where it takes them by name
    ways: tuple[tuple[str, Callable[[Any], Any]], ...]  # how values of a type become what the driver takes
    defaults: Mapping[str, object]

    def parameters(self, values: Mapping[str, object]) -> Any:
        """The values as the driver takes them."""
        given = {**self.defaults, **values}
        for name, way in self.ways:
            given[name] = way(given[name])
        return tuple([given[name] for name in self.names]) if self.names else given


def send(
    connection: Connection,
    statement: Insert | Update,
    rows: Sequence[Mapping[str, object]],
) -> CursorResult[Any]:
    """Send a statement with these rows of values, which have the same names; a single row costs least."""
    plain = _composed(statement, tuple(rows[0]), connection.dialect)
    given = [plain.parameters(row) for row in rows]
    return connection.exec_driver_sql(plain.text, given[0] if len(given) == 1 else given)


@lru_cache(maxsize=500)
def _composed(statement: Insert | Update, names: tuple[str, ...], dialect: Dialect) -> Plain:
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 - of a statement
    types = {name: bound.type.dialect_impl(dialect) for name, bound in compiled.binds.items()}
    ways = ((name, of.bind_processor(dialect)) for name, of in types.items())
    return Plain(
        text=compiled.string,
        names=tuple(compiled.positiontup or ()),
        ways=tuple((name, way) for name, way in ways if way is not None),
        defaults={column.key: _default(column) for column in compiled.insert_prefetch},
    )


def _default(column: Any) -> object:
    assert column.default.is_scalar, f"{column}: its default is no plain value"  # noqa: S101 - a mistake in a table
    return column.default.arg
