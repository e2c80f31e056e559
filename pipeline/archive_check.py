"""The archive held against what the database says was read out of it.

The custody log alone cannot tell that the whole folder is gone, or another than the one that was filled; nor does it
know under which address and at what time the database says that a page was seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import EvidenceError
from core.records import Capture
from core.settings import Settings
from evidence.format.chain import Entry
from evidence.recorded import compared
from evidence.removal import removal_of, removals, taken_away
from evidence.vault.carried import is_kept
from evidence.verify import Finding
from pipeline import archive_owner, audit_log
from pipeline.archive_purge import REMOVED
from store import audit, captures
from store.session import Database

_AT_ONCE = 500
_MAX_NAMED = 20


def findings(settings: Settings, *, told: Callable[[int, int | None], object] | None = None) -> Iterator[Finding]:
    """Files from which pages were read and that aren't there, but for those that were taken away in order, as both logs
    say, and captures that aren't as their records say: address, time, way there, status, payload.

    A file that is there is walked once more, record by record, and a few hundred captures are in memory at once: it
    takes as long as reading the archive takes. `told` is told how many captures are done, and of how many.

    Raises:
        StoreError, BusyError: there is no database, or it can't be asked.
    """
    with _opened(settings) as database:
        with database.reading() as session:
            known = captures.files(session)
        root = settings.archive_root
        gone = {name for name in known if not _is_kept(root, name)}
        for name in sorted(gone):
            if taken_away(root, name) is None:
                yield Finding("missing", name, f"isn't there, and the database knows of {known[name]} responses in it")
        yield from _not_on_record(database, root)
        there = (capture for capture in _all(database) if capture.warc_file not in gone)
        total, more = sum(known.values()), Counter[str]()
        for number, (capture, differences) in enumerate(compared(settings.archive_root, there)):
            if told is not None:
                told(number, total)
            if differences and taken_away(settings.archive_root, capture.warc_file) is None:  # not by a purge meanwhile
                more[capture.warc_file] += 1
                if more[capture.warc_file] <= _MAX_NAMED:
                    what = f"{capture.capture_id} at byte {capture.warc_offset}: {' '.join(differences)}"
                    yield Finding("database", capture.warc_file, what)
        for name, count in more.items():
            if count > _MAX_NAMED:
                yield Finding("database", name, f"and {count - _MAX_NAMED} more captures that aren't as recorded")


def _is_kept(root: Path, name: str) -> bool:
    try:
        return is_kept(root, name)
    except EvidenceError:  # of a log that can't be read: a finding already
        return False


def _not_on_record(database: Database, root: Path) -> Iterator[Finding]:
    """Files that the custody log says were taken away, and the audit log doesn't: whoever may write in the folder could
    have noted it there. A restore that is noted since has lost what the audit log said."""
    gone = [_removal(root, name) for name in removals(root)]  # first: a purge at work is on record before it removes
    with database.reading() as session:
        try:
            restored = audit_log.held(session, root).restored
        except EvidenceError:  # a finding of its own
            restored = 0
        for entry in gone:
            if entry is None or entry.sequence < restored:
                continue
            done = audit.last(session, REMOVED, entry.subject)
            noted = {"sha256": entry.details.get("sha256"), "custody_entry": entry.sequence}
            if done is None or any(done.details.get(key) != value for key, value in noted.items()):
                what = f"isn't there; entry {entry.sequence} of the custody log says that it was taken away in order"
                yield Finding("missing", entry.subject, f"{what}, and the audit log knows of no such purge")


def _removal(root: Path, name: str) -> Entry | None:
    try:
        return removal_of(root, name)
    except EvidenceError:  # a finding of its own
        return None


def unknown(settings: Settings) -> list[str]:
    """Sealed files with pages, of which the database knows none: it was brought back from an older backup, mostly.

    Raises:
        EvidenceError: the custody log can't be read.
        StoreError, BusyError: there is no database, or it can't be asked.
    """
    with _opened(settings) as database:
        return archive_owner.unknown(database, settings.archive_root)


@contextmanager
def _opened(settings: Settings) -> Iterator[Database]:
    database = Database(settings.database)
    try:
        database.upgrade(new=False)
        yield database
    finally:
        database.close()


def _all(database: Database) -> Iterator[Capture]:
    """Every capture in the order in which they came in, which is that of their files; each few by a reading of its own,
    so that no snapshot of the database is kept for hours."""
    after = 0
    while True:
        with database.reading() as session:
            some = captures.following(session, after, _AT_ONCE)
        if not some:
            return
        after = some[-1][0]
        yield from (capture for _, capture in some)
