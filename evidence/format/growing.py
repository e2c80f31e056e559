"""One file of the archive while it grows: named *.open and locked by its writer, until it is whole.

Writing and making safe are two steps, so that the disk can be asked once for many groups and beside other work: what
`append` wrote outlives the process, what `sync` has waited for outlives a power cut.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import threading
from io import FileIO
from pathlib import Path

from evidence.format import files

OPEN_SUFFIX = ".open"
FETCHED_SUFFIX = f".fetched{OPEN_SUFFIX}"
"""How a file's name ends while it comes back from a vault."""


class GrowingFile:
    """`path` is the name once it is finished; `end` is where the last whole group ends, `safe` how much of it the disk
    has, bytes. All belongs to one thread but `sync`, which another may call meanwhile.

    Raises:
        FileExistsError: there is such a file.
        OSError: it can't be made.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.end = self.safe = 0
        self._refused = ""  # what the disk said where it didn't take what was appended
        self._lock = threading.Lock()  # nobody closes the file under a sync
        if path.exists():
            raise FileExistsError(path)
        while True:
            self._file = FileIO(self.open_path, "xb")
            fcntl.flock(self._file, fcntl.LOCK_EX)
            if os.fstat(self._file.fileno()).st_nlink:
                return
            self._file.close()  # a recovery took it away, empty, in the moment before it was locked

    @property
    def open_path(self) -> Path:
        """Its name until it is finished."""
        return self.path.with_name(self.path.name + OPEN_SUFFIX)

    def append(self, content: bytes) -> None:
        """Hand all of it to the operating system, or leave the file as it was.

        Raises:
            EvidenceError: there is no room for it, or the disk has refused what was appended before.
        """
        if self._refused:
            raise files.refused(self.open_path, self._refused)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            self._cut(self.end)
            raise files.cannot_write(self.open_path, error) from error
        self.end += len(content)

    def sync(self) -> None:
        """Wait until all that was appended before this call is on the disk.

        Raises:
            EvidenceError: the disk doesn't take it, now or in an earlier call: then nothing behind `safe` counts.
        """
        with self._lock:
            if self._refused:
                raise files.refused(self.open_path, self._refused)
            end = self.end
            if end == self.safe:
                return
            try:
                os.fsync(self._file.fileno())
            except OSError as error:  # a second fsync would say that all is well: the system has dropped what it held
                self._refused = error.strerror or str(error)
                raise files.refused(self.open_path, self._refused) from error
            self.safe = end

    def take_back(self) -> None:
        """After a refusal, let go of what isn't safe; the file can then be used again."""
        with self._lock:
            if not self._refused:
                return
            self._cut(self.safe)
            self.end, self._refused = self.safe, ""

    def finish(self) -> None:
        """Give it its name and close it. What the disk has refused, and the caller was told of, is left out.

        Raises:
            EvidenceError: the last of it is refused; the file stays open as it is, for `recover`.
        """
        self.take_back()
        self.sync()
        with self._lock:
            self.open_path.rename(self.path)
            files.sync(self.path.parent)
            self._file.close()

    def drop(self) -> None:
        """Take it away."""
        with self._lock:
            self._file.close()
            self.open_path.unlink()

    def _cut(self, end: int) -> None:
        with contextlib.suppress(OSError):  # where even that fails, `recover` cuts the rest off
            os.ftruncate(self._file.fileno(), end)
        self._file.seek(end)
