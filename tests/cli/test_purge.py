"""`almenara purge`: counted first; done, the search knows nothing of it any more."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import Mock

import pytest
from typer.testing import CliRunner

from cli.main import app
from store.session import Database
from tests.store.everywhere import everywhere
from tests.store.make import report


def test_what_was_taken_is_offered_as_a_spelling_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        assert report(session, 1, labels=(), text="Zoraida Zuñavélez habló ") is None
    counted = CliRunner().invoke(app, ["purge", "--json"])
    assert json.loads(counted.output)["due"]["texts"] == 1
    assert "zunavelez" in everywhere(database)["search_words"]
    done = CliRunner().invoke(app, ["purge", "--for-good", "--json"])
    assert (done.exit_code, json.loads(done.output)["texts"]) == (0, 1), done.output
    assert json.loads(done.output)["words"] > 1
    assert not [table for table, held in everywhere(database).items() if "unavelez" in held]
    database.close()


def test_what_a_purge_that_was_cut_off_left_in_the_search_goes_with_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It had taken the texts, and so the next found none, and left their words for good."""
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    database = Database(f"sqlite:///{tmp_path / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        assert report(session, 1, labels=(), text="Zoraida Zuñavélez habló ") is None
    with monkeypatch.context() as cut:
        cut.setattr("cli.purge.tidy", Mock(side_effect=KeyboardInterrupt))
        assert CliRunner().invoke(app, ["purge", "--for-good"]).exit_code != 0
    assert "zunavelez" in everywhere(database)["search_words"]
    done = CliRunner().invoke(app, ["purge", "--for-good"])
    assert "0 texts, 0 mails, 0 events of webhooks, " in done.output
    assert not [table for table, held in everywhere(database).items() if "unavelez" in held]
    database.close()
