"""The API's answers, against its own contract."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from core.text import plain
from store.session import Database
from store.tables import FlagRow
from tests.web.stories import ADVERT, CLEARED, REPORT
from tests.web.test_pairs import fields


def test_flags_newest_first_and_page_by_page(looker: TestClient) -> None:
    whole = looker.get("/api/v1/flags").json()
    assert whole["next"] is None
    ids = [flag["flag_id"] for flag in whole["items"]]
    assert ids == sorted(ids, reverse=True)
    walked, before = [], None
    while True:
        page = looker.get("/api/v1/flags", params={"limit": 2} | ({"before": before} if before else {})).json()
        walked += [flag["flag_id"] for flag in page["items"]]
        before = page["next"]
        if before is None:
            break
    assert walked == ids


def test_flags_by_kind_state_country_and_operator(looker: TestClient, flag_ids: dict[str, int]) -> None:
    def ids(**params: str | int) -> list[int]:
        return [flag["flag_id"] for flag in looker.get("/api/v1/flags", params=params).json()["items"]]

    assert ids(kind="clearance") == [flag_ids[CLEARED.title]]
    assert ids(country="CO") == ids(country="co") == [flag_ids[ADVERT.title]]
    assert ids(source="co_avisos") == [flag_ids[ADVERT.title]]
    assert ids(state="confirmed") == []
    assert ids(label="smuggling_offer", document_kind="ad") == [flag_ids[ADVERT.title]]
    assert ids(label="smuggling_offer", document_kind="news") == []
    assert set(ids(since="2021-01-01")) == set(ids())
    assert ids(since="2099-01-01") == []
    operator = looker.get(f"/api/v1/flags/{flag_ids[REPORT.title]}").json()["operators"][0]
    assert operator["name"] == "ViveOnline"
    assert ids(operator=operator["operator_id"]) == [flag_ids[REPORT.title]]


def test_who_keeps_a_copy_asks_for_what_changed(client: TestClient, flag_ids: dict[str, int]) -> None:
    def ids(path: str, key: str, **params: str) -> list[int]:
        return [each[key] for each in client.get(f"/api/v1/{path}", params=params).json()["items"]]

    assert ids("flags", "flag_id", changed_since="2021-01-01T00:00:00Z") == ids("flags", "flag_id")
    began = datetime.now(UTC).isoformat()
    assert ids("flags", "flag_id", changed_since=began) == ids("operators", "operator_id", changed_since=began) == []
    sent = fields(client, f"/flags/{flag_ids[REPORT.title]}", f"/flags/{flag_ids[REPORT.title]}/decisions")
    answer = client.post(
        f"/flags/{flag_ids[REPORT.title]}/decisions",
        data=sent | {"to": "dismissed", "why": "A coach line.", "who": "Ana"},
    )
    assert answer.status_code == 200
    assert ids("flags", "flag_id", changed_since=began) == [flag_ids[REPORT.title]]
    flag = client.get(f"/api/v1/flags/{flag_ids[REPORT.title]}").json()
    assert flag["updated_at"] >= began[:19]
    named = [each["operator_id"] for each in flag["operators"]]
    assert ids("operators", "operator_id", changed_since=began) == sorted(named, reverse=True)


def test_versions_of_documents_that_came_since(looker: TestClient) -> None:
    whole = [each["revision_id"] for each in looker.get("/api/v1/search").json()["documents"]]
    later = looker.get("/api/v1/search", params={"after": whole[2]}).json()
    assert [each["revision_id"] for each in later["documents"]] == whole[:2]
    assert looker.get("/api/v1/search", params={"after": whole[0]}).json()["documents"] == []


def test_one_flag_in_full(looker: TestClient, flag_ids: dict[str, int]) -> None:
    flag = looker.get(f"/api/v1/flags/{flag_ids[ADVERT.title]}").json()
    assert flag["labels"] == ["smuggling_offer"]
    assert flag["route"] == ["CO", "EC", "PE", "BO", "CL"]
    assert flag["text"] == ADVERT.text
    assert {signal["phrase"] for signal in flag["signals"]} == {phrase for _, phrase, _ in ADVERT.signals}
    assert len(flag["evidence"]["payload_sha256"]) == 64
    assert flag["candidates"][0]["reasons"]
    assert flag["night"] == "2021-01-23"


def test_one_operator_in_full(looker: TestClient, flag_ids: dict[str, int]) -> None:
    key = looker.get(f"/api/v1/flags/{flag_ids[ADVERT.title]}").json()["operators"][0]["operator_id"]
    operator = looker.get(f"/api/v1/operators/{key}").json()
    assert operator["name"] == "Viajes Sol Naciente"
    assert operator["contacts"][0]["value"] == "+573000000021"
    assert operator["statuses"][0]["status"] == "advertised"
    assert [flag["flag_id"] for flag in operator["flags"]] == [flag_ids[ADVERT.title]]
    assert (operator["is_person"], operator["caution"]) == (False, "A lead, not a finding.")
    (mention,) = operator["mentions"]
    assert looker.get(f"/api/v1/documents/{mention['revision_id']}").json()["text"] == ADVERT.text
    assert [rung["status"] for rung in operator["ladder"]] == ["advertised"]


def test_operators_say_when_they_changed_last(client: TestClient, flag_ids: dict[str, int]) -> None:
    """Who keeps a copy could not tell from an answer whether it is newer than what they hold."""
    lines = client.get("/api/v1/operators").json()["items"]
    assert len(lines) > 1
    for line in lines:
        whole = client.get(f"/api/v1/operators/{line['operator_id']}").json()
        shared = line.keys() & whole.keys()
        assert {key: line[key] for key in shared} == {key: whole[key] for key in shared}
        assert line.keys() <= whole.keys()
        again = client.get("/api/v1/operators", params={"changed_since": line["updated_at"]}).json()["items"]
        assert line in again
        assert {each["updated_at"] >= line["updated_at"] for each in again} == {True}
    (found,) = client.get("/api/v1/search", params={"q": "ViveOnline"}).json()["operators"]
    assert found in lines


@pytest.mark.parametrize(("path", "key"), [("operators", "operator_id"), ("runs", "run_id")])
def test_lists_page_by_page(looker: TestClient, path: str, key: str) -> None:
    whole = [each[key] for each in looker.get(f"/api/v1/{path}").json()["items"]]
    assert len(whole) >= 3
    walked: list[int] = []
    before: int | None = None
    while before is not None or not walked:
        page = looker.get(f"/api/v1/{path}", params={"limit": 1} | ({"before": before} if before else {})).json()
        walked += [each[key] for each in page["items"]]
        before = page["next"]
    assert walked == whole == sorted(whole, reverse=True)


def test_one_document_in_full(looker: TestClient, flag_ids: dict[str, int]) -> None:
    key = looker.get("/api/v1/search", params={"q": "3000000021"}).json()["documents"][0]["revision_id"]
    document = looker.get(f"/api/v1/documents/{key}").json()
    assert (document["text"], document["flag_id"]) == (ADVERT.text, flag_ids[ADVERT.title])
    assert len(document["evidence"]["payload_sha256"]) == 64
    assert [each["name"] for each in document["operators"]] == ["Viajes Sol Naciente"]
    assert looker.get("/api/v1/documents/999").status_code == 404


def test_search_page_by_page(looker: TestClient) -> None:
    found = looker.get("/api/v1/search", params={"q": "3000000021"}).json()
    assert [each["name"] for each in found["operators"]] == ["Viajes Sol Naciente"]
    assert [each["title"] for each in found["documents"]] == [ADVERT.title]
    whole = [each["revision_id"] for each in looker.get("/api/v1/search").json()["documents"]]
    first = looker.get("/api/v1/search", params={"limit": 2}).json()
    then = looker.get("/api/v1/search", params={"limit": 200, "before": first["next"]}).json()
    assert [each["revision_id"] for each in first["documents"] + then["documents"]] == whole
    assert then["next"] is None
    turned = looker.get("/api/v1/search", params={"since": "2021-02-01", "until": "2021-01-01"})
    assert turned.status_code == 422
    assert "until (2021-01-01) is before since (2021-02-01)" in turned.text
    assert looker.get("/api/v1/search", params={"q": "naciennte"}).json()["mended"] == {"naciennte": ["naciente"]}


def test_runs(looker: TestClient) -> None:
    newest = looker.get("/api/v1/runs", params={"limit": 1}).json()["items"]
    assert [(run["night"], run["sources"], run["failed"], run["flags"]) for run in newest] == [("2021-01-23", 4, 1, 4)]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/flags/999", 404),
        ("/operators/999", 404),
        (f"/flags/{2**70}", 422),
        (f"/operators/{2**70}", 422),
        ("/flags/x", 422),
        ("/flags?limit=0", 422),
        ("/flags?limit=9999", 422),
        ("/flags?state=guilty", 422),
        ("/flags?country=chile", 422),
        ("/flags?country=ZZ", 422),
        ("/search?country=ZZ", 422),
        ("/flags?source=cl_nobody", 404),
        ("/flags?operator=999", 404),
        ("/flags?changed_since=0", 422),
        ("/flags?changed_since=2021-01-23T12:00:00", 422),
        ("/flags?changed_since=0001-01-01T00:00:00%2B09:00", 422),
        ("/operators?changed_since=2021-01-23", 422),
        ("/search?after=0", 422),
        ("/search?until=0", 422),
        ("/search?until=", 422),
        (f"/flags?before={2**70}", 422),
        ("/nothing", 404),
    ],
)
def test_faults_are_typed(looker: TestClient, path: str, status: int) -> None:
    answer = looker.get(f"/api/v1{path}")
    assert answer.status_code == status
    assert set(answer.json()) == {"detail", "remedy"}


def test_the_contract_names_every_answer(looker: TestClient) -> None:
    contract = looker.get("/api/v1/openapi.json").json()
    own = {path for path in contract["paths"] if path.startswith("/api/")}
    suggestions = {f"/reconcile/suggest/{each}" for each in ("entity", "property", "type")}
    assert set(contract["paths"]) - own == {"/match/{dataset}", "/reconcile", "/reconcile/properties", *suggestions}
    assert own == {
        "/api/v1/clearings",
        "/api/v1/clearings/{clearing_id}/decisions",
        "/api/v1/flags",
        "/api/v1/flags/{flag_id}",
        "/api/v1/flags/{flag_id}/decisions",
        "/api/v1/flags/{flag_id}/names",
        "/api/v1/documents/{revision_id}/names",
        "/api/v1/judgements",
        "/api/v1/pairs",
        "/api/v1/pairs/{one}/{other}",
        "/api/v1/pairs/{one}/{other}/judgements",
        "/api/v1/operators",
        "/api/v1/operators/{operator_id}",
        "/api/v1/operators/{operator_id}/dossier.pdf",
        "/api/v1/operators/{operator_id}/removals",
        "/api/v1/removals/{removal_id}/returns",
        "/api/v1/documents/{revision_id}",
        "/api/v1/runs",
        "/api/v1/statements/{statement_id}/corrections",
        "/api/v1/search",
    }
    pdf = "/api/v1/operators/{operator_id}/dossier.pdf"
    assert contract["paths"][pdf]["get"]["responses"]["200"]["content"] == {
        "application/pdf": {"schema": {"type": "string", "format": "binary"}}
    }
    for path in (contract["paths"][each] for each in own - {pdf}):
        for status, answer in next(iter(path.values()))["responses"].items():
            assert answer["content"]["application/json"]["schema"]["$ref"].startswith("#/components/schemas/"), status
    assert looker.get("/docs").status_code == 404
    assert looker.post("/api/v1/flags", json={}).status_code == 405


def test_what_is_not_allowed_says_what_is(looker: TestClient) -> None:
    answer = looker.request("TRACE", "/api/v1/flags", headers={"content-length": "0"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET")
    assert answer.json() == {
        "detail": "/api/v1/flags is there, but not for TRACE.",
        "remedy": "Ask with GET.",
    }
    answer = looker.request("OPTIONS", "/reconcile", headers={"content-length": "0"})
    assert {each.strip() for each in answer.headers["allow"].split(",")} == {"GET", "POST"}


def test_every_address_says_which_methods_it_takes(looker: TestClient) -> None:
    for path, contract in looker.get("/api/v1/openapi.json").json()["paths"].items():
        asked = re.sub(r"\{\w+\}", "1", path)
        answer = looker.delete(asked)
        assert (answer.status_code, answer.headers["allow"]) == (405, ", ".join(map(str.upper, contract))), path
        assert answer.json()["remedy"] == f"Ask with {answer.headers['allow']}."


HOSTILE = "<img src=x onerror=alert(1)>\u202e\x1b[31m" + "x" * 5000


@pytest.mark.parametrize(
    ("path", "status", "detail", "remedy"),
    [
        ("/api/v1/nope", 404, "Nothing has the address /api/v1/nope.", "/api/v1/openapi.json has all"),
        ("/reconcile/nope", 404, "Nothing has the address /reconcile/nope.", "/api/v1/openapi.json has all"),
        (
            f"/api/v1/{quote(HOSTILE)}",
            404,
            "Nothing has the address /api/v1/<img src=x",
            "/api/v1/openapi.json has all",
        ),
        ("/api/v1/flags?limit=many", 422, "limit: Input should be a valid integer", "/api/v1/openapi.json has what"),
        ("/api/v1/flags?limit=many", 422, "(sent: 'many')", ""),
        ("/api/v1/flags/first", 422, "flag_id: Input should be a valid integer", ""),
        ("/api/v1/flags/first", 422, "(sent: 'first')", ""),
        (f"/api/v1/flags?limit={quote(HOSTILE)}", 422, "(sent: '<img src=x onerror=alert(1)>[31mx", ""),
        (f"/api/v1/flags?country={quote(HOSTILE)}", 422, "country: ", ""),
        (f"/api/v1/flags?{'state=x&' * 200}", 422, "; and 190 more", ""),
    ],
)
def test_what_can_not_be_answered_says_what_was_sent_and_what_to_do(
    looker: TestClient, path: str, status: int, detail: str, remedy: str
) -> None:
    """An integrator was told that an input was no integer, and neither which nor where to read on."""
    answer = looker.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/json")
    assert answer.headers["x-content-type-options"] == "nosniff"  # so that no browser takes it for a page
    fault = answer.json()
    assert detail in fault["detail"]
    assert fault["remedy"].startswith(remedy or "/api")
    assert plain(fault["detail"]) == fault["detail"]
    assert len(fault["detail"]) < 1500


def test_what_is_wrong_in_a_body_is_told_with_its_value(looker: TestClient) -> None:
    def told(body: bytes) -> dict[str, str]:
        answer = looker.post("/match/watchlist", content=body, headers={"content-type": "application/json"})
        assert answer.status_code == 422
        return dict(answer.json())

    entity = {"schema": HOSTILE, "properties": {"name": ["x"]}}
    fault = told(json.dumps({"queries": {"a": entity}}).encode())
    assert fault["detail"].startswith("queries.a.schema: Input should be 'Thing'")
    assert "(sent: '<img src=x onerror=alert(1)>" in fault["detail"]
    assert len(fault["detail"]) < 400
    assert told(b"{nope")["detail"].startswith("What was sent is no JSON, from character 1 on: ")
    missing = told(json.dumps({"queries": {HOSTILE: {"schema": "Person"}}}).encode())
    assert "Field required" in missing["detail"]
    assert "sent:" not in missing["detail"]
    assert len(missing["detail"]) < 200


def test_a_body_that_is_refused_keeps_the_form_of_faults(looker: TestClient) -> None:
    answer = looker.post("/match/watchlist", content=b"x" * 70_000)
    assert answer.status_code == 413
    assert answer.json() == {
        "detail": "What was sent is too long: it may be of 65,536 bytes.",
        "remedy": "Send less at once.",
    }
    strange = looker.get("/api/v1/flags", headers={"host": "evil.example"})
    assert (strange.status_code, set(strange.json())) == (421, {"detail", "remedy"})


def test_a_misspelt_filter_is_not_passed_over(looker: TestClient) -> None:
    """`sate=new` answered every flag there is."""
    answer = looker.get("/api/v1/flags?sate=new")
    assert (answer.status_code, answer.json()["detail"]) == (422, "There is no parameter 'sate' here.")
    assert answer.json()["remedy"].startswith("Did you mean state? There are state, kind, country")
    assert looker.head("/api/v1/flags?sate=new").status_code == 422
    assert "Did you mean since?" in looker.get("/api/v1/search?q=x&sinc=2021-01-23").json()["remedy"]
    assert looker.get("/api/v1/flags/1?zz=1").json()["remedy"] == "This address takes none."
    assert looker.get("/api/v1/search?q=vive&country=CO&versions=true").status_code == 200
    assert looker.get("/reconcile?type=LegalEntity").status_code == 200  # OpenRefine's own


def test_no_score_is_certain(client: TestClient, database: Database) -> None:
    """A program was told of 1.0 where pages, mails and the terminal say 0.99."""
    with database.transaction() as session:
        session.execute(update(FlagRow).values(score=1.0))
    flags = client.get("/api/v1/flags").json()["items"]
    assert {flag["score"] for flag in flags} == {0.99}
