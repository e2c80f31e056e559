"""Bringing files into the archive after the fact: what a killed crawl left open, and WARC files made elsewhere."""

from __future__ import annotations

import fcntl
import os
import re
from pathlib import Path

from core.errors import EvidenceError, InputError
from evidence.custody import CustodyLog
from evidence.format import files
from evidence.format.group import CLOSING_KINDS
from evidence.format.growing import OPEN_SUFFIX
from evidence.format.members import is_gzip
from evidence.format.records import Record, records
from evidence.seal import WARC_SUFFIXES, seal_of

INGESTED = "ingested"
"""The folder of WARC files made elsewhere."""


def recover(root: Path, *, actor: str = "almenara") -> list[str]:
    """Finish the files that killed crawls left open; those of crawls that still run are left alone.

    Each is cut behind its last whole group (see `evidence.format.group`) and renamed; every response that was whole is
    kept, and with it every capture that `ArchiveWriter.write` ever returned. What was cut is noted in the custody log.
    A file without a single whole record goes away.

    Returns:
        Relative names of the files that are finished now, sorted; nothing is sealed yet.

    Raises:
        EvidenceError: a file can't be cut or renamed.
    """
    found = sorted(root.rglob("*.warc.gz" + OPEN_SUFFIX))
    return [name for path in found if (name := _recovered(root, path, actor))]


def adopt(root: Path, path: Path) -> str:
    """Copy a WARC file made elsewhere into the archive, unchanged; its relative name there. Done twice, kept once.

    Raises:
        InputError: no such file, or it is no WARC.
        EvidenceError: no room.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file.", remedy="Give a .warc or .warc.gz file.")
    if path.resolve().is_relative_to(root.resolve()) and path.name.endswith(WARC_SUFFIXES):
        name = files.relative_name(root, path)
        if name.startswith(f"{INGESTED}/") or seal_of(root, name) is not None:
            return name  # one that was only laid there is none of our crawls'
    if not isinstance(next(records(path), None), Record):
        raise InputError(f"{path}: doesn't begin with a WARC record.", remedy="Give a .warc or .warc.gz file.")
    stem = re.sub(r"[^A-Za-z0-9_.-]", "_", path.name.removesuffix(".gz").removesuffix(".warc"))[:100]
    suffix = ".warc.gz" if is_gzip(path) else ".warc"
    target = root / INGESTED / f"{files.sha256_of(path)[:16]}-{stem}{suffix}"
    if not target.exists():
        files.copy_whole(path, target)
    return files.relative_name(root, target)


def _recovered(root: Path, path: Path, actor: str) -> str:
    """The finished name, or "" where there is nothing to finish."""
    with path.open("r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return ""  # its crawl is running
        if not path.exists():
            return ""  # finished in the moment before
        size = os.fstat(file.fileno()).st_size
        end = _end_of_last_group(path)
        target = path.with_name(path.name.removesuffix(OPEN_SUFFIX))
        if target.exists():
            raise EvidenceError(
                f"{target} exists beside {path.name}.", remedy="Move one of them away and look at both."
            )
        try:
            file.truncate(end)
            os.fsync(file.fileno())
            path.rename(target) if end else path.unlink()
            files.sync(path.parent)
        except OSError as error:
            raise files.cannot_write(path, error) from error
        name = files.relative_name(root, target)
        CustodyLog(root).append("recovered", actor, name, {"kept_bytes": end, "cut_bytes": size - end})
        return name if end else ""


def _end_of_last_group(path: Path) -> int:
    """Where the last whole response (or the warcinfo, where there is none) ends; 0 for nothing whole."""
    end = 0
    for record in records(path):
        closes = isinstance(record, Record) and (record.kind in CLOSING_KINDS or record.kind == "warcinfo")
        if closes and isinstance(record, Record) and record.whole:
            end = record.offset + record.length
    return end
