"""Who may have the names of victims shown, on the pages and by programs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from store import audit
from store.accounts.records import Scope
from store.session import Database
from tests.web.accounts.doors import enter, form_token
from tests.web.seed import Night
from tests.web.test_covering import TITLE, hold


@pytest.mark.parametrize(("login", "status"), [("rita", 403), ("rosa", 200), ("ada", 200)])
def test_who_may_decide_has_names_shown(
    stranger: TestClient, database: Database, night: Night, login: str, status: int
) -> None:
    page = f"/flags/{hold(database, night)[0]}"
    enter(stranger, login)
    shown = stranger.get(page).text
    assert "Covered here" in shown
    assert ("Show the names" in shown) is (status == 200)
    assert "Tika" not in shown
    answer = stranger.post(f"{page}/names", data={"token": form_token(stranger, page)})
    assert answer.status_code == status
    assert ("Tika" in answer.text) is (status == 200)


def test_a_program_has_them_with_the_scope_decide_and_on_record(
    stranger: TestClient, token_of: Callable[..., dict[str, str]], database: Database, night: Night
) -> None:
    flag_id, revision_id, _operator = hold(database, night)
    reads, decides = token_of("rosa", Scope.READ), token_of("rosa", Scope.READ, Scope.DECIDE)
    for what, number in (("flags", flag_id), ("documents", revision_id)):
        address = f"/api/v1/{what}/{number}"
        assert "Tika" not in stranger.get(address, headers=decides).text
        assert stranger.post(f"{address}/names", headers=reads).status_code == 403
        answer = stranger.post(f"{address}/names", headers=decides)
        assert (answer.status_code, answer.json()["title"]) == (200, TITLE)
        with database.reading() as session:
            entry = audit.last(session, "names uncovered", f"{what[:-1]} {number}")
        assert entry is not None
        assert (entry.actor, entry.details["login"]) == ("Rosa Ñandú", "rosa")
    assert stranger.post("/api/v1/flags/999999/names", headers=decides).status_code == 404
