"""Other tools' lists against the watchlist, in the forms that yente's clients and OpenRefine speak."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser


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


def test_reconciliation_as_openrefine_asks(looker: TestClient) -> None:
    manifest = looker.get("/reconcile").json()
    assert {"versions", "name", "identifierSpace", "schemaSpace", "defaultTypes", "view"} <= set(manifest)
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


@pytest.mark.parametrize("body", [{}, {"queries": {}}, {"queries": {"q": {}}}, {"queries": {"q": {"properties": 1}}}])
def test_a_match_that_cannot_be_read(looker: TestClient, body: dict[str, object]) -> None:
    assert looker.post("/match/watchlist", json=body).status_code == 422


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
    page.close()


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [("http://127.0.0.1:3333", True), ("http://localhost:3333", True), ("https://viajes.example", False),
     ("http://127.0.0.1.viajes.example", False), ("null", False), ("http://[", False)],
)  # fmt: skip
def test_whose_pages_may_read_what_the_service_is(looker: TestClient, origin: str, allowed: bool) -> None:
    answer = looker.get("/reconcile", headers={"Origin": origin})
    assert answer.status_code == 200
    assert answer.headers.get("access-control-allow-origin") == (origin if allowed else None)
