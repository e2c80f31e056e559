"""Contact points are taken off by a program whose token may decide, and by nobody else; a reader sees which no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from core.terms import ContactType
from store import audit, decided, views
from store.accounts.records import Scope
from store.flagging import removals
from store.session import Database
from tests.web.seed import NOW
from tests.web.test_contacts import NUMBER, number

__all__ = ["number"]


def test_a_program_takes_off_and_gives_back(
    stranger: TestClient, token_of: Callable[..., dict[str, str]], number: tuple[int, int], database: Database
) -> None:
    path = f"/api/v1/operators/{number[0]}/removals"
    wanted = {"type": "phone", "value": NUMBER, "why": "a victim's"}
    read, decide = token_of("rosa", Scope.READ), token_of("rosa", Scope.READ, Scope.DECIDE)
    assert stranger.post(path, json=wanted).status_code == 401
    assert stranger.post(path, json=wanted, headers=read).status_code == 403
    for change in ({"why": ""}, {"type": "pigeon"}):
        assert stranger.post(path, json=wanted | change, headers=decide).status_code == 422
    assert stranger.post(path, json=wanted | {"value": "+573000000099"}, headers=decide).status_code == 404
    made = stranger.post(path, json=wanted, headers=decide)
    assert (made.status_code, made.json()["is_off"], made.json()["who"]) == (201, True, "Rosa Ñandú")
    assert NUMBER not in made.text
    assert stranger.post(path, json=wanted, headers=decide).status_code == 409
    back = f"/api/v1/removals/{made.json()['removal_id']}/returns"
    assert stranger.post(back, json={"why": "theirs"}, headers=read).status_code == 403
    given = stranger.post(back, json={"why": "theirs"}, headers=decide)
    assert (given.status_code, given.json()["is_off"]) == (201, False)
    assert stranger.post(back, json={"why": "theirs"}, headers=decide).status_code == 409
    assert stranger.post("/api/v1/removals/999/returns", json={"why": "x"}, headers=decide).status_code == 404
    with database.reading() as session:
        entry = audit.last(session, "contact point decided", f"operator {number[0]}")
        assert decided.faults(session) == []
        assert [each.token for each in views.removal(session, made.json()["removal_id"]).decided] == [
            decide["Authorization"].split()[1][:10]
        ] * 2
    assert entry is not None
    assert (entry.details["login"], entry.details["path"], entry.details["off"]) == ("rosa", back, False)


@pytest.mark.parametrize("role", ["rita", "rosa"])
def test_a_reader_takes_nothing_off_and_sees_the_number_no_more(
    request: pytest.FixtureRequest, role: str, number: tuple[int, int], database: Database
) -> None:
    who: TestClient = request.getfixturevalue(role)
    page = f"/operators/{number[0]}/contacts/{number[1]}"
    assert ("Take it off this operator" in who.get(page).text) is (role == "rosa")
    if role == "rita":
        assert who.post(page, data={"why": "x"}).status_code == 403
    with database.transaction() as session:
        done = removals.take_off(session, number[0], ContactType.PHONE, NUMBER, who="Ana", why="hers", now=NOW)
    shown = who.get(f"/operators/{number[0]}/removals/{done}").text
    assert (NUMBER in shown) is (role == "rosa")
    assert "Ask an admin to hide it." in shown
