"""The schema comes up from nothing and from every earlier step, whole or not at all."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from core.errors import StoreError
from store import name_index, schema, search, sql
from store.likeness.keys import keys, trace_of, traced, traces
from store.search import SearchFilter
from store.session import Database
from store.tables import Base
from tests.store.make import NOON


@contextmanager
def _connected(database: Database) -> Iterator[Connection]:
    with database.engine.connect() as connection:
        yield connection
        connection.rollback()


def _version(database: Database) -> str:
    with _connected(database) as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())


def _has_a_mapped_table(name: str | None, kind: str, _parents: object) -> bool:
    """The full-text index has tables of each database's own kind, and SQLite one index of names that is its own."""
    if kind == "index":
        return name != "ix_operator_names_operator_id_name_core_key"
    return not (kind == "table" and name and name.startswith(("revision_search", "name_search")))


def test_from_nothing_to_what_the_tables_say(empty_database: Database) -> None:
    empty_database.upgrade()
    empty_database.upgrade()
    with _connected(empty_database) as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _has_a_mapped_table})
        differences = compare_metadata(context, Base.metadata)
    assert differences == []
    assert _version(empty_database) == schema.HEAD


def test_none_is_made_where_none_is_to_be(empty_database: Database) -> None:
    with pytest.raises(StoreError, match=r"There is no database at .*db restore"):
        empty_database.upgrade(new=False)
    if empty_database.path is not None:
        assert not empty_database.path.exists()
    with _connected(empty_database) as connection:  # a first command that was killed left a file without tables
        assert inspect(connection).get_table_names() == []
    with pytest.raises(StoreError, match="has no tables in it"):
        empty_database.upgrade(new=False)
    empty_database.upgrade()
    empty_database.upgrade(new=False)
    assert (schema.absence(empty_database), _version(empty_database)) == ("", schema.HEAD)


def test_the_head_is_the_newest_script(empty_database: Database) -> None:
    with _connected(empty_database) as connection:
        scripts = ScriptDirectory.from_config(schema.configuration(connection))
        assert scripts.get_heads() == [schema.HEAD]


def test_up_from_every_step_and_down_again(empty_database: Database) -> None:
    with _connected(empty_database) as connection:
        steps = [s.revision for s in ScriptDirectory.from_config(schema.configuration(connection)).walk_revisions()]
    for step in reversed(steps):
        schema.upgrade(empty_database, target=step)
        _down(empty_database, "-1")
        schema.upgrade(empty_database, target=step)
        assert _version(empty_database) == step
    _down(empty_database, "base")
    with _connected(empty_database) as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    empty_database.upgrade()
    assert _version(empty_database) == schema.HEAD


def _down(database: Database, target: str) -> None:
    with database.engine.begin() as connection:
        command.downgrade(schema.configuration(connection), target)


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


def test_another_program_s_file_is_told_as_such_and_left_as_it_was(tmp_path: Path) -> None:
    """It was said that the server can't be reached, as table operators already exists; and WAL was turned on in it."""
    path = tmp_path / "places.db"
    with closing(sqlite3.connect(path)) as made:
        made.executescript("CREATE TABLE operators (a); CREATE TABLE moz_places (a); INSERT INTO operators VALUES (1)")
    before = path.read_bytes()
    database = Database(f"sqlite:///{path}")
    with pytest.raises(StoreError, match=r"another program's: it has tables \(moz_places, operators\), and no "):
        database.upgrade()
    database.close()
    assert (path.read_bytes(), [each.name for each in tmp_path.iterdir()]) == (before, [path.name])


def test_another_program_s_schema_is_no_newer_one_of_ours(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '1975ea83b712'"))
    try:
        with pytest.raises(StoreError, match=r"another program's: its schema is '1975ea83b712'.*ALMENARA_DATABASE_URL"):
            database.upgrade()
    finally:
        with database.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": schema.HEAD})


def test_beside_another_program_s_table_of_our_name(empty_database: Database) -> None:
    """A server's database may be shared; a table in our place is told, and nothing is made."""
    with empty_database.engine.begin() as connection:
        connection.execute(text("CREATE TABLE operators (a INTEGER)"))
    with pytest.raises(StoreError, match=r"another program"):
        empty_database.upgrade()
    with _connected(empty_database) as connection:
        assert inspect(connection).get_table_names() == ["operators"]


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


def test_rows_of_an_earlier_schema_stay(empty_database: Database) -> None:
    schema.upgrade(empty_database, target="0003")
    with empty_database.engine.begin() as connection:
        for statement in _ROWS.strip().splitlines():
            connection.execute(text(statement))
    empty_database.upgrade()
    with _connected(empty_database) as connection:
        assert connection.execute(text("SELECT who, proposes FROM flag_decisions")).all() == [("ana", "")]
        assert connection.execute(text("SELECT name FROM operators")).scalar() == "ViveOnline"
    with empty_database.reading() as session:  # what came before the indices is read into them
        asked, anything = search.understand(session, "viveonlin"), SearchFilter()
        assert [line.name for line in search.find_operators(session, asked, anything)] == ["ViveOnline"]
        assert [hit.title for hit in search.find_documents(session, search.understand(session, "text"), anything)]
        assert list(name_index.find(session, ["VIVE ON LINE"]).names) == [1]


def test_words_and_names_that_were_filed_before_are_filed_anew(empty_database: Database) -> None:
    schema.upgrade(empty_database, target="0003")
    with empty_database.engine.begin() as connection:
        for statement in _ROWS.strip().splitlines():
            connection.execute(text(statement))
        name = "Logística Lachifaren Mojomuz Yujal Andina"
        connection.execute(text("UPDATE operator_names SET name = :name"), {"name": name})
    schema.upgrade(empty_database, target="0041")
    filed, former = keys(name)["p:lachifaren+logistics"], trace_of("tazpor")
    with empty_database.engine.begin() as connection:
        connection.execute(text("DELETE FROM name_words"))
        connection.execute(text("INSERT INTO name_words (key, word) VALUES (:key, 'tazopor')"), {"key": former})
        connection.execute(text("DELETE FROM operator_keys WHERE key = :key"), {"key": filed})
    empty_database.upgrade()
    with _connected(empty_database) as connection:
        words = set(connection.execute(text("SELECT key FROM name_words")).scalars())
        known = ("tazopor", *traced(name))  # the first was filed; the others by the last step, which reads the names
        assert "lachifaren" in known
        assert words == {key for word in known for key in (trace_of(word), *traces(word))}
        assert filed in connection.execute(text("SELECT key FROM operator_keys")).scalars().all()


def test_what_flags_stand_on_is_gathered_from_their_documents(empty_database: Database) -> None:
    schema.upgrade(empty_database, target="0048")
    rows = [line for line in _ROWS.strip().splitlines() if "INTO operator_names" not in line]
    with empty_database.engine.begin() as connection:
        for statement in [*rows, *_FACTS.strip().splitlines()]:
            connection.execute(text(statement))
    empty_database.upgrade()
    with _connected(empty_database) as connection:
        kept = connection.execute(text("SELECT flag_id, fact FROM flag_facts ORDER BY fact")).all()
    standings = [(1, f"status:1:{rung}") for rung in ("charged", "under_investigation")]
    assert kept == [*standings, (1, "tel:+573000000017")]


@pytest.mark.parametrize("state", ["new", "confirmed"])
def test_whom_a_clearance_merely_may_mean_is_told_apart_unless_a_person_confirmed_it(
    empty_database: Database, state: str
) -> None:
    schema.upgrade(empty_database, target="0048")
    rows = [line for line in _ROWS.strip().splitlines() if "INTO operator_names" not in line]
    with empty_database.engine.begin() as connection:
        for statement in [*rows, *_CLEARED.strip().splitlines()]:
            connection.execute(text(statement))
        connection.execute(text("UPDATE flags SET kind = 'clearance', state = :state"), {"state": state})
    empty_database.upgrade()
    marks = ("SELECT NOT is_doubtful FROM flag_operators", "SELECT NOT is_doubtful FROM operator_statuses",
             "SELECT linked FROM links")  # fmt: skip
    with _connected(empty_database) as connection:
        read = (connection.execute(text(f"{each} ORDER BY operator_id")).scalars() for each in marks)
        sure = [[bool(mark) for mark in found] for found in read]
    assert sure == [[True, state == "confirmed"]] * 3


_CLEARED = """
INSERT INTO operators (operator_id, name, is_person, countries, first_seen, last_seen, note) VALUES (2, 'Vive', false, '[]', '2021-01-23 12:00:00+00:00', '2021-01-23 12:00:00+00:00', '')
INSERT INTO flag_operators (flag_id, operator_id, score) VALUES (1, 2, 0.65)
INSERT INTO flag_events (event_id, flag_id, analysis_id, what, details, version, happened_at) VALUES (1, 1, 1, 'raised', '', 1, '2021-01-23 12:00:00+00:00')
INSERT INTO links (link_id, analysis_id, subject, operator_id, score, reasons, linked, is_new, is_clearance) VALUES (1, 1, 'Vive', 1, 0.8, '[]', true, false, true)
INSERT INTO links (link_id, analysis_id, subject, operator_id, score, reasons, linked, is_new, is_clearance) VALUES (2, 1, 'Vive', 2, 0.65, '[]', true, false, true)
INSERT INTO operator_statuses (status_id, operator_id, status, said_on, document_id, sentence, url) VALUES (1, 1, 'cleared', '2021-01-23', 1, 'said', '')
INSERT INTO operator_statuses (status_id, operator_id, status, said_on, document_id, sentence, url) VALUES (2, 2, 'cleared', '2021-01-23', 1, 'said', '')
"""  # noqa: E501
_FACTS = """
INSERT INTO flag_events (event_id, flag_id, analysis_id, what, details, version, happened_at) VALUES (1, 1, 1, 'raised', '', 1, '2021-01-23 12:00:00+00:00')
INSERT INTO contact_sightings (channel, document_id, core_key) VALUES ('tel:+573000000017', 1, 'viveonline')
INSERT INTO operator_statuses (status_id, operator_id, status, said_on, document_id, sentence, url) VALUES (1, 1, 'charged', '2021-01-23', 1, 'said', '')
INSERT INTO operator_statuses (status_id, operator_id, status, said_on, document_id, sentence, url) VALUES (2, 1, 'reported', '2021-01-23', 1, 'said', '')
"""  # noqa: E501
_ROWS = """
INSERT INTO stories (story_id, origin_publisher, first_seen) VALUES (1, 'cl_voz', '2021-01-23 12:00:00+00:00')
INSERT INTO captures (capture_key, capture_id, source_id, crawl_id, url, requested_url, redirects, fetched_at, status, content_type, payload_sha256, warc_file, warc_offset, warc_length, etag, last_modified, not_modified, published_hint, title_hint, state, reason) VALUES (1, 'urn:1', 'cl_voz', 'c', 'https://cl_voz.example/1', 'https://cl_voz.example/1', '[]', '2021-01-23 12:00:00+00:00', 200, 'text/html', 'aa', 'w', 0, 1, '', '', false, '', '', 'done', '')
INSERT INTO documents (document_id, source_id, url, kind, country, publisher, story_id, revision_id, first_seen, last_seen) VALUES (1, 'cl_voz', 'https://cl_voz.example/1', 'news', 'CL', 'cl_voz', 1, 1, '2021-01-23 12:00:00+00:00', '2021-01-23 12:00:00+00:00')
INSERT INTO revisions (revision_id, document_id, number, capture_id, title, text, text_sha256, author, section, language, published_source, fingerprint, first_seen, last_seen, reader) VALUES (1, 1, 1, 'urn:1', 'Title', 'Text', 'aa', '', '', 'es', 'none', '', '2021-01-23 12:00:00+00:00', '2021-01-23 12:00:00+00:00', 'rules 1')
INSERT INTO analyses (analysis_id, revision_id, reader, record, language, labels, score, operators, current, linked, settled) VALUES (1, 1, 'rules 1', '{}', 'es', '[]', 0.8, 1, true, true, true)
INSERT INTO operators (operator_id, name, is_person, countries, first_seen, last_seen, note) VALUES (1, 'ViveOnline', false, '[]', '2021-01-23 12:00:00+00:00', '2021-01-23 12:00:00+00:00', '')
INSERT INTO operator_names (name_id, operator_id, name, kind, core_key, first_seen, last_seen, documents) VALUES (1, 1, 'ViveOnline', 'name', 'viveonline', '2021-01-23 12:00:00+00:00', '2021-01-23 12:00:00+00:00', 1)
INSERT INTO flags (flag_id, story_id, kind, state, version, evidence_version, decided_evidence, analysis_id, document_id, labels, score, reason, route, raised_at, updated_at) VALUES (1, 1, 'lead', 'dismissed', 2, 1, 1, 1, 1, '[]', 0.8, 'why', '', '2021-01-23 12:00:00+00:00', '2021-01-23 12:00:00+00:00')
INSERT INTO flag_operators (flag_id, operator_id, score) VALUES (1, 1, 0.8)
INSERT INTO flag_decisions (decision_id, flag_id, version, from_state, to_state, who, why, decided_at) VALUES (1, 1, 2, 'new', 'dismissed', 'ana', 'no', '2021-01-23 12:00:00+00:00')
"""  # noqa: E501


def test_a_database_of_today_waits_for_no_writer(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever only reads asked for the right to write, and failed while a night or an import wrote."""
    monkeypatch.setattr("store.connections.BUSY_TIMEOUT_S", 0.05)
    other = Database(database.url.render_as_string(hide_password=False))
    with database.transaction() as session:
        session.execute(text("INSERT INTO bookmarks VALUES ('a', '', 0, 0, '', '{}', '{}', :now, :now)"), {"now": NOON})
        other.upgrade()
        assert "watch_flags" in sql.views(other)
    other.close()
