"""An admin gives an account another name on a page; pages tell both, and both are one person."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from core.settings import Settings
from core.terms import FlagState
from store import audit, flags
from store.accounts import people
from store.accounts.records import Act
from store.accounts.renaming import rename
from store.session import Database
from store.ways import Way
from tests.web.accounts.doors import form_token
from tests.web.seed import NOW
from tests.web.stories import REPORT
from tests.web.test_pages import read


@pytest.fixture
def closed(closed: Settings) -> Settings:
    """Settings of a desk where confirming takes two."""
    return closed.model_copy(update={"review": closed.review.model_copy(update={"four_eyes": True})})


def number_of(database: Database, login: str) -> int:
    with database.reading() as session:
        return people.find(session, login).account_id


def give(client: TestClient, account_id: int, name: str, status: int = 303) -> str:
    sent = {"name": name, "token": form_token(client, "/accounts")}
    answer = client.post(f"/accounts/{account_id}/name", data=sent)
    assert answer.status_code == status, answer.text
    return answer.text


def test_an_admin_renames(ada: TestClient, database: Database, flag_ids: dict[str, int]) -> None:
    flag_id, rosa = flag_ids[REPORT.title], number_of(database, "rosa")
    with database.transaction() as session:
        way = Way(login="rosa", path=f"/flags/{flag_id}/decisions")
        given = {"who": "Rosa Ñandú", "why": "", "expected_version": 1, "now": NOW, "way": way}
        flags.decide(session, flag_id, FlagState.CONFIRMED, **given, four_eyes=True)  # type: ignore[arg-type]
    give(ada, rosa, "Rosa Puma")
    assert "Rosa Puma before: Rosa Ñandú" in read(ada, "/accounts").text
    assert "by Rosa Ñandú (today Rosa Puma; with the account rosa)" in read(ada, f"/flags/{flag_id}").text
    assert "proposed by Rosa Ñandú (today Rosa Puma)" in read(ada, "/?since=second").text
    decision = ada.get(f"/api/v1/flags/{flag_id}").json()["decisions"][0]
    assert [decision[key] for key in ("who", "who_today", "came_by", "login", "token", "caller")] == [
        "Rosa Ñandú", "Rosa Puma", "account", "rosa", "", "",
    ]  # fmt: skip
    with database.reading() as session:
        entry = audit.entries(session, action="account renamed")[0]
    assert (entry.actor, entry.subject) == ("Ada Admin", "account rosa")


def test_who_proposed_under_a_former_name_is_not_asked_again(
    rosa: TestClient, database: Database, flag_ids: dict[str, int], closed: Settings
) -> None:
    flag_id = flag_ids[REPORT.title]
    with database.transaction() as session:
        given = {"who": "Rosa Ñandú", "why": "", "expected_version": 1, "now": NOW}
        flags.decide(session, flag_id, FlagState.CONFIRMED, **given, four_eyes=True)  # type: ignore[arg-type]
        rename(session, people.find(session, "rosa").account_id, "Rosa Puma", Act("the terminal", NOW))
    assert closed.review.four_eyes
    assert "as the second person" not in read(rosa, "/").text
    page = rosa.get(f"/flags/{flag_id}").text
    assert 'name="to" value="confirmed"' not in page
    assert "You proposed to confirm it, so somebody else has to" in page
    sent = {"version": "2", "to": "confirmed", "token": form_token(rosa, f"/flags/{flag_id}")}
    refused = rosa.post(f"/flags/{flag_id}/decisions", data=sent)
    assert "can’t be the second person too" in refused.text.replace("'", "’").replace("&#39;", "’")
    assert "before: Rosa Ñandú" in read(rosa, "/account").text


@pytest.mark.parametrize("name", ["Ada Admin", "ada", "Аda Admin", "Almenara", ""])
def test_what_cannot_be_a_name_is_said_beside_its_field(ada: TestClient, database: Database, name: str) -> None:
    rosa = number_of(database, "rosa")
    page = give(ada, rosa, name, 422 if name in ("Almenara", "", "Аda Admin") else 409)
    assert (
        f'id="name-{rosa}" name="name" required maxlength="120" autocomplete="off" value="{name}" aria-invalid' in page
    )
    with database.reading() as session:
        assert people.find(session, "rosa").name == "Rosa Ñandú"


def test_only_admins_rename(rosa: TestClient, database: Database) -> None:
    sent = {"name": "Rosa Puma", "token": form_token(rosa, "/account")}
    assert rosa.post(f"/accounts/{number_of(database, 'rosa')}/name", data=sent).status_code == 403
