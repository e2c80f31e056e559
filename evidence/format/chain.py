"""Entries of the custody log as bytes: canonical JSON, hashes, links. What they mean is told in evidence/custody.py."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

GENESIS = "0" * 64
"""What stands for the hash before the first entry."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the log. `details` is what `append` was given."""

    sequence: int  # from 1
    at: datetime
    action: str
    actor: str
    subject: str  # relative name of the file, or ""
    tool: str
    models: Mapping[str, str]
    details: Mapping[str, object]
    content_sha256: str
    previous: str
    hash: str
    line: bytes  # as it stands in the log, without the line's end


def canonical(value: object) -> bytes:
    """JSON with keys sorted, no blanks, UTF-8 as it is: what `jq -cjS` prints."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def link(previous: str, content_sha256: str) -> str:
    """The hash of an entry, from the hash before it and that of its content (all hex)."""
    return hashlib.sha256(f"{previous}{content_sha256}".encode("ascii")).hexdigest()


def written(previous: str, content: Mapping[str, object]) -> bytes:
    """The log's line for a content, without the line's end."""
    content_sha256 = hashlib.sha256(canonical(content)).hexdigest()
    values = {"content": content, "content_sha256": content_sha256, "previous": previous}
    return canonical(values | {"hash": link(previous, content_sha256)})


def parse_entry(line: bytes) -> Entry:
    """Read one line.

    Raises:
        ValueError: it is no entry. Its hashes aren't checked here.
    """
    try:
        record = json.loads(line)
    except RecursionError as error:  # of tables in tables, without end
        raise ValueError("no entry") from error
    return _entry(record, line)


def _entry(record: Any, line: bytes) -> Entry:
    try:
        content = record["content"]
        entry = Entry(
            sequence=content["sequence"],
            at=datetime.fromisoformat(content["at"]),
            action=content["action"],
            actor=content["actor"],
            subject=content["subject"],
            tool=content["tool"],
            models=content["models"],
            details=content["details"],
            content_sha256=record["content_sha256"],
            previous=record["previous"],
            hash=record["hash"],
            line=line,
        )
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("no entry") from error
    words = (entry.action, entry.actor, entry.subject, entry.tool, entry.content_sha256, entry.previous, entry.hash)
    tables = (entry.models, entry.details)
    if type(entry.sequence) is not int or {*map(type, words)} != {str} or {*map(type, tables)} != {dict}:
        raise ValueError("no entry")
    return entry


def fault(line: bytes, previous: str, sequence: int) -> str:
    """What is wrong with a line that should be entry `sequence` after the hash `previous`; "" where nothing is."""
    return tested(line, previous, sequence)[0]


def tested(line: bytes, previous: str, sequence: int) -> tuple[str, str]:
    """As `fault`, and the hash that the line says is its own; "" where it is no entry. A line is read once: there may
    be a hundred thousand."""
    try:
        record = json.loads(line)
        entry = _entry(record, line)
        again = written(previous, record["content"])
    except (ValueError, RecursionError):
        return "is no entry", ""
    if entry.sequence != sequence:
        return f"says it is entry {entry.sequence}: entries were taken out, put in or moved", entry.hash
    if entry.previous != previous:
        return "doesn't link to the entry before it", entry.hash
    if again != line:
        return "was edited: its content and its hashes don't agree", entry.hash
    return "", entry.hash


@dataclass(frozen=True, slots=True)
class Head:
    """The newest entry: how many there are, its hash, and how long the log is (bytes)."""

    entries: int = 0
    hash: str = GENESIS
    size: int = 0

    def check(self) -> None:
        """Raise ValueError where a hand wrote what is no number, or no hash."""
        are_numbers = {type(self.entries), type(self.size)} == {int} and min(self.entries, self.size) >= 0
        if not (are_numbers and type(self.hash) is str and self.hash.isascii()):
            raise ValueError("no head")

    def as_bytes(self) -> bytes:
        """The content of `custody.head`."""
        return canonical({"entries": self.entries, "hash": self.hash, "size": self.size}) + b"\n"


def utc_now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """An aware time as the log and WARC write it: ISO 8601 in UTC, to the microsecond where there is one."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


@cache
def tool() -> str:
    """Name and version of this program. Asked once: to look it up took as long as to write an entry."""
    try:
        return f"almenara/{version('almenara')}"
    except PackageNotFoundError:  # run from a folder without being installed
        return "almenara/uninstalled"
