"""What is written comes back: bytes, captures, pages; and standard WARC tools agree."""

from __future__ import annotations

import gzip
import hashlib
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import EvidenceError
from evidence.format.grouping import read_group
from evidence.reader import ReadReport, read_page, read_pages
from tests.evidence.given import GZIPPED, HTML, NOT_MODIFIED, NOW, archive, chunked, exchange, response, writer

# Header values as servers send them: any Latin-1, without the line's end.
header_values = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=40)


@given(body=st.binary(max_size=400), value=header_values, how=st.sampled_from(["plain", "chunked", "gzip", "both"]))
@settings(max_examples=60)
def test_any_response_comes_back_byte_for_byte_and_decoded(body: bytes, value: str, how: str) -> None:
    wire, headers = body, [f"X-Any: {value}"]
    if how in ("gzip", "both"):
        wire, headers = gzip.compress(body, mtime=0), [*headers, "Content-Encoding: gzip"]
    if how in ("chunked", "both"):
        wire, headers = chunked(wire, 11), [*headers, "Transfer-Encoding: chunked"]
    head = "\r\n".join(["HTTP/1.1 200 OK", "Content-Type: text/html", *headers]).encode("latin-1")
    block = head + b"\r\n\r\n" + wire
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        with writer(root) as open_archive:
            capture = open_archive.write(exchange(1, block))
        assert read_group(root, capture).answer.block == block
        page = read_page(root, capture)
        assert page.body == body
        assert list(read_pages(root / capture.warc_file, root=root)) == [page]
        assert capture.payload_sha256 == hashlib.sha256(wire).hexdigest()


def test_captures_read_back_are_the_captures_that_were_returned(tmp_path: Path) -> None:
    captures = archive(tmp_path, 5)
    report = ReadReport()
    pages = list(read_pages(tmp_path / captures[0].warc_file, root=tmp_path, report=report))
    assert [page.capture for page in pages] == captures
    assert [page.body for page in pages] == [HTML, HTML, HTML, "<html>dibujado: año</html>".encode(), b""]
    assert [read_page(tmp_path, capture).body for capture in captures] == [page.body for page in pages]
    assert (report.pages, report.skipped) == (5, {})


def test_a_304_is_a_revisit_of_the_server_not_modified_profile(tmp_path: Path) -> None:
    with writer(tmp_path) as open_archive:
        capture = open_archive.write(exchange(1, NOT_MODIFIED, known_since=NOW))
    assert (capture.not_modified, capture.status) == (True, 304)
    text = gzip.decompress((tmp_path / capture.warc_file).read_bytes())
    assert b"WARC-Type: revisit\r\n" in text
    assert b"WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\n" in text
    assert b"WARC-Refers-To-Date: 2026-11-24T05:30:00Z\r\n" in text
    assert b"WARC-Type: response" not in text


def test_a_rendered_page_is_kept_beside_what_the_wire_said(tmp_path: Path) -> None:
    with writer(tmp_path) as open_archive:
        capture = open_archive.write(exchange(1, rendered="<p>año</p>".encode(), content_type="text/html; charset=x"))
    assert read_group(tmp_path, capture).answer.block == GZIPPED
    assert read_page(tmp_path, capture).body == "<p>año</p>".encode()
    assert capture.content_type == "text/html; charset=utf-8"  # of the body that a reader gets


def test_the_file_begins_with_warcinfo_and_the_response_ends_its_group(tmp_path: Path) -> None:
    capture = archive(tmp_path)[0]
    text = gzip.decompress((tmp_path / capture.warc_file).read_bytes()).decode("latin-1")
    kinds = [line.removeprefix("WARC-Type: ") for line in text.split("\r\n") if line.startswith("WARC-Type: ")]
    assert kinds[:4] == ["warcinfo", "request", "metadata", "response"]
    assert kinds[4:] == ["request", "metadata", "conversion", "response", "request", "metadata", "revisit"]
    assert "software: almenara/test\r\n" in text
    assert "robots: obey\r\n" in text


def test_values_from_the_web_cannot_forge_header_lines(tmp_path: Path) -> None:
    hint = "título\r\nWARC-Type: warcinfo\r\n\r\nWARC/1.1"
    with writer(tmp_path) as open_archive:
        capture = open_archive.write(exchange(1, title_hint=hint, url="https://diario.example/a b\r\nX: y"))
    assert capture.title_hint == "título WARC-Type: warcinfo WARC/1.1"
    assert capture.url == "https://diario.example/a%20b%0D%0AX:%20y"
    assert [page.capture for page in read_pages(tmp_path / capture.warc_file, root=tmp_path)] == [capture]


def test_files_are_closed_at_the_limit_and_named_in_order(tmp_path: Path) -> None:
    open_archive = writer(tmp_path, max_bytes=2000)
    captures = [open_archive.write(exchange(number)) for number in range(4)]
    names = open_archive.close()
    assert names == [f"cl_diario/noche-1-{number:05d}.warc.gz" for number in range(1, len(names) + 1)]
    assert len(names) > 1
    assert [read_page(tmp_path, capture).capture.url for capture in captures] == [one.url for one in captures]
    assert not list(tmp_path.rglob("*.open"))


def test_a_second_writer_of_the_same_crawl_takes_the_next_number(tmp_path: Path) -> None:
    first, second = writer(tmp_path), writer(tmp_path)
    captures = [first.write(exchange(1)), second.write(exchange(2))]
    assert first.close() + second.close() == [capture.warc_file for capture in captures]
    assert captures[0].warc_file != captures[1].warc_file


def test_a_crawl_without_exchanges_leaves_no_file(tmp_path: Path) -> None:
    assert writer(tmp_path).close() == []
    assert list(tmp_path.iterdir()) == []


def test_an_exchange_that_contradicts_itself_is_refused(tmp_path: Path) -> None:
    with writer(tmp_path) as open_archive:
        with pytest.raises(EvidenceError, match="the exchange 200"):
            open_archive.write(exchange(1, response(status="404 Not Found"), status=200))
        with pytest.raises(EvidenceError, match="time zone"):
            open_archive.write(exchange(1, fetched_at=NOW.replace(tzinfo=None)))
        with pytest.raises(EvidenceError, match="file's name"):
            writer(tmp_path, crawl_id="../elsewhere")


def test_fastwarc_verifies_every_digest(tmp_path: Path) -> None:
    capture = archive(tmp_path, 4)[0]
    command = [sys.executable, "-m", "fastwarc.cli", "check", str(tmp_path / capture.warc_file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "14 records were verified successfully" in done.stdout
