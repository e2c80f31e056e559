"""`almenara named`: an answer for who asks, and a record of it that names nobody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.main import app
from core.errors import InputError
from store import audit
from store.session import Database
from tests.pipeline.brought import answer, page, settings_for
from tests.pipeline.test_triage import take_in, with_triage
from tests.store.make import mention, report


def test_who_asks_is_answered_and_it_is_on_record_without_the_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        report(session, 1, [mention("Zoraida Zuñavélez", is_person=True)], text="Zoraida Zuñavélez habló ")
    asked = ["named", "zoraida zunavelez", "Zuñavélez, Zoraida", "--case", "2026-17"]
    done = CliRunner().invoke(app, asked)
    assert (done.exit_code, "document 1" in done.stdout, "operator 1" in done.stdout) == (0, True, True), done.output
    assert "Not read: the archive (0 of its pages" in done.stderr
    lines = [json.loads(line) for line in CliRunner().invoke(app, [*asked, "--json"]).stdout.splitlines()]
    assert {"table": "operators", "key": {"operator_id": 1}, "column": "name", "words": "Zoraida Zuñavélez"} in lines
    with database.reading() as session:
        entry, earlier = audit.entries(session, limit=2)
    assert (entry.subject, entry.details["case"], entry.details["operators"]) == ("named", "2026-17", [1])
    assert "unav" not in (entry.line + earlier.line).decode().lower()
    refused = CliRunner().invoke(app, ["named", "?"])
    assert isinstance(refused.exception, InputError)
    database.close()


@pytest.mark.parametrize("behind", ["", "<style" * 300_000, "<" * 2_000_000], ids=["nothing", "styles", "brackets"])
def test_a_page_that_triage_stopped_is_read_where_it_is_asked_for(
    behind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Her name stood in the archive alone, and no search and no table told of it. A hostile page holds nobody up."""
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path / "data"))
    settings = with_triage(settings_for(tmp_path))
    monkeypatch.setattr("cli.named.load", lambda: settings)
    take_in(
        settings,
        tmp_path / "one.warc.gz",
        answer(1, page(1, f" Habl&oacute; Zoraida <b>Zu&ntilde;av&eacute;lez</b>.{behind}")),
    )
    asked = CliRunner().invoke(app, ["named", "zoraida zunavelez", "--json"])
    assert (asked.exit_code, asked.stdout) == (0, "")
    assert "1 of its pages" in asked.stderr
    done = CliRunner().invoke(app, ["named", "zoraida zunavelez", "--archive", "--json"])
    (line,) = map(json.loads, done.stdout.splitlines())
    assert (line["table"], "Habló Zoraida Zuñavélez" in line["words"]) == ("archived page", True)
    assert "the archive" not in done.stderr
