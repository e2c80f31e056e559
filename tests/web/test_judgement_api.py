"""Who is who for programs: what can be read, and that nobody judges without an account."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from store import audit
from store.identity import judge, judgements, merging
from store.identity.judge import Signature
from store.session import Database
from tests.web.seed import NOW
from tests.web.test_pairs import SHARED, two
from web.accounts.access import admitted
from web.judgement_api import who_by_token

__all__ = ["two"]
KEY = f"contact:tel:{SHARED}"


@pytest.fixture
def known(client: TestClient) -> TestClient:
    """As `client`, of somebody whose token was believed (tests/web/accounts has the doors)."""
    client.app.dependency_overrides[admitted] = lambda: None  # type: ignore[attr-defined]
    client.app.dependency_overrides[who_by_token] = lambda: "ana"  # type: ignore[attr-defined]
    return client


def given(verdict: str = "unsure", **changes: object) -> dict[str, object]:
    return {"verdict": verdict, "why": "read both", "seen": 0, "evidence": [KEY], **changes}


def test_pairs_that_wait_and_one_in_full(client: TestClient, two: tuple[int, int]) -> None:
    page = client.get("/api/v1/pairs").json()
    assert page["next"] is None
    assert client.get("/api/v1/pairs", params={"before": 1}).json() == {"items": [], "next": None}
    (pair,) = page["items"]
    assert (pair["left"]["operator_id"], pair["right"]["operator_id"]) == two
    assert [(item["key"], item["weight"], item["is_new"]) for item in pair["evidence"]] == [(KEY, 0.9, True)]
    whole = client.get(f"/api/v1/pairs/{two[1]}/{two[0]}").json()
    assert whole["evidence"] == pair["evidence"]
    assert (whole["seen"], whole["judgements"]) == (0, [])
    for path in (f"/api/v1/pairs/{two[0]}/{two[0]}", f"/api/v1/pairs/{two[0]}/999"):
        assert client.get(path).status_code == 404


def test_nobody_judges_at_an_open_desk(client: TestClient, two: tuple[int, int], database: Database) -> None:
    answer = client.post(f"/api/v1/pairs/{two[0]}/{two[1]}/judgements", json=given())
    assert answer.status_code == 401
    assert "Bearer" in answer.json()["remedy"]
    with database.reading() as session:
        assert judgements.recent(session) == []


def test_a_judgement_names_what_was_read(known: TestClient, two: tuple[int, int], database: Database) -> None:
    path = f"/api/v1/pairs/{two[0]}/{two[1]}/judgements"
    unread = known.post(path, json=given(evidence=[]))
    assert unread.status_code == 409
    assert KEY in unread.json()["remedy"]
    with database.reading() as session:  # which tells what was found of the two
        (seen,) = audit.entries(session, limit=1)
    assert (seen.action, seen.subject, seen.details["operators"]) == ("viewed", f"operator {two[0]}", list(two))
    first = known.post(path, json=given())
    assert first.status_code == 201
    assert (first.json()["who"], first.json()["evidence"]) == ("ana", [KEY])
    with database.reading() as session:
        (entry,) = audit.entries(session, action="operators judged unsure")
    assert entry.details["path"] == path
    late = known.post(path, json=given("same"))
    assert late.status_code == 409
    assert "judged unsure by ana" in late.json()["detail"]
    assert known.post(path, json=given("same", seen=first.json()["judgement_id"])).status_code == 201
    assert known.post(path, json=given("different", seen=1)).status_code == 409
    operator = known.get(f"/api/v1/operators/{two[1]}").json()
    assert (operator["operator_id"], operator["entries"]) == (two[0], list(two))
    assert [each["operator_id"] for each in known.get("/api/v1/operators").json()["items"]].count(two[1]) == 0
    assert known.post(path, json=given("different", seen=2)).status_code == 201  # a slip is taken back as it was made
    assert known.get(f"/api/v1/operators/{two[1]}").json()["entries"] == [two[1]]


def test_judgements_page_by_page(client: TestClient, two: tuple[int, int], database: Database) -> None:
    with database.transaction() as session:
        merging.merge(session, two, Signature("ana", "one", NOW))
        judge.split(session, two[1], Signature("ben", "two", NOW))
    first = client.get("/api/v1/judgements", params={"limit": 1}).json()
    then = client.get("/api/v1/judgements", params={"limit": 1, "before": first["next"]}).json()
    assert [each["verdict"] for each in (*first["items"], *then["items"])] == ["different", "same"]
    assert then["next"] is None


@pytest.mark.parametrize("body", [{}, {"verdict": "guilty"}, given(why=""), given(seen=-1), given(evidence="all")])
def test_what_can_not_be_read(known: TestClient, two: tuple[int, int], body: dict[str, object]) -> None:
    assert known.post(f"/api/v1/pairs/{two[0]}/{two[1]}/judgements", json=body).status_code == 422
