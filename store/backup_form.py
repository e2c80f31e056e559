"""The form of a backup: gzipped JSON lines that say themselves what their columns are, so that a later program with
other tables still reads them.

A head (schema, moment, the columns of every table with their kinds), every row of every table in the order of their
references, and a foot with the number of rows a table and a SHA-256 over all lines before it.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Date, LargeBinary, MetaData, Table, select, text
from sqlalchemy.types import NullType, TypeEngine

from core.errors import InputError
from store.session import Session
from store.tables import Base
from store.tables.base import CHUNK, JsonOf, UtcDateTime

FORM = "almenara backup 2"
_FIRST_FORM = "almenara backup 1"  # named no columns: they are read as those of today
_REMEDY = "Take another backup; this one is not whole."

_KINDS: dict[str, type[TypeEngine[Any]]] = {"moment": UtcDateTime, "day": Date, "bytes": LargeBinary, "json": JsonOf}
"""Kinds of values that JSON has no word for, or that a database keeps in its own way; all others stand as they are."""

Columns = Mapping[str, Mapping[str, str]]
"""Table -> column -> kind, "" where a value stands as it is; in the order of the cells."""


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds."""

    schema: str
    taken_at: datetime
    rows: Mapping[str, int]  # a table
    sha256: str  # over all lines before the foot


def write(session: Session, file: gzip.GzipFile, now: datetime) -> None:
    """Every row that the session sees. Columns marked secret go out empty."""
    digest, counts = hashlib.sha256(), dict[str, int]()

    def line(value: object) -> None:
        content = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
        digest.update(content)
        file.write(content)

    version = session.execute(text("SELECT version_num FROM alembic_version")).scalar()
    line({"form": FORM, "schema": version, "taken_at": now.isoformat(), "columns": columns_of_today()})
    for table in tables_of_today():
        counts[table.name] = 0
        query = select(table).order_by(*table.primary_key).execution_options(yield_per=CHUNK)
        for row in session.execute(query):
            line([table.name, [_out(c, value) for c, value in zip(table.columns, row, strict=True)]])
            counts[table.name] += 1
    file.write(json.dumps({"rows": counts, "sha256": digest.hexdigest()}).encode() + b"\n")


_NOT_WHOLE = (
    *(OSError, EOFError, zlib.error),  # a file that was cut, or whose bytes were altered
    *(ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError),  # other JSON than ours
)


class Reader:
    """A backup read line by line; `backup` stands when all rows were taken."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.backup: Backup

    def rows(self) -> Iterator[tuple[Table, dict[str, object]]]:
        """Every row, in the order in which it can be put in, with a table of the columns that it had.

        Raises:
            InputError: it is no backup, or not whole.
        """
        try:
            yield from self._rows()
        except _NOT_WHOLE as error:
            if isinstance(error, OSError) and error.strerror:  # the file's; gzip's own have none
                remedy = "Name a file that `almenara db backup` wrote."
                raise InputError(f"{self._path}: {error.strerror}.", remedy=remedy) from error
            raise InputError(f"{self._path}: not a whole backup ({error}).", remedy=_REMEDY) from error

    def _rows(self) -> Iterator[tuple[Table, dict[str, object]]]:
        with gzip.open(self._path, "rb") as file:
            first = file.readline()
            head = json.loads(first)
            if head["form"] not in {FORM, _FIRST_FORM}:
                raise ValueError("another form")
            columns: Columns = head["columns"] if head["form"] == FORM else columns_of_today()
            tables = {name: _table(name, of) for name, of in columns.items()}
            digest, counts = hashlib.sha256(first), dict.fromkeys(tables, 0)
            for content in file:
                value = json.loads(content)
                if isinstance(value, dict):
                    self.backup = _at_the_foot(head, value, counts, digest.hexdigest())
                    return
                digest.update(content)
                name, cells = value
                counts[name] += 1
                yield tables[name], {c: _in(kind, v) for (c, kind), v in zip(columns[name].items(), cells, strict=True)}
        raise ValueError("it ends too early")


def tables_of_today() -> list[Table]:
    """All tables that this program knows, in the order of their references."""
    return list(Base.metadata.sorted_tables)


def columns_of_today() -> Columns:
    """Of this program's own tables."""
    return {table.name: {column.name: _kind(column) for column in table.columns} for table in tables_of_today()}


def _at_the_foot(head: Mapping[str, Any], foot: Mapping[str, Any], counts: Mapping[str, int], sha256: str) -> Backup:
    if foot["sha256"] != sha256:
        raise ValueError("its digest is another")
    if {name: n for name, n in foot["rows"].items() if n} != {name: n for name, n in counts.items() if n}:
        raise ValueError("rows are missing")
    return Backup(head["schema"], datetime.fromisoformat(head["taken_at"]), foot["rows"], sha256)


def _table(name: str, columns: Mapping[str, str]) -> Table:
    typed = [Column(column, _KINDS[kind]() if kind else NullType()) for column, kind in columns.items()]
    return Table(name, MetaData(), *typed)


def _kind(column: Column[Any]) -> str:
    return next((kind for kind, of in _KINDS.items() if isinstance(column.type, of)), "")


def _out(column: Column[Any], value: object) -> object:
    if column.info.get("secret"):
        return ""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date | datetime) else value


def _in(kind: str, cell: Any) -> object:
    if cell is None:
        return None
    if kind == "moment":
        return datetime.fromisoformat(cell)
    if kind == "day":
        return date.fromisoformat(cell)
    return base64.b64decode(cell, validate=True) if kind == "bytes" else cell
