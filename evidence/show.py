"""One capture as evidence, in one call: what was seen, its digests then and now, and the seal over it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from core.errors import EvidenceError
from core.records import Capture
from evidence.brought import of_others
from evidence.format import files
from evidence.format.grouping import Group, intact, sha256
from evidence.format.http import split_message
from evidence.recorded import differences, whole_group
from evidence.removal import removal_of
from evidence.seal import Piece, manifest_path, read_manifest, seal_of


@dataclass(frozen=True, slots=True)
class SealShown:
    """The entry of the custody log that sealed the file."""

    at: datetime
    actor: str
    tool: str
    sequence: int
    hash: str  # of the entry: what an outside witness would keep
    file_sha256: str


@dataclass(frozen=True, slots=True)
class RemovalShown:
    """The entry of the custody log by which the file was taken away in order."""

    at: datetime
    actor: str
    sequence: int


@dataclass(frozen=True, slots=True)
class CaptureShown:
    """A capture beside what the archive holds of it now. `faults` empty means: as it was recorded, or, where it was
    `removed`, that the manifest is the one that was sealed and knows it."""

    url: str
    requested_url: str
    redirects: tuple[str, ...]
    fetched_at: datetime
    ip: str
    status: int
    status_line: str
    headers: tuple[tuple[str, str], ...]  # of the response, as received
    request: str  # the request's head as sent, Latin-1
    payload_recorded: str  # SHA-256, hex, as the capture has it
    payload_now: str  # computed from the archive just now; "" where it can't be
    warc_file: str
    warc_offset: int
    of_others: bool  # from a file that was brought: its time is what that file says, and the seal's when it came in
    seal: SealShown | None
    faults: tuple[str, ...]
    removed: RemovalShown | None = None


def describe(root: Path, capture: Capture) -> CaptureShown:
    """Show a capture and check its own records; the rest of the file is `verify`'s business.

    Never raises for damage: what is wrong stands in `faults`.
    """
    faults: list[str] = []
    status_line = payload_now = request = ip = ""
    start = capture.warc_offset
    headers: tuple[tuple[str, str], ...] = ()
    removed = _removal(root, capture)
    try:
        if removed is None:
            group = whole_group(root, capture)
            start = group.start
            message = split_message(group.answer.block or b"")
            status_line, headers, payload_now = message.status_line, message.headers, sha256(message.body)
            ip = group.answer.headers.get("warc-ip-address", "")
            request = (group.request.block or b"").decode("latin-1") if group.request else ""
            faults += differences(capture, group) + _own_faults(capture, group, payload_now)
    except EvidenceError as error:
        faults.append(str(error))
    seal, seal_faults = _seal(root, capture, start, is_gone=removed is not None)
    return CaptureShown(
        url=capture.url,
        requested_url=capture.requested_url,
        redirects=capture.redirects,
        fetched_at=capture.fetched_at,
        ip=ip,
        status=capture.status,
        status_line=status_line,
        headers=headers,
        request=request,
        payload_recorded=capture.payload_sha256,
        payload_now=payload_now,
        warc_file=capture.warc_file,
        warc_offset=capture.warc_offset,
        of_others=of_others(capture.warc_file),
        seal=seal,
        faults=(*faults, *seal_faults),
        removed=removed,
    )


def _removal(root: Path, capture: Capture) -> RemovalShown | None:
    try:
        entry = removal_of(root, capture.warc_file)
    except EvidenceError:
        return None  # reading the record says what is wrong
    return None if entry is None else RemovalShown(entry.at, entry.actor, entry.sequence)


def _own_faults(capture: Capture, group: Group, payload_now: str) -> list[str]:
    """In what the records aren't what they say of themselves."""
    found, written = [], group.answer.headers.get("warc-payload-digest", "")
    if written.startswith("sha256:") and not capture.not_modified and written != f"sha256:{payload_now}":
        found.append("The payload's SHA-256 isn't the one in the record.")
    if not all(intact(record) for record in (group.answer, group.request, group.rendered)):
        found.append("A record's block differs from its own digest.")
    return found


def _seal(root: Path, capture: Capture, start: int, *, is_gone: bool) -> tuple[SealShown | None, list[str]]:
    try:
        entry = seal_of(root, capture.warc_file)
        if entry is None:
            return None, ["The file isn't sealed yet."]
        shown = SealShown(
            at=entry.at,
            actor=entry.actor,
            tool=entry.tool,
            sequence=entry.sequence,
            hash=entry.hash,
            file_sha256=str(entry.details.get("sha256", "")),
        )
        path = files.inside(root, capture.warc_file)
        pinned = str(entry.details.get("manifest_sha256", ""))
        return shown, _faults_of_manifest(path, capture, pinned, start=start, is_gone=is_gone)
    except EvidenceError as error:
        return None, [str(error)]


def _faults_of_manifest(path: Path, capture: Capture, manifest_sha256: str, *, start: int, is_gone: bool) -> list[str]:
    """The bytes of the record and of those beside it (from `start` on) against the sealed manifest, and the manifest
    against the seal; of a file that was taken away the manifest alone."""
    if not manifest_path(path).is_file():
        return ["The file or its manifest is missing."]
    if files.sha256_of(manifest_path(path)) != manifest_sha256:
        return ["The manifest isn't the one that was sealed."]
    pieces = {piece.offset: piece for piece in read_manifest(path) if start <= piece.offset <= capture.warc_offset}
    known = pieces.get(capture.warc_offset)
    if known is None or (is_gone and known.record_id not in ("", capture.capture_id)):
        return ["The sealed manifest knows no record at that place."]
    if is_gone or not path.is_file():  # what is missing is told by reading the record
        return []
    with path.open("rb") as file:
        altered = {piece.offset for piece in pieces.values() if not _as_sealed(file, piece)}
    if capture.warc_offset in altered:
        return ["The record's bytes aren't those that were sealed."]
    return ["A record beside it isn't as it was sealed."] if altered else []


def _as_sealed(file: BinaryIO, piece: Piece) -> bool:
    file.seek(piece.offset)
    return hashlib.sha256(file.read(piece.length)).hexdigest() == piece.sha256
