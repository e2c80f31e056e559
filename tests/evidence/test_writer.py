"""Written and safe are two things: one wait for the disk counts for many exchanges; what it refuses is taken back."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from core.errors import EvidenceError
from core.records import Capture
from evidence.reader import read_pages
from evidence.recover import recover
from tests.evidence.given import exchange, writer


class Disk:
    """Counts how often it is asked, and refuses when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked, self.full, self._genuine = 0, False, os.fsync
        monkeypatch.setattr(os, "fsync", self._fsync)

    def _fsync(self, descriptor: int) -> None:
        self.asked += 1
        if self.full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self._genuine(descriptor)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


def _captures(root: Path) -> list[Capture]:
    return [page.capture for path in sorted(root.rglob("*.warc.gz")) for page in read_pages(path, root=root)]


def test_one_wait_for_many(tmp_path: Path, disk: Disk) -> None:
    archive = writer(tmp_path)
    assert archive.is_safe
    captures = [archive.put(exchange(0))]
    assert not archive.is_safe
    asked = disk.asked
    captures += [archive.put(exchange(number)) for number in range(1, 5)]
    archive.sync()
    archive.sync()
    assert archive.is_safe
    assert disk.asked == asked + 1
    archive.close()
    assert _captures(tmp_path) == captures


def test_what_was_put_outlives_the_process(tmp_path: Path) -> None:
    archive = writer(tmp_path)
    captures = [archive.put(exchange(number)) for number in range(3)]
    del archive  # never closed; its lock goes with it
    assert len(recover(tmp_path)) == 1
    assert _captures(tmp_path) == captures


def test_a_full_file_is_on_the_disk_when_the_next_begins(tmp_path: Path, disk: Disk) -> None:
    archive = writer(tmp_path, max_bytes=1)
    captures = [archive.put(exchange(1)), archive.put(exchange(2))]
    assert archive.is_safe
    asked = disk.asked
    archive.sync()
    assert disk.asked == asked
    assert len(archive.close()) == 2
    assert _captures(tmp_path) == captures


def test_what_the_disk_refuses_is_no_part_of_the_archive(tmp_path: Path, disk: Disk) -> None:
    archive = writer(tmp_path)
    safe = archive.write(exchange(1))
    archive.put(exchange(2))
    disk.full = True
    with pytest.raises(EvidenceError, match="No space left"):
        archive.sync()
    disk.full = False  # the system has dropped what it held: that there is room now doesn't bring it back
    with pytest.raises(EvidenceError, match="No space left"):
        archive.put(exchange(3))
    with pytest.raises(EvidenceError, match="No space left"):
        archive.sync()
    archive.close()
    assert _captures(tmp_path) == [safe]


def test_a_file_that_is_full_hides_no_refusal(tmp_path: Path, disk: Disk) -> None:
    """What another thread was refused while a page was put went lost with the change of files, and nobody was told."""
    archive = writer(tmp_path, max_bytes=1)
    file = archive._begin()
    archive._file = file
    append = file.append

    def append_beside_a_refusal(content: bytes) -> None:
        append(content)
        disk.full = True
        with pytest.raises(EvidenceError):
            file.sync()
        disk.full = False

    file.append = append_beside_a_refusal  # type: ignore[method-assign]
    with pytest.raises(EvidenceError, match="No space left"):
        archive.put(exchange(1))
    assert not archive.is_safe
    archive.close()
    assert _captures(tmp_path) == []


def test_who_waits_for_each_goes_on_when_there_is_room(tmp_path: Path, disk: Disk) -> None:
    archive = writer(tmp_path)
    captures = [archive.write(exchange(1))]
    disk.full = True
    with pytest.raises(EvidenceError, match="No space left"):
        archive.write(exchange(2))
    disk.full = False
    captures.append(archive.write(exchange(3)))
    archive.close()
    assert _captures(tmp_path) == captures


def test_a_refusal_at_the_very_end_leaves_the_file_to_recover(tmp_path: Path, disk: Disk) -> None:
    archive = writer(tmp_path)
    capture = archive.put(exchange(1))
    disk.full = True
    with pytest.raises(EvidenceError, match="No space left"):
        archive.close()
    disk.full = False
    del archive  # and its lock with it
    assert len(recover(tmp_path)) == 1
    assert _captures(tmp_path) == [capture]


def test_another_thread_may_wait_while_files_come_and_go(tmp_path: Path) -> None:
    archive, done, failures = writer(tmp_path, max_bytes=4000), threading.Event(), []

    def wait() -> None:
        while not done.is_set():
            try:
                archive.sync()
            except Exception as error:  # noqa: BLE001 - whatever it is, the test says so
                failures.append(error)
                return

    thread = threading.Thread(target=wait)
    thread.start()
    captures = [archive.put(exchange(number)) for number in range(60)]
    done.set()
    thread.join()
    names = archive.close()
    assert failures == []
    assert len(names) > 3
    assert _captures(tmp_path) == captures
