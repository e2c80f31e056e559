"""Removals that the custody log knows and the audit log doesn't."""

from __future__ import annotations

from sqlalchemy import delete

from core.settings import Settings
from evidence.custody import CustodyLog
from evidence.removal import REMOVED, note_removal
from pipeline.archive_purge import Shelf
from pipeline.audit_log import note_restore
from store import audit
from store.tables import AuditRow
from tests.pipeline.aged import LATER, OTHER_FILE, QUIET_FILE, faults, removed


def test_a_removal_that_the_custody_log_alone_knows_is_a_finding(shelf: Shelf, settings: Settings) -> None:
    """Whoever may write in the folder could have noted it."""
    for name in (QUIET_FILE, OTHER_FILE):
        note_removal(shelf.root, name, {"why": "retention"}, actor="ana", now=LATER)
    (shelf.root / QUIET_FILE).unlink()
    assert faults(settings) == [f"missing {QUIET_FILE}"]
    assert removed(shelf) == [OTHER_FILE]
    assert faults(settings) == [f"missing {QUIET_FILE}"]
    taken = CustodyLog(shelf.root).newest(REMOVED)
    assert taken is not None
    CustodyLog(shelf.root).append(REMOVED, "eve", OTHER_FILE, taken.details, now=LATER)
    assert set(faults(settings)) == {f"missing {QUIET_FILE}", f"missing {OTHER_FILE}"}


def test_a_restore_that_is_noted_explains_that_the_audit_log_knows_no_removal(shelf: Shelf, settings: Settings) -> None:
    assert removed(shelf) == [QUIET_FILE, OTHER_FILE]
    with shelf.database.transaction() as session:
        session.execute(delete(AuditRow))
        audit.record(session, "database restored", "ana")
    assert set(faults(settings)) == {f"missing {QUIET_FILE}", f"missing {OTHER_FILE}"}
    with shelf.database.reading() as session:
        note_restore(session, shelf.root, "older.backup.gz", who="ana")
    assert faults(settings) == []
