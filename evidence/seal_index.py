"""Where each file's seal, or its removal, stands in the custody log: asking for one does not read all that lies before.

Kept in memory, one a log and process, and only ever a way to find a line: the line itself is read from the log each
time. Asked again, it reads what was appended since; a log that was replaced or cut is read anew.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from evidence.format.chain import Entry, canonical, parse_entry


class EntryIndex:
    """The entries of one action in one log, by the file that they are about: the first about each, or the last."""

    def __init__(self, log: Path, action: str, *, is_last: bool) -> None:
        self._log = log
        self._action = action
        self._is_last = is_last
        self._mark = b'"action":' + canonical(action)
        self._lock = threading.Lock()
        self._forget()

    def find(self, subject: str) -> Entry | None:
        """The entry of this action about the file; None where there is none.

        Raises:
            ValueError: the line that should be it is no entry.
        """
        with self._lock:
            self._catch_up()
            place = self._places.get(subject)
            mark = b'"subject":' + canonical(subject)
            if place is None and any(mark in line for line in self._broken):
                raise ValueError(subject)
        if place is None:
            return None
        entry = parse_entry(next(lines_from(self._log, place)))
        if entry.subject != subject:
            raise ValueError(subject)
        return entry

    def place(self, subject: str) -> int | None:
        """The byte of the log at which the entry about the file begins; None where there is none."""
        with self._lock:
            self._catch_up()
            return self._places.get(subject)

    def subjects(self) -> set[str]:
        """The files of which there is an entry of this action."""
        with self._lock:
            self._catch_up()
            return set(self._places)

    def _forget(self) -> None:
        self._places: dict[str, int] = {}  # file -> byte of the line
        self._broken: list[bytes] = []
        self._read = 0
        self._file = (0, 0)

    def _catch_up(self) -> None:
        try:
            status = self._log.stat()
        except FileNotFoundError:
            self._forget()
            return
        if status.st_size < self._read or (status.st_dev, status.st_ino) != self._file:
            self._forget()
            self._file = (status.st_dev, status.st_ino)
        if status.st_size == self._read:
            return
        for line in lines_from(self._log, self._read):
            self._note(line)
            self._read += len(line) + 1

    def _note(self, line: bytes) -> None:
        if self._mark not in line:
            return
        try:
            entry = parse_entry(line)
        except ValueError:
            self._broken.append(line)
            return
        if entry.action == self._action and (self._is_last or entry.subject not in self._places):
            self._places[entry.subject] = self._read


@cache
def index_of(log: Path, action: str, *, is_last: bool = False) -> EntryIndex:
    """The index of a log (its resolved path), one a process and action."""
    return EntryIndex(log, action, is_last=is_last)


def lines_from(log: Path, place: int) -> Iterator[bytes]:
    """The whole lines of a log from a byte on, without their ends; a torn last one is left out."""
    with log.open("rb") as file:
        file.seek(place, os.SEEK_SET)
        for line in file:
            if line.endswith(b"\n"):
                yield line[:-1]
