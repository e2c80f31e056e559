"""The audit log held against the archive: its head is noted in the custody log, and looked for there."""

from __future__ import annotations

from pathlib import Path

from core.errors import EvidenceError
from evidence.custody import CustodyLog
from evidence.format.chain import Entry
from store import audit, decided
from store.audit import AuditHead
from store.session import Database

NOTED = "audit-head"


def note_head(database: Database, archive: Path) -> None:
    """Note the newest entry's hash in the custody log, unless it is the one that was noted last.

    Raises:
        EvidenceError: so many entries were noted already under another hash: the log was written anew, or an older
            database was brought back.
    """
    with database.reading() as session:
        head = audit.head(session)
    log = CustodyLog(archive)
    last = log.newest(NOTED)
    if last is not None and _head(last) == head:
        return
    if any(noted.entries == head.entries and noted != head for noted in noted_heads(archive)):
        raise EvidenceError(
            f"The audit log isn't the one whose hash was noted: another entry {head.entries} stood in it before.",
            remedy="Run `almenara audit verify`, and keep the database as it is; its head is not noted meanwhile.",
        )
    if head.entries:
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
