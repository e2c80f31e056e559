"""WARC files that lie elsewhere: named by any address that fsspec knows, and streamed.

s3://, gs://, https://, file:// and plain paths; more with fsspec's own packages. A file is told from a later one at the
same address by its size and what its server says of it.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

from core.errors import InputError, words_of
from evidence.elsewhere import PIECE, faults, opened

_SAYS = ("size", "ETag", "etag", "LastModified", "last_modified", "mtime", "updated", "md5Hash", "created")
_REMEDY = "See that it is there and may be read; what was taken in before is kept, and the next try goes on behind it."


@dataclass(frozen=True)
class Foreign:
    """One file."""

    address: str
    files: fsspec.AbstractFileSystem
    path: str
    size: int | None
    mark: str  # changes with the file

    @property
    def local(self) -> Path | None:
        """The path, for a file of this machine."""
        return Path(self.path) if isinstance(self.files, LocalFileSystem) else None

    @property
    def name(self) -> str:
        """The file's own name."""
        return PurePosixPath(self.path).name

    @property
    def key(self) -> str:
        """What its segments in the archive are named by."""
        told = hashlib.sha256(f"{self.address}\n{self.mark}".encode()).hexdigest()[:16]
        stem = re.sub(r"[^A-Za-z0-9_.-]", "_", self.name.removesuffix(".gz").removesuffix(".warc"))[:80]
        return f"{told}-{stem}"

    def pieces(self, start: int, most: int = PIECE) -> Iterator[bytes]:
        """The bytes from `start` on, at most so many at once.

        Raises:
            InputError: it can't be read any further.
        """
        try:
            with self.files.open(self.path, "rb", block_size=8 * PIECE, cache_type="readahead") as file:
                _skip(file, start)
                while piece := file.read(most):
                    yield piece
        except faults() as error:
            raise InputError(f"{self.address} can't be read: {error}.", remedy=_REMEDY) from error


def find(addresses: Sequence[str]) -> list[Foreign]:
    """The files of some addresses; those with "*" in them give all that fit, sorted.

    Raises:
        InputError: nothing is there, or no package is installed that reads such addresses.
    """
    return [_foreign(files, path) for address in addresses for files, path in _matching(address)]


def _matching(address: str) -> list[tuple[fsspec.AbstractFileSystem, str]]:
    place = opened(address)
    try:
        found = _fitting(place.files, place.path) if "*" in address else [place.path]
    except faults() as error:
        raise InputError(f"{address} can't be read: {error}.", remedy=_REMEDY) from error
    if not found:
        raise InputError(f"{address}: no such file.", remedy="Name WARC files.")
    return [(place.files, each) for each in found]


def _fitting(files: fsspec.AbstractFileSystem, pattern: str) -> list[str]:
    """What fits, sorted. A folder of this machine in which something may fit, and that may not be looked into, is
    refused: fsspec passes over it, as if nothing was in it."""
    if isinstance(files, LocalFileSystem):
        closed: list[OSError] = []
        certain = pattern[: pattern.index("*")].rpartition("/")[0] or "/"
        for place, folders, _names in os.walk(certain, onerror=closed.append):
            folders[:] = [each for each in folders if _may_hold(Path(place, each), pattern)]  # no deeper than it says
        for error in closed:
            if not isinstance(error, FileNotFoundError):
                raise InputError(
                    f"{error.filename} can't be looked into: {words_of(error)}.",
                    remedy="Give the right to read it (chmod a+rX), or a pattern without that folder.",
                )
    return sorted(files.glob(pattern))


def _may_hold(folder: Path, pattern: str) -> bool:
    """Whether something below a folder may fit."""
    for part, wanted in zip_longest(folder.parts, Path(pattern).parts):
        if part is None or wanted is None or "**" in wanted:
            return wanted is not None
        if not fnmatchcase(part, wanted):
            return False
    return False


def _foreign(files: fsspec.AbstractFileSystem, path: str) -> Foreign:
    address = files.unstrip_protocol(path)
    try:
        about: dict[str, Any] = files.info(path)
    except FileNotFoundError as error:
        raise InputError(f"{address}: no such file.", remedy="Name WARC files.") from error
    except faults() as error:
        raise InputError(f"{address} can't be read: {error}.", remedy=_REMEDY) from error
    if about.get("type") == "directory":
        raise InputError(f"{address} is a folder.", remedy="Name WARC files, or its files by /*.warc.gz.")
    mark = " ".join(f"{name}={about[name]}" for name in _SAYS if about.get(name) is not None)
    return Foreign(address, files, path, about.get("size"), mark)


def _skip(file: Any, start: int) -> None:
    """Go to a byte; what a server that gives no parts sends before it is passed over."""
    if not start:
        return
    try:
        file.seek(start)
    except (OSError, ValueError):
        left = start
        while left and (piece := file.read(min(left, PIECE))):
            left -= len(piece)
