"""The prompt of `almenara sql`: what is typed at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli import sql as prompt
from core.errors import InputError
from store.session import Database
from tests.cli.fresh import begin
from tests.store.conftest import database, postgres_address, sqlite_template

__all__ = ["database", "postgres_address", "sqlite_template"]


def test_words_with_a_point_never_wait_for_a_semicolon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'a.db'}")
    database.upgrade()
    typed = iter([".help", ".views", "SELECT 41 +", "1 AS answer;", "SELECT;", ".quit"])
    monkeypatch.setattr("builtins.input", lambda _mark: next(typed))
    prompt._prompt(database, "json", 30)
    told = capsys.readouterr().out
    assert told.count("Read-only. End a question with ;") == 2
    assert "watch_operators: operator_id" in told
    assert '{"answer": 42}' in told
    assert next(typed, None) is None


def test_numbers_stay_numbers_and_two_forms_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    begin(tmp_path)
    prompt.sql(command="SELECT -5 AS a, -0.5 AS b, '-5' AS c, '=1' AS d", as_csv_=True)
    assert capfdbinary.readouterr().out.splitlines()[1] == b'"-5","-0.5","\'-5","\'=1"'
    with pytest.raises(InputError, match="Choose one"):
        prompt.sql(command="SELECT 1", as_csv_=True, as_json=True)


def test_sums_are_numbers_on_both_databases(database: Database, capsys: pytest.CaptureFixture[str]) -> None:
    """Who reads the answers in a program got "350" from PostgreSQL, as every price, and 350 from SQLite."""
    question = "SELECT CAST(350 AS NUMERIC(18, 2)) AS whole, CAST(350.5 AS NUMERIC(18, 2)) AS part"
    prompt._answer(database, question, "json", 30)
    assert capsys.readouterr().out == '{"whole": 350, "part": 350.5}\n'
