"""What happens to the database in the middle of a night: the night ends with a reason, and loses nothing."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import event, func, select, text

from core.errors import StoreError
from pipeline.ahead import BATCH
from pipeline.reporter import LogReporter
from pipeline.steps import flag_pending
from store import analyses, flags, name_index
from store.session import Database
from store.tables import FlagEventRow, FlagRow, LinkRow, OperatorMentionRow
from tests.store.conftest import database, postgres_address, sqlite_template
from tests.store.make import NOON, analysis, capture, mention, register, save

__all__ = ["database", "postgres_address", "sqlite_template"]

COUNT = 2 * BATCH
COUNTED = (
    select(func.count()).select_from(FlagRow),
    select(func.count()).select_from(FlagEventRow),
    select(func.count()).select_from(LinkRow).where(LinkRow.linked),
    select(func.count()).select_from(OperatorMentionRow),
)


def _wait(database: Database) -> None:
    """As many readings as two batches that wait to be linked, each of an operator of its own."""
    with database.transaction() as session:
        register(session, "cl_voz")
        for number in range(COUNT):
            name = f"Kantuta{chr(97 + number % 26) * 4}{chr(97 + number // 26) * 4}"
            saved = save(session, capture(number), f"{name} {number} " * 30)
            analyses.save(session, analysis(saved.revision_id, [mention(name)]))


def _flag(database: Database, clock: Callable[[], datetime] = lambda: NOON) -> int:
    told = flag_pending(
        database, None, threshold=0.8, run_id=None, clock=clock, reporter=LogReporter(), stop=threading.Event()
    )
    return len(told)


def _rows(database: Database) -> list[int]:
    with database.reading() as session:
        assert flags.pending(session, 1) == []
        return [session.scalar(query) or 0 for query in COUNTED]


def test_a_connection_lost_in_the_middle(database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("a file has no connection to lose")
    _wait(database)
    calls = iter(range(COUNT))

    def clock() -> datetime:
        if next(calls) == BATCH + BATCH // 2:
            with database.engine.connect() as other:
                gone = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                other.execute(text(f"{gone} AND pid <> pg_backend_pid()"))
        return NOON

    with pytest.raises(StoreError, match="can't be reached"):
        _flag(database, clock)
    assert _flag(database) == COUNT - BATCH
    assert _rows(database) == [COUNT] * len(COUNTED)


def test_a_disk_full_in_the_middle(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("the disk of a server is not ours to fill")
    _wait(database)
    with database.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.rollback()
    small = Database(database.url.render_as_string())

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 4}")

    event.listen(small.engine, "connect", limit)
    with pytest.raises(StoreError, match=r"the disk is full.*nothing was lost"):
        _flag(small)
    small.close()
    assert _flag(database) in {COUNT, COUNT - BATCH}
    assert _rows(database) == [COUNT] * len(COUNTED)


def test_read_by_plain_statements_a_fault_is_told_as_any_other(database: Database) -> None:
    def ask() -> None:
        with database.transaction() as session:
            session.execute(text("DROP TABLE operator_keys"))
            name_index.find(session, ["Kantuta"])

    with pytest.raises(StoreError, match="has no tables"):
        ask()
