"""Whether a database may say what goes out of an archive: the one that took in its nights, and at a likely time.

An older backup of it knows nothing of what later nights stand on, a second database nothing of what the first was told,
and by a clock that runs ahead everything is old.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from core.errors import EvidenceError, InputError
from core.urls import is_address
from evidence.custody import CustodyLog
from evidence.reader import read_pages
from evidence.seal import seals
from evidence.vault.carried import at_hand, borrowed
from pipeline import audit_log
from store import archived, audit, captures
from store.session import Database, Session

_SILENT = timedelta(days=14)
"""For so long nothing is noted in the custody log of a watch that is alive: every night seals files."""
_NAMED = 3


def check(database: Database, root: Path, now: datetime) -> None:
    """See that this database, at this time, may say what goes out of the archive.

    Raises:
        EvidenceError: the clock runs ahead, the archive is another database's or younger than this one, or the custody
            log can't be read.
    """
    check_time(root, now)
    with database.reading() as session:
        heads = audit_log.held(session, root).heads
        is_other = bool(heads) and not audit.has(session, heads[-1])
    if is_other:
        raise EvidenceError(
            "No file goes out of the archive: the custody log noted last the audit log of another database, or of a "
            "younger copy of this one.",
            remedy="Run `almenara audit verify`, and purge with the database that the archive belongs to.",
        )
    if names := unknown(database, root):
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        raise EvidenceError(
            f"No file goes out of the archive: the database knows nothing of {', '.join(names[:_NAMED])}{more}. What "
            "stands on older files may be told there.",
            remedy=f"If no night is at work, `almenara ingest '{root}/**/*.warc.gz'` takes their pages in; then purge.",
        )


def check_time(root: Path, now: datetime) -> None:
    """See that the clock does not run ahead of the custody log: what is noted by it would make it look right.

    Raises:
        EvidenceError: it does.
    """
    last = CustodyLog(root).newest()
    if last is not None and now > last.at + _SILENT:
        raise EvidenceError(
            f"No file goes out of the archive: by this machine's clock it is {now:%Y-%m-%d}, and the last entry of the "
            f"custody log is of {last.at:%Y-%m-%d}.",
            remedy="Set the clock right; where it is, let a night run first: `almenara nightly`.",
        )


def unknown(database: Database, root: Path) -> list[str]:
    """Sealed files with pages, of which the database knows none: it was brought back from an older backup, mostly.

    Raises:
        EvidenceError: the custody log can't be read.
    """
    with database.reading() as session:
        known = captures.files(session)
    apart = [name for name in sorted(seals(root)) if name not in known]
    with database.reading() as session:
        found = [name for name in apart if _is_unknown(session, root, name)]
    for name in found:
        with suppress(EvidenceError):
            at_hand(root, name)  # the remedy is to take in what lies here
    return found


def _is_unknown(session: Session, root: Path, name: str) -> bool:
    """Whether a file has pages of which the database knows none, as far as anybody can tell: its vault may be away."""
    try:
        return bool(archived.unknown(session, _pages(root, name)))
    except EvidenceError:
        return True


def _pages(root: Path, name: str) -> list[str]:
    """The captures of a file that a database takes in; those of a second copy of a file it has by the first."""
    with borrowed(root, name) as path:
        if not path.is_file():  # that it is missing is a finding of its own
            return []
        pages = (page.capture for page in read_pages(path))
        try:
            return [page.capture_id for page in pages if is_address(page.url) and is_address(page.requested_url)]
        except InputError:  # a purge took it away meanwhile
            return []
