"""The coded words and their drift on the command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.terms import app
from core.records import ContactPoint
from store import audit
from store.session import Database
from tests.cli.fresh import begin
from tests.store.make import analysis, capture, mention, read, save


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for data."""
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    return tmp_path


def test_the_list_by_language() -> None:
    result = CliRunner().invoke(app, ["list", "--lang", "pt", "--json"])
    assert result.exit_code == 0
    lines = [json.loads(line) for line in result.output.splitlines()]
    assert {line["language"] for line in lines} == {"pt"}
    assert "cai-cai" in {line["word"] for line in lines}
    assert "coyote" in CliRunner().invoke(app, ["list"]).output


def test_drift_of_an_empty_memory(data: Path) -> None:
    begin(data)
    result = CliRunner().invoke(app, ["drift", "--since", "2025-01-01"])
    assert result.exit_code == 0
    assert "Since 2025-01-01: 0 flagged texts" in result.output


def test_drift_of_flagged_texts(data: Path) -> None:
    database = Database(f"sqlite:///{data / 'almenara.db'}")
    database.upgrade()
    contacts: list[ContactPoint] = []
    with database.transaction() as session:
        for number in range(24):
            newer = number >= 12
            at = datetime(2025, 3 if newer else 1, 1, tzinfo=UTC) + timedelta(days=number)
            words = "pide contraclave" if newer else "espera"
            text = f"El coyote {words} en la terminal. " + f"Otra historia {number} {number * 7}. " * 12
            saved = save(session, capture(number, at=at), text)
            read(session, analysis(saved.revision_id, [mention(f"Banda {number}")], contacts))
    database.close()
    result = CliRunner().invoke(app, ["drift", "--since", "2025-03-01", "--json"])
    assert result.exit_code == 0, result.output
    report = json.loads(result.output)
    assert (report["newer"], report["older"]) == (12, 12)
    assert "banda" not in {word for rise in report["rises"] for word in rise["phrase"].split()}
    database = Database(f"sqlite:///{data / 'almenara.db'}")
    with database.reading() as session:
        entry = audit.last(session, "viewed")
    database.close()
    assert entry is not None, "flagged texts were read, and nobody knows by whom"
    assert entry.subject == "texts with coded words"
    assert "contraclave" in {rise["phrase"] for rise in report["rises"]}
