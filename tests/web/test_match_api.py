"""Other tools' lists against the watchlist, in the form that yente's clients speak."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from fastapi.testclient import TestClient

from core.terms import LegalStatus
from store.search.match import Wanted, match_all
from store.seeds import loading
from store.seeds.seed import Seed
from store.session import Database
from tests.web.seed import NOW
from web.match_api import _entity


def matched(client: TestClient, **properties: list[str]) -> list[dict[str, object]]:
    query = {"queries": {"q": {"schema": "Company", "properties": properties}}}
    answer = client.post("/match/watchlist", json=query)
    assert answer.status_code == 200, answer.text
    found = answer.json()["responses"]["q"]
    assert found["query"]["schema"] == "Company"
    assert found["total"] == {"value": len(found["results"]), "relation": "eq"}
    results: list[dict[str, object]] = found["results"]
    return results


@pytest.mark.parametrize("name", ["Vive Online S.A.S.", "VIVEONLINE", "@viveonline", "Viveonlin"])
def test_a_name_finds_its_operator(looker: TestClient, name: str) -> None:
    (found,) = matched(looker, name=[name])
    assert found["caption"] == "ViveOnline"
    assert found["properties"]["alias"] == ["Vive Online"]  # type: ignore[index]
    assert found["properties"]["summary"] == ["A lead, not a finding."]  # type: ignore[index]
    assert found["features"]["name"] >= 0.85  # type: ignore[index]


def test_a_phone_in_any_spelling_and_countries_count(looker: TestClient) -> None:
    (found,) = matched(looker, name=["Somebody Else"], phone=["(300) 000-0021"], country=["co"])
    assert (found["caption"], found["match"]) == ("Viajes Sol Naciente", True)
    (far,) = matched(looker, phone=["+57 300 000 0021"], country=["jp"])
    assert far["score"] < found["score"]  # type: ignore[operator]
    assert matched(looker, name=["Panadería La Espiga"]) == []
    assert matched(looker, email=["nobody@b.example"]) == []


@pytest.mark.parametrize(
    "parts",
    [
        {"firstName": ["Lejano"], "lastName": ["Cordillera"]},
        {"firstName": ["Lejano"], "middleName": ["Sur"], "lastName": ["Cordillera"]},
        {"firstName": ["Lejano"], "fatherName": ["Cordillera"], "motherName": ["Quispe"]},
    ],
)
def test_a_person_s_name_in_parts_is_one(client: TestClient, database: Database, parts: dict[str, list[str]]) -> None:
    """Such a query was answered with nothing, and without a word."""
    with database.transaction() as session:
        loading.load(session, [Seed("k-1", "Lejano Cordillera", is_person=True)], NOW)
    (found,) = matched(client, **parts)
    assert found["caption"] == "Lejano Cordillera"
    assert matched(client, firstName=["Lejano"]) == matched(client, lastName=["Cordillera"]) == []


def test_what_counts_for_nothing_is_said(looker: TestClient) -> None:
    properties = {"name": ["ViveOnline"], "birthDate": ["1980-01-01"], "nmae": ["x"], "country": ["co"]}
    answer = looker.post("/match/watchlist", json={"queries": {"q": {"properties": properties}}}).json()
    assert answer["responses"]["q"]["ignored"] == ["birthDate", "nmae"]


@pytest.mark.parametrize("body", [{}, {"queries": {}}, {"queries": {"q": {}}}, {"queries": {"q": {"properties": 1}}}])
def test_a_match_that_cannot_be_read(looker: TestClient, body: dict[str, object]) -> None:
    assert looker.post("/match/watchlist", json=body).status_code == 422


def test_names_of_one_request_are_bounded(looker: TestClient) -> None:
    """39 KB, fifty entities of 36 names, took half a minute. What is said twice of an entity is one name, and parts
    count as what they are put together to."""

    def asked(count: int, **more: list[str]) -> int:
        queries = {
            str(at): {"properties": {"name": [f"Name {at} {n}" for n in range(count)] * 2} | more} for at in range(10)
        }
        answer = looker.post("/match/watchlist", json={"queries": queries})
        assert answer.status_code == 200 or "names in one request; 200 may be" in answer.json()["detail"]
        return int(answer.status_code)

    assert asked(10, alias=[f"Name {n}" for n in range(10)]) == 200
    assert asked(10, firstName=["A", "B", "C", "D"], lastName=["E", "F"]) == 422


def test_who_was_cleared_is_not_answered_as_one_accused(looker: TestClient, database: Database) -> None:
    """A program that screens customers by it reads topics and keywords, as those of an export."""
    (found,) = matched(looker, name=["ViveOnline"])
    assert found["properties"]["topics"] == ["crime"]  # type: ignore[index]
    with database.reading() as session:
        (likely,) = match_all(session, {1: Wanted(("ViveOnline",))}, {1: 5})[1]
    cleared = _entity(replace(likely, operator=replace(likely.operator, status=LegalStatus.CLEARED)), 0.5)
    assert cleared["properties"]["topics"] == []
    assert cleared["properties"]["keywords"] == ["almenara:standing:cleared"]
    assert (cleared["match"], cleared["target"]) == (False, False)
    assert cleared["properties"]["summary"] == ["Cleared, as sources say and a person confirmed."]
    undecided = replace(likely.operator, said_cleared=date(2021, 1, 23), clearance_waits=True)
    waits = _entity(replace(likely, operator=undecided), 0.5)
    assert (waits["match"], waits["target"]) == (False, True)
    assert "A source clears it (2021-01-23)" in waits["properties"]["summary"][0]
    said = _entity(replace(likely, operator=replace(likely.operator, said_cleared=date(2021, 1, 23))), 0.5)
    assert (said["match"], "a source says otherwise" in said["properties"]["summary"][0]) == (True, True)
    assert said["properties"]["keywords"] == ["almenara:standing:reported", "almenara:said_cleared:2021-01-23"]


def test_a_body_without_its_type_is_told_how(looker: TestClient) -> None:
    """curl says application/x-www-form-urlencoded by itself; the answer began with a bare colon."""
    body = '{"queries": {"q": {"properties": {"name": ["x"]}}}}'
    answer = looker.post(
        "/match/watchlist", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == 422
    assert answer.json()["detail"].startswith("body: ")
    assert "Content-Type: application/json" in answer.json()["remedy"]
    turned = looker.get("/api/v1/search?since=2026-12-01&until=2026-01-01").json()
    assert turned["detail"].startswith("query: ")


def _asked(client: TestClient, where: str = "watchlist", **parameters: object) -> tuple[int, dict[str, object]]:
    """The status, and the answer or the fault."""
    query = {"queries": {"q": {"properties": {"name": ["Vive Online"]}}}}
    answer = client.post(f"/match/{where}", params=parameters, json=query)  # type: ignore[arg-type]
    return answer.status_code, answer.json()


def test_no_vessel_is_an_operator_because_it_bears_its_name(looker: TestClient) -> None:
    """A list's vessel of an operator's name was answered with it, as a match."""
    for schema in ("Thing", "Person", "Organization"):
        asked = {"queries": {"q": {"schema": schema, "properties": {"name": ["ViveOnline"]}}}}
        assert looker.post("/match/watchlist", json=asked).json()["responses"]["q"]["results"]
    for schema in ("Vessel", "company"):
        asked["queries"]["q"]["schema"] = schema
        refused = looker.post("/match/watchlist", json=asked)
        assert refused.status_code == 422
        assert refused.json()["detail"].startswith("queries.q.schema: Input should be 'Thing', 'LegalEntity', 'Person'")


def test_only_our_own_dataset_is_answered(looker: TestClient) -> None:
    assert _asked(looker, "almenara_watchlist")[0] == 200  # as yente calls our export
    status, fault = _asked(looker, "sanctions")
    assert (status, fault["remedy"]) == (404, "Ask for /match/watchlist.")


def test_threshold_cutoff_limit_and_algorithm_as_yente_has_them(looker: TestClient) -> None:
    def found(**parameters: object) -> list[bool]:
        status, answer = _asked(looker, **parameters)
        assert status == 200, answer
        return [each["match"] for each in answer["responses"]["q"]["results"]]  # type: ignore[index]

    assert found() == found(algorithm="best") == [True]
    assert found(threshold=1, cutoff=0) == [False]
    assert found(threshold=1, cutoff=1) == []
    assert found(threshold=0.1, cutoff=1) == [True]  # the cutoff is never above the threshold
    status, fault = _asked(looker, algorithm="logic-v1")
    assert (status, "almenara" in str(fault["remedy"])) == (422, True)
    assert [_asked(looker, **wrong)[0] for wrong in ({"threshold": 2}, {"cutoff": -1}, {"limit": 0})] == [422] * 3
    status, fault = _asked(looker, treshold=0.5)
    assert (status, str(fault["remedy"])[:24]) == (422, "Did you mean threshold? ")


def test_no_likeness_is_certain(looker: TestClient) -> None:
    """A program that reads 1.0 takes the one for the other."""
    everything = {"name": ["Viajes Sol Naciente"], "phone": ["300 000 0021"], "country": ["co"]}
    (found,) = matched(looker, **everything)
    assert found["score"] == 0.99
    assert max(found["features"].values()) <= 0.99  # type: ignore[attr-defined]
    queries = {"q": {"query": "Viajes Sol Naciente", "properties": [{"pid": "phone", "v": "300 000 0021"}]}}
    answer = looker.post("/reconcile", data={"queries": json.dumps(queries)}).json()
    assert answer["q"]["result"][0]["score"] == 99.0
