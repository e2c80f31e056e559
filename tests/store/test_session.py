"""The door to the database says what is wrong and what to do; a transaction is whole or nothing."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from core.errors import BusyError, InputError, NotFoundError, StoreError
from store import health, runs, sources, views
from store.faults import explain
from store.session import Database, Session
from store.tables import RunRow
from tests.store.make import NOON, capture, mention, register, report, save, source


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "can't be used"),
        ("mysql+nothing://host/name", "can't be used"),
        ("oracle://host/name", "only SQLite and PostgreSQL"),
        ("sqlite://", "forgets everything"),
    ],
)
def test_addresses_that_cannot_be_used(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        Database(url)


def test_a_password_is_never_said() -> None:
    database = Database("postgresql+psycopg://me:secret@127.0.0.1:1/none")
    with pytest.raises(StoreError, match="can't be reached") as caught:
        database.upgrade()
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear database, " * 100)
    with pytest.raises(StoreError, match=r"is no SQLite database\. .*`almenara db restore`"):
        Database(f"sqlite:///{path}").upgrade()


def test_a_file_that_may_not_be_opened_names_what_may_forbid_it(tmp_path: Path) -> None:
    """The rights of a moved folder looked right: the service itself may write in one place alone."""
    with pytest.raises(StoreError, match=r"can't be opened\. .*this user may write.*ReadWritePaths"):
        Database(f"sqlite:///{tmp_path}").upgrade()  # a folder is no file


def test_a_database_without_tables_names_the_remedy(empty_database: Database) -> None:
    with (
        pytest.raises(StoreError, match=r"no tables of Almenara yet.*almenara nightly"),
        empty_database.reading() as session,
    ):
        sources.all_sources(session)


def test_a_user_without_rights_is_told_so(database: Database) -> None:
    """A restore as another user ended every command in a traceback."""
    if database.is_sqlite:
        pytest.skip("a file has no users of its own")
    with database.engine.begin() as connection:
        connection.execute(text("DROP ROLE IF EXISTS almenara_stranger"))
        connection.execute(text("CREATE ROLE almenara_stranger LOGIN"))
    stranger = Database(database.url.set(username="almenara_stranger").render_as_string())
    with pytest.raises(StoreError, match=r"refuses its user: (?:permission denied|no schema).*owner of the tables"):
        stranger.upgrade()
    stranger.close()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="can't be opened"):
        Database(f"sqlite:///{tmp_path / 'file' / 'almenara.db'}").upgrade()


def test_a_database_that_another_writes(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    if database.path is None:
        pytest.skip("PostgreSQL lets two write at once")
    monkeypatch.setattr("store.connections.BUSY_TIMEOUT_S", 0.05)
    other = Database(f"sqlite:///{database.path}")
    with database.transaction() as session:
        sources.register(session, [source("cl_voz")])
        with pytest.raises(BusyError, match="written by another process"), other.transaction() as late:
            sources.register(late, [source("co_hora")])
    other.close()


def test_a_reader_waits_for_no_writer_and_sees_one_moment(database: Database) -> None:
    with database.reading() as reader:
        assert sources.all_sources(reader) == []
        with database.transaction() as writer:
            sources.register(writer, [source("cl_voz")])
        assert sources.all_sources(reader) == []
    with database.reading() as reader:
        assert len(sources.all_sources(reader)) == 1


def _register_and_fail(session: Session) -> None:
    sources.register(session, [source("cl_voz")])
    runs.finish(session, 99, "done", NOON)


def test_an_error_takes_everything_back(database: Database) -> None:
    with pytest.raises(NotFoundError), database.transaction() as session:
        _register_and_fail(session)
    with database.reading() as session:
        assert sources.all_sources(session) == []


_KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from store import runs
from store.session import Database, Session
with Database(sys.argv[1]).transaction() as session:
    runs.start_or_resume(session, datetime(2021, 1, 23).date(), "test", datetime.now(UTC))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_killed_in_a_transaction_leaves_nothing(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    done = subprocess.run([sys.executable, "-c", _KILLED, url], check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == -signal.SIGKILL
    with database.transaction() as session:
        assert runs.unfinished(session) is None
        assert runs.start_or_resume(session, NOON.date(), "test", NOON).resumed is False


def test_times_come_back_aware_and_naive_ones_are_refused(database: Database) -> None:
    with database.transaction() as session:
        runs.start_or_resume(session, NOON.date(), "test", NOON.astimezone(ZoneInfo("America/Santiago")))
    with database.reading() as session:
        started = session.scalars(select(RunRow.started_at)).one()
        assert (started, started.utcoffset()) == (NOON, timedelta(0))
    with pytest.raises(Exception, match="no time zone"), database.transaction() as session:
        runs.start_or_resume(session, NOON.date().replace(day=1), "test", datetime(2021, 1, 1))  # noqa: DTZ001


def test_sqlite_is_set_up_to_be_shared(database: Database) -> None:
    if database.path is None:
        pytest.skip("SQLite only")
    with database.reading() as session:
        assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert session.execute(text("PRAGMA busy_timeout")).scalar() == 30_000


def test_what_is_too_long_for_an_index_is_said(database: Database) -> None:
    """PostgreSQL's own words ended an ingest in a traceback."""
    if database.is_sqlite:
        pytest.skip("SQLite's indexes take any length")
    address = "https://cl_voz.example/" + random.Random(1).randbytes(3000).hex()
    with database.transaction() as session:
        register(session, "cl_voz")
    with pytest.raises(StoreError, match=r"too long for its indexes"), database.transaction() as session:
        save(session, capture(1, path=address), "Text.")


@pytest.mark.parametrize("name", ["DeadlockDetected", "SerializationFailure", "LockNotAvailable"])
def test_two_that_met_at_one_row_are_told_to_try_again(name: str) -> None:
    cause = type(name, (Exception,), {})("the server's words")
    with pytest.raises(BusyError, match=r"another process.*try again"), explain("x"):
        raise DBAPIError("UPDATE", {}, cause)


def test_a_number_that_only_the_driver_finds_too_large_is_an_input(database: Database) -> None:
    """A day before the first one is a mistake of ours: it was told as a number that the database can't hold."""
    with pytest.raises(OverflowError), database.reading():
        _ = NOON - timedelta(days=999_999)
    with pytest.raises(InputError, match="larger than the database can hold"), database.reading() as session:
        session.get(RunRow, 1 << 70)
    with pytest.raises(InputError, match="larger than the database can hold"), database.transaction() as session:
        session.execute(
            insert(RunRow),
            [{"run_id": 1 << 70, "night": NOON.date(), "trigger": "x", "state": "done", "started_at": NOON}] * 2,
        )


def test_a_full_disk_loses_nothing_and_says_so(database: Database) -> None:
    if database.path is None:
        pytest.skip("the disk of a server is not ours to fill")
    with database.transaction() as session:
        sources.register(session, [source("cl_voz")])
    with database.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        connection.rollback()
    small = Database(database.url.render_as_string())

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(small.engine, "connect", limit)
    many = [replace(source(f"s{number}"), reason="x" * 5000) for number in range(100)]
    with pytest.raises(StoreError, match=r"the disk is full.*nothing was lost"), small.transaction() as session:
        sources.register(session, many)
    with database.transaction() as session:
        assert [each.source_id for each in sources.all_sources(session)] == ["cl_voz"]
        sources.register(session, many)
    small.close()


@pytest.mark.parametrize(
    ("edit", "said", "fault"),
    [
        ("UPDATE flags SET state = 'nonsense'", "'nonsense' is not a valid FlagState", "state 'nonsense'"),
        ("UPDATE flags SET labels = '[\"smuggl'", "was never written by Almenara", "no JSON in labels"),
    ],
)
def test_a_row_that_was_edited_by_hand_is_said(database: Database, edit: str, said: str, fault: str) -> None:
    """In words, wherever it is met; and `db check` finds it."""
    if database.path is None and "JSON" in fault:
        pytest.skip("PostgreSQL lets no broken JSON in")
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline", sentence="Text 1")])
    assert health.faults(database, []) == []
    with database.transaction() as session:
        session.execute(text(edit.replace(":", "\\:")))
    with pytest.raises(StoreError, match=said), database.reading() as session:
        views.flags(session)
    assert fault in " ".join(health.faults(database, []))


def test_json_of_another_kind_is_said(database: Database) -> None:
    """A word where a list of countries stood broke every page that names the operator."""
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline")])
        session.execute(text("UPDATE operators SET countries = '\"CL\"'"))
    with pytest.raises(StoreError, match="'CL' where a list should stand"), database.reading() as session:
        views.operators(session)
    if database.is_sqlite:
        assert "operators: 1 rows hold no list in countries" in health.faults(database, [])


@pytest.mark.parametrize("written", ["'2026-13-45'", "'yesterday'", "5"])
def test_a_day_that_was_edited_by_hand_is_said(database: Database, written: str) -> None:
    if database.path is None:
        pytest.skip("PostgreSQL lets no such day in")
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline")])
        session.execute(text(f"UPDATE flags SET raised_at = {written}"))
    with pytest.raises(StoreError, match="was never written by Almenara"), database.reading() as session:
        views.flags(session)
    assert "flags: 1 rows hold no time in raised_at" in health.faults(database, [])
    with pytest.raises(ValueError, match="isoformat"), database.reading():
        datetime.fromisoformat("yesterday")  # a mistake of ours stays one


def test_no_error_names_what_was_to_be_kept(tmp_path: Path) -> None:
    """Errors go to the log, where no purge reaches."""
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    database.upgrade()
    with pytest.raises(IntegrityError) as caught, database.transaction() as session:
        session.execute(text("INSERT INTO sources (source_id) VALUES (:name)"), {"name": "María Ñusta"})
    assert ("sources" in str(caught.value), "María" in str(caught.value)) == (True, False)
    assert Database("postgresql+psycopg://me@127.0.0.1:1/none").engine.hide_parameters
    database.close()


def test_what_is_deleted_is_overwritten_whatever_sqlite_was_built(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    with database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
    database.close()
