"""After a kill or a full disk: nothing whole is lost, nothing half is read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.records import Capture
from evidence.custody import CustodyLog
from evidence.reader import ReadReport, read_page, read_pages
from evidence.recover import recover
from evidence.seal import read_manifest, seal
from evidence.verify import verify
from tests.evidence.given import HTML, NOW, archive, exchange, writer

PROJECT = Path(__file__).resolve().parents[2]

# Run as a process of its own: archives exchanges until it is killed or fails, and says each capture when it has it.
CRAWL = """
import json, random, resource, sys
from pathlib import Path
from core.errors import EvidenceError
from tests.evidence.given import HTML, exchange, response, writer
limit = int(sys.argv[2])
if limit:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
open_archive = writer(Path(sys.argv[1]))
try:
    for number in range(100000):
        capture = open_archive.write(exchange(number, response(HTML + random.randbytes(3000))))
        print(json.dumps([capture.capture_id, capture.warc_offset, capture.warc_length]), flush=True)
except EvidenceError as error:
    print(error, file=sys.stderr)
    capture = open_archive.write(exchange(0, response(b"")))  # what still fits, fits: the writer can go on
    print(json.dumps([capture.capture_id, capture.warc_offset, capture.warc_length]), flush=True)
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[Capture]]:
    """A finished file's bytes, and its captures: plain, rendered, not modified."""
    root = tmp_path_factory.mktemp("whole")
    captures = archive(root, 4)
    return (root / captures[0].warc_file).read_bytes(), captures


def left_open(root: Path, captures: list[Capture], content: bytes) -> Path:
    path = root / captures[0].warc_file
    path.parent.mkdir(parents=True)
    path.with_name(path.name + ".open").write_bytes(content)
    return path


def check_cut(root: Path, whole: tuple[bytes, list[Capture]], content: bytes) -> None:
    captures = whole[1]
    path = left_open(root, captures, content)
    ends = {one: one.warc_offset + one.warc_length for one in captures}
    expected = [one for one, end in ends.items() if content[:end] == whole[0][:end]]
    names = recover(root)
    assert not list(root.rglob("*.open"))
    if not names:
        assert not expected
        assert not path.exists()
        return
    assert names == [captures[0].warc_file]
    report = ReadReport()
    pages = list(read_pages(path, root=root, report=report))
    assert [page.capture for page in pages] == expected
    assert [read_page(root, one) for one in expected] == pages
    assert report.skipped == {}
    assert path.read_bytes() == whole[0][: path.stat().st_size]
    seal(root, names[0], actor="test", now=NOW, models={})
    assert verify(root) == []


@given(data=st.data())
@settings(max_examples=50)
def test_a_file_cut_at_any_byte_keeps_every_whole_group(
    tmp_path_factory: pytest.TempPathFactory, whole: tuple[bytes, list[Capture]], data: st.DataObject
) -> None:
    cut = data.draw(st.integers(0, len(whole[0])))
    junk = data.draw(st.sampled_from([b"", b"\0" * 512, b"\x1f\x8b\x08\0", os.urandom(40)]))
    check_cut(tmp_path_factory.mktemp("cut"), whole, whole[0][:cut] + junk)


def test_a_file_cut_at_every_border_keeps_every_whole_group(tmp_path: Path, whole: tuple[bytes, list[Capture]]) -> None:
    root = tmp_path / "whole"
    name = left_open(root, whole[1], whole[0]).name
    recover(root)
    seal(root, whole[1][0].warc_file, actor="test", now=NOW, models={})
    borders = [piece.offset for piece in read_manifest(root / "cl_diario" / name)]
    for border in borders:
        for cut in (border - 1, border, border + 1):
            if cut >= 0:
                check_cut(tmp_path / str(cut), whole, whole[0][:cut])


def test_what_was_cut_is_noted(tmp_path: Path, whole: tuple[bytes, list[Capture]]) -> None:
    cut = whole[1][0].warc_offset + whole[1][0].warc_length
    left_open(tmp_path, whole[1], whole[0][: cut + 100])
    recover(tmp_path, actor="ana")
    (entry,) = CustodyLog(tmp_path).entries()
    assert (entry.action, entry.actor, entry.details) == ("recovered", "ana", {"kept_bytes": cut, "cut_bytes": 100})


def test_whole_groups_behind_a_damaged_stretch_are_kept(tmp_path: Path, whole: tuple[bytes, list[Capture]]) -> None:
    content = bytearray(whole[0])
    content[whole[1][0].warc_offset + 50] ^= 0xFF
    path = left_open(tmp_path, whole[1], bytes(content))
    assert recover(tmp_path) == [whole[1][0].warc_file]
    assert path.read_bytes() == content
    assert [page.capture for page in read_pages(path, root=tmp_path)] == whole[1][1:]


def test_recovering_twice_and_with_nothing_to_do(tmp_path: Path, whole: tuple[bytes, list[Capture]]) -> None:
    left_open(tmp_path, whole[1], whole[0])
    assert recover(tmp_path) == [whole[1][0].warc_file]
    assert recover(tmp_path) == []
    assert recover(tmp_path / "none") == []


def test_a_running_crawl_is_left_alone(tmp_path: Path) -> None:
    running = writer(tmp_path)
    captures = [running.write(exchange(1))]
    assert recover(tmp_path) == []
    captures.append(running.write(exchange(2)))
    running.close()
    assert [page.capture for page in read_pages(tmp_path / captures[0].warc_file, root=tmp_path)] == captures


def _crawl(root: Path, limit: int) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-c", CRAWL, str(root), str(limit)], stdout=pipe, stderr=pipe, text=True, cwd=PROJECT
    )


@pytest.mark.parametrize("lines", [1, 7, 20])
def test_a_killed_crawl_loses_no_capture_that_it_had(tmp_path: Path, lines: int) -> None:
    with _crawl(tmp_path, 0) as crawl:
        assert crawl.stdout is not None
        said = [crawl.stdout.readline() for _ in range(lines)]
        assert recover(tmp_path) == []  # it runs
        crawl.kill()
        said += crawl.stdout.read().splitlines()
    (name,) = recover(tmp_path)
    found = [page.capture for page in read_pages(tmp_path / name, root=tmp_path)]
    known = [json.loads(line) for line in said if line.rstrip().endswith("]")]
    assert [[one.capture_id, one.warc_offset, one.warc_length] for one in found][: len(known)] == known
    assert len(found) <= len(known) + 1  # written, and killed before it could say so


def test_a_full_disk_says_so_and_leaves_whole_groups(tmp_path: Path) -> None:
    with _crawl(tmp_path, 21_500) as crawl:
        said, complaint = crawl.communicate()
    assert "can't be written: File too large. Free space" in complaint
    known = [json.loads(line)[0] for line in said.splitlines()]
    assert len(known) > 3
    (path,) = tmp_path.rglob("*.open")
    assert [page.body.startswith(HTML) for page in read_pages(path)] == [True] * (len(known) - 1) + [False]
    (name,) = recover(tmp_path)
    assert [page.capture.capture_id for page in read_pages(tmp_path / name)] == known
    assert [entry.details["cut_bytes"] for entry in CustodyLog(tmp_path).entries()] == [0]  # the writer had cut it
