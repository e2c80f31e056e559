"""What the database says of a capture is held against the capture's own records."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.errors import EvidenceError
from core.records import Capture
from evidence.bundle import export
from evidence.reader import read_pages
from evidence.recorded import compared
from evidence.recover import adopt
from evidence.seal import read_manifest, seal
from evidence.show import describe
from tests.evidence.given import NOW, archive, rewrite

FORGED = {
    "address": {"url": "https://otro.example/nota/1"},
    "time of the visit": {"fetched_at": NOW - timedelta(days=1)},
    "address that was asked for": {"requested_url": "https://otro.example/"},
    "way there": {"redirects": ()},
    "answer": {"status": 203},
}


@pytest.fixture
def captures(tmp_path: Path) -> list[Capture]:
    return archive(tmp_path, 4) + archive(tmp_path, 3, crawl_id="noche-2")


@pytest.mark.parametrize("what", FORGED)
def test_what_was_forged_in_the_database_is_said(tmp_path: Path, captures: list[Capture], what: str) -> None:
    forged = replace(captures[1], **FORGED[what])  # type: ignore[arg-type]
    (fault,) = describe(tmp_path, forged).faults
    assert fault.startswith(f"The {what} in the database (")
    assert "isn't the one in the record: " in fault
    assert dict(compared(tmp_path, [captures[0], forged, *captures[2:]])) == {
        each: [fault] if each == forged else [] for each in [captures[0], forged, *captures[2:]]
    }
    with pytest.raises(EvidenceError, match=f"can't go into a bundle: The {what}"):
        export(tmp_path, forged, report_html="<p>", target=tmp_path / "out")


def test_what_was_recorded_is_what_the_records_say(tmp_path: Path, captures: list[Capture]) -> None:
    assert [differences for _, differences in compared(tmp_path, captures)] == [[]] * 7
    assert [describe(tmp_path, each).faults for each in captures] == [()] * 7
    shuffled = [captures[3], captures[5], captures[0], captures[4], captures[1]]
    assert dict(compared(tmp_path, shuffled)) == {each: [] for each in shuffled}


def test_what_is_not_there_is_said_and_stops_nothing(tmp_path: Path, captures: list[Capture]) -> None:
    nowhere = replace(captures[0], capture_id="urn:uuid:none")
    moved = replace(captures[1], warc_offset=captures[1].warc_offset + 1)
    outside = replace(captures[2], warc_file="../elsewhere.warc.gz")
    found = dict(compared(tmp_path, [nowhere, moved, captures[3], outside, captures[4]]))
    assert "no whole record urn:uuid:none" in found[nowhere][0]
    assert found[moved][0].startswith("The place in the file in the database")
    assert found[outside]
    assert (found[captures[3]], found[captures[4]]) == ([], [])


@pytest.mark.parametrize("copied", [gzip.decompress, lambda content: gzip.compress(gzip.decompress(content))])
def test_a_copy_of_our_files_holds(tmp_path: Path, captures: list[Capture], copied: Callable[[bytes], bytes]) -> None:
    """Uncompressed, or compressed at once: its responses no longer tell truly where the records beside them lie."""
    foreign = tmp_path.with_name("foreign.warc.gz")
    foreign.write_bytes(copied((tmp_path / captures[0].warc_file).read_bytes()))
    name = adopt(tmp_path, foreign)
    seal(tmp_path, name, actor="test", now=NOW, models={})
    pages = [page.capture for page in read_pages(tmp_path / name, root=tmp_path)]
    assert [differences for _, differences in compared(tmp_path, pages)] == [[]] * 4
    assert [describe(tmp_path, each).faults for each in pages] == [()] * 4
    assert describe(tmp_path, replace(pages[2], redirects=())).faults != ()


def test_a_file_of_others_is_recorded_under_the_canonical_address(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.warc"
    message = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>"
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <http://A.example:80/n?utm_source=x&at_medium=RSS&id=3>\r\n"
        b"WARC-Date: 2021-01-23T05:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\nContent-Length: %d\r\n\r\n"
    )
    foreign.write_bytes(head % len(message) + message + b"\r\n\r\n")
    root = tmp_path / "archive"
    name = adopt(root, foreign)
    seal(root, name, actor="test", now=NOW, models={})
    (page,) = read_pages(root / name, root=root)
    for url in ("http://a.example/n?id=3", "http://a.example/n?at_medium=RSS&id=3"):  # and as earlier versions had it
        kept = replace(page.capture, url=url)
        assert describe(root, kept).faults == ()
        assert list(compared(root, [kept])) == [(kept, [])]
    assert describe(root, replace(kept, url="http://a.example/n?id=4")).faults != ()


def test_a_record_beside_it_that_was_altered_is_said(tmp_path: Path, captures: list[Capture]) -> None:
    """The notes say by which way a page was come by."""
    path = tmp_path / captures[0].warc_file
    notes = next(piece for piece in read_manifest(path) if piece.kind == "metadata")
    whole = bytearray(path.read_bytes())
    whole[notes.offset + 4] ^= 1  # of the time in the gzip member's head: nothing that it holds is another
    rewrite(path, bytes(whole))
    assert describe(tmp_path, captures[0]).faults == ("A record beside it isn't as it was sealed.",)
