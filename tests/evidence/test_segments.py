"""A file that streams by is cut between records only, and every byte of it is kept."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.reader import ReadReport, read_pages
from evidence.segments import Cutter, Segment, segments, segments_of
from tests.evidence.given import archive


def a_file(folder: Path, count: int = 6) -> bytes:
    """A WARC file of some pages."""
    archive(folder, count)
    (path,) = folder.rglob("*.warc.gz")
    return path.read_bytes()


def urls(content: bytes, folder: Path) -> list[str]:
    """The addresses in a file."""
    path = folder / "whole.warc.gz"
    path.write_bytes(content)
    return [page.capture.requested_url for page in read_pages(path)]


def pieces(content: bytes, size: int) -> list[bytes]:
    """As a stream brings it."""
    return [content[at : at + size] for at in range(0, len(content), size)]


def brought(root: Path, content: bytes, **more: int) -> list[Segment]:
    """The segments of a content."""
    given = {"start": 0, "size": 1500} | more
    start = given["start"]
    return list(segments(root, "key", pieces(content[start:], 700), is_gzip=True, **given))


def pages(root: Path, found: list[Segment]) -> list[str]:
    """The addresses that the segments hold."""
    return [page.capture.requested_url for each in found for page in read_pages(root / each.name, root=root)]


def test_the_segments_are_the_file(tmp_path: Path) -> None:
    """Put together they are what streamed by; each begins where the one before ends; no page is lost between two."""
    content = a_file(tmp_path / "made")
    found = brought(tmp_path / "archive", content)
    assert len(found) > 2
    assert b"".join((tmp_path / "archive" / each.name).read_bytes() for each in found) == content
    assert [each.start for each in found] == [0, *(each.end for each in found[:-1])]
    assert segments_of(tmp_path / "archive", "key") == found
    assert pages(tmp_path / "archive", found) == urls(content, tmp_path)  # and with each what belongs to it
    assert not list((tmp_path / "archive").rglob("*.open"))


def test_a_stream_goes_on_behind_the_last_whole_segment(tmp_path: Path) -> None:
    """The same segments, as if it had never been cut off."""
    content, root = a_file(tmp_path / "made"), tmp_path / "archive"
    first = brought(root, content)[0]
    rest = brought(root, content, start=first.end)
    assert [first, *rest] == segments_of(root, "key") == brought(tmp_path / "other", content)


def test_a_file_that_ends_in_a_record_keeps_its_torn_end(tmp_path: Path) -> None:
    """It is part of what was seen; the reader says that it is torn."""
    content, root = a_file(tmp_path / "made")[:-40], tmp_path / "archive"
    found = brought(root, content)
    assert found[-1].end == len(content)
    report = ReadReport()
    assert len(list(read_pages(root / found[-1].name, report=report))) == report.pages
    assert report.truncated
    assert list(read_pages(root / found[0].name, report=(whole := ReadReport())))
    assert not whole.truncated


def test_damage_in_the_middle_costs_only_what_is_damaged(tmp_path: Path) -> None:
    """The cut after it lies between two records again."""
    content, root = bytearray(a_file(tmp_path / "made")), tmp_path / "archive"
    content[2000:2040] = b"\x00" * 40
    found = brought(root, bytes(content))
    assert len(found) > 1
    assert pages(root, found) == urls(bytes(content), tmp_path)


@settings(max_examples=30)
@given(size=st.integers(1, 4000))
def test_however_the_bytes_come_the_borders_are_the_same(size: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A member's end is found also where it lies between two pieces."""
    content = a_file(tmp_path_factory.mktemp("made"), 2)
    cutter = Cutter()
    for piece in pieces(content, size):
        cutter.feed(piece)
    assert cutter.border == cutter.position == len(content)


@settings(max_examples=30)
@given(
    st.integers(1, 3000),
    st.lists(st.sampled_from([b"\x1f\x8b\x08\xff", b"\x1f\x8b", b"\x00" * 7, gzip.compress(b"no WARC")]), max_size=4),
)
def test_junk_between_two_records_moves_no_border(size: int, junk: list[bytes]) -> None:
    """However the bytes come: the beginning of a member may lie in two pieces."""
    one = gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\n\r\n")
    content = one + b"".join(junk) + b"\x00" * 12 + one
    cutter, borders = Cutter(), []
    for piece in pieces(content, size):
        cutter.feed(piece)
        borders.append(cutter.border)
    assert borders[-1] == len(content)
    assert set(borders) <= {0, len(one), len(content)}


def test_a_megabyte_of_beginnings_is_passed_by_at_once() -> None:
    """It held an ingest for a minute and a half: from each on, what was left of the piece was copied."""
    cutter = Cutter()
    cutter.feed(b"\x1f\x8b\x08\xff" * (1 << 18))
    one = gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\n\r\n")
    cutter.feed(one)
    assert cutter.border == cutter.position == (1 << 20) + len(one)
