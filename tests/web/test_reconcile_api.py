"""The watchlist as OpenRefine asks it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from core.terms import FlagState, NameKind, Role
from store import flags, watchlist
from store.session import Database
from store.watchlist import Sighting
from tests.store.make import mention, report
from tests.web.seed import NOW


def test_reconciliation_as_openrefine_asks(looker: TestClient) -> None:
    manifest = looker.get("/reconcile").json()
    assert {"versions", "name", "identifierSpace", "schemaSpace", "defaultTypes", "view", "suggest"} <= set(manifest)
    assert manifest["view"]["url"] == "http://127.0.0.1:8321/operators/{{id}}"
    queries = {
        "q0": {"query": "Vive Online", "limit": 3, "type": "LegalEntity"},
        "q1": {"query": "Nobody At All"},
        "q2": {"query": "Sol Naciente Viajes", "properties": [{"pid": "phone", "v": "300 000 0021"}]},
    }
    answer = looker.post("/reconcile", data={"queries": json.dumps(queries)}).json()
    assert answer == looker.get("/reconcile", params={"queries": json.dumps(queries)}).json()
    best = answer["q0"]["result"][0]
    assert (best["name"], best["match"], best["type"][0]["id"]) == ("ViveOnline", True, "LegalEntity")
    assert 0 < best["score"] <= 100
    assert answer["q1"] == {"result": []}
    assert answer["q2"]["result"][0]["name"] == "Viajes Sol Naciente"


@pytest.mark.parametrize(
    "properties",
    [
        [{"pid": "phone", "v": ["+57 1 000 0000", "300 000 0021"]}],
        [{"pid": "phone", "v": "+57 1 000 0000"}, {"pid": "phone", "v": "300 000 0021"}],
        [{"pid": "Phone", "v": {"id": "x1", "name": "300 000 0021"}}],
        [{"pid": "phone", "v": "300 000 0021"}, {"pid": "country", "v": {"id": "Q739", "name": "Colombia"}}],
        [{"pid": "phone", "v": "300 000 0021"}, {"pid": "country", "v": ["Chile", "COLOMBIA", None, 7, True]}],
    ],
)
def test_columns_beside_the_name(looker: TestClient, properties: list[dict[str, object]]) -> None:
    """As the Reconciliation API 0.2 has them: several values, things reconciled before, two columns of one property,
    and no name at all."""
    queries = {"q0": {"properties": properties}, "q1": {"query": "", "limit": 500, "properties": properties}}
    answer = looker.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    (found,) = answer.json()["q0"]["result"]
    assert found["name"] == "Viajes Sol Naciente"
    features = {each["id"]: each["value"] for each in found["features"]}
    assert features["contact"] > 0
    assert features.get("country", 0) >= 0
    assert answer.json()["q1"] == answer.json()["q0"]


def suggested(client: TestClient, what: str, prefix: str) -> list[str]:
    """Names that are offered to who types `prefix`, asked at the address that the manifest gives."""
    place = client.get("/reconcile").json()["suggest"][what]
    assert place["service_url"] == "http://127.0.0.1:8321"
    answer = client.get(place["service_path"], params={"prefix": prefix})
    assert answer.status_code == 200, answer.text
    found = answer.json()["result"]
    assert all(set(each) >= {"id", "name"} for each in found)
    return [each["name"] for each in found]


def test_names_of_one_batch_are_bounded(looker: TestClient) -> None:
    """Twenty columns of twenty names, fifty times, would hold the desk for minutes."""
    alias = {"pid": "alias", "v": [f"name {n}" for n in range(20)]}
    queries = {
        "q0": {"query": "a", "properties": [alias | {"v": [f"{v} {at}" for v in alias["v"]]} for at in range(10)]}
    }
    answer = looker.post("/reconcile", data={"queries": json.dumps(queries)})
    assert (answer.status_code, answer.json()["detail"]) == (422, "There are 201 names in one request; 200 may be.")
    assert answer.json()["remedy"]


def test_columns_are_chosen_from_what_is_suggested(looker: TestClient) -> None:
    """OpenRefine 3.8 takes no column for a property that was typed and not chosen from this list."""
    offered = suggested(looker, "property", "")
    assert offered == ["alias", "phone", "email", "website", "country"]
    assert suggested(looker, "property", "Coun") == ["country"]
    assert suggested(looker, "property", "whats") == ["phone"]
    assert suggested(looker, "property", "x") == []
    for each in offered:
        queries = {"q": {"query": "Nobody At All", "properties": [{"pid": each, "v": "300 000 0021"}]}}
        found = looker.post("/reconcile", data={"queries": json.dumps(queries)}).json()["q"]["result"]
        assert [hit["name"] for hit in found] == (["Viajes Sol Naciente"] if each == "phone" else [])


def test_operators_are_suggested_as_their_names_are_typed(looker: TestClient) -> None:
    assert suggested(looker, "entity", "viveon") == ["ViveOnline"]
    assert suggested(looker, "entity", "viv") == suggested(looker, "entity", "vi")[:1] == ["ViveOnline"]
    assert suggested(looker, "entity", "viajes so") == ["Viajes Sol Naciente"]
    assert suggested(looker, "entity", "nacien") == ["Viajes Sol Naciente"]
    assert suggested(looker, "entity", "Panadería") == []
    assert suggested(looker, "entity", "") == []
    assert looker.get("/reconcile/suggest/entity", params={"prefix": "x" * 301}).status_code == 422


def test_an_operator_is_suggested_by_its_id(looker: TestClient) -> None:
    """As the Reconciliation API expects: who has an id at hand was offered nobody."""
    (known,) = looker.get("/reconcile/suggest/entity", params={"prefix": "viveon"}).json()["result"]
    (found,) = looker.get("/reconcile/suggest/entity", params={"prefix": f" {known['id']}"}).json()["result"]
    assert found == known
    assert suggested(looker, "entity", "99999") == suggested(looker, "entity", "0") == []


def test_suggestions_go_on_where_a_page_of_them_ended(client: TestClient, database: Database) -> None:
    """`cursor` was passed over: whoever asked for the next ten was given the same ten for ever."""
    seen = Sighting(NOW, NOW, counts=False)
    with database.transaction() as session:
        for number in range(12):
            name = f"Lejana Cordillera {number}"
            operator_id = watchlist.create(session, name, is_person=False, seen=seen)
            watchlist.add_names(session, operator_id, [(name, NameKind.NAME)], seen)

    def page(what: str, **asked: object) -> list[str]:
        answer = client.get(f"/reconcile/suggest/{what}", params=asked)  # type: ignore[arg-type]
        assert answer.status_code == 200
        return [each["id"] for each in answer.json()["result"]]

    pages = [page("entity", prefix="lejana", cursor=cursor) for cursor in (0, 10, 20)]
    assert [len(each) for each in pages] == [10, 2, 0]
    assert len({*pages[0], *pages[1]}) == 12
    assert page("property", cursor=3) == page("property")[3:]
    assert page("type", cursor=1) == []
    assert client.get("/reconcile/suggest/entity", params={"prefix": "lejana", "cursor": -1}).status_code == 422


def test_a_cell_that_holds_a_whole_text_spoils_no_batch(looker: TestClient) -> None:
    """One long cell left the other rows of its batch without an answer."""
    queries = {"q0": {"query": "Vive Online"}, "q1": {"query": "una nota larga " * 200}}
    answer = looker.post("/reconcile", data={"queries": json.dumps(queries)})
    assert answer.status_code == 200, answer.text
    assert answer.json()["q0"]["result"][0]["name"] == "ViveOnline"


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"queries": '{"q0": {"query": "a"}, "q1": {"query": 7}}'}, "q1.query: Input should be a valid string (sent:"),
        ({"queries": '{"q0": {"query": "a", "limit": 0}}'}, "q0.limit: Input should be greater than or equal to 1"),
        ({"queries": '{"q7": {}}'}, "q7: neither a name nor a property"),
        ({"queries": "{nope"}, "no JSON, Expecting property name enclosed in double quotes: line 1 column 2"),
        ({"queries": "[" * 9000}, "The queries can't be read"),
        ({"extend": '{"ids": ["1"], "properties": [{"id": 7}]}'}, "properties.0.id: Input should be a valid string"),
        ({"extend": "{nope"}, "no JSON, "),
    ],
)
def test_what_can_not_be_read_of_a_batch_is_named(looker: TestClient, sent: dict[str, str], told: str) -> None:
    answer = looker.post("/reconcile", data=sent)
    assert answer.status_code == 422
    assert told in answer.json()["detail"]
    assert answer.json()["remedy"].startswith("Send {")


def test_whom_a_source_clears_is_no_match_by_itself(client: TestClient, database: Database) -> None:
    """A firm that had been cleared was matched by itself, as an operator."""
    name = "Lejana Cordillera"

    def found() -> dict[str, Any]:
        ask = {"queries": json.dumps({"q": {"query": name}})}
        (one,) = client.post("/reconcile", data=ask).json()["q"]["result"]
        return dict(one)

    with database.transaction() as session:
        report(session, 90_001, [mention(name)])
    assert (found()["match"], found()["description"]) == (True, "BO, CL, CO, EC, PE")
    with database.transaction() as session:
        cleared = mention(name, cleared=True, role=Role.VICTIM)
        flag_id = report(session, 90_002, [cleared], labels=(), text="Another text ") or 0
    waits = found()
    assert (waits["match"], waits["type"][0]["name"]) == (False, "Operator (a lead, not a finding)")
    assert "A source clears it" in waits["description"]
    with database.transaction() as session:
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="ana", why="", expected_version=1, now=NOW)
    stands = found()
    assert (stands["match"], stands["type"][0]["name"]) == (False, "Cleared (no lead)")
    assert stands["description"].startswith("Cleared, as sources say and a person confirmed.")
    (suggestion,) = client.get("/reconcile/suggest/entity", params={"prefix": "lejan"}).json()["result"]
    assert suggestion["description"] == stands["description"]


def test_who_shares_a_name_is_no_match_by_itself(client: TestClient, database: Database) -> None:
    """Asked for one candidate, one of two who share a name was matched by itself."""
    seen = Sighting(NOW, NOW, counts=False)
    with database.transaction() as session:
        for _ in range(2):
            operator_id = watchlist.create(session, "Lejana Cordillera", is_person=False, seen=seen)
            watchlist.add_names(session, operator_id, [("Lejana Cordillera", NameKind.NAME)], seen)
    ask = {"q": {"query": "Lejana Cordillera", "limit": 1}, "both": {"query": "Lejana Cordillera"}}
    answer = client.post("/reconcile", data={"queries": json.dumps(ask)}).json()
    assert [each["match"] for each in answer["q"]["result"]] == [False]
    assert [each["match"] for each in answer["both"]["result"]] == [False, False]


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("Vessel", 0),
        (["Vessel", "Person"], 1),
        ({"id": "Address"}, 0),
        ("Company", 1),
        (None, 1),
        ([], 1),
        ("", 1),
        ([["x"]], 0),
        ([{}], 1),
        (7, 0),
        ({"id": ["x"]}, 0),
    ],
)
def test_what_no_operator_can_be_is_not_found(looker: TestClient, kind: object, found: int) -> None:
    ask = {"q": {"query": "ViveOnline", "type": kind, "limit": 1}}
    answer = looker.post("/reconcile", data={"queries": json.dumps(ask)}).json()
    assert len(answer["q"]["result"]) == found


def test_there_is_one_type(looker: TestClient) -> None:
    assert suggested(looker, "type", "any") == ["Operator (a lead, not a finding)"]


@pytest.mark.parametrize(
    "queries",
    [
        "",
        "x",
        "[]",
        '{"q0": "Vive"}',
        '{"q0": {"limit": 1}}',
        "[" * 5000,
        "1e999",
        '{"q0": {"query": "Vive", "limit": 1e999}}',
        '{"q0": {"properties": []}}',
    ],
)
def test_queries_that_cannot_be_read(looker: TestClient, queries: str) -> None:
    answer = looker.post("/reconcile", data={"queries": queries})
    assert answer.status_code == 422
    assert set(answer.json()) == {"detail", "remedy"}


@pytest.fixture
def open_refine() -> Iterator[int]:
    """The port of a page of another program on this machine."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>another program</title>")

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.browser
def test_a_page_of_this_machine_may_add_the_service(browser: Browser, origin: str, open_refine: int) -> None:
    """As OpenRefine does from its own page; a page from elsewhere learns nothing, and nobody's page reads answers."""
    ask = "address => fetch(address).then(answer => answer.json()).then(found => found.name, () => 'refused')"
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{open_refine}/")
    assert page.evaluate(ask, f"{origin}/reconcile") == "Almenara watchlist: leads, not findings"
    assert page.evaluate(ask, f'{origin}/reconcile?queries={{"q":{{"query":"Vive"}}}}') == "refused"
    assert page.evaluate(ask, f"{origin}/api/v1/flags") == "refused"
    ask = "address => fetch(address).then(answer => answer.json()).then(found => found.result[0].name, () => 'refused')"
    assert page.evaluate(ask, f"{origin}/reconcile/suggest/property?prefix=coun") == "country"
    assert page.evaluate(ask, f"{origin}/reconcile/suggest/entity?prefix=viveon") == "ViveOnline"
    page.close()


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [("http://127.0.0.1:3333", True), ("http://localhost:3333", True), ("https://viajes.example", False),
     ("http://127.0.0.1.viajes.example", False), ("null", False), ("http://[", False)],
)  # fmt: skip
def test_whose_pages_may_read_what_the_service_is(looker: TestClient, origin: str, allowed: bool) -> None:
    for path in ("", "/suggest/entity?prefix=viveon", "/suggest/property", "/suggest/type"):
        answer = looker.get(f"/reconcile{path}", headers={"Origin": origin})
        assert answer.status_code == 200
        assert answer.headers.get("access-control-allow-origin") == (origin if allowed else None)
