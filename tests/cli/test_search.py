"""`almenara search` on a seeded watch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from store import audit
from store.session import Database
from tests.store.make import mention, phone, register, report


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline")], [phone("+573000000021")])
    database.close()
    return database


def test_search_in_lines_and_as_json(watch: Database) -> None:
    shown = CliRunner().invoke(app, ["search", "vivonline"])
    assert shown.exit_code == 0
    assert shown.stderr == "almenara: vivonline stands in no text; looked for viveonline.\n"
    assert "ViveOnline" in shown.output
    lines = CliRunner().invoke(app, ["search", "300", "000", "0021", "--leg", "PE-BO", "--json"]).output.splitlines()
    assert [json.loads(line)["what"] for line in lines] == ["operator", "document"]
    assert CliRunner().invoke(app, ["search", "vive", "--leg", "PERU"]).exception is not None
    without_words = CliRunner().invoke(app, ["search", "--leg", "PE-BO", "--json"]).output.splitlines()
    assert [json.loads(line)["what"] for line in without_words] == ["operator", "document"]
    with watch.reading() as session:
        seen = audit.entries(session, subject="search")
    watch.close()
    assert [entry.action for entry in seen] == ["viewed", "viewed", "viewed"]
