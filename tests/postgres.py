"""A PostgreSQL to test on, where ALMENARA_TEST_POSTGRES names a server whose user may create databases, such as
postgresql+psycopg://almenara@127.0.0.1:5433/postgres."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Engine, create_engine, make_url, text

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


def empty_tables(engine: Engine, tables: Sequence[str]) -> None:
    """Takes every row from `tables`, those that refer to others before these, and begins all numbers at 1 again.

    A test fills a few of the fifty tables. TRUNCATE would write each of them and each index anew, and take twenty times
    as long.
    """
    array = ", ".join(f"'{name}'" for name in tables)
    with engine.begin() as connection:
        connection.execute(text(_EMPTY % array))


_EMPTY = """
DO $$
DECLARE name text; is_used boolean;
BEGIN
  FOREACH name IN ARRAY ARRAY[%s] LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %%I)', name) INTO is_used;
    IF is_used THEN EXECUTE format('DELETE FROM %%I', name); END IF;
  END LOOP;
  FOR name IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL LOOP
    EXECUTE format('ALTER SEQUENCE %%I RESTART', name);
  END LOOP;
END $$"""
