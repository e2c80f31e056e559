"""The audit log held against the archive: its head is noted in the custody log, and looked for there.

A backup that is brought back is older than the last heads that were noted: its log goes on from an earlier entry. That
is noted, too, and explains the heads that were noted before, and of later entries. Whoever may write both could have
noted it to hide what was done: so every check tells of it for as long as the archive is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.errors import EvidenceError
from evidence.custody import HEAD, LOG, CustodyLog
from evidence.format.chain import Entry
from store import audit, decided
from store.audit import AuditHead
from store.session import Database, Session

NOTED = "audit-head"
RESTORED = "audit-restored"


@dataclass(frozen=True, slots=True)
class Held:
    """What the custody log knows of an audit log."""

    heads: list[AuditHead]  # to be met, oldest first
    lost: list[str]  # which entries are explained by a restore, in sentences
    restored: int  # the entry that notes the last restore; what was done before it may be lost. 0: there was none


def note_head(database: Database, archive: Path) -> None:
    """Note the newest entry's hash in the custody log, unless it is the one that was noted last.

    Raises:
        EvidenceError: so many entries were noted already under another hash: the log was written anew, or an older
            database was brought back without `almenara db restore`.
    """
    log = CustodyLog(archive)
    last = log.newest(NOTED)
    with database.reading() as session:
        head = audit.head(session)
        if last is not None and _head(last) == head:
            return
        heads = held(session, archive).heads
    if any(noted.entries == head.entries and noted != head for noted in heads):
        raise EvidenceError(
            f"The audit log isn't the one whose hash was noted: another entry {head.entries} stood in it before.",
            remedy="Run `almenara audit verify`, and keep the database as it is; its head is not noted meanwhile.",
        )
    if head.entries:
        log.append(NOTED, audit.MACHINE, "", {"entries": head.entries, "hash": head.hash})


def notable(archive: Path) -> None:
    """See that a restore can be noted, before there is one: its rows stay, and a second one is refused.

    Raises:
        BusyError: somebody else holds the custody log.
        EvidenceError: it can't go on from its head.
    """
    log = CustodyLog(archive)
    if any((archive / name).exists() for name in (LOG, HEAD)):
        with log.locked():
            log.mended()


def note_restore(session: Session, archive: Path, file: str, *, who: str) -> bool:
    """Note where the audit log goes on after a restore, which its newest entry tells of. False: no archive is there.

    Raises:
        EvidenceError: the custody log can't be read or written.
    """
    if not (archive / LOG).exists():
        return False
    head = audit.head(session)
    CustodyLog(archive).append(RESTORED, who, "", {"entries": head.entries, "hash": head.hash, "file": file})
    return True


def held(session: Session, archive: Path) -> Held:
    """The heads that the custody log knows; entries that can't be read are the custody log's matter. A restore counts
    where its own entry stands in this very log: into another database it explains nothing here."""
    heads: list[AuditHead] = []
    told, restored = [], 0
    for entry in CustodyLog(archive).about(""):
        if entry.action == NOTED:
            heads.append(_head(entry))
        elif entry.action == RESTORED and audit.has(session, here := _head(entry)):
            restored = entry.sequence
            lost = [each.entries for each in heads if each.entries >= here.entries]
            heads = [each for each in heads if each.entries < here.entries]
            if lost:
                told.append(
                    f"audit entries {here.entries} to {max(lost)}, as the custody log knew them, were lost by the "
                    f"restore of {entry.at:%Y-%m-%d} ({entry.details.get('file', '')}, by {entry.actor})"
                )
    return Held(heads, told, restored)


def _head(noted: Entry) -> AuditHead:
    return AuditHead(int(str(noted.details["entries"])), str(noted.details["hash"]))


def verify(database: Database, archive: Path) -> tuple[list[str], list[str]]:
    """What is wrong with the audit log, and what is not as it says that people decided; and what a restore explains. A
    line each.

    Raises:
        EvidenceError: the custody log can't be read.
    """
    with database.reading() as session:
        known = held(session, archive)
        return audit.verify(session, known.heads) + decided.faults(session), known.lost
