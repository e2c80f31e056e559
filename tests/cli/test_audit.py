"""`almenara audit show` in words of people."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli.audit import _more
from cli.main import app
from core.settings import load
from store import audit
from store.session import Database


def test_details_are_told_in_words_and_long_lists_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(tmp_path))
    database = Database(load().database)
    database.upgrade()
    details = {"decided_at": "2021-01-23", "operators": list(range(1, 15)), "sure": True, "why": "", "by": {"id": 7}}
    with database.transaction() as session:
        audit.record(session, "operators judged same", "ana", "operator 3", details=details)
    database.close()
    assert _more(details) == (
        "decided at: 2021-01-23; operators: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, and 4 more; sure: yes; why: –; by: (id: 7)"
    )
    assert _more({"to": "confirmed", "token": "alm_AbCdEf", "login": "ana"}).endswith("token: alm_AbCdEf; login: ana")
    assert _more({"name": 'Kantuta; from: "name"'}) == r'name: "Kantuta; from: \"name\""'
    shown = CliRunner().invoke(app, ["audit", "show"]).stdout
    assert "decided at: 2021-01-23" in shown
    assert not {"{", "}", "[", "'"} & set(shown)
