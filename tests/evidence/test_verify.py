"""Sealing, and finding whatever is no longer as it was sealed."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import EvidenceError
from evidence.custody import LOG, CustodyLog
from evidence.format.chain import canonical, written
from evidence.recover import adopt
from evidence.seal import MANIFEST_SUFFIX, read_manifest, seal, seals
from evidence.show import describe
from evidence.verify import set_back, verify
from tests.evidence.given import GZIPPED, NOW, archive, exchange, rewrite, writer


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("sealed")
    archive(root, 4)
    archive(root, 3, crawl_id="noche-2")
    return root


def test_a_sealed_archive_is_as_it_was(sealed: Path) -> None:
    assert verify(sealed) == []
    entry = seals(sealed)["cl_diario/noche-1-00001.warc.gz"]
    assert (entry.at, entry.actor, entry.models, entry.details["records"]) == (NOW, "test", {"rules": "1"}, 14)


def test_the_manifest_tells_where_every_record_lies(sealed: Path) -> None:
    warc = sealed / "cl_diario/noche-1-00001.warc.gz"
    pieces = read_manifest(warc)
    content = warc.read_bytes()
    assert [piece.kind for piece in pieces[:4]] == ["warcinfo", "request", "metadata", "response"]
    assert sum(piece.length for piece in pieces) == len(content)
    for piece in pieces:
        plain = gzip.decompress(content[piece.offset : piece.offset + piece.length])
        assert piece.record_id.encode() in plain


@given(data=st.data())
@settings(max_examples=120)
def test_one_flipped_byte_anywhere_is_found(sealed: Path, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(one for one in sealed.rglob("*") if one.is_file() and one.stat().st_size)))
    whole = path.read_bytes()
    flipped = bytearray(whole)
    flipped[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        rewrite(path, bytes(flipped))
        assert verify(sealed) != []
    finally:
        rewrite(path, whole)


@pytest.fixture
def root(sealed: Path, tmp_path: Path) -> Path:
    shutil.copytree(sealed, tmp_path / "archive")
    return tmp_path / "archive"


def test_a_removed_record_is_named(root: Path) -> None:
    warc = root / "cl_diario/noche-1-00001.warc.gz"
    last = read_manifest(warc)[-1]
    rewrite(warc, warc.read_bytes()[: last.offset])
    messages = [finding.message for finding in verify(root)]
    assert any(last.record_id in message for message in messages)
    assert any("bytes" in message and "sealed" in message for message in messages)
    assert all("request" not in message for message in messages)


def test_missing_unlisted_and_unsealed_files_are_found(root: Path) -> None:
    (root / "cl_diario/noche-1-00001.warc.gz").unlink()
    (root / f"cl_diario/noche-2-00001.warc.gz{MANIFEST_SUFFIX}").unlink()
    (root / "cl_diario/extra.txt").write_text("x")
    with writer(root, crawl_id="noche-3") as open_archive:
        open_archive.write(exchange())
    found = {(finding.kind, finding.subject) for finding in verify(root)}
    assert found == {
        ("missing", "cl_diario/noche-1-00001.warc.gz"),
        ("missing", f"cl_diario/noche-2-00001.warc.gz{MANIFEST_SUFFIX}"),
        ("unlisted", "cl_diario/extra.txt"),
        ("unlisted", "cl_diario/noche-3-00001.warc.gz"),
    }


def test_what_a_killed_command_left_is_told_from_what_somebody_put_there(root: Path) -> None:
    (root / "ingested").mkdir()
    (root / "ingested" / "0123-night.warc.gz.draft").write_bytes(b"half")
    (finding,) = verify(root)
    assert (finding.kind, "half a file that a killed command left" in finding.message) == ("unlisted", True)


def test_a_running_crawl_is_not_a_finding(root: Path) -> None:
    running = writer(root, crawl_id="noche-3")
    running.write(exchange())
    assert verify(root) == []
    running.close()


def test_a_log_of_rubbish_is_found_and_does_not_stop_the_check(root: Path) -> None:
    rewrite(root / LOG, b"rubbish\n" + (root / LOG).read_bytes())
    rewrite(root / "cl_diario/noche-1-00001.warc.gz", b"rubbish")
    kinds = [finding.kind for finding in verify(root)]
    assert "custody" in kinds
    assert "altered" in kinds


_LEFT_BY_A_HAND = st.one_of(
    st.sampled_from(["", "x", "2026-01-01", "2026-01-01T00:00:00", "a" * 300, "../../etc/passwd", "\0", "\ud800"]),
    st.sampled_from([None, [], {}, -1, 0, True, 1e308, 10**30, [1], {"a": []}]),
)


@given(data=st.data())
@settings(max_examples=150)
def test_a_log_that_a_hand_edited_is_found_and_ends_no_check(
    sealed: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """A value of another kind, in an entry whose hashes fit again, ended it in a traceback."""
    root = tmp_path_factory.mktemp("edited") / "root"
    shutil.copytree(sealed, root)
    of_json = sorted(path for path in root.rglob("*") if path.suffix in {".jsonl", ".head", ".manifest"})
    path = data.draw(st.sampled_from(of_json))
    lines = path.read_bytes().splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    value = json.loads(lines[at])
    inner = value.get("content", value)
    inner = inner["details"] if "details" in inner and data.draw(st.booleans()) else inner
    inner[data.draw(st.sampled_from(sorted(inner)))] = data.draw(_LEFT_BY_A_HAND)
    try:
        lines[at] = written(value["previous"], value["content"]) if "content" in value else canonical(value)
    except UnicodeEncodeError:
        lines[at] = json.dumps(value).encode()
    path.chmod(0o644)
    before = path.read_bytes()
    path.write_bytes(b"\n".join(lines) + b"\n")
    assert path.read_bytes() == before or verify(root)
    assert set_back(root) is not None
    for warc in root.rglob("*.warc.gz"):
        with suppress(EvidenceError):
            read_manifest(warc)
    with suppress(EvidenceError):
        CustodyLog(root).append("noted", "ana", "", {}, now=NOW)


@pytest.mark.parametrize("subject", ["", ".", "/", "..", "a/..", "\0"])
def test_a_sealed_file_without_a_name_is_found(root: Path, subject: str) -> None:
    lines = (root / LOG).read_bytes().splitlines()
    value = json.loads(lines[0])
    value["content"]["subject"] = subject
    rewrite(root / LOG, b"\n".join([written(value["previous"], value["content"]), *lines[1:]]) + b"\n")
    assert verify(root)


@pytest.mark.parametrize("line", [b"[" * 100_000, b'{"content":' + b'{"a":' * 900 + b"1" + b"}" * 901, b"9" * 5000])
def test_a_line_that_no_parser_holds_is_no_entry(root: Path, line: bytes) -> None:
    rewrite(root / LOG, (root / LOG).read_bytes() + line + b"\n")
    assert any("is no entry" in finding.message for finding in verify(root))


def test_a_sealed_file_in_whose_place_a_link_leads_elsewhere_is_named(root: Path, tmp_path: Path) -> None:
    name = "cl_diario/noche-1-00001.warc.gz"
    (root / name).rename(tmp_path / "elsewhere")
    (root / name).symlink_to(tmp_path / "elsewhere")
    (found,) = (finding for finding in verify(root) if finding.subject == name)
    assert found.message.startswith("can't be read")


def test_sealing_twice_changes_nothing_and_never_blesses_other_content(root: Path) -> None:
    name = "cl_diario/noche-1-00001.warc.gz"
    before = (root / LOG).read_bytes()
    seal(root, name, actor="again", now=NOW, models={})
    assert (root / LOG).read_bytes() == before
    rewrite(root / name, (root / name).read_bytes() + gzip.compress(b""))
    (root / f"{name}{MANIFEST_SUFFIX}").unlink()
    with pytest.raises(EvidenceError, match="sealed with other content"):
        seal(root, name, actor="again", now=NOW, models={})


def test_a_second_seal_in_the_log_does_not_hide_an_altered_file(root: Path) -> None:
    name = "cl_diario/noche-1-00001.warc.gz"
    rewrite(root / name, b"other")
    CustodyLog(root).append("sealed", "eva", name, {"sha256": "0" * 64, "manifest_sha256": "0" * 64})
    assert ("altered", name) in {(finding.kind, finding.subject) for finding in verify(root)}


@pytest.mark.parametrize("name", ["cl_diario/none.warc.gz", "custody.jsonl", "../outside.warc.gz"])
def test_what_is_no_finished_file_is_not_sealed(root: Path, name: str) -> None:
    with pytest.raises(EvidenceError):
        seal(root, name, actor="test", now=NOW, models={})


def test_a_foreign_file_is_sealed_like_ours(root: Path, tmp_path: Path) -> None:
    plain = tmp_path / "foreign.warc"
    plain.write_bytes(gzip.decompress((root / "cl_diario/noche-2-00001.warc.gz").read_bytes()))
    name = adopt(root, plain)
    seal(root, name, actor="test", now=NOW, models={})
    assert verify(root) == []
    assert sum(piece.length for piece in read_manifest(root / name)) == plain.stat().st_size


def test_times_that_go_back_are_said_and_are_no_finding(tmp_path: Path) -> None:
    log = CustodyLog(tmp_path)
    for minutes in (0, 10, 6, 90, 60, 61):  # ten and six: who waited for the lock
        log.append("noted", "ana", "", {}, now=NOW + timedelta(minutes=minutes))
    assert set_back(tmp_path) == [
        "custody.jsonl entry 5: its time, 2026-11-24T06:30:00Z, lies before the last one's, 2026-11-24T07:00:00Z"
    ]
    assert verify(tmp_path) == []


def test_describe_shows_the_capture_and_its_seal(tmp_path: Path) -> None:
    capture = archive(tmp_path)[0]
    shown = describe(tmp_path, capture)
    assert shown.faults == ()
    assert (shown.status_line, shown.ip, shown.url) == ("HTTP/1.1 200 OK", "192.0.2.7", "https://diario.example/nota/1")
    assert shown.headers == (
        ("Content-Type", "text/html; charset=utf-8"),
        ("Content-Encoding", "gzip"),
        ("Transfer-Encoding", "chunked"),
    )
    assert shown.request.startswith("GET /nota/1 HTTP/1.1\r\n")
    assert shown.payload_now == shown.payload_recorded == capture.payload_sha256
    assert shown.seal is not None
    assert (shown.seal.at, shown.seal.actor) == (NOW, "test")
    assert shown.seal.hash == CustodyLog(tmp_path).head().hash


def test_describe_names_what_is_wrong(tmp_path: Path) -> None:
    capture = archive(tmp_path)[0]
    path = tmp_path / capture.warc_file
    whole = path.read_bytes()
    end = capture.warc_offset + capture.warc_length
    plain = gzip.decompress(whole[capture.warc_offset : end])
    assert GZIPPED in plain
    forged = gzip.compress(plain.replace(b"n=1", b"n=2", 1))
    rewrite(path, whole[: capture.warc_offset] + forged.ljust(capture.warc_length, b"\0") + whole[end:])
    faults = " ".join(describe(tmp_path, capture).faults)
    for part in ("database", "in the record", "own digest", "that were sealed"):
        assert part in faults
    rewrite(path, whole[: capture.warc_offset])
    assert "no whole record" in describe(tmp_path, capture).faults[0]
    with writer(tmp_path, crawl_id="noche-2") as open_archive:
        fresh = open_archive.write(exchange())
    assert describe(tmp_path, fresh).faults == ("The file isn't sealed yet.",)


def test_what_is_sealed_while_an_archive_is_read_is_no_finding(tmp_path: Path) -> None:
    """Checking a large archive takes hours, and a night comes in between."""
    archive(tmp_path, 2)
    archive(tmp_path, 1, crawl_id="noche-2")
    told: list[int] = []

    def seal_meanwhile(done: int, _of: int | None) -> None:
        if not told:
            archive(tmp_path, 1, crawl_id="noche-3")
        told.append(done)

    assert verify(tmp_path, told=seal_meanwhile) == []
    assert len(told) == 2
    (tmp_path / "cl_diario" / "mine.warc.gz").write_bytes(GZIPPED)
    assert [found.kind for found in verify(tmp_path)] == ["unlisted"]


def test_an_entry_that_comes_between_log_and_head_is_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive(tmp_path, 1)
    log = CustodyLog(tmp_path)
    lines = log._lines

    def lines_and_more() -> Iterator[bytes]:
        yield from list(lines())
        for _ in range(3):
            CustodyLog(tmp_path).append("noted", "ana", "", {}, now=NOW)

    monkeypatch.setattr(log, "_lines", lines_and_more)
    assert log.verify() == []
    monkeypatch.undo()
    assert log.verify() == []
