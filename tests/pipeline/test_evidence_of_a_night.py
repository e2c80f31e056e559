"""Evidence as an investigator asks for it after a real night: show, verify, export, and the same files read again."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from tests.pipeline.conftest import World
from tests.pipeline.state import state_of


def flags(world: World) -> list[dict[str, object]]:
    """`flag list --json`."""
    return [json.loads(line) for line in world.run("flag", "list", "--json").stdout.splitlines()]


def test_show_verify_export(world: World, tmp_path: Path) -> None:
    """What was seen, where the words stand, one flipped byte found, and a bundle that sha256sum accepts."""
    assert world.run("nightly").returncode == 0
    flag = next(each for each in flags(world) if each["operators"])
    number = str(flag["flag_id"])

    shown = world.run("evidence", "show", number, "--json")
    assert shown.returncode == 0, shown.stderr.decode()
    evidence = json.loads(shown.stdout)
    assert evidence["payload_now"] == evidence["payload_recorded"]
    assert evidence["seal"]["sequence"] >= 1
    assert any(word["what"].startswith("operator") for word in evidence["words"])
    assert world.run("evidence", "verify").returncode == 0
    custody = (world.folder / "data" / "archive" / "custody.jsonl").read_text(encoding="utf-8")
    assert custody.count('"action":"audit-head"') == 1
    assert world.run("audit", "verify").returncode == 0
    assert json.loads(world.run("db", "check", "--json").stdout) == {"whole": True, "faults": []}
    assert f"flag {number}" in world.run("audit", "show", "--about", f"flag {number}").stdout.decode()

    bundle = tmp_path / "bundle"
    exported = world.run("evidence", "export", number, "--target", str(bundle))
    assert exported.returncode == 0, exported.stderr.decode()
    assert subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=bundle, check=False).returncode == 0
    report = (bundle / "report.html").read_text(encoding="utf-8")
    assert "not a finding" in report
    assert evidence["payload_recorded"] in report

    assert (
        world.run("evidence", "export", "--capture", "urn:uuid:none", "--target", str(tmp_path / "no")).returncode == 2
    )
    readme = (bundle / "README.txt").read_text(encoding="utf-8")
    (capture, *_) = (line.strip() for line in readme.splitlines() if line.strip().startswith("urn:uuid:"))
    alone = world.run("evidence", "export", "--capture", capture, "--target", str(tmp_path / "alone"))
    assert alone.returncode == 0, alone.stderr.decode()
    assert capture in (tmp_path / "alone" / "README.txt").read_text(encoding="utf-8")
    assert world.run("evidence", "export", "--document", "1", "--target", str(tmp_path / "one")).returncode == 0
    assert world.run("evidence", "export", number, "--document", "1").returncode == 2
    assert world.run("evidence", "export").returncode == 2

    warc = world.folder / "data" / "archive" / str(evidence["warc_file"])
    content = bytearray(warc.read_bytes())
    content[evidence["warc_offset"] + 40] ^= 1
    warc.chmod(0o644)
    warc.write_bytes(content)
    assert world.run("evidence", "verify").returncode == 1
    assert world.run("evidence", "show", number).returncode == 1

    shutil.rmtree(world.folder / "data" / "archive")  # with its log: nothing in the folder can tell
    gone = world.run("evidence", "verify")
    assert gone.returncode == 1
    assert f"missing: {evidence['warc_file']}".encode() in gone.stdout


def test_a_warc_made_elsewhere_is_read_in_place_of_a_crawl(world: World) -> None:
    """The archive of one watch, taken in by another, gives the same documents, flags and operators; twice is once."""
    assert world.run("nightly").returncode == 0
    expected = state_of(world)
    files = [str(path) for path in (world.folder / "data" / "archive").rglob("*.warc.gz")]
    (world.folder / "data").rename(world.folder / "elsewhere")
    files = [path.replace("/data/", "/elsewhere/") for path in files]
    for told in (b"Los Cuervos de la Sal", b"leads, not findings. None."):
        result = world.run("ingest", *files)
        assert result.returncode == 0, result.stderr.decode()
        assert told in result.stdout, result.stdout.decode()
        found = state_of(world)
        assert found.revisions == expected.revisions
        assert found.flags == expected.flags
        assert found.operators == expected.operators
    assert world.run("evidence", "verify").returncode == 0


def test_a_file_that_is_no_warc_is_named(world: World, tmp_path: Path) -> None:
    """Bad input: the file, what is wrong, the remedy; nothing is kept of it."""
    wrong = tmp_path / "letter.warc.gz"
    wrong.write_bytes(b"Dear archive,\n")
    result = world.run("ingest", str(wrong))
    assert result.returncode == 2
    assert b"letter.warc.gz" in result.stderr
    assert world.run("evidence", "verify").returncode == 0
