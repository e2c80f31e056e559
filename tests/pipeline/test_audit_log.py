"""The audit log's head in the custody log: every one that was noted counts, and none is noted over another."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from core.errors import EvidenceError
from evidence.custody import CustodyLog
from pipeline.audit_log import NOTED, held, note_head, note_restore, verify
from store import audit, backup
from store.session import Database
from tests.store.make import NOON

FORGED = ["audit entry 2: is not the one whose hash was noted in the custody log"]


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


def heads(database: Database, archive: Path) -> list[int]:
    with database.reading() as session:
        return [head.entries for head in held(session, archive).heads]


def test_a_head_is_noted_once(database: Database, tmp_path: Path) -> None:
    note_head(database, tmp_path)
    write(database, "carla")
    note_head(database, tmp_path)
    assert heads(database, tmp_path) == [2, 3]
    assert verify(database, tmp_path) == ([], [])


def test_a_head_is_not_noted_over_another(database: Database, tmp_path: Path) -> None:
    """A log that was written anew, as long as it was when its head was noted."""
    written_anew(database, "eve", "ben")
    with pytest.raises(EvidenceError, match="another entry 2 stood in it"):
        note_head(database, tmp_path)
    assert heads(database, tmp_path) == [2]
    assert verify(database, tmp_path) == (FORGED, [])


def test_a_second_head_of_one_count_does_not_hide_the_first(database: Database, tmp_path: Path) -> None:
    """Whoever may write the custody log, too, can add a head; the earlier one stays in the chain."""
    written_anew(database, "eve", "ben")
    with database.reading() as session:
        forged = audit.head(session)
    CustodyLog(tmp_path).append(NOTED, audit.MACHINE, "", {"entries": forged.entries, "hash": forged.hash})
    assert verify(database, tmp_path) == (FORGED, [])
    write(database, "carla")
    note_head(database, tmp_path)
    assert verify(database, tmp_path) == (FORGED, [])


def restored(database: Database, folder: Path, *, noted: bool = True) -> Database:
    """A backup of now, older than two more entries whose head is noted, brought back in another place."""
    backup.take(database, folder / "a.gz", NOON)
    write(database, "carla", "dario")
    note_head(database, folder)
    other = Database(f"sqlite:///{folder / 'other.db'}")
    backup.restore(folder / "a.gz", other)
    with other.transaction() as session:
        audit.record(session, "database restored", "ana")
    if noted:
        with other.reading() as session:
            assert note_restore(session, folder, "a.gz", who="ana")
    return other


def test_what_a_restore_lost_is_explained_and_heads_are_noted_again(database: Database, tmp_path: Path) -> None:
    other = restored(database, tmp_path)
    faults, (lost,) = verify(other, tmp_path)
    assert faults == []
    assert lost.startswith("audit entries 3 to 4, as the custody log knew them, were lost by the restore of 20")
    assert lost.endswith("(a.gz, by ana)")
    write(other, "eve")  # as many entries as the last head that is lost
    note_head(other, tmp_path)
    assert heads(other, tmp_path) == [2, 4]
    assert verify(other, tmp_path) == ([], [lost])
    assert verify(database, tmp_path)[0] == ["audit entry 4: is not the one whose hash was noted in the custody log"]


def test_a_restore_explains_nothing_that_was_noted_before_its_backup_or_after_it(
    database: Database, tmp_path: Path
) -> None:
    other = restored(database, tmp_path)
    write(other, "eve", "flor")
    note_head(other, tmp_path)
    with other.transaction() as session:
        session.execute(text("DELETE FROM audit_entries WHERE sequence > 3"))
    assert verify(other, tmp_path)[0] == ["the last entries are gone: the custody log knows 5, the log has 3"]
    written_anew(other, "eve", "ben", "carla")
    faults, lost = verify(other, tmp_path)
    assert (faults[0], lost) == (FORGED[0], [])


def test_a_restore_that_the_archive_does_not_know_explains_nothing(database: Database, tmp_path: Path) -> None:
    other = restored(database, tmp_path, noted=False)
    assert verify(other, tmp_path)[0] == ["the last entries are gone: the custody log knows 4, the log has 3"]
    with other.reading() as session:
        assert not note_restore(session, tmp_path / "none", "a.gz", who="ana")
    assert not (tmp_path / "none").exists()


def test_a_restore_into_another_database_on_trial_changes_nothing_here(database: Database, tmp_path: Path) -> None:
    restored(database, tmp_path)
    assert verify(database, tmp_path) == ([], [])
