"""A database brought back from a backup that is older than its archive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from core.errors import EvidenceError, InputError, StoreError
from core.settings import load
from evidence.custody import CustodyLog
from pipeline.audit_log import note_head
from store import audit
from store.session import Database
from tests.cli.fresh import begin


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A watch whose last noted head, and whatever came after its backup, is gone with its disk."""
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    begin(tmp_path)
    CustodyLog(tmp_path / "archive").append("noted", "ana", "", {})
    assert CliRunner().invoke(app, ["db", "backup", str(tmp_path / "a.backup.gz")]).exit_code == 0
    database = Database(load().database)
    with database.transaction() as session:
        audit.record(session, "viewed", "ana", "flag 1")
    note_head(database, tmp_path / "archive")
    database.close()
    (tmp_path / "almenara.db").rename(tmp_path / "gone.db")
    return tmp_path


def test_what_a_restore_lost_is_said_and_is_no_fault(watch: Path) -> None:
    restored = CliRunner().invoke(app, ["db", "restore", str(watch / "a.backup.gz")])
    assert (restored.exit_code, restored.stderr) == (0, "")
    for command in (["audit", "verify", "--json"], ["db", "check", "--json"]):
        told = CliRunner().invoke(app, command)
        assert (told.exit_code, json.loads(told.stdout)["faults"]) == (0, [])
        assert "audit entries 2 to 3, as the custody log knew them, were lost by the restore of" in told.stderr


@pytest.mark.parametrize("name", ["custody.jsonl", "custody.head"])
def test_a_custody_log_that_could_not_note_it_stops_a_restore_before_its_rows(watch: Path, name: str) -> None:
    """Afterwards the rows would stay, without a note, and another restore is refused for them."""
    kept = watch / "archive" / name
    whole = kept.read_bytes()
    kept.write_bytes(whole[: whole.rindex(b"\n", 0, -1) + 1] if name.endswith("jsonl") else whole + b" ")
    refused = CliRunner().invoke(app, ["db", "restore", str(watch / "a.backup.gz")])
    assert isinstance(refused.exception, EvidenceError)
    kept.write_bytes(whole)
    restored = CliRunner().invoke(app, ["db", "restore", str(watch / "a.backup.gz")])
    assert (restored.exit_code, restored.stderr) == (0, "")


def test_where_no_archive_is_at_hand_a_restore_says_so(watch: Path) -> None:
    (watch / "archive").rename(watch / "elsewhere")
    restored = CliRunner().invoke(app, ["db", "restore", str(watch / "a.backup.gz")])
    assert restored.exit_code == 0
    assert "Bring its copy there first, and restore again" in restored.stderr
    assert not (watch / "archive").exists()
    (watch / "elsewhere").rename(watch / "archive")
    assert CliRunner().invoke(app, ["audit", "verify"]).exit_code == 1


@pytest.mark.parametrize(
    ("there", "told"),
    [
        ("", ": its folder is not there."),
        ("data", "."),
        ("data/almenara.db", ": the file is empty (0 bytes)."),
    ],
)
def test_a_check_makes_no_database_and_calls_none_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str, told: str
) -> None:
    """It made an empty one where data_dir was mistyped, and said that the database is whole."""
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path / "data"))
    if there:
        (tmp_path / "data").mkdir()
    if there.endswith(".db"):
        (tmp_path / there).touch()
    before = [(path, path.stat().st_size) for path in sorted(tmp_path.rglob("*"))]
    for form in ([], ["--json"]):
        checked = CliRunner().invoke(app, ["db", "check", *form])
        assert isinstance(checked.exception, StoreError)
        assert f"There is no database at {tmp_path}/data/almenara.db{told}" in str(checked.exception)
        assert "db restore" in checked.exception.remedy
    assert [(path, path.stat().st_size) for path in sorted(tmp_path.rglob("*"))] == before


def test_a_check_says_that_a_database_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    begin(tmp_path)
    checked = CliRunner().invoke(app, ["db", "check"])
    assert (checked.exit_code, checked.stdout) == (0, "The database is new and empty.\n")
    assert CliRunner().invoke(app, ["digest", "recipient", "add", "ana@desk.example"]).exit_code == 0
    assert CliRunner().invoke(app, ["db", "check"]).stdout == "The database is whole.\n"


def test_a_backup_that_is_cut_makes_no_database(watch: Path) -> None:
    """An empty one that it left behind answered that there are no leads."""
    cut = watch / "cut.backup.gz"
    cut.write_bytes((watch / "a.backup.gz").read_bytes()[:2000])
    refused = CliRunner().invoke(app, ["db", "restore", str(cut)])
    assert isinstance(refused.exception, InputError)
    assert not (watch / "almenara.db").exists()
    assert isinstance(CliRunner().invoke(app, ["flag", "list"]).exception, StoreError)
