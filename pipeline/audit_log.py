"""The audit log held against the archive: its head is noted in the custody log, and looked for there."""

from __future__ import annotations

from pathlib import Path

from evidence.custody import CustodyLog
from evidence.format.chain import Entry
from store import audit, decided
from store.audit import AuditHead
from store.session import Database

NOTED = "audit-head"


def note_head(database: Database, archive: Path) -> None:
    """Note the newest entry's hash in the custody log, unless it is the one that was noted last.

    That one is sought from the log's end, since the log grows with the years.
    """
    with database.reading() as session:
        head = audit.head(session)
    log = CustodyLog(archive)
    last = log.newest(NOTED)
    if head.entries and (last is None or _head(last) != head):
        log.append(NOTED, audit.MACHINE, "", {"entries": head.entries, "hash": head.hash})


def noted_heads(archive: Path) -> list[AuditHead]:
    """The heads that the custody log knows, oldest first; entries that can't be read are the custody log's matter."""
    return [_head(entry) for entry in CustodyLog(archive).about("") if entry.action == NOTED]


def _head(noted: Entry) -> AuditHead:
    return AuditHead(int(str(noted.details["entries"])), str(noted.details["hash"]))


def verify(database: Database, archive: Path) -> list[str]:
    """What is wrong with the audit log, and what is not as it says that people decided; a line each.

    Raises:
        EvidenceError: the custody log can't be read.
    """
    with database.reading() as session:
        return audit.verify(session, noted_heads(archive)) + decided.faults(session)
