"""What a list leaves out is said, with the way to see it; a list that is whole says nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cli.main import app
from core.terms import NightState
from store import runs
from store.outgoing import outbox
from store.session import Database
from tests.store.make import NOON, mention, register, report


@pytest.fixture
def watch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two nights, two mails, two flags, two operators: nothing is alone."""
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        register(session, "cl_voz")
        for number, name in enumerate(("ViveOnline", "Kantuta")):
            report(session, number * 9000 + 1, [mention(name)])
            day = NOON + timedelta(days=number)
            run = runs.start_or_resume(session, day.date(), "manual", day)
            runs.finish(session, run.run_id, NightState.DONE, day)
            outbox.queue(session, f"key {number}", "luz@fiscalia.example", f"Night {number}", b"mail", day)
    database.close()
    return tmp_path


def _asked(*words: str) -> Result:
    result = CliRunner().invoke(app, list(words), env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    return result


@pytest.mark.usefixtures("watch")
@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("audit show", "only the newest 1"),
        ("digest list", "only the newest 1"),
        ("run list", "only the newest 1"),
        ("flag list", "only the newest 1"),
        ("operator list", "only the first 1"),
        ("search --leg PE-BO", "only the first 1 operators"),
        ("search --leg PE-BO", "only the newest 1 documents"),
    ],
)
def test_what_is_left_out_is_said(command: str, told: str) -> None:
    cut = _asked(*command.split(), "--limit", "1")
    assert f"almenara: {told}; --limit shows more.\n" in cut.stderr
    lines = _asked(*command.split(), "--limit", "1", "--json").stdout.splitlines()
    assert len(lines) == (2 if command.startswith("search") else 1)
    assert _asked(*command.split(), "--limit", "100").stderr == ""
