"""The custody log: who did what to the archive and when, in entries chained by their hashes.

`custody.jsonl` is appended to, never rewritten. A line holds `content` (the entry), `content_sha256` (of the content as
canonical JSON: keys sorted, no blanks, UTF-8), `previous` (the hash of the entry before, 64 zeros for the first) and
`hash`, the SHA-256 of the two hex strings `previous` and `content_sha256` one after the other. So the links of the
chain can be shown to others without showing what other entries say.

What the chain proves: no entry was changed, taken out or put in before the newest hash that somebody outside has kept.
What it can't prove alone: whoever may write here can drop the last entries, or rewrite the log and `custody.head`
from any entry on, and get a chain that fits. `custody.head` catches the careless; only a hash kept elsewhere catches
the rest: an RFC 3161 time stamp (`evidence.timestamp`), a mail that quotes the head, a printed report.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from core.errors import BusyError, EvidenceError
from evidence.format import files
from evidence.format.chain import GENESIS, Entry, Head, canonical, parse_entry, stamp, tested, tool, utc_now, written

LOG, HEAD, LOCK = "custody.jsonl", "custody.head", "custody.lock"
_REMEDY = "Run `almenara evidence verify`, keep the folder as it is, and restore the log from a backup."


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the archive that isn't as it was left."""

    kind: (
        str  # custody, missing, unlisted, altered, manifest, timestamp, vault; database: the archive is not as it says
    )
    subject: str  # the file, or the log's line
    message: str


class CustodyLog:
    """The log of the archive at `root`; appending is locked between processes."""

    def __init__(self, root: Path) -> None:
        self.path = root / LOG
        self._lock = FileLock(root / LOCK)
        self._head_path = root / HEAD

    def append(
        self,
        action: str,
        actor: str,
        subject: str,
        details: Mapping[str, object],
        *,
        now: datetime | None = None,
        models: Mapping[str, str] | None = None,
    ) -> Entry:
        """Add an entry and return it once it is on the disk. `details` and `models` must be JSON values.

        Raises:
            EvidenceError: the log is shorter than its head says, or can't be written.
        """
        content: dict[str, object] = {"action": action, "actor": actor, "at": stamp(now or utc_now())}
        content |= {"details": dict(details), "models": dict(models or {}), "subject": subject, "tool": tool()}
        with self.locked():
            return self._add(self.mended(), content)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes from appending meanwhile; may be entered again by the holder.

        Raises:
            BusyError: somebody else has held the log for a minute.
        """
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=60)
        except Timeout as error:
            raise BusyError(f"{self.path}: another process is writing.", remedy="Wait for it to end.") from error
        try:
            yield
        finally:
            self._lock.release()

    def entries(self, *, skip_unreadable: bool = False) -> Iterator[Entry]:
        """Every entry, first to last; a torn last line is left out.

        Raises:
            EvidenceError: a line that is no entry.
        """
        for number, line in enumerate(self._lines(), 1):
            try:
                yield self._read(number, line)
            except EvidenceError:
                if not skip_unreadable:
                    raise

    def about(self, subject: str) -> Iterator[Entry]:
        """The entries about one file, first to last; doesn't read the others.

        Raises:
            EvidenceError: as `entries`.
        """
        mark = b'"subject":' + canonical(subject)
        for number, line in enumerate(self._lines(), 1):
            if mark in line:
                entry = self._read(number, line)
                if entry.subject == subject:
                    yield entry

    def newest(self, action: str = "") -> Entry | None:
        """The last entry (of this action), sought from the end; what is no entry is passed over (see `verify`)."""
        mark = b'"action":' + (canonical(action) if action else b"")
        for line in files.lines_backwards(self.path) if self.path.exists() else ():
            if mark in line:
                try:
                    entry = parse_entry(line)
                except ValueError:
                    continue
                if action in ("", entry.action):
                    return entry
        return None

    def head(self) -> Head:
        """The newest entry as `custody.head` has it; zeros where no log is yet. EvidenceError: it can't be read."""
        return self._head_of(self._head_path.read_bytes() if self._head_path.exists() else b"")

    def _head_of(self, content: bytes) -> Head:
        if not content and not self._head_path.exists():
            return Head()
        try:
            head = Head(**json.loads(content))
            head.check()
        except (ValueError, TypeError, RecursionError) as error:
            raise EvidenceError(f"{self._head_path}: not readable.", remedy=_REMEDY) from error
        if content != head.as_bytes():
            raise EvidenceError(f"{self._head_path}: edited.", remedy=_REMEDY)
        return head

    def verify(self, *, since: int = 0) -> list[Finding]:
        """What is wrong with the log from the line at a byte on; empty where the chain holds and ends at the head."""
        found: list[Finding] = []
        head = self._head_path.read_bytes() if self._head_path.exists() else b""  # first: entries may come meanwhile
        hashes, sizes = [GENESIS], [0]
        for number, line in enumerate(self._lines(), 1):
            what, own = tested(line, hashes[-1], number) if sizes[-1] + len(line) + 1 >= since else ("", "")
            if what and sizes[-1] >= since:
                found.append(Finding("custody", f"{LOG} line {number}", what))
            sizes.append(sizes[-1] + len(line) + 1)
            hashes.append(own)
        found += self._against_head(head, hashes, sizes)
        if self.path.exists() and (torn := _torn(self.path.read_bytes())):
            message = f"the last {len(torn)} bytes are no whole line: a kill while writing; the next entry cuts them"
            found.append(Finding("custody", LOG, message))
        return found

    def _read(self, number: int, line: bytes) -> Entry:
        try:
            return parse_entry(line)
        except ValueError as error:
            raise EvidenceError(f"{self.path}: line {number} is no entry.", remedy=_REMEDY) from error

    def _lines(self) -> Iterator[bytes]:
        if not self.path.exists():
            return
        with self.path.open("rb") as file:
            for line in file:
                if line.endswith(b"\n"):
                    yield line[:-1]

    def _against_head(self, noted: bytes, hashes: list[str], sizes: list[int]) -> list[Finding]:
        try:
            head, newest = self._head_of(noted), self.head()
        except EvidenceError as error:
            return [Finding("custody", HEAD, str(error))]
        count = len(hashes) - 1
        if count < head.entries:
            return [Finding("custody", LOG, f"{head.entries - count} of the last entries are gone")]
        if count > newest.entries + 1:  # one more is a kill between log and head
            return [Finding("custody", HEAD, f"knows {newest.entries} entries, the log has {count}")]
        if (hashes[head.entries], sizes[head.entries]) != (head.hash, head.size):
            return [Finding("custody", f"{LOG} line {head.entries}", "isn't the entry that custody.head knows")]
        return []

    def mended(self) -> Head:
        """The true end of the log, a kill made good: a torn line is cut, and that noted. `locked`, and as `append`."""
        head = self.head()
        tail = self._beyond(head)
        torn = _torn(tail)
        whole = tail[: len(tail) - len(torn)]
        if whole:
            head = self._adopted(head, whole)
        if torn:
            os.truncate(self.path, head.size)
            details = {"bytes": len(torn), "sha256": hashlib.sha256(torn).hexdigest()}
            note: dict[str, object] = {"action": "log-cut", "actor": "almenara", "at": stamp(utc_now())}
            self._add(head, note | {"details": details, "models": {}, "subject": LOG, "tool": tool()})
            head = self.head()
        return head

    def _beyond(self, head: Head) -> bytes:
        """What the log holds past its head: nothing, unless a kill came between the two."""
        if not self.path.exists():
            if head.entries:
                raise EvidenceError(f"{self.path} is missing.", remedy=_REMEDY)
            return b""
        with self.path.open("rb") as file:
            if file.seek(0, os.SEEK_END) < head.size:
                raise EvidenceError(f"{self.path} is shorter than its head says.", remedy=_REMEDY)
            file.seek(head.size)
            return file.read()

    def _adopted(self, head: Head, whole: bytes) -> Head:
        """Take over the one entry that was written when a kill came before its head."""
        line = whole[:-1]
        if b"\n" in line or tested(line, head.hash, head.entries + 1)[0]:
            raise EvidenceError(f"{self.path} goes on past its head.", remedy=_REMEDY)
        return self._write_head(head, parse_entry(line))

    def _add(self, head: Head, content: Mapping[str, object]) -> Entry:
        line = written(head.hash, {**content, "sequence": head.entries + 1})
        try:
            with self.path.open("ab") as file:
                file.write(line + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:  # what was written of the line is cut by the next append
            raise files.cannot_write(self.path, error) from error
        entry = parse_entry(line)
        self._write_head(head, entry)
        return entry

    def _write_head(self, before: Head, entry: Entry) -> Head:
        head = Head(entry.sequence, entry.hash, before.size + len(entry.line) + 1)
        files.write_whole(self._head_path, head.as_bytes())
        return head


def _torn(content: bytes) -> bytes:
    """What follows the last line's end."""
    return content[content.rfind(b"\n") + 1 :]
