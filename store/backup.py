"""The whole database in one file, and back: the same form for SQLite and PostgreSQL, so that one moves into the other.

A backup is gzipped JSON lines: a head (schema, moment), every row of every table in the order of their references,
and a foot with the number of rows a table and a SHA-256 over all lines before it. It is written from one moment of
the database while others go on working, under another name until it is whole, and read back before it counts. Restored
is only into a database without rows, all of it or nothing. Columns marked secret go out empty: a backup travels further
than the database, and who restores it makes new ones.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Date, LargeBinary, Table, func, insert, select, text

from core.errors import ConflictError, InputError, words_of
from store import schema
from store.indexing import remember_all
from store.session import Database, Session
from store.tables import Base
from store.tables.base import CHUNK, UtcDateTime

FORM = "almenara backup 1"
_REMEDY = "Take another backup; this one is not whole."


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds."""

    schema: str
    taken_at: datetime
    rows: Mapping[str, int]  # a table
    sha256: str  # over all lines before the foot


def take(database: Database, path: Path, now: datetime) -> Backup:
    """Write a backup and read it back.

    Raises:
        InputError: the file is there already, or can't be written.
        StoreError: the database can't be read.
    """
    if path.exists():
        raise InputError(f"{path} is there already.", remedy="A backup overwrites nothing: name another file.")
    partial = path.with_name(f"{path.name}.partial")
    try:
        with database.reading() as session, gzip.open(partial, "wb", compresslevel=6) as file:
            _write(session, file, now)
        found = check(partial)
        partial.rename(path)
    except OSError as error:
        raise InputError(f"{path}: {words_of(error)}.", remedy="Make room, or name another folder.") from error
    finally:
        with suppress(OSError):  # where it could not be written, there is none to take away
            partial.unlink()
    return found


def check(path: Path) -> Backup:
    """Read a backup through.

    Raises:
        InputError: it is none, or not whole.
    """
    for _table, _row in (reader := _Reader(path)).rows():
        pass
    return reader.backup


def restore(path: Path, database: Database) -> Backup:
    """Bring a backup into a database without rows, in one transaction, its schema brought to the newest.

    Raises:
        InputError: it is no backup, or not whole.
        ConflictError: the database has rows, or the backup is of a schema that this program does not write.
    """
    known = check(path)
    if known.schema != schema.HEAD:
        raise ConflictError(
            f"{path} is of schema {known.schema}, this program has {schema.HEAD}.",
            remedy="Restore it with the Almenara that took it, then upgrade that database.",
        )
    database.upgrade()
    with database.transaction() as session:
        filled = [table.name for table in _tables() if session.execute(select(1).select_from(table).limit(1)).first()]
        if filled:
            raise ConflictError(
                f"Database {database.name} has rows ({filled[0]}).", remedy="Restore into an empty one."
            )
        waiting: list[dict[str, object]] = []
        last: Table | None = None
        for table, row in _Reader(path).rows():
            if waiting and (table is not last or len(waiting) == CHUNK):
                session.execute(insert(last), waiting)  # type: ignore[arg-type]
                waiting = []
            last = table
            waiting.append(row)
        if waiting and last is not None:
            session.execute(insert(last), waiting)
        if not database.is_sqlite:
            _set_counters(session)
        remember_all(session)
    return known


def _write(session: Session, file: gzip.GzipFile, now: datetime) -> None:
    digest, counts = hashlib.sha256(), dict[str, int]()

    def line(value: object) -> None:
        content = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
        digest.update(content)
        file.write(content)

    version = session.execute(text("SELECT version_num FROM alembic_version")).scalar()
    line({"form": FORM, "schema": version, "taken_at": now.isoformat()})
    for table in _tables():
        counts[table.name] = 0
        query = select(table).order_by(*table.primary_key).execution_options(yield_per=CHUNK)
        for row in session.execute(query):
            line([table.name, [_out(c, value) for c, value in zip(table.columns, row, strict=True)]])
            counts[table.name] += 1
    file.write(json.dumps({"rows": counts, "sha256": digest.hexdigest()}).encode() + b"\n")


class _Reader:
    """A backup read line by line; `backup` stands when all rows were taken."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.backup: Backup

    def rows(self) -> Iterator[tuple[Table, dict[str, object]]]:
        """Every row, in the order in which it can be put in."""
        try:
            yield from self._rows()
        except (OSError, EOFError, ValueError, KeyError, TypeError, IndexError) as error:
            if isinstance(error, OSError) and error.strerror:  # the file's; gzip's own have none
                remedy = "Name a file that `almenara db backup` wrote."
                raise InputError(f"{self._path}: {error.strerror}.", remedy=remedy) from error
            raise InputError(f"{self._path}: not a whole backup ({error}).", remedy=_REMEDY) from error

    def _rows(self) -> Iterator[tuple[Table, dict[str, object]]]:
        tables = {table.name: table for table in _tables()}
        digest, counts = hashlib.sha256(), dict.fromkeys(tables, 0)
        with gzip.open(self._path, "rb") as file:
            first = file.readline()
            head = json.loads(first)
            if head["form"] != FORM:
                raise ValueError("another form")
            digest.update(first)
            for content in file:
                value = json.loads(content)
                if isinstance(value, dict):
                    if value["sha256"] != digest.hexdigest():
                        raise ValueError("its digest is another")
                    if {name: count for name, count in value["rows"].items() if count} != {
                        name: count for name, count in counts.items() if count
                    }:
                        raise ValueError("rows are missing")
                    taken = datetime.fromisoformat(head["taken_at"])
                    self.backup = Backup(head["schema"], taken, value["rows"], value["sha256"])
                    return
                digest.update(content)
                name, cells = value
                counts[name] += 1
                table = tables[name]
                yield table, {c.name: _in(c, cell) for c, cell in zip(table.columns, cells, strict=True)}
        raise ValueError("it ends too early")


def _tables() -> list[Table]:
    return list(Base.metadata.sorted_tables)


def _out(column: Column[Any], value: object) -> object:
    if column.info.get("secret"):
        return ""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value.isoformat() if isinstance(value, date | datetime) else value


def _in(column: Column[Any], cell: Any) -> object:
    if cell is None:
        return None
    if isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(cell)
    if isinstance(column.type, Date):
        return date.fromisoformat(cell)
    return base64.b64decode(cell, validate=True) if isinstance(column.type, LargeBinary) else cell


def _set_counters(session: Session) -> None:
    """PostgreSQL counts ids by itself and does not look at what was put in."""
    for table in _tables():
        (key, *more) = table.primary_key
        name = session.execute(text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": table.name, "c": key.name}).scalar()
        if name and not more:
            highest = session.scalar(select(func.max(key)))
            if highest is not None:
                session.execute(text("SELECT setval(:name, :highest)"), {"name": name, "highest": highest})
