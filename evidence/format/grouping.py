"""Finding what belongs together again: a response and the records beside it that speak of it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import EvidenceError
from core.records import Capture
from evidence.format import files
from evidence.format.compose import GROUP_BEFORE
from evidence.format.group import CLOSING_KINDS, Notes, read_notes
from evidence.format.members import Damage
from evidence.format.records import Record, records, warc_fields

_DIGITS = 18  # of a length; Python reads no number of thousands, and no file is so long


@dataclass(frozen=True, slots=True)
class Group:
    """A response (or revisit) with what belongs to it; `start`: the byte of the file where the first of them begins."""

    answer: Record
    start: int
    request: Record | None = None
    notes: Notes | None = None
    rendered: Record | None = None

    @property
    def record_id(self) -> str:
        """The response's id; a stable one is made up for a record that came without."""
        return self.answer.record_id or _made_up_id(self.answer)

    @property
    def url(self) -> str:
        """The address that answered, as the response's record has it."""
        return self.answer.headers.get("warc-target-uri", "").strip("<> ")

    @property
    def requested_url(self) -> str:
        """The address that was asked for; the one that answered where no notes tell of another."""
        return self.notes.values["requested_url"] if self.notes else self.url

    @property
    def redirects(self) -> tuple[str, ...]:
        """The addresses that were passed on the way, as the notes have them."""
        return self.notes.redirects if self.notes else ()


def groups(path: Path, *, start: int = 0) -> Iterator[Group | Damage]:
    """The groups of a file, in order, from the byte `start` on, which lies between two of them."""
    beside: list[Record] = []
    for record in records(path, start=start):
        if not isinstance(record, Record):
            yield record
        elif record.kind in CLOSING_KINDS:
            yield _group(record, beside)
            beside = []
        else:
            beside = [*beside[-3:], record]  # a foreign file may have any number of others in a row


def read_group(root: Path, capture: Capture) -> Group:
    """The records of a capture, read where it says they lie; no digest is checked yet.

    Raises:
        EvidenceError: the file is gone, or doesn't hold that record there.
    """
    path = files.inside(root, capture.warc_file)
    if not path.is_file():
        raise EvidenceError(f"{capture.warc_file} is missing from the archive.", remedy="Restore it from a backup.")
    start, end = capture.warc_offset, capture.warc_offset + capture.warc_length
    for record in records(path, start=start, end=end):
        if isinstance(record, Record) and Group(record, start).record_id == capture.capture_id:
            return _group(record, _before(path, record))
    raise EvidenceError(
        f"{capture.warc_file}: no whole record {capture.capture_id} at byte {start}.",
        remedy="Run `almenara evidence verify`; restore the file from a backup.",
    )


def intact(record: Record | None) -> bool:
    """Whether the block is what its SHA-256 digest says; true where there is none to compare."""
    if record is None or record.block is None:
        return True
    kind, _, value = record.headers.get("warc-block-digest", "").partition(":")
    return kind != "sha256" or value == sha256(record.block)


def sha256(content: bytes) -> str:
    """Hex SHA-256."""
    return hashlib.sha256(content).hexdigest()


def _before(path: Path, answer: Record) -> list[Record]:
    length = answer.headers.get(GROUP_BEFORE.lower(), "")
    if not (length.isdecimal() and len(length) <= _DIGITS and 0 < int(length) <= answer.offset):
        return []
    found = records(path, start=answer.offset - int(length), end=answer.offset)
    return [record for record in found if isinstance(record, Record)]


def _group(answer: Record, beside: list[Record]) -> Group:
    mark = f"<{answer.record_id}>"
    start = answer.offset
    request = notes = rendered = None
    for record in reversed(beside):
        if mark not in (record.headers.get("warc-concurrent-to"), record.headers.get("warc-refers-to")):
            break
        start = record.offset
        if record.kind == "request":
            request = record
        elif record.kind == "metadata":
            notes = read_notes(warc_fields(record.block or b""))
        elif record.kind == "conversion":
            rendered = record
    return Group(answer, start, request, notes, rendered)


def _made_up_id(record: Record) -> str:
    seed = f"{record.headers.get('warc-target-uri', '')} {record.headers.get('warc-date', '')}"
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{seed} {sha256(record.block or b'')}").urn
