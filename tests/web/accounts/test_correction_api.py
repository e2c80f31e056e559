"""As what a statement stands, for programs: an account's token alone corrects it."""

from __future__ import annotations

from collections.abc import Callable

from fastapi.testclient import TestClient

from store import audit, decided, views
from store.accounts.records import Scope
from store.session import Database
from tests.web.test_statements import accused

__all__ = ["accused"]


def test_a_program_corrects(
    stranger: TestClient,
    token_of: Callable[..., dict[str, str]],
    accused: tuple[int, int, int],
    database: Database,
) -> None:
    operator_id, statement_id, _flag_id = accused
    read, decide = token_of("rosa", Scope.READ), token_of("rosa", Scope.READ, Scope.DECIDE)
    path = f"/api/v1/statements/{statement_id}/corrections"
    wanted: dict[str, object] = {"stands_as": None, "why": "a namesake", "version": 0}
    assert stranger.post(path, json=wanted).status_code == 401
    assert stranger.post(path, json=wanted, headers=read).status_code == 403
    for change in ({"why": ""}, {"stands_as": "guilty"}, {"stands_as": "cleared"}, {"version": 3}):
        assert stranger.post(path, json=wanted | change, headers=decide).status_code == 422
    assert stranger.post("/api/v1/statements/9999/corrections", json=wanted, headers=decide).status_code == 404
    made = stranger.post(path, json=wanted, headers=decide)
    assert made.status_code == 201
    assert (made.json()["stands_as"], made.json()["version"]) == (None, 1)
    assert made.json()["corrections"][0]["who"] == "Rosa Ñandú"
    assert stranger.post(path, json=wanted, headers=decide).status_code == 409
    with database.reading() as session:
        assert views.statement(session, statement_id).operator_id == operator_id
        entry = audit.last(session, "statement corrected", f"statement {statement_id}")
        assert decided.faults(session) == []
    assert entry is not None
    prefix = decide["Authorization"].split()[1][:10]  # whether a person or a program corrected it stands on record
    assert [entry.details[key] for key in ("token", "login", "path")] == [prefix, "rosa", path]
