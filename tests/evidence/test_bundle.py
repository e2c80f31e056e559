"""A bundle verifies on a machine that has nothing of ours: by the very commands that its README gives."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import EvidenceError
from core.languages import language, speaking
from core.records import Capture
from core.urls import canonical
from evidence.bundle import export
from evidence.custody import CustodyLog
from evidence.reader import read_pages
from evidence.recover import adopt
from evidence.seal import seal
from evidence.verify import verify
from tests.evidence.given import HTML, NOW, archive, exchange, rewrite, writer

REPORT = "<!doctype html><html><body>Informe inventado: año 2026</body></html>"


@pytest.fixture
def captures(tmp_path: Path) -> list[Capture]:
    """Two crawls, and some entries of the log about other files before and after."""
    root = tmp_path / "archive"
    CustodyLog(root).append("noted", "ana", "other-source/secret.warc.gz", {})
    found = archive(root, 4) + archive(root, 3, crawl_id="noche-2")
    CustodyLog(root).append("noted", "ana", "other-source/secret.warc.gz", {})
    return found


def run(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, check=False)


def pasted(folder: Path, commands: str) -> str:
    """What a shell that somebody sits before prints, its complaints among it, when this is pasted there."""
    shell = ["bash", "--norc", "--noediting", "-i"]
    bare = os.environ | {"PS1": "", "PS2": ""}
    given = f"{commands}\n"
    return subprocess.run(shell, cwd=folder, env=bare, input=given, stdout=-1, stderr=-2, text=True, check=False).stdout


def steps(folder: Path) -> dict[str, str]:
    """The commands of the README by step, byte for byte: the paragraphs at the left margin."""
    text = (folder / "README.txt").read_text(encoding="utf-8")
    found: dict[str, str] = {}
    number = ""
    for paragraph in text.split("\n\n"):
        if step := re.match(r"  (\d)\. ", paragraph):
            number = step[1]
        elif number and not paragraph.startswith(" "):
            if paragraph[0].isupper():  # the next heading
                break
            found[number] = paragraph
    return found


@pytest.mark.parametrize("code", ["en", "es", "pt"])
def test_the_readmes_own_commands_verify_the_bundle(tmp_path: Path, captures: list[Capture], code: str) -> None:
    with speaking(language(code)):
        folder = export(tmp_path / "archive", captures[0], report_html=REPORT, target=tmp_path / "out", now=NOW)
    english = folder / ("README.txt" if code == "en" else "README.en.txt")
    assert "It does not show that" in english.read_text(encoding="utf-8")
    readme = (folder / "README.txt").read_text(encoding="utf-8")
    shutil.rmtree(tmp_path / "archive")  # another machine
    commands = steps(folder)
    checked = run(folder, commands["1"])
    assert checked.returncode == 0, checked.stderr
    assert {line.rsplit(": ", 1)[1] for line in checked.stdout.splitlines()} == {"OK"}
    assert len(checked.stdout.splitlines()) == len([one for one in folder.rglob("*") if one.is_file()]) - 1
    assert run(folder, commands["2"]).returncode == 0
    sealed = run(folder, commands["3"]).stdout.splitlines()
    assert [line.split(":")[0] for line in sealed] == ["sealed"] * 4  # as the step's own words want it
    assert re.search(r'3\. [^:]*: .*["“«]sealed:["”»].*["“«]NOT SEALED:["”»]', readme, re.DOTALL)
    pinned = run(folder, commands["4"]).stdout
    assert pinned == f"pinned: manifests/{captures[0].warc_file.replace('/', '__')}.manifest\n"
    assert re.search(r'4\. [^:]*["“«]pinned:["”»].*["“«]NOT PINNED:["”»]', readme, re.DOTALL)
    assert re.match(r"chain holds: 3 links, newest [0-9a-f]{64}\n$", run(folder, commands["5"]).stdout)
    listed = run(folder, commands["6"]).stdout
    assert listed == f"as listed: records/0004-response.warc.gz ('2026-11-24T05:30:00Z', '{captures[0].url}')\n"
    assert run(folder, "gunzip -t extract.warc.gz").returncode == 0


@pytest.mark.parametrize("code", ["en", "es", "pt"])
def test_what_the_readme_says_can_be_pasted_as_it_stands(tmp_path: Path, captures: list[Capture], code: str) -> None:
    """Into a shell or into a file: nothing has to be moved to the margin first."""
    with speaking(language(code)):
        folder = export(tmp_path / "archive", captures[0], report_html=REPORT, target=tmp_path / "out", now=NOW)
    commands = steps(folder)
    assert list(commands) == ["1", "2", "3", "4", "5", "6"]
    (tmp_path / "all.sh").write_text("\n".join(commands.values()), encoding="utf-8")
    told = [pasted(folder, "\n".join(commands.values())), run(folder, f"bash {tmp_path / 'all.sh'} 2>&1").stdout]
    for each in told:
        assert each.count(": OK\n") == len([one for one in folder.rglob("*") if one.is_file()]) - 1
        assert (each.count("sealed: "), each.count("pinned: "), each.count("as listed: ")) == (4, 1, 1)
        assert each.count("chain holds: 3 links") == 1
        assert not re.search(r"NOT|Error|here-document|warning", each)


def test_the_extract_is_read_by_any_reader_and_holds_only_the_capture(tmp_path: Path, captures: list[Capture]) -> None:
    folder = export(tmp_path / "archive", captures[1], report_html=REPORT, target=tmp_path / "out")
    (page,) = read_pages(folder / "extract.warc.gz")
    assert (page.capture.capture_id, page.body) == (captures[1].capture_id, HTML)
    assert sorted(path.name for path in (folder / "records").iterdir()) == [
        "0001-warcinfo.warc.gz",
        "0002-request.warc.gz",
        "0003-metadata.warc.gz",
        "0004-response.warc.gz",
    ]
    assert (folder / "report.html").read_text(encoding="utf-8") == REPORT
    original = (tmp_path / "archive" / captures[1].warc_file).read_bytes()
    end = captures[1].warc_offset + captures[1].warc_length
    assert (folder / "records/0004-response.warc.gz").read_bytes() == original[captures[1].warc_offset : end]


def test_nothing_is_given_away_about_other_files(tmp_path: Path, captures: list[Capture]) -> None:
    folder = export(tmp_path / "archive", captures[0], report_html=REPORT, target=tmp_path / "out")
    text = b"".join(path.read_bytes() for path in folder.rglob("*") if path.suffix != ".gz" and path.is_file())
    assert b"secret" not in text
    assert b"noche-2" not in text


def test_several_captures_of_several_files_in_a_zip(tmp_path: Path, captures: list[Capture]) -> None:
    chosen = [captures[2], captures[3], captures[4]]  # rendered, not modified, other file
    packed = export(tmp_path / "archive", chosen, report_html=REPORT, target=tmp_path / "out.zip")
    with zipfile.ZipFile(packed) as bundle:
        bundle.extractall(tmp_path / "unpacked")
    folder = tmp_path / "unpacked" / "out"  # nothing is strewn about where it is unpacked
    assert [path.name for path in (tmp_path / "unpacked").iterdir()] == ["out"]
    assert run(folder, steps(folder)["1"]).returncode == 0
    assert "chain holds" in run(folder, steps(folder)["5"]).stdout
    assert run(folder, steps(folder)["6"]).stdout.count("as listed: ") == 3
    read = [page.capture.capture_id for page in read_pages(folder / "extract.warc.gz")]
    assert read == [one.capture_id for one in chosen]
    assert len(list((folder / "manifests").iterdir())) == 2
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".bundle")] == []


def test_one_changed_byte_in_the_bundle_fails_the_check(tmp_path: Path, captures: list[Capture]) -> None:
    folder = export(tmp_path / "archive", captures[0], report_html=REPORT, target=tmp_path / "out")
    for name in ("report.html", "custody.jsonl", "records/0004-response.warc.gz"):
        whole = (folder / name).read_bytes()
        (folder / name).write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        assert run(folder, steps(folder)["1"]).returncode != 0
        (folder / name).write_bytes(whole)
    forged = (folder / "custody-links.jsonl").read_text().replace('"previous":"', '"previous":"0', 1)
    (folder / "custody-links.jsonl").write_text(forged)
    assert "AssertionError" in run(folder, steps(folder)["5"]).stderr
    record = folder / "records/0004-response.warc.gz"
    record.write_bytes(record.read_bytes() + b"\0")
    assert "NOT SEALED: records/0004-response.warc.gz" in run(folder, steps(folder)["3"]).stdout
    assert run(folder, steps(folder)["2"]).returncode != 0


def test_every_export_is_in_the_log(tmp_path: Path, captures: list[Capture]) -> None:
    root = tmp_path / "archive"
    folder = export(root, captures[0], report_html=REPORT, target=tmp_path / "out", actor="ana", now=NOW)
    entry = list(CustodyLog(root).entries())[-1]
    assert (entry.action, entry.actor, entry.at, entry.subject) == ("exported", "ana", NOW, captures[0].warc_file)
    sums = run(folder, "sha256sum SHA256SUMS").stdout[:64]
    assert entry.details == {"captures": [captures[0].capture_id], "target": "out", "sums_sha256": sums}
    packed = export(root, captures[0], report_html=REPORT, target=tmp_path / "out.zip", actor="ana", now=NOW)
    noted = list(CustodyLog(root).entries())[-1].details
    assert noted["zip_sha256"] == hashlib.sha256(packed.read_bytes()).hexdigest()  # of the file that is handed on
    with zipfile.ZipFile(packed) as bundle:
        assert noted["sums_sha256"] == hashlib.sha256(bundle.read("out/SHA256SUMS")).hexdigest()
    assert verify(root) == []


def test_a_foreign_uncompressed_file_makes_a_bundle_too(tmp_path: Path, captures: list[Capture]) -> None:
    root, foreign = tmp_path / "archive", tmp_path / "foreign.warc"
    foreign.write_bytes(
        subprocess.run(["gunzip", "-c", str(root / captures[0].warc_file)], capture_output=True, check=True).stdout
    )
    name = adopt(root, foreign)
    seal(root, name, actor="test", now=NOW, models={})
    page = next(read_pages(root / name, root=root))
    folder = export(root, page.capture, report_html=REPORT, target=tmp_path / "out")
    for step in ("1", "2"):
        assert run(folder, steps(folder)[step]).returncode == 0
    for step in ("3", "4", "6"):
        told = run(folder, steps(folder)[step])
        assert (told.stderr, "NOT" in told.stdout, bool(told.stdout)) == ("", False, True)
    assert next(read_pages(folder / "extract.warc")).body == page.body
    both = export(root, [captures[0], page.capture], report_html=REPORT, target=tmp_path / "both")
    assert run(both, steps(both)["2"]).returncode == 0
    readme = (both / "README.txt").read_text(encoding="utf-8")
    assert "7. Read the records: gunzip -c extract.warc.gz | less; cat extract.warc | less, or open" in readme
    assert "`warcio check extract.warc.gz extract.warc`" in readme


def test_a_file_of_others_is_listed_in_its_own_letters(tmp_path: Path) -> None:
    """Its address isn't canonical, and its time is written in another way: the README says both as its record does."""
    root, foreign = tmp_path / "archive", tmp_path / "foreign.warc"
    address, when = "http://A.example:80/ni\u00f1o?utm_source=x&id=3", "2021-01-23T05:00:00.000+00:00"
    message = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>"
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <{address}>\r\nWARC-Date: {when}\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Length: {len(message)}\r\n\r\n"
    )
    foreign.write_bytes(head.encode() + message + b"\r\n\r\n")
    name = adopt(root, foreign)
    seal(root, name, actor="test", now=NOW, models={})
    (page,) = read_pages(root / name, root=root)
    kept = replace(page.capture, url=canonical(address))
    assert kept.url != address
    folder = export(root, kept, report_html=REPORT, target=tmp_path / "out")
    told = run(folder, steps(folder)["6"])
    assert (told.stdout, told.stderr) == (f"as listed: records/0001-response.warc ('{when}', '{address}')\n", "")


@pytest.mark.parametrize("code", ["en", "es", "pt"])
def test_the_readme_says_that_the_report_is_for_reading(tmp_path: Path, captures: list[Capture], code: str) -> None:
    with speaking(language(code)):
        folder = export(tmp_path / "archive", captures[0], report_html=REPORT, target=tmp_path / "out")
    proves = (folder / "README.txt").read_text(encoding="utf-8").rpartition("\n\n")[2]
    assert proves.startswith("report.html ")
    assert "SHA256SUMS" in proves


def test_what_does_not_hold_is_not_exported(tmp_path: Path, captures: list[Capture]) -> None:
    root = tmp_path / "archive"
    with writer(root, crawl_id="noche-3") as open_archive:
        fresh = open_archive.write(exchange())
    with pytest.raises(EvidenceError, match="isn't sealed yet"):
        export(root, fresh, report_html=REPORT, target=tmp_path / "a")
    (tmp_path / "b.zip").write_text("kept")
    with pytest.raises(EvidenceError, match="exists already"):
        export(root, captures[0], report_html=REPORT, target=tmp_path / "b.zip")
    path = root / captures[0].warc_file
    flipped = bytearray(path.read_bytes())
    flipped[captures[0].warc_offset + 4] ^= 1
    rewrite(path, bytes(flipped))
    with pytest.raises(EvidenceError, match="can't go into a bundle"):
        export(root, captures[0], report_html=REPORT, target=tmp_path / "c")
    assert not (tmp_path / "a").exists()
    assert not (tmp_path / "c").exists()


def test_a_bundle_below_a_file_asks_for_another_folder(tmp_path: Path, captures: list[Capture]) -> None:
    (tmp_path / "notes.txt").write_bytes(b"")
    target = tmp_path / "notes.txt" / "bundle"
    with pytest.raises(EvidenceError, match=r"bundle: can't be written: (Not a directory|File exists).*another folder"):
        export(tmp_path / "archive", captures, report_html="<p>r</p>", target=target)
