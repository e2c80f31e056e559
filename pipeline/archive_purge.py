"""Sealed files of the archive whose time is over: which they are, and taking them away, noted in both logs.

None goes where this database may not say so (`archive_owner`). A file goes as a whole. It stays while anything that is
kept stands on one of its pages (`store.archived`), while one of its pages was never taken into the database, and where
it isn't as it was sealed. Taken away it is in this order: the custody log says so, then the audit log, and with that
the database that there is nothing to read any more, then the file goes. A process killed before the last leaves a file
that is noted and there, which the next purge takes away, or notes that it stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from core.errors import AlmenaraError, EvidenceError
from core.urls import is_address
from evidence.format.chain import stamp
from evidence.reader import read_pages
from evidence.removal import faults_of_sealed, left, note_kept, note_removal, take_away
from evidence.seal import seals
from evidence.vault.carried import at_hand, borrowed, is_kept
from evidence.vault.carry import withdraw
from pipeline import archive_owner
from store import archived, audit, lock
from store.captures import FILE_REMOVED
from store.session import Database

REMOVED = FILE_REMOVED
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Shelf:
    """An archive, what the database knows of it, and how many days a file is kept; 0: for ever."""

    database: Database
    root: Path
    days: int
    now: datetime

    @property
    def before(self) -> datetime:
        """The moment before which things are old."""
        return self.now - timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Due:
    """What a purge would take away now: files by name, and those whose time is over and which aren't as they were
    sealed, with what is wrong."""

    files: tuple[str, ...]
    altered: Mapping[str, str]


def due(shelf: Shelf, *, told: Callable[[int, int | None], object] = lambda _done, _of: None) -> Due:
    """What may go, so many days after it was seen and sealed. Of a file that may, every byte is read.

    `told` is told how many sealed files were looked at, and of how many.

    Raises:
        EvidenceError: the custody log can't be read, or this database may not say what goes (`archive_owner`).
    """
    found: list[str] = []
    altered: dict[str, str] = {}
    if not shelf.days:
        return Due((), altered)
    archive_owner.check(shelf.database, shelf.root, shelf.now)
    sealed = seals(shelf.root)
    with shelf.database.reading() as session:
        known = archived.files(session)
    for number, (name, entry) in enumerate(sorted(sealed.items())):
        told(number, len(sealed))
        if entry.at >= shelf.before or not is_kept(shelf.root, name) or _is_needed(shelf, known.get(name)):
            continue
        try:
            with borrowed(shelf.root, name) as path:
                faults = faults_of_sealed(shelf.root, name, at=path)
                may_go = not faults and _is_taken_in(shelf, path, known.get(name))
        except EvidenceError as error:  # a vault that can't be reached, or hasn't it
            if is_kept(shelf.root, name):
                altered[name] = str(error)
            continue
        except AlmenaraError:
            if is_kept(shelf.root, name):
                raise
            continue
        if faults and is_kept(shelf.root, name):  # else another purge was faster
            altered[name] = " ".join(faults)
        elif may_go:
            found.append(name)
    return Due(tuple(found), altered)


def remove(shelf: Shelf, due: Due, *, who: str) -> Iterator[str]:
    """Take these away, one after the other: the name of each that is gone. What something came to stand on since is
    left. A night that begins meanwhile waits for one file at the most.

    Raises:
        BusyError: a night or an ingest is at work.
        EvidenceError: a file isn't as it was sealed any more, or can't be taken away; it stays, noted or not.
    """
    with shelf.database.reading() as session:
        known = archived.files(session)
    for name in left(shelf.root):
        if name not in due.files:
            archive_owner.check_time(shelf.root, shelf.now)
            with lock.hold(shelf.database, work="a purge"):  # a purge may be about to take it away
                note_kept(shelf.root, name, actor=who, now=shelf.now)
    refused: list[EvidenceError] = []
    for name in due.files:
        try:
            with lock.hold(shelf.database, work="a purge"):
                is_gone = _taken(shelf, name, known.get(name), who)
        except EvidenceError as error:  # of this file, or of a vault that it lies in: it holds up no other
            refused.append(error)
            continue
        if is_gone:
            yield name
    if refused:
        raise refused[0]


def _taken(shelf: Shelf, name: str, file: archived.Held | None, who: str) -> bool:
    """Take one file away, there and here; whether it was there to be taken."""
    if not is_kept(shelf.root, name):  # another purge was faster
        return False
    at_hand(shelf.root, name)  # so that it is here if it can't be taken away there
    if _is_needed(shelf, file):
        note_kept(shelf.root, name, actor=who, now=shelf.now)
        return False
    _note(shelf, name, file, who)
    try:
        withdraw(shelf.root, name)
        take_away(shelf.root, name)
    except EvidenceError:
        note_kept(shelf.root, name, actor=who, now=shelf.now)
        raise
    return True


def _is_needed(shelf: Shelf, file: archived.Held | None) -> bool:
    if file is None:
        return False
    with shelf.database.reading() as session:
        return archived.is_needed(session, file, shelf.before)


def _note(shelf: Shelf, name: str, file: archived.Held | None, who: str) -> None:
    """Say in both logs that it goes. Where the second is never written, the first knows of a removal that did not come
    about: the file is there."""
    details: dict[str, object] = {"why": "retention", "archive_days": shelf.days}
    details |= {"captures": file.captures, "newest": stamp(file.newest)} if file else {"captures": 0}
    entry = note_removal(shelf.root, name, details, actor=who, now=shelf.now)
    with shelf.database.transaction() as session:
        if file is not None:
            archived.forget(session, file)
        told = {"sha256": entry.details.get("sha256"), "custody_entry": entry.sequence}
        audit.record(session, REMOVED, who, name, details=told | details)


def _is_taken_in(shelf: Shelf, path: Path, file: archived.Held | None) -> bool:
    """Whether the database knows every page of the file. One that it doesn't know may have been passed over for want of
    its source, or the database be an older one that was brought back: those pages wait to be read. A file of which it
    knows nothing may go where it holds no page (but feeds, say)."""
    waiting: list[str] = []
    for page in read_pages(path):
        if not (is_address(page.capture.url) and is_address(page.capture.requested_url)):
            continue  # taken in by nobody
        waiting.append(page.capture.capture_id)
        if file is None or (len(waiting) == _AT_ONCE and _unknown(shelf.database, waiting)):
            return False
    return not _unknown(shelf.database, waiting)


def _unknown(database: Database, ids: list[str]) -> bool:
    with database.reading() as session:
        found = archived.unknown(session, ids)
    ids.clear()
    return bool(found)
