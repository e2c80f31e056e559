"""Asking for one seal costs the same however much was sealed before: counted in lines read, not in time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import EvidenceError
from evidence import seal_index
from evidence.custody import LOG, CustodyLog
from evidence.seal import SEALED, seal, seal_of
from tests.evidence.given import NOW, archive


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Every line of a log that was read for an index."""
    lines: list[bytes] = []
    real = seal_index.lines_from

    def counted(log: Path, place: int) -> Iterator[bytes]:
        for line in real(log, place):
            lines.append(line)
            yield line

    monkeypatch.setattr(seal_index, "lines_from", counted)
    return lines


def sealed(root: Path, numbers: range) -> None:
    """Seals of files that lie elsewhere by now."""
    for number in numbers:
        CustodyLog(root).append(SEALED, "almenara", f"paper/{number}.warc.gz", {"sha256": str(number)}, now=NOW)


def test_the_past_is_read_once_and_then_only_what_came_since(tmp_path: Path, read: list[bytes]) -> None:
    """One line for a seal that is asked for, and each new line once."""
    sealed(tmp_path, range(50))
    assert seal_of(tmp_path, "paper/7.warc.gz") is not None
    assert len(read) == 51
    for number in range(50):
        entry = seal_of(tmp_path, f"paper/{number}.warc.gz")
        assert entry is not None
        assert entry.details == {"sha256": str(number)}
    assert len(read) == 101
    sealed(tmp_path, range(50, 52))
    assert seal_of(tmp_path, "paper/51.warc.gz") is not None
    assert seal_of(tmp_path, "paper/99.warc.gz") is None
    assert len(read) == 104


def test_a_night_that_seals_many_files_reads_the_past_once(tmp_path: Path, read: list[bytes]) -> None:
    """Twenty files more cost twenty lines more, whatever lies before them."""
    sealed(tmp_path, range(50))
    archive(tmp_path / "made", 1)
    (made,) = (tmp_path / "made").rglob("*.warc.gz")
    read.clear()
    for number in range(20):
        shutil.copyfile(made, tmp_path / f"new-{number}.warc.gz")
        seal(tmp_path, f"new-{number}.warc.gz", actor="almenara", now=NOW, models={})
    assert len(read) == 50 + 19  # each found the seal of the file before it
    before = (tmp_path / LOG).read_bytes()
    seal(tmp_path, "new-7.warc.gz", actor="almenara", now=NOW, models={})
    assert (tmp_path / LOG).read_bytes() == before


def test_a_log_that_was_replaced_is_read_anew(tmp_path: Path) -> None:
    """An index is never believed more than the log."""
    sealed(tmp_path, range(3))
    assert seal_of(tmp_path, "paper/2.warc.gz") is not None
    other = tmp_path / "other"
    sealed(other, range(5, 6))
    (other / LOG).replace(tmp_path / LOG)
    assert seal_of(tmp_path, "paper/2.warc.gz") is None
    assert seal_of(tmp_path, "paper/5.warc.gz") is not None


def test_a_seal_that_cannot_be_read_is_no_missing_seal(tmp_path: Path) -> None:
    """It was tampered with: that is said, and not that the file was never sealed."""
    sealed(tmp_path, range(3))
    log = tmp_path / LOG
    log.write_bytes(log.read_bytes().replace(b'"subject":"paper/1.warc.gz"', b'"subject":"paper/1.warc.gz",,'))
    assert seal_of(tmp_path, "paper/2.warc.gz") is not None
    with pytest.raises(EvidenceError, match=r"paper/1\.warc\.gz can't be read"):
        seal_of(tmp_path, "paper/1.warc.gz")
