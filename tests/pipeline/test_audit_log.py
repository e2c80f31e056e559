"""The audit log's head in the custody log: every one that was noted counts, and none is noted over another."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from core.errors import EvidenceError
from evidence.custody import CustodyLog
from pipeline.audit_log import NOTED, note_head, noted_heads, verify
from store import audit
from store.session import Database


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """A log of two entries, the head of which was noted."""
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    write(database, "ana", "ben")
    note_head(database, tmp_path)
    return database


def write(database: Database, *people: str) -> None:
    with database.transaction() as session:
        for who in people:
            audit.record(session, "viewed", who, "flag 1")


def written_anew(database: Database, *people: str) -> None:
    with database.transaction() as session:
        session.execute(text("DELETE FROM audit_entries"))
    write(database, *people)


def test_a_head_is_noted_once(database: Database, tmp_path: Path) -> None:
    note_head(database, tmp_path)
    write(database, "carla")
    note_head(database, tmp_path)
    assert [head.entries for head in noted_heads(tmp_path)] == [2, 3]
    assert verify(database, tmp_path) == []


def test_a_head_is_not_noted_over_another(database: Database, tmp_path: Path) -> None:
    """A log that was written anew, as long as it was when its head was noted."""
    written_anew(database, "eve", "ben")
    with pytest.raises(EvidenceError, match="another entry 2 stood in it"):
        note_head(database, tmp_path)
    assert [head.entries for head in noted_heads(tmp_path)] == [2]
    assert verify(database, tmp_path) == ["audit entry 2: is not the one whose hash was noted in the custody log"]


def test_a_second_head_of_one_count_does_not_hide_the_first(database: Database, tmp_path: Path) -> None:
    """Whoever may write the custody log, too, can add a head; the earlier one stays in the chain."""
    written_anew(database, "eve", "ben")
    with database.reading() as session:
        forged = audit.head(session)
    CustodyLog(tmp_path).append(NOTED, audit.MACHINE, "", {"entries": forged.entries, "hash": forged.hash})
    assert verify(database, tmp_path) == ["audit entry 2: is not the one whose hash was noted in the custody log"]
    write(database, "carla")
    note_head(database, tmp_path)
    assert len(verify(database, tmp_path)) == 1
