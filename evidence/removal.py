"""Taking sealed files out of the archive in order: noted in the custody log first, and then gone for good.

The file's manifest stays, and the entry that sealed it: what was there can still be shown, record by record. A process
killed after the note leaves the file where it was; who comes next notes it again and takes it away, or notes that it
stays: a removal that didn't come about must not make a later deletion look as if it were in order.
"""

from __future__ import annotations

import glob
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from core.errors import EvidenceError
from evidence.custody import CustodyLog
from evidence.format import files
from evidence.format.chain import Entry
from evidence.format.growing import FETCHED_SUFFIX
from evidence.seal import last_of, manifest_path, seal_of

REMOVED = "removed"
"""The action of an entry that says that a sealed file is taken away."""
KEPT = "kept"
"""The action of an entry that takes such a one back: the file is there, and stays."""


def faults_of_sealed(root: Path, warc_file: str, *, at: Path | None = None) -> list[str]:
    """In what a sealed file and its manifest aren't as they were sealed: such a file is no one's to take away. `at`:
    where the file lies, if not in its place."""
    entry = seal_of(root, warc_file)
    if entry is None:
        return ["The file isn't sealed."]
    path = files.inside(root, warc_file)
    kept = ((at or path, "sha256", "The file"), (manifest_path(path), "manifest_sha256", "The manifest"))
    try:
        return [
            f"{name} isn't the one that was sealed."
            for each, pinned, name in kept
            if files.sha256_of(each) != entry.details.get(pinned)
        ]
    except OSError as error:
        return [f"{error.filename}: can't be read: {error.strerror}."]


def note_removal(root: Path, warc_file: str, details: Mapping[str, object], *, actor: str, now: datetime) -> Entry:
    """Note that a sealed file is taken away, before it is: its SHA-256 and size, and why (`details`, JSON values).

    Raises:
        EvidenceError: the file or its manifest isn't as it was sealed, or the log can't be written.
    """
    if faults := faults_of_sealed(root, warc_file):
        raise EvidenceError(
            f"{warc_file} stays in the archive: {' '.join(faults)}",
            remedy="Run `almenara evidence verify`, and restore it from a backup.",
        )
    entry = seal_of(root, warc_file)
    sealed = {name: entry.details.get(name) for name in ("sha256", "size", "records")} if entry is not None else {}
    return CustodyLog(root).append(REMOVED, actor, warc_file, {**sealed, **details}, now=now)


def note_kept(root: Path, warc_file: str, *, actor: str, now: datetime) -> None:
    """Note that a file stays whose removal is noted; nothing happens where none is, or where the file is gone.

    Raises:
        EvidenceError: the log can't be read or written.
    """
    removal = noted_removal(root, warc_file)
    if removal is not None and files.inside(root, warc_file).exists():
        CustodyLog(root).append(KEPT, actor, warc_file, {"removal": removal.sequence}, now=now)


def take_away(root: Path, warc_file: str) -> None:
    """Take a file away whose removal is noted.

    Raises:
        EvidenceError: the folder can't be written; the file is there still.
    """
    path = files.inside(root, warc_file)
    try:
        for draft in path.parent.glob(f"{glob.escape(path.name)}.*{FETCHED_SUFFIX}"):  # a kill left it
            draft.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        files.sync(path.parent)
    except OSError as error:
        raise files.cannot_write(path, error) from error


def removal_of(root: Path, warc_file: str) -> Entry | None:
    """The entry by which a file that is gone was taken away in order; None where it is there, or went another way.

    Raises:
        EvidenceError: the name leads out of the archive, or its entries can't be read.
    """
    if files.inside(root, warc_file).exists():
        return None
    return noted_removal(root, warc_file)


def noted_removal(root: Path, warc_file: str) -> Entry | None:
    """The entry that says that a sealed file is taken away, and that no later one takes back."""
    sealed, removal, kept = seal_of(root, warc_file), last_of(root, REMOVED, warc_file), last_of(root, KEPT, warc_file)
    if sealed is None or removal is None or removal.sequence < max(sealed.sequence, kept.sequence if kept else 0):
        return None
    return removal if removal.details.get("sha256") == sealed.details.get("sha256") else None


def taken_away(root: Path, warc_file: str) -> datetime | None:
    """When a file that is gone was taken away in order; None for one that wasn't, and where no entry can be read."""
    try:
        entry = removal_of(root, warc_file)
    except EvidenceError:
        return None
    return entry.at if entry is not None else None


def removals(root: Path) -> list[str]:
    """The files that are gone in order, by name."""
    return [name for name in _named(root) if taken_away(root, name) is not None]


def left(root: Path) -> list[str]:
    """The files whose removal is noted and that are there still, by name.

    Raises:
        EvidenceError: their entries can't be read.
    """
    there = (name for name in _named(root) if files.inside(root, name).exists())
    return [name for name in there if noted_removal(root, name) is not None]


def _named(root: Path) -> list[str]:
    return sorted({each.subject for each in CustodyLog(root).entries(skip_unreadable=True) if each.action == REMOVED})
