"""The schema comes up from nothing and from every earlier step, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from core.errors import StoreError
from store import schema
from store.session import Database
from store.tables import Base


@contextmanager
def _connected(database: Database) -> Iterator[Connection]:
    with database.engine.connect() as connection:
        yield connection
        connection.rollback()


def _version(database: Database) -> str:
    with _connected(database) as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


def _has_a_mapped_table(name: str | None, kind: str, _parents: object) -> bool:
    """The full-text index has tables of each database's own kind."""
    return not (kind == "table" and name and name.startswith(("revision_search", "name_search")))


def test_from_nothing_to_what_the_tables_say(empty_database: Database) -> None:
    empty_database.upgrade()
    empty_database.upgrade()
    with _connected(empty_database) as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _has_a_mapped_table})
        differences = compare_metadata(context, Base.metadata)
    assert differences == []
    assert _version(empty_database) == schema.HEAD


def test_the_head_is_the_newest_script(empty_database: Database) -> None:
    with _connected(empty_database) as connection:
        scripts = ScriptDirectory.from_config(schema.configuration(connection))
        assert scripts.get_heads() == [schema.HEAD]


def test_up_from_every_step_and_down_again(empty_database: Database) -> None:
    with _connected(empty_database) as connection:
        steps = [s.revision for s in ScriptDirectory.from_config(schema.configuration(connection)).walk_revisions()]
    for step in reversed(steps):
        schema.upgrade(empty_database, target=step)
        assert _version(empty_database) == step
        empty_database.upgrade()
        with empty_database.engine.begin() as connection:
            command.downgrade(schema.configuration(connection), "base")
        with _connected(empty_database) as connection:
            assert inspect(connection).get_table_names() == ["alembic_version"]


def test_a_failed_step_leaves_the_old_schema(database: Database, tmp_path: Path) -> None:
    scripts = tmp_path / "migrations"
    shutil.copytree(schema.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "9999_broken.py").write_text(
        f"""
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "9999", "{schema.HEAD}", None, None

def upgrade():
    op.create_table("half", sa.Column("id", sa.Integer))
    op.add_column("flags", sa.Column("half", sa.Integer))
    op.execute("INSERT INTO half (id) VALUES (1)")
    op.execute("INSERT INTO nowhere VALUES (1)")
"""
    )
    with pytest.raises(Exception, match="nowhere"):
        schema.upgrade(database, scripts=scripts)
    with _connected(database) as connection:
        assert "half" not in inspect(connection).get_table_names()
        assert "half" not in {column["name"] for column in inspect(connection).get_columns("flags")}
    assert _version(database) == schema.HEAD
    database.upgrade()


def test_a_schema_of_tomorrow_is_left_alone(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9876'"))
    try:
        with pytest.raises(StoreError, match=r"schema 9876, made by a newer Almenara.*Install that version"):
            database.upgrade()
    finally:
        with database.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": schema.HEAD})


def test_foreign_keys_hold_after_an_upgrade(empty_database: Database) -> None:
    empty_database.upgrade()
    with pytest.raises(Exception, match=r"(?i)foreign key"), empty_database.engine.begin() as connection:
        connection.execute(text("INSERT INTO text_bands (band, revision_id) VALUES (1, 1)"))


def test_many_that_open_a_new_database_at_once(empty_database: Database) -> None:
    url = empty_database.url.render_as_string(hide_password=False)

    def open_and_use(_number: int) -> str:
        database = Database(url)
        database.upgrade()
        found = _version(database)
        database.close()
        return found

    with ThreadPoolExecutor(6) as pool:
        assert list(pool.map(open_and_use, range(6))) == [schema.HEAD] * 6
