"""What a forger does to a bundle, with every sum made to fit that can be: the commands of its README tell."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from core.errors import EvidenceError
from core.languages import language, speaking
from core.records import Capture
from evidence.bundle import export
from evidence.custody import LOG, CustodyLog
from evidence.format.chain import canonical, link
from evidence.seal import log_faults
from tests.evidence.given import GZIPPED, archive, response
from tests.evidence.test_bundle import REPORT, run, steps


@pytest.fixture
def captures(tmp_path: Path) -> list[Capture]:
    return archive(tmp_path / "archive", 4)


@pytest.fixture
def folder(tmp_path: Path, captures: list[Capture]) -> Path:
    """A bundle of two captures: records 2 to 4, and 5 to 7."""
    return export(tmp_path / "archive", captures[:2], report_html=REPORT, target=tmp_path / "out")


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def forged_record(folder: Path) -> Path:
    """Another response under the same id, its digests mended; the extract and the manifest made to fit."""
    record = folder / "records/0004-response.warc.gz"
    before = record.read_bytes()
    head, _, _ = gzip.decompress(before).partition(b"\r\n\r\n")
    block = response(b"<p>Invented words that nobody published</p>")
    _, _, body = block.partition(b"\r\n\r\n")
    digests = {b"WARC-Block-Digest": block, b"WARC-Payload-Digest": body}
    lines = [line.split(b": ", 1) for line in head.split(b"\r\n")[1:]]
    mended = [
        (name, f"sha256:{sha256(digests[name])}".encode() if name in digests else value)
        for name, value in lines
        if name != b"Content-Length"
    ]
    fields = b"".join(b"%s: %s\r\n" % pair for pair in [*mended, (b"Content-Length", str(len(block)).encode())])
    record.write_bytes(gzip.compress(b"WARC/1.1\r\n" + fields + b"\r\n" + block + b"\r\n\r\n"))
    extract = folder / "extract.warc.gz"
    extract.write_bytes(b"".join(path.read_bytes() for path in sorted((folder / "records").iterdir())))
    (manifest,) = (folder / "manifests").iterdir()
    manifest.write_bytes(manifest.read_bytes().replace(sha256(before).encode(), sha256(record.read_bytes()).encode()))
    readme = folder / "README.txt"
    old = sha256(GZIPPED.partition(b"\r\n\r\n")[2])
    readme.write_text(readme.read_text().replace(old, sha256(body), 1))  # the first that is listed
    return manifest


def sums(folder: Path) -> None:
    """SHA256SUMS anew, as anybody can write it."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS"]
    lines = (f"{sha256(path.read_bytes())}  {path.relative_to(folder)}\n" for path in paths)
    (folder / "SHA256SUMS").write_text("".join(lines))


def pin(folder: Path, manifest: Path) -> None:
    """Have the log's entry pin this manifest: its content's digest computed anew, the hash of its link kept."""
    entry = json.loads((folder / "custody.jsonl").read_bytes())
    entry["content"]["details"]["manifest_sha256"] = sha256(manifest.read_bytes())
    entry["content_sha256"] = sha256(canonical(entry["content"]))
    (folder / "custody.jsonl").write_bytes(canonical(entry) + b"\n")


def test_an_entry_that_pins_another_manifest_under_its_old_hash_fails(folder: Path) -> None:
    """Every other step is content: the entry has to be the one of its link."""
    pin(folder, forged_record(folder))
    sums(folder)
    commands = steps(folder)
    assert run(folder, commands["1"]).returncode == 0
    assert run(folder, commands["2"]).returncode == 0
    assert "NOT" not in run(folder, commands["3"]).stdout + run(folder, commands["4"]).stdout
    assert "NOT" not in run(folder, commands["6"]).stdout
    told = run(folder, commands["5"])
    assert (told.returncode != 0, "AssertionError" in told.stderr, told.stdout) == (True, True, "")


def test_an_entry_under_the_hash_of_another_link_fails(folder: Path) -> None:
    """A link's own digest is right, but the entry is another's."""
    pin(folder, forged_record(folder))
    links = [json.loads(line) for line in (folder / "custody-links.jsonl").read_bytes().splitlines()]
    entry = json.loads((folder / "custody.jsonl").read_bytes())
    entry["hash"] = links[-1]["hash"]
    (folder / "custody.jsonl").write_bytes(canonical(entry) + b"\n")
    assert "AssertionError" in run(folder, steps(folder)["5"]).stderr


def test_an_entry_is_held_against_the_number_of_its_link(folder: Path) -> None:
    links = folder / "custody-links.jsonl"
    lines = [json.loads(line) for line in links.read_bytes().splitlines()]
    for line in lines:
        line["sequence"] += 7
    links.write_bytes(b"".join(canonical(line) + b"\n" for line in lines))
    assert "AssertionError" in run(folder, steps(folder)["5"]).stderr
    lines[-1]["sequence"] += 1
    links.write_bytes(b"".join(canonical(line) + b"\n" for line in lines))
    assert "AssertionError" in run(folder, steps(folder)["5"]).stderr


def test_a_manifest_that_nothing_pins_is_named(folder: Path) -> None:
    manifest = forged_record(folder)
    assert run(folder, steps(folder)["4"]).stdout == f"NOT PINNED: manifests/{manifest.name}\n"


def test_a_pin_beside_the_content_is_none(folder: Path) -> None:
    """What stands in the line, but not in what its hash is of."""
    manifest = forged_record(folder)
    entry = json.loads((folder / "custody.jsonl").read_bytes())
    beside = canonical(entry)[:-1] + b',"manifest_sha256":"%s"}' % sha256(manifest.read_bytes()).encode()
    (folder / "custody.jsonl").write_bytes(beside + b"\n")
    assert run(folder, steps(folder)["4"]).stdout.startswith("NOT PINNED:")


def test_the_manifest_of_one_file_does_not_stand_for_another(folder: Path) -> None:
    (manifest,) = (folder / "manifests").iterdir()
    manifest.rename(manifest.with_name("cl_diario__noche-2-00001.warc.gz.manifest"))
    assert "NOT PINNED: manifests/cl_diario__noche-2" in run(folder, steps(folder)["4"]).stdout


def test_a_hidden_manifest_is_not_read(folder: Path) -> None:
    before = {path: path.read_bytes() for path in (folder / "manifests").iterdir()}
    manifest = forged_record(folder)
    manifest.rename(manifest.with_name(".x"))
    for path, content in before.items():
        path.write_bytes(content)
    sealed = run(folder, steps(folder)["3"]).stdout.splitlines()
    assert [line for line in sealed if line.startswith("NOT")] == ["NOT SEALED: records/0004-response.warc.gz"]


def test_a_record_that_cannot_be_read_is_not_sealed(folder: Path) -> None:
    """Its sum is empty, and nothing stands everywhere."""
    record = folder / "records/0004-response.warc.gz"
    record.unlink()
    record.symlink_to("nowhere")
    assert "NOT SEALED: records/0004-response.warc.gz" in run(folder, steps(folder)["3"]).stdout


def test_responses_that_were_swapped_are_named(folder: Path, captures: list[Capture]) -> None:
    one, other = (folder / "records" / name for name in ("0004-response.warc.gz", "0007-response.warc.gz"))
    contents = one.read_bytes(), other.read_bytes()
    one.write_bytes(contents[1])
    other.write_bytes(contents[0])
    told = run(folder, steps(folder)["6"]).stdout
    assert told == f"NOT AS LISTED: records/{one.name}\nNOT AS LISTED: records/{other.name}\n"
    assert len({capture.payload_sha256 for capture in captures[:2]}) == 1  # told apart by their ids


@pytest.mark.parametrize("code", ["en", "es", "pt"])
def test_a_time_or_an_address_that_is_not_the_records_is_named(
    tmp_path: Path, captures: list[Capture], code: str
) -> None:
    with speaking(language(code)):
        folder = export(tmp_path / "archive", captures[:2], report_html=REPORT, target=tmp_path / code)
    readme, one = folder / "README.txt", "records/0004-response.warc.gz"
    whole, listed = readme.read_text(), f"  2026-11-24T05:30:00Z  {captures[0].url}\n"
    assert (whole.count(listed), run(folder, steps(folder)["6"]).stdout.count("NOT")) == (1, 0)
    for forged in (listed.replace("2026", "2025"), listed.replace("/nota", "/otra"), listed.replace("\n", "/\n")):
        readme.write_text(whole.replace(listed, forged))
        told = run(folder, steps(folder)["6"]).stdout.splitlines()
        assert told[0] == f"NOT AS LISTED: {one} ('2026-11-24T05:30:00Z', '{captures[0].url}')"
        assert told[1].startswith("as listed: records/0007")
    readme.write_text(whole.replace(listed, ""))
    assert f"NOT LISTED: {one}" in run(folder, steps(folder)["6"]).stdout


def test_a_version_that_was_dropped_is_missed(folder: Path) -> None:
    (folder / "records/0004-response.warc.gz").unlink()
    told = run(folder, steps(folder)["6"])
    assert told.returncode != 0
    assert "0004-response" in told.stderr


def test_a_version_that_is_no_longer_listed_is_named(folder: Path) -> None:
    readme = folder / "README.txt"
    lines = readme.read_text().splitlines()
    at = next(number for number, line in enumerate(lines) if line.endswith("0004-response.warc.gz"))
    readme.write_text("\n".join([*lines[: at - 2], *lines[at + 2 :]]))
    assert "NOT LISTED: records/0004-response.warc.gz" in run(folder, steps(folder)["6"]).stdout


def test_of_a_log_that_somebody_edited_there_is_no_bundle(tmp_path: Path, captures: list[Capture]) -> None:
    """The report would state the forged time of the seal, and the entry go along as if it were one."""
    root, log = tmp_path / "archive", tmp_path / "archive" / LOG
    CustodyLog(root).append("noted", "ana", "other-source/other.warc.gz", {})
    archive(root, 3, crawl_id="noche-2")
    whole = log.read_bytes()
    first, second, third = whole.splitlines()
    edited = first.replace(b'"at":"2026-11-24', b'"at":"2020-11-24')
    entry = json.loads(edited)
    entry["content_sha256"] = sha256(canonical(entry["content"]))
    entry["hash"] = link(entry["previous"], entry["content_sha256"])
    for forged in (edited, canonical(entry)):
        log.write_bytes(b"".join(line + b"\n" for line in (forged, second, third)))
        assert log_faults(root, [captures[0].warc_file]) != []
        with pytest.raises(EvidenceError, match=r"The custody log does not hold: custody.jsonl line .*evidence verify"):
            export(root, captures[0], report_html=REPORT, target=tmp_path / "none")
        assert not (tmp_path / "none").exists()
    log.write_bytes(b"".join(line + b"\n" for line in (edited, second, third)))
    name = json.loads(third)["content"]["subject"]  # sealed after it: what was before is no part of its bundle
    assert log_faults(root, [name]) == []
    assert log_faults(root, [name, "nobody.warc.gz"]) == ["custody.jsonl line 1: " + _EDITED]
    log.write_bytes(b"".join(line + b"\n" for line in (first, second)))
    assert "custody.jsonl: 1 of the last entries are gone" in log_faults(root, [captures[0].warc_file])


_EDITED = "was edited: its content and its hashes don't agree"
