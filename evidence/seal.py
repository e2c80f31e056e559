"""Sealing finished WARC files: a manifest of their records, and an entry in the custody log that pins both.

The manifest (`<file>.manifest`, one JSON line a record: where its bytes lie and their SHA-256) lets one record be
checked without the rest of the file, which is what a bundle for others needs.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from core.errors import EvidenceError
from evidence.custody import LOG, CustodyLog
from evidence.format import files
from evidence.format.chain import Entry, canonical
from evidence.format.records import Record, records
from evidence.seal_index import index_of

SEALED = "sealed"
"""The action of a sealing entry."""
TIMESTAMPED = "timestamped"
"""The action of an entry that keeps a time-stamp token; details name its `file` and `sha256`."""
MANIFEST_SUFFIX = ".manifest"
WARC_SUFFIXES = (".warc.gz", ".warc")
_MOST = 1 << 62  # bytes; no file has more


@dataclass(frozen=True, slots=True)
class Piece:
    """One record's bytes in a sealed file."""

    offset: int
    length: int
    sha256: str  # of these bytes as they lie in the file
    kind: str
    record_id: str


def seal(root: Path, warc_file: str, *, actor: str, now: datetime, models: Mapping[str, str]) -> None:
    """Seal a finished WARC file; nothing happens where it is sealed already.

    Args:
        warc_file: relative to `root`.
        actor: who or what seals, as people are to read it.
        models: name -> version of what reads the archive that night; {} where nothing does.

    Raises:
        EvidenceError: no such file, still open, or sealed before with other content.
    """
    path = files.inside(root, warc_file)
    if not (path.is_file() and warc_file.endswith(WARC_SUFFIXES)):
        raise EvidenceError(f"{warc_file}: no finished WARC file.", remedy="Close or recover it first.")
    log = CustodyLog(root)
    with log.locked():
        sha256 = files.sha256_of(path)
        before = seal_of(root, warc_file)
        if before is not None:
            if before.details.get("sha256") != sha256:
                raise EvidenceError(f"{warc_file} was sealed with other content.", remedy="Restore it from a backup.")
            return
        details = {"sha256": sha256, "size": path.stat().st_size} | _write_manifest(path)
        log.append(SEALED, actor, warc_file, details, now=now, models=models)
        for kept in (path, manifest_path(path)):
            kept.chmod(0o444)  # no lock, but nothing writes there by mistake


def seal_of(root: Path, warc_file: str) -> Entry | None:
    """The entry that sealed a file, or None. A process reads what was sealed before once, not for every file.

    Raises:
        EvidenceError: the entry can't be read.
    """
    log = (root / LOG).resolve()
    try:
        return index_of(log, SEALED).find(warc_file)
    except ValueError as error:
        raise EvidenceError(
            f"{log}: the entry that seals {warc_file} can't be read.",
            remedy="Run `almenara evidence verify`, and restore the log from a backup.",
        ) from error


def last_of(root: Path, action: str, warc_file: str) -> Entry | None:
    """The last entry of an action about a file, or None.

    Raises:
        EvidenceError: the entry can't be read.
    """
    log = (root / LOG).resolve()
    try:
        return index_of(log, action, is_last=True).find(warc_file)
    except ValueError as error:
        raise EvidenceError(
            f"{log}: the entry on {warc_file} ({action}) can't be read.",
            remedy="Run `almenara evidence verify`, and restore the log from a backup.",
        ) from error


def log_faults(root: Path, warc_files: Collection[str]) -> list[str]:
    """What is wrong with the custody log since the first of these files was sealed, a line each: neither the times that
    it tells of them nor its later entries are worth anything where something is. All of it is read where one of the
    files isn't sealed.

    Takes about 50 microseconds an entry.
    """
    index = index_of((root / LOG).resolve(), SEALED)
    since = min((index.place(name) or 0 for name in warc_files), default=0)
    return [f"{each.subject}: {each.message}" for each in CustodyLog(root).verify(since=since)]


def seals(root: Path) -> dict[str, Entry]:
    """Every sealing entry, by relative name of the file; the first where there are several.

    Raises:
        EvidenceError: the log can't be read.
    """
    found: dict[str, Entry] = {}
    for entry in CustodyLog(root).entries():
        if entry.action == SEALED:
            found.setdefault(entry.subject, entry)
    return found


def manifest_path(warc: Path) -> Path:
    """Where the manifest of a WARC file lies. A hand may leave a path without a name in the log: it gets one, too."""
    return warc.parent / f"{warc.name}{MANIFEST_SUFFIX}"


def read_manifest(warc: Path) -> list[Piece]:
    """The pieces of a sealed file.

    Raises:
        EvidenceError: the manifest is gone or isn't one.
    """
    path = manifest_path(warc)
    try:
        pieces = [Piece(**json.loads(line)) for line in path.read_bytes().splitlines()]
        if not all(map(_is_one, pieces)):
            raise ValueError("no record's place")
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise EvidenceError(f"{path}: no readable manifest.", remedy="Restore it from a backup.") from error
    return pieces


def _is_one(piece: Piece) -> bool:
    words = (piece.sha256, piece.kind, piece.record_id)
    numbers = (piece.offset, piece.length)
    return {*map(type, words)} == {str} and {*map(type, numbers)} == {int} and 0 <= min(numbers) <= max(numbers) < _MOST


def _write_manifest(path: Path) -> dict[str, object]:
    """Write the manifest; what the seal says of it."""
    pieces = list(_pieces(path))
    content = b"".join(canonical(asdict(piece)) + b"\n" for piece in pieces)
    files.write_whole(manifest_path(path), content)
    return {"records": len(pieces), "manifest_sha256": hashlib.sha256(content).hexdigest()}


def _pieces(path: Path) -> Iterator[Piece]:
    with path.open("rb") as file:
        last = (-1, -1, "")
        for record in records(path):
            if not isinstance(record, Record):
                continue
            if (record.offset, record.length) != last[:2]:  # several records share one member in some foreign files
                file.seek(record.offset)
                last = (record.offset, record.length, hashlib.sha256(file.read(record.length)).hexdigest())
            yield Piece(record.offset, record.length, last[2], record.kind, record.record_id)
