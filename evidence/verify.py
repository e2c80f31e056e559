"""Checking a whole archive against its custody log: every sealed byte, every file, every entry.

Finds a flipped byte anywhere, a record taken out, a cut file, files missing or never sealed, and entries edited, moved
or taken out. What a consistent rewrite of everything by somebody with full access looks like to it: nothing. Against
that only a hash kept outside helps; see `evidence.custody` and `evidence.timestamp`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, timedelta
from pathlib import Path

from core.errors import EvidenceError
from evidence.custody import HEAD, LOCK, LOG, CustodyLog, Finding
from evidence.format import files
from evidence.format.chain import Entry, stamp
from evidence.format.growing import OPEN_SUFFIX
from evidence.removal import taken_away
from evidence.seal import SEALED, TIMESTAMPED, manifest_path, read_manifest
from evidence.vault.carried import carried, check_in_vault

__all__ = ["Finding", "set_back", "verify"]

_MAX_NAMED = 20
_SLACK = timedelta(minutes=5)  # an entry waits a minute at most


def verify(
    root: Path, *, told: Callable[[int, int | None], object] | None = None, in_vault: bool = False
) -> list[Finding]:
    """What isn't as it was sealed; an empty list means that all is. Files of running crawls (.open) aren't looked at,
    and of those that were taken away in order (`evidence.removal`) the manifest has to be there. A file whose copy here
    was let go of is read in its vault; with `in_vault` every one that was carried is.

    Reads every byte of the archive, and says through `told` how many entries of the log are done, and of how many.
    Raises nothing for damage: damage is what it reports.
    """
    log = CustodyLog(root)
    found = log.verify()
    expected: set[str] = {LOG, HEAD, LOCK}
    entries = list(log.entries(skip_unreadable=True))
    for number, entry in enumerate(entries):
        if told is not None:
            told(number, len(entries))
        found += _check(root, entry, expected, in_vault=in_vault)
    while unlisted := _unlisted(root, expected):  # a night may have sealed some while this read for hours
        since = [*log.entries(skip_unreadable=True)][len(entries) :]
        if not since:
            break
        entries += since
        found += [each for entry in since for each in _check(root, entry, expected, in_vault=in_vault)]
    return found + unlisted


def _check(root: Path, entry: Entry, expected: set[str], *, in_vault: bool) -> list[Finding]:
    """What is wrong with the file that an entry sealed or kept; it is expected from now on."""
    name = str(entry.details.get("file", "")) if entry.action == TIMESTAMPED else entry.subject
    if entry.action not in (SEALED, TIMESTAMPED) or name in expected:
        return []
    expected.add(name)
    if entry.action == SEALED:
        expected.add(manifest_path(Path(name)).as_posix())
        return _check_warc(root, entry, in_vault=in_vault)
    return _check_kept(root, name, str(entry.details.get("sha256", "")), "timestamp")


def set_back(root: Path) -> list[str]:
    """Where the log's times go back by more than a few minutes, a line each. No finding: a clock may have been set, and
    an entry is dated before it waits for the lock; but entries that somebody dated otherwise look the same."""
    told, before = [], None
    for entry in CustodyLog(root).entries(skip_unreadable=True):
        at = entry.at if entry.at.tzinfo else entry.at.replace(tzinfo=UTC)
        if before is not None and at < before - _SLACK:
            told.append(
                f"{LOG} entry {entry.sequence}: its time, {stamp(at)}, lies before the last one's, {stamp(before)}"
            )
        before = at
    return told


def _check_warc(root: Path, entry: Entry, *, in_vault: bool) -> list[Finding]:
    """A sealed file and its manifest."""
    name, sha256 = entry.subject, str(entry.details.get("sha256", ""))
    manifest = manifest_path(Path(name)).as_posix()
    found = _check_kept(root, manifest, str(entry.details.get("manifest_sha256", "")), "manifest")
    altered = _check_kept(root, name, sha256, "altered")
    is_missing = bool(altered) and altered[0].kind == "missing"
    if is_missing and taken_away(root, name) is not None:
        return found
    if (is_missing or in_vault) and _is_carried(root, name):
        altered = [each for each in altered if each.kind != "missing"] + check_in_vault(root, name, entry)
    if altered and altered[0].kind == "altered":
        altered += _altered_records(root, entry)
    return altered + found


def _is_carried(root: Path, name: str) -> bool:
    try:
        return carried(root, name) is not None
    except EvidenceError:  # of a log that can't be read: a finding already
        return False


def _check_kept(root: Path, name: str, sha256: str, kind: str) -> list[Finding]:
    try:
        path = files.inside(root, name)
        if not path.is_file():
            return [Finding("missing", name, "is listed in the custody log and isn't there")]
        if files.sha256_of(path) != sha256:
            return [Finding(kind, name, "differs from what the custody log recorded (SHA-256)")]
    except (EvidenceError, OSError) as error:
        return [Finding(kind, name, f"can't be read: {error}")]
    return []


def _altered_records(root: Path, entry: Entry) -> list[Finding]:
    """Which records of an altered file no longer are what the manifest says; at most `_MAX_NAMED` of them."""
    found: list[Finding] = []
    try:
        path = files.inside(root, entry.subject)
        size, recorded = path.stat().st_size, entry.details.get("size")
        if size != recorded:
            found.append(Finding("altered", entry.subject, f"has {size} bytes, {recorded} were sealed"))
        pieces = read_manifest(path)
        with path.open("rb") as file:
            for piece in pieces:
                file.seek(piece.offset)
                if hashlib.sha256(file.read(piece.length)).hexdigest() != piece.sha256:
                    place = f"{piece.kind} {piece.record_id} at byte {piece.offset}"
                    found.append(Finding("altered", entry.subject, f"{place} isn't there as sealed"))
    except (EvidenceError, OSError):  # a name that leads elsewhere, a file that can't be read, a manifest that is none
        return found  # their own findings say so
    return found if len(found) <= _MAX_NAMED else [*found[:_MAX_NAMED], _more(entry.subject, len(found) - _MAX_NAMED)]


def _more(subject: str, count: int) -> Finding:
    return Finding("altered", subject, f"and {count} more records")


_UNKNOWN = "isn't in the custody log: never sealed, or put there by somebody"
_DRAFT = "is half a file that a killed command left: remove it while nothing is at work, or ingest again"


def _unlisted(root: Path, expected: set[str]) -> list[Finding]:
    found = []
    for path in sorted(root.rglob("*")):
        if path.is_dir() or path.name.endswith(OPEN_SUFFIX):
            continue
        name = path.relative_to(root).as_posix()
        if name not in expected:
            what = _DRAFT if name.endswith(files.DRAFT_SUFFIX) else _UNKNOWN
            found.append(Finding("unlisted", name, what))
    return found
