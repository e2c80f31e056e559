"""What lists clear, for programs: whoever reads the API reads it, and an account's token alone decides on it."""

from __future__ import annotations

from collections.abc import Callable

from fastapi.testclient import TestClient

from core.terms import Verdict
from store.accounts.records import Scope
from store.identity import judge
from store.identity.judge import Signature
from store.seeds.loading import load
from store.seeds.seed import Seed
from store.session import Database
from tests.web.seed import NOW
from tests.web.test_clearings import ends

__all__ = ["ends"]
PATH = "/api/v1/clearings"


def test_a_program_reads_and_decides(
    stranger: TestClient, token_of: Callable[..., dict[str, str]], ends: tuple[int, int]
) -> None:
    operator_id, clearing_id = ends
    read, decide = token_of("rosa", Scope.READ), token_of("rosa", Scope.READ, Scope.DECIDE)
    (waits,) = stranger.get(PATH, headers=read).json()["items"]
    assert (waits["clearing_id"], waits["operator_id"], waits["version"]) == (clearing_id, operator_id, 0)
    assert (waits["sentence"], waits["list_name"]) == ("another <firm>", "list.csv")
    path, wanted = f"{PATH}/{clearing_id}/decisions", {"to": "dismissed", "why": "an older ruling", "version": 0}
    assert stranger.post(path, json=wanted).status_code == 401
    assert stranger.post(path, json=wanted, headers=read).status_code == 403
    assert stranger.post(path, json=wanted | {"why": ""}, headers=decide).status_code == 422
    assert stranger.post(f"{PATH}/9999/decisions", json=wanted, headers=decide).status_code == 404
    made = stranger.post(path, json=wanted, headers=decide)
    assert made.status_code == 201
    assert (made.json()["state"], made.json()["version"]) == ("dismissed", 1)
    assert made.json()["decision"]["who"] == "Rosa Ñandú"
    assert stranger.post(path, json=wanted, headers=decide).status_code == 409
    assert stranger.get(PATH, headers=read).json() == {"items": [], "next": None}
    (decided,) = stranger.get(f"{PATH}?waiting=false&operator={operator_id}", headers=read).json()["items"]
    assert (decided["state"], decided["decisions"][0]["why"]) == ("dismissed", "an older ruling")
    assert decided["decisions"][0]["token"] == decide["Authorization"].split()[1][:10]


def test_they_come_page_by_page_and_of_a_merged_operator(
    stranger: TestClient, token_of: Callable[..., dict[str, str]], ends: tuple[int, int], database: Database
) -> None:
    read = token_of("rosa", Scope.READ)
    with database.transaction() as session:
        load(session, [Seed("x-2", "Ruta Zorzal Viajes")], NOW)
        other = ends[0] + 1
        judge.judge(session, ends[0], other, Verdict.SAME, Signature("Ana", "one firm", NOW))
    assert stranger.get(PATH, params={"before": ends[1]}, headers=read).json()["items"] == []
    (line,) = stranger.get(PATH, params={"operator": other, "limit": 1}, headers=read).json()["items"]
    assert (line["operator_id"], line["entry_id"]) == (ends[0], ends[0])
    assert stranger.get(PATH, params={"operator": 1}, headers=read).json()["items"] == []
