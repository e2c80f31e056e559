"""Files that survive a power cut: whole or absent, never half, and addressed only inside the archive."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import EvidenceError

DRAFT_SUFFIX = ".draft"
"""Of a file that is not whole yet: a kill leaves it, and the next time it is written anew."""

_LONGEST_NAME = 255
"""Bytes of one part of a path, on the file systems that there are."""


def sha256_of(path: Path) -> str:
    """Hex SHA-256 of a whole file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Replace `path` by `content` in one step: a reader sees the old file or the new one.

    Raises:
        EvidenceError: no room, or no right to write there.
    """
    draft = path.with_name(path.name + DRAFT_SUFFIX)
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        sync(path.parent)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise cannot_write(path, error) from error


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A draft to write, which takes the place of `path` once it is whole; what goes wrong leaves `path` as it was. A
    link goes on leading to its file, and who may read that stays as it is."""
    path = path.resolve()
    draft = path.with_name(path.name + DRAFT_SUFFIX)
    is_there = path.exists()
    try:
        if is_there:
            draft.unlink(missing_ok=True)
            draft.touch(mode=0o600)
        yield draft
        if is_there:
            shutil.copymode(path, draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def copy_whole(source: Path, target: Path) -> None:
    """A second copy of a file, there whole or not at all, and still there after a power cut.

    Raises:
        EvidenceError: no room, or no right to write there.
    """
    draft = target.with_name(target.name + DRAFT_SUFFIX)
    try:
        make_folder(target.parent)
        shutil.copyfile(source, draft)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(target)
        sync(target.parent)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise cannot_write(target, error) from error


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, that survive a power cut."""
    new = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for each in new:
        sync(each.parent)


def lines_backwards(path: Path, *, block: int = 65_536) -> Iterator[bytes]:
    """The whole lines of a file without their ends, last to first; a torn last line is left out. Reads no more of the
    file than is asked for."""
    with path.open("rb") as file:
        at = file.seek(0, os.SEEK_END)
        tail, torn = b"", True
        while at:
            size = min(block, at)
            at -= size
            file.seek(at)
            first, *others = (file.read(size) + tail).split(b"\n")
            if torn and others:
                others.pop()
                torn = False
            yield from reversed(others)
            tail = first
        if not torn:
            yield tail


def sync(path: Path) -> None:
    """Make a file, or the names in a folder (new, renamed), survive a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def inside(root: Path, relative: str) -> Path:
    """The file of this name below `root`.

    Raises:
        EvidenceError: the name leads out of the archive, or no file can have it.
    """
    if not _may_be_named(relative):
        raise EvidenceError(f"{relative[:80]!r} is no name of a file.", remedy="Give a name below the archive's root.")
    path = (root / relative).resolve()
    if not path.is_relative_to(root.resolve()):
        raise EvidenceError(f"{relative!r} lies outside the archive.", remedy="Give a name below the archive's root.")
    return path


def _may_be_named(relative: str) -> bool:
    try:
        parts = os.fsencode(relative).split(b"/")
    except UnicodeEncodeError:  # half a letter, as JSON can write it
        return False
    return "\0" not in relative and max(map(len, parts)) <= _LONGEST_NAME


def relative_name(root: Path, path: Path) -> str:
    """The "/"-separated name of `path` below `root`."""
    return path.resolve().relative_to(root.resolve()).as_posix()


def cannot_write(path: Path, error: OSError) -> EvidenceError:
    """The error that tells a person that the archive can't be written, and what to do."""
    return refused(path, error.strerror or str(error))


def refused(path: Path, reason: str) -> EvidenceError:
    """The same, where only the reason is known."""
    return EvidenceError(
        f"{path}: can't be written: {reason}.",
        remedy="Free space (or mend the rights) on that disk and start again; everything archived before is whole.",
    )
