"""The ways into the database at one address: its engine, short transactions, errors that people understand.

SQLite runs in WAL mode with foreign keys on, and its transactions are begun by us: the driver's own habit of beginning
late would let a failed migration leave half a schema, and a read that turns into a write fail at once instead of
waiting. PostgreSQL is reached by its address alone.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.orm import Session

from core.errors import StoreError, install
from store.faults import explain
from store.plain import end, settle

BUSY_TIMEOUT_S = 30
"""How long SQLite waits for another writer."""

CACHE_KIB = 32 * 1024
"""What a connection to SQLite keeps in memory of the file, where it needs so much: an index of a million names is read,
and above all written, far quicker than with the 2 MiB that SQLite would take by itself."""

KEPT = "store.by_key"
"""Under which a connection to SQLite has what was read of the watchlist, until what it wrote is taken back."""


class Connections:
    """The ways to one address, whatever its schema; cheap to make, connects on first use.

    Raises:
        StoreError: the address can't be used, or its driver isn't installed.
    """

    def __init__(self, url: str) -> None:
        self.url: URL = _parse(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _engine(self.url)
        self._readers = self.engine.execution_options(
            **(
                {"begin": "BEGIN"}
                if self.is_sqlite
                else {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            )
        )

    @property
    def name(self) -> str:
        """The address without its password, for messages."""
        return self.url.render_as_string(hide_password=True)

    @property
    def path(self) -> Path | None:
        """The file, for SQLite."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session that is committed at the end, or rolled back when the block raises.

        Raises:
            StoreError, BusyError: the database can't be used, with the remedy.
        """
        with explain(self.name), Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment and waits for no writer. Nothing is kept that is written in it."""
        with explain(self.name), Session(self._readers, expire_on_commit=False, autoflush=False) as session:
            yield session

    def overwrite(self) -> bool:
        """Let go what was deleted: SQLite holds it in its file until what was written since is carried over from the
        log beside it (-wal), and in that log until it is emptied. False where somebody read all the while what was
        there before. PostgreSQL does it by itself (autovacuum).

        Raises:
            StoreError, BusyError: the database can't be used, with the remedy.
        """
        if not self.is_sqlite:
            return True
        with explain(self.name), closing(self.engine.raw_connection()) as connection:
            busy, _pages, _carried = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(
            f"Database address {url.rsplit('@', maxsplit=1)[-1]!r} can't be used: {error}.",
            remedy="Write sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME in database_url.",
        ) from error
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise StoreError(
            f"Database address {parsed!r}: only SQLite and PostgreSQL are known.", remedy="Use one of them."
        )
    if parsed.get_backend_name() == "sqlite" and not parsed.database:
        raise StoreError("A database in memory forgets everything.", remedy="Name a file: sqlite:///FILE.")
    return parsed


def _engine(url: URL) -> Engine:
    """Errors name no parameters: they are texts and names, and errors go to the log."""
    if url.get_backend_name() == "postgresql":
        try:
            # To compile the statements of a page takes PostgreSQL ten times as long as to answer them.
            settings = {} if "options" in url.query else {"options": "-c jit=off"}
            engine = create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=settings)
        except ModuleNotFoundError as error:
            raise StoreError(f"The driver of {url!r} is missing.", remedy=f"{install('postgres')}.") from error
        event.listen(engine, "before_cursor_execute", _settle)
        event.listen(engine, "commit", partial(end, keeps=True))
        event.listen(engine, "rollback", partial(end, keeps=False))
        return engine
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S}, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    for taken_back in ("rollback", "rollback_savepoint"):
        event.listen(engine, taken_back, _forget_what_was_read)
    return engine


def _settle(connection: Connection, *_: object) -> None:
    """What was kept back is sent before SQLAlchemy asks anything: it is to see it."""
    settle(connection)


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing: _begin_sqlite does
    _write_ahead(connection)
    # not every build of SQLite overwrites what is deleted by itself; what a purge takes is to be gone from the file
    for pragma in (
        "secure_delete = ON",
        "synchronous = FULL",
        "foreign_keys = ON",
        "temp_store = MEMORY",
        f"cache_size = -{CACHE_KIB}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn WAL on, once in a database's life.

    For this change alone SQLite does not wait for another that makes it at the same moment: it fails at once, busy. A
    file of another program, which the schema refuses, is left as it is.
    """
    give_up = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal" and not _is_strange(connection):
                connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
        time.sleep(0.01)


def _is_strange(connection: sqlite3.Connection) -> bool:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {name for (name,) in rows if not name.startswith("sqlite_")}  # its own, such as its counters
    return bool(tables) and "alembic_version" not in tables


def _forget_what_was_read(connection: Any, *_: object) -> None:
    if "begin" not in connection.get_execution_options():  # who only reads takes nothing back
        connection.info.pop(KEPT, None)


def _begin_sqlite(connection: Any) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN IMMEDIATE"))
