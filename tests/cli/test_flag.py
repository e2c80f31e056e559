"""`almenara flag` as a person types it."""

from __future__ import annotations

import getpass
import json
from pathlib import Path

import pytest

from store.session import Database
from tests.cli.test_commands import almenara
from tests.store.make import mention, register, report


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one flag that names an operator."""
    (tmp_path / "data").mkdir()
    database = Database(f"sqlite:///{tmp_path / 'data' / 'almenara.db'}")
    database.upgrade()
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline")])
    database.close()
    return tmp_path


def test_one_person_at_a_terminal_is_not_four_eyes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMENARA_REVIEW__FOUR_EYES", "true")
    first = almenara("flag", "decide", "1", "confirmed", "--why", "seen", "--who", "Ana", folder=folder)
    assert first.stdout == "Flag 1: new -> in_review; a second person has to confirm it.\n"
    monkeypatch.setenv("LOGNAME", "bea")
    second = almenara("flag", "decide", "1", "confirmed", "--why", "seen", "--who", "Bea", folder=folder)
    assert (second.returncode, "can't be the second person too" in second.stderr) == (2, True)
    shown = almenara("audit", "show", "--about", "flag 1", "--json", folder=folder).stdout
    entry, *_raised = map(json.loads, shown.splitlines())
    assert entry["actor"] == "Ana"
    monkeypatch.delenv("LOGNAME")
    assert entry["details"]["caller"] == getpass.getuser()


def test_where_people_have_accounts_no_name_is_typed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMENARA_WEB__ACCOUNTS", "required")
    typed = almenara("flag", "decide", "1", "dismissed", "--why", "goods", "--who", "Ana", folder=folder)
    assert (typed.returncode, "decisions are signed by accounts here" in typed.stderr) == (2, True)
    split = almenara("operator", "split", "1", "--why", "two", "--who", "Ana", folder=folder)
    assert (split.returncode, "decisions are signed by accounts here" in split.stderr) == (2, True)
    assert almenara("flag", "decide", "1", "dismissed", "--why", "goods", folder=folder).returncode == 0
