"""Exit statuses, JSON and pipes, as the README promises them."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import main
from cli.ingest import as_record
from cli.main import app
from core.errors import InputError
from core.settings import PROJECT_ROOT
from pipeline.ingest import Ingested
from store import lock, runs
from store.session import Database
from tests.cli.fresh import begin
from tests.cli.test_commands import almenara


def started(*words: str, folder: Path) -> subprocess.Popen[bytes]:
    """A command that hears an interrupt, though whoever began the tests in the background has it ignored."""
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}  # as people have it
    return subprocess.Popen(
        [sys.executable, "-m", "cli.main", *words],
        cwd=PROJECT_ROOT,
        env=buffered | {"ALMENARA_DATA_DIR": str(folder / "data")},
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - nothing is threaded here
    )


def test_what_checks_and_counts_tells_programs(tmp_path: Path) -> None:
    def told(*words: str) -> dict[str, object]:
        result = CliRunner().invoke(app, [*words, "--json"], env={"ALMENARA_DATA_DIR": str(tmp_path / "data")})
        assert result.exit_code == 0, result.output
        answer = json.loads(result.stdout)
        assert isinstance(answer, dict)
        return answer

    begin(tmp_path / "data")
    target = str(tmp_path / "watch.backup.gz")
    taken = told("db", "backup", target)
    assert len(str(taken["sha256"])) == 64
    assert told("db", "check", target)["rows"] == taken["rows"]
    assert told("db", "check") == {"whole": True, "faults": []}
    assert told("db", "check", target)["faults"] == []
    whole = {"archive": str(tmp_path / "data" / "archive"), "whole": True, "findings": [], "removed": []}
    assert told("evidence", "verify") == whole | {"database": "compared"}
    Path(target).write_bytes(Path(target).read_bytes()[:-20])
    broken = CliRunner().invoke(
        app, ["db", "check", target, "--json"], env={"ALMENARA_DATA_DIR": str(tmp_path / "data")}
    )
    fault = json.loads(broken.stdout)
    assert (broken.exit_code, fault["whole"], len(fault["faults"])) == (1, False, 1)
    assert fault.keys() == {"whole", "faults", "file", "schema", "taken_at", "rows"}
    assert told("audit", "verify")["faults"] == []
    assert told("digest", "send")["sent"] == 0
    assert told("webhook", "deliver") == {"delivered": 0, "trouble": []}
    assert told("purge")["done"] is False


def test_a_folder_of_backups_keeps_the_newest(tmp_path: Path) -> None:
    folder, environment = tmp_path / "backups", {"ALMENARA_DATA_DIR": str(tmp_path / "data")}
    folder.mkdir()
    begin(tmp_path / "data")
    old = [folder / f"almenara-2020-01-0{day}T03-00-00Z.backup.gz" for day in (1, 2)]
    for each in (*old, folder / "almenara-2020-01-03T03-00-00Z.backup.gz.partial"):
        each.touch()
        os.utime(each, (0, 0))
    result = CliRunner().invoke(app, ["db", "backup", str(folder), "--keep", "2", "--json"], env=environment)
    told = json.loads(result.stdout)
    assert told["removed"] == [str(old[0]), str(folder / "almenara-2020-01-03T03-00-00Z.backup.gz.partial")]
    assert sorted(folder.iterdir()) == [old[1], Path(told["file"])]
    with pytest.raises(InputError, match="no folder"):
        CliRunner().invoke(
            app, ["db", "backup", str(folder / "a.gz"), "--keep", "2"], env=environment, catch_exceptions=False
        )


def test_the_folder_of_backups_is_made_on_the_first_night(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "yet"
    begin(tmp_path / "data")
    almenara("db", "backup", str(folder), "--keep", "14", folder=tmp_path)
    assert len(list(folder.iterdir())) == 1


def test_evidence_that_differs_is_told_in_the_form_of_what_is_whole(tmp_path: Path) -> None:
    (tmp_path / "data" / "archive").mkdir(parents=True)
    (tmp_path / "data" / "archive" / "custody.jsonl").write_text("no entry\n", encoding="utf-8")
    result = almenara("evidence", "verify", "--json", folder=tmp_path)
    told = json.loads(result.stdout)
    keys = {"archive", "whole", "findings", "removed", "database"}
    assert (result.returncode, told["whole"], told.keys()) == (1, False, keys)
    assert told["findings"][0].keys() == {"kind", "subject", "message"}


@pytest.mark.parametrize(
    "words", [("-c", "SELECT 'Peña Ñandú 🔥' AS name"), ("--json", "-c", "SELECT 'Peña 🔥' AS name")]
)
def test_a_name_that_the_terminal_cannot_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """It ended in a traceback; JSON stays JSON."""
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    begin(tmp_path / "data")
    result = almenara("sql", *words, folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert "Pe\\u00f1a" in result.stdout
    if "--json" in words:
        assert json.loads(result.stdout) == {"name": "Peña 🔥"}


def test_what_became_of_a_file_is_json() -> None:
    taken = Ingested("a.warc.gz", Counter(new=2, unchanged=1), Counter({"timed out": 3}), truncated=True)
    assert json.loads(json.dumps(as_record(taken))) == {
        "file": "a.warc.gz", "outcomes": {"new": 2, "unchanged": 1}, "skipped": {"timed out": 3}, "truncated": True,
        "error": "",
    }  # fmt: skip


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    """As `almenara source list --json | head -1`."""
    with started("source", "list", "--json", folder=tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.wait() == 0


def test_a_night_that_was_cut_off_is_not_called_running(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    database = Database(f"sqlite:///{tmp_path / 'data' / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        runs.start_or_resume(session, date(2021, 1, 23), "manual", datetime(2021, 1, 23, 6, tzinfo=UTC))
    assert "cut off" in almenara("run", "list", folder=tmp_path).stdout
    with lock.hold(database):
        assert "running" in almenara("run", "list", folder=tmp_path).stdout


def test_interrupted_is_130(tmp_path: Path) -> None:
    with started("analyse", "-", folder=tmp_path) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        record = {"id": "a", "kind": "news", "lang": "en", "country": "US", "title": "Council", "text": "It met."}
        process.stdin.write(json.dumps(record).encode() + b"\n")
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait() == 130


def test_a_mistyped_command_is_2_and_names_the_nearest(tmp_path: Path) -> None:
    result = almenara("digest", "sendd", folder=tmp_path)
    assert result.returncode == 2
    assert "send" in result.stderr.replace("sendd", "")


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "Free some space"),
        (errno.EROFS, "data_dir"),
        (errno.EACCES, "data_dir"),
        (errno.ENOTDIR, "can be made"),
    ],
)
def test_what_the_machine_refuses_is_said_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int, remedy: str
) -> None:
    """A full disk, a folder that may not be written: wherever it is met."""

    def refused() -> None:
        raise OSError(number, os.strerror(number), "/data/incoming/crawl.json")

    monkeypatch.setattr(main, "app", refused)
    with pytest.raises(SystemExit) as end:
        main.run()
    assert end.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith("almenara: /data/incoming/crawl.json: ")
    assert remedy in told
