"""WARC files made elsewhere, in every shape that is met; and our own when it is no longer what was written."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import EvidenceError, InputError
from evidence import reader
from evidence.format import compose, grouping, records
from evidence.format.http import UndecodableError, decoded_body, split_message
from evidence.reader import ReadReport, read_page, read_pages
from evidence.recover import adopt
from tests.evidence.given import HTML, archive, chunked, response, rewrite


def record(block: bytes, *, kind: str = "response", version: str = "1.0", **headers: str) -> bytes:
    """A WARC record as other programs write it."""
    values = {
        "WARC-Type": kind,
        "WARC-Date": "2026-03-01T12:00:00Z",
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{zlib.crc32(block):012d}>",
        "WARC-Target-URI": "https://noticias.example/1",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in values.items() if value)
    return f"WARC/{version}\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def read(path: Path, content: bytes, **options: str) -> tuple[list[bytes], dict[str, int]]:
    path.write_bytes(content)
    report = ReadReport()
    pages = list(read_pages(path, report=report, **options))  # type: ignore[arg-type]
    assert report.pages == len(pages)
    for page in pages:
        assert read_page(path.parent, page.capture) == page
    return [page.body for page in pages], dict(report.skipped)


INFO = record(b"software: Another/1.0\r\n", kind="warcinfo", Content_Type="application/warc-fields", WARC_Target_URI="")
NEWS = [INFO, record(response(HTML)), record(response(HTML + b"<!--2-->"))]


def test_a_common_crawl_like_file_reads_with_the_sources_own_id(tmp_path: Path) -> None:
    path = tmp_path / "CC-NEWS-1.warc.gz"
    bodies, skipped = read(path, b"".join(map(gzip.compress, NEWS)), source_id="cc_news", crawl_id="c1")
    assert bodies == [HTML, HTML + b"<!--2-->"]
    assert skipped == {}
    capture = next(read_pages(path, source_id="cc_news", crawl_id="c1")).capture
    assert (capture.source_id, capture.crawl_id, capture.url) == ("cc_news", "c1", "https://noticias.example/1")
    assert (capture.requested_url, capture.redirects, capture.fetched_at.isoformat()) == (
        "https://noticias.example/1",
        (),
        "2026-03-01T12:00:00+00:00",
    )


@pytest.mark.parametrize("content", [b"".join(NEWS), gzip.compress(b"".join(NEWS))], ids=["plain", "one-gzip"])
def test_uncompressed_and_compressed_at_once(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path / "a.warc", content)[0] == [HTML, HTML + b"<!--2-->"]


def test_a_large_file_compressed_at_once_is_streamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MAX_BLOCK", 1000)
    monkeypatch.setattr(records, "_HEAD_ROOM", 1000)
    pages = [b"<p>%d</p>" % number for number in range(30)]
    big = record(response(b"<p>" + b"x" * 2000))
    content = gzip.compress(b"".join([record(response(page)) for page in pages] + [big]))
    assert read(tmp_path / "a.warc.gz", content) == (pages, {"larger than the limit": 1})


def test_what_is_no_page_is_passed_over_and_counted(tmp_path: Path) -> None:
    several = [
        record(response(status="404 Not Found")),
        record(response(status="301 Moved Permanently")),
        record(response().replace(b"text/html", b"application/pdf")),
        record(b"20260301 noticias.example A 192.0.2.1", Content_Type="text/dns", WARC_Target_URI="dns:a.example"),
        record(response(), WARC_Date="yesterday"),
        record(response(b"\x1f\x8b\x08broken", "Content-Encoding: gzip")),
        record(response(b"abc", "Content-Encoding: made-up")),
        record(response(HTML).replace(b"Content-Type: text/html; charset=utf-8", b"X-A: b")),
        record(response(b"plain").replace(b"Content-Type: text/html; charset=utf-8", b"X-A: b")),
        record(b"HTTP/1.1 304 Not Modified\r\n\r\n", kind="revisit", WARC_Profile="any"),
        record(b"any", kind="new-in-2030"),
    ]
    bodies, skipped = read(tmp_path / "a.warc.gz", b"".join(map(gzip.compress, several)))
    assert bodies == [HTML, b""]  # the one without a type that is HTML, and the revisit
    assert skipped == {
        "status 404": 1,
        "status 301": 1,
        "type application/pdf": 1,
        "not HTTP": 1,
        "no web address or date": 1,
        "broken content encoding": 1,
        "unknown content encoding 'made-up'": 1,
        "type unknown": 1,
    }


def test_truncated_records_and_missing_ids(tmp_path: Path) -> None:
    cut = record(response(HTML)[:-20], WARC_Truncated="length")
    bodies, _ = read(tmp_path / "a.warc.gz", gzip.compress(cut) + gzip.compress(record(response(), WARC_Record_ID="")))
    assert bodies == [HTML[:-20], HTML]


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_cut_anywhere_gives_the_whole_records_before(tmp_path: Path, packed: bool) -> None:
    parts = [gzip.compress(one, mtime=0) if packed else one for one in NEWS]
    content = b"".join(parts)
    for cut in range(len(parts[0]) + len(parts[1]) + 1, len(content) - 5, 29):
        bodies, _ = read(tmp_path / "cut.warc.gz", content[:cut])
        assert bodies[0] == HTML
        assert len(bodies) == 1 or (not packed and cut >= len(content) - 4)


def test_damage_in_the_middle_costs_only_the_damaged_record(tmp_path: Path) -> None:
    first, second, third = (
        gzip.compress(one, mtime=0) for one in [record(response(b"<p>%d</p>" % n)) for n in range(3)]
    )
    damaged = bytearray(second)
    damaged[len(damaged) // 2] ^= 0xFF
    for middle in (bytes(damaged), b"junk" * 50, second[:40]):
        bodies, skipped = read(tmp_path / "a.warc.gz", first + middle + third)
        assert bodies == [b"<p>0</p>", b"<p>2</p>"]
        assert skipped == {"damaged bytes": 1}


@given(junk=st.binary(max_size=300), middle=st.booleans())
@settings(max_examples=80)
def test_junk_never_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, junk: bytes, middle: bool) -> None:
    path = tmp_path_factory.mktemp("junk") / "junk.warc.gz"
    packed = gzip.compress(NEWS[1], mtime=0)
    bodies, _ = read(path, packed + junk if middle else junk)
    assert bodies[:1] == ([HTML] if middle else [])


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        list(read_pages(tmp_path / "none.warc.gz"))


def _bare_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


CODINGS = {
    "gzip": gzip.compress,
    "x-gzip": lambda content: gzip.compress(content[:10]) + gzip.compress(content[10:]) + b"junk",
    "deflate": zlib.compress,
    "deflate ": _bare_deflate,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "identity": bytes,
    "gzip, br": lambda content: brotli.compress(gzip.compress(content)),
}


@pytest.mark.parametrize("coding", CODINGS)
def test_content_encodings_are_undone(coding: str) -> None:
    wire = CODINGS[coding](HTML * 20)
    block = response(chunked(wire), f"Content-Encoding: {coding}", "Transfer-Encoding: chunked")
    assert decoded_body(split_message(block), 10**6) == HTML * 20
    stored_decoded = response(HTML, f"Content-Encoding: {coding}", "Transfer-Encoding: chunked")
    assert decoded_body(split_message(stored_decoded), 10**6) == HTML


@pytest.mark.parametrize("coding", ["gzip", "deflate", "deflate ", "br", "zstd"])
def test_a_decompression_bomb_is_refused(coding: str) -> None:
    block = response(CODINGS[coding](b"<" + bytes(3_000_000)), f"Content-Encoding: {coding}")
    with pytest.raises(UndecodableError, match="larger than the limit"):
        decoded_body(split_message(block), 1_000_000)


def test_a_bomb_in_a_file_is_counted_and_the_next_page_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_BODY", 100_000)
    bomb = record(response(gzip.compress(bytes(200_000)), "Content-Encoding: gzip"))
    bodies, skipped = read(tmp_path / "a.warc.gz", gzip.compress(bomb) + gzip.compress(NEWS[1]))
    assert (bodies, skipped) == ([HTML], {"larger than the limit after decoding": 1})


@given(st.binary(max_size=200))
@settings(max_examples=200)
def test_any_bytes_are_taken_apart_without_an_error(block: bytes) -> None:
    message = split_message(block)
    assert block.endswith(message.body)
    assert message.status == 0 or block.startswith(b"HTTP/")


def test_bare_line_feeds_and_folded_headers() -> None:
    message = split_message(b"HTTP/1.0 200 OK\nContent-Type: text/html;\n  charset=latin-1\nbad line\n\nbody\r\n\r\n")
    assert message.headers == (("Content-Type", "text/html; charset=latin-1"),)
    assert (message.status, message.body) == (200, b"body\r\n\r\n")


def test_a_header_folded_without_end_is_read_in_the_time_of_its_length() -> None:
    """Joined line by line it was copied for each of its lines."""
    message = split_message(b"HTTP/1.0 200 OK\nA: b" + b"\n c" * 300_000 + b"\n\nbody")
    assert message.headers == (("A", "b" + " c" * 300_000),)


def test_our_own_altered_page_is_no_page(tmp_path: Path) -> None:
    capture = archive(tmp_path)[0]
    path = tmp_path / capture.warc_file
    whole = path.read_bytes()
    end = capture.warc_offset + capture.warc_length
    plain = gzip.decompress(whole[capture.warc_offset : end])
    forged = gzip.compress(plain.replace(b"charset=utf-8", b"charset=utf-9"))
    rewrite(path, whole[: capture.warc_offset] + forged + whole[end:])
    report = ReadReport()
    assert len(list(read_pages(path, report=report))) == 2
    assert report.skipped == {"digest differs from the record": 1}
    rewrite(path, whole[: capture.warc_offset] + whole[end:])
    with pytest.raises(EvidenceError, match=r"no whole record .* at byte"):
        read_page(tmp_path, capture)
    path.unlink()
    with pytest.raises(EvidenceError, match="missing from the archive"):
        read_page(tmp_path, capture)


def test_adopting_copies_unchanged_and_once(tmp_path: Path) -> None:
    root, outside = tmp_path / "archive", tmp_path / "CC news (1).warc.gz"
    outside.write_bytes(b"".join(map(gzip.compress, NEWS)))
    name = adopt(root, outside)
    assert name == adopt(root, outside) == adopt(root, root / name)
    assert (root / name).read_bytes() == outside.read_bytes()
    assert name.startswith("ingested/")
    assert name.endswith("-CC_news__1_.warc.gz")
    outside.write_text("<html>no archive</html>")
    with pytest.raises(InputError, match="doesn't begin with a WARC record"):
        adopt(root, outside)


def test_a_length_of_thousands_of_digits_is_none() -> None:
    """As a file of others may say it of what stands before a response: no number that Python reads."""
    headers = {compose.GROUP_BEFORE.lower(): "9" * 5000}
    answer = records.Record(offset=10, length=5, kind="response", record_id="a", headers=headers, block=b"", whole=True)
    assert grouping._before(Path("none.warc"), answer) == []


def test_a_member_larger_than_is_kept_ends_where_it_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its reader went on into the members behind, and gave each out a second time, at the place of the first."""
    monkeypatch.setattr(records, "MAX_BLOCK", 1 << 16)
    monkeypatch.setattr(records, "_HEAD_ROOM", 1 << 10)
    path = tmp_path / "big.warc.gz"
    bodies = [HTML, b"\0" * (1 << 18), HTML + b"<!--2-->"]
    path.write_bytes(b"".join(gzip.compress(record(response(body))) for body in bodies))
    found = [each for each in records.records(path) if isinstance(each, records.Record)]
    assert [each.block is None for each in found] == [False, True, False]
    assert len({each.offset for each in found}) == 3
    assert sum(each.length for each in found) == path.stat().st_size


@pytest.mark.parametrize("size", [b"%x", b"%020x", b"%016x;name=value", b"000%X"])
def test_chunks_are_undone_however_their_size_is_written(size: bytes) -> None:
    """Twenty figures were read as sixteen: nothing, the end of the page."""
    body = b"<html>the page</html>"
    message = split_message(
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + size % len(body) + b"\r\n" + body + b"\r\n0\r\n\r\n"
    )
    assert decoded_body(message, 1 << 20) == body
