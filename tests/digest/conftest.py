"""A seeded watch to compose from, a mail server and a receiver of webhooks that can fail in every way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from store.session import Database
from tests.digest.postmaster import Postmaster
from tests.digest.receiver import Receiver


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An empty database with today's schema, to be copied."""
    path = tmp_path_factory.mktemp("empty") / "almenara.db"
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    with database.engine.connect() as connection:
        connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.rollback()
    database.close()
    return path.read_bytes()


@pytest.fixture
def database(empty_file: bytes, tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    path = tmp_path / "almenara.db"
    path.write_bytes(empty_file)
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def postmaster() -> Iterator[Postmaster]:
    """A real SMTP server on loopback that does as it is told."""
    server = Postmaster()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A real HTTP server on loopback that does as it is told."""
    server = Receiver()
    server.start()
    yield server
    server.stop()
