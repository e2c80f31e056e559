"""A file's way from a crawl's folder into the archive."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from core.errors import EvidenceError
from pipeline.harvest import _place


def _no_links(_source: Path, _target: Path) -> None:
    raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    """The inodes that the disk was asked to keep."""
    inodes: set[int] = set()
    genuine = os.fsync

    def fsync(descriptor: int) -> None:
        inodes.add(os.fstat(descriptor).st_ino)
        genuine(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    return inodes


@pytest.mark.parametrize("links", [True, False])
def test_what_is_placed_outlives_a_power_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, synced: set[int], links: bool
) -> None:
    """Its own folder goes away after it: bytes, name and the new folders above it are on the disk by then."""
    if not links:
        monkeypatch.setattr(os, "link", _no_links)
    file = tmp_path / "incoming.warc.gz"
    file.write_bytes(b"evidence")
    (tmp_path / "archive").mkdir()
    target = tmp_path / "archive" / "cl_voz" / "crawl" / "a.warc.gz"
    _place(file, target)
    assert target.read_bytes() == b"evidence"
    assert target.samefile(file) == links
    assert {folder.stat().st_ino for folder in target.parents[:3]} <= synced
    assert links or target.stat().st_ino in synced
    assert [each.name for each in target.parent.iterdir()] == ["a.warc.gz"]
    synced.clear()
    _place(file, target)  # by a process that goes on after a kill
    assert target.parent.stat().st_ino in synced


def test_another_file_of_its_name_is_left(tmp_path: Path) -> None:
    file, target = tmp_path / "incoming.warc.gz", tmp_path / "a.warc.gz"
    file.write_bytes(b"evidence")
    target.write_bytes(b"other")
    with pytest.raises(EvidenceError, match="is another file"):
        _place(file, target)
    assert target.read_bytes() == b"other"
