"""Databases to test on: SQLite always, PostgreSQL where there is one (tests.postgres)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from store.session import Database
from store.tables import Base
from tests.postgres import BACKENDS, empty_tables, fresh_database


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An empty database with today's schema, to be copied: a migration a test would take longer than the test."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    with database.engine.connect() as connection:
        connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.rollback()
    database.close()
    return path.read_bytes()


@pytest.fixture(scope="module")
def postgres_address() -> Iterator[str]:
    """A fresh database on the server, dropped at the end of the module."""
    with fresh_database() as address:
        yield address


@pytest.fixture(params=BACKENDS)
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    else:
        database = Database(request.getfixturevalue("postgres_address"))
        with database.engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    yield database
    database.close()


@pytest.fixture(params=BACKENDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with today's schema and no rows."""
    if request.param == "sqlite":
        path = tmp_path / "almenara.db"
        path.write_bytes(request.getfixturevalue("sqlite_template"))
        database = Database(f"sqlite:///{path}")
    else:
        database = Database(request.getfixturevalue("postgres_address"))
        database.upgrade()
        empty_tables(database.engine, [table.name for table in reversed(Base.metadata.sorted_tables)])
    yield database
    database.close()
