"""Databases to test on: SQLite always, PostgreSQL where ALMENARA_TEST_POSTGRES names a server whose user may create
databases, such as postgresql+psycopg://almenara@127.0.0.1:5433/postgres."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from store.session import Database
from store.tables import Base

SERVER = os.environ.get("ALMENARA_TEST_POSTGRES", "")
BACKENDS = ["sqlite", *(["postgresql"] if SERVER else [])]


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
    name = f"almenara_test_{uuid.uuid4().hex[:12]}"
    server = create_engine(SERVER, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


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
        tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
        with database.engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
    yield database
    database.close()
