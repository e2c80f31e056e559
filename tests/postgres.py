"""A PostgreSQL to test on, where ALMENARA_TEST_POSTGRES names a server whose user may create databases, such as
postgresql+psycopg://almenara@127.0.0.1:5433/postgres."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, make_url, text

SERVER = os.environ.get("ALMENARA_TEST_POSTGRES", "")
BACKENDS = ["sqlite", *(["postgresql"] if SERVER else [])]


@contextmanager
def fresh_database() -> Iterator[str]:
    """The address of an empty database of its own, dropped at the end."""
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
