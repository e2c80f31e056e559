"""Columns that OpenRefine adds to a table of operators that were matched, and the card that it shows of one."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from core.terms import FlagState
from store import audit, flags
from store.session import Database
from tests.store.make import mention, phone, report
from tests.web.seed import NOW
from web.reconcile_columns import OFFERED


def found(client: TestClient, name: str) -> str:
    """The id of the operator of that name."""
    ask = {"queries": json.dumps({"q": {"query": name}})}
    return str(client.post("/reconcile", data=ask).json()["q"]["result"][0]["id"])


def extended(client: TestClient, ids: list[str], *wanted: str) -> dict[str, Any]:
    extend = json.dumps({"ids": ids, "properties": [{"id": each} for each in wanted]})
    answer = client.post("/reconcile", data={"extend": extend})
    assert answer.status_code == 200, answer.text
    assert client.get("/reconcile", params={"extend": extend}).json() == answer.json()
    return dict(answer.json())


def test_columns_are_proposed_where_the_manifest_says(looker: TestClient) -> None:
    place = looker.get("/reconcile").json()["extend"]["propose_properties"]
    assert place["service_url"] == "http://127.0.0.1:8321"
    offered = looker.get(place["service_path"], params={"type": "LegalEntity"}).json()
    assert offered["type"] == "LegalEntity"
    assert [each["id"] for each in offered["properties"]] == list(OFFERED)
    assert next(iter(OFFERED)) == "caution"  # whoever adds one sees that first
    few = looker.get(place["service_path"], params={"limit": 2}).json()
    assert (few["limit"], [each["id"] for each in few["properties"]]) == (2, ["caution", "status"])


def test_columns_of_operators(looker: TestClient) -> None:
    sol, vive = found(looker, "Viajes Sol Naciente"), found(looker, "ViveOnline")
    ids = [sol, vive, "999999", "Q42", "0", "7" * 30]
    answer = extended(looker, ids, "name", "phone", "caution", "first_seen")
    assert [each["id"] for each in answer["meta"]] == ["name", "phone", "caution", "first_seen"]
    assert answer["rows"][sol]["name"] == [{"str": "Viajes Sol Naciente"}]
    assert {"str": "+573000000021"} in answer["rows"][sol]["phone"]
    (said,) = answer["rows"][vive]["caution"]
    assert "not a finding" in said["str"]
    (when,) = answer["rows"][vive]["first_seen"]
    assert when["date"].endswith("Z")
    for nobody in ("999999", "Q42", "0", "7" * 30):
        assert answer["rows"][nobody] == {"name": [], "phone": [], "caution": [], "first_seen": []}


def test_every_column_says_something_of_somebody(looker: TestClient) -> None:
    sol = found(looker, "Viajes Sol Naciente")
    row = extended(looker, [sol], *OFFERED)["rows"][sol]
    assert row["documents"] == [{"int": 1}] or row["documents"][0]["int"] > 1
    assert all(isinstance(value, dict) and len(value) == 1 for values in row.values() for value in values)


def test_whoever_is_no_lead_is_told_with_that_alone(client: TestClient, database: Database) -> None:
    with database.transaction() as session:
        flag_id = report(session, 90_101, [mention("Lejana Cordillera")], [phone("+573000000777")]) or 0
    operator = found(client, "Lejana Cordillera")
    before = extended(client, [operator], "phone", "status")["rows"][operator]
    assert before["phone"] == [{"str": "+573000000777"}]
    with database.transaction() as session:
        flags.decide(session, flag_id, FlagState.DISMISSED, who="ana", why="no", expected_version=1, now=NOW)
    after = extended(client, [operator], "phone", "status", "caution")["rows"][operator]
    assert (after["phone"], after["status"]) == ([], [{"str": "dismissed"}])
    assert after["caution"][0]["str"].startswith("No lead:")
    card = client.get("/reconcile/preview", params={"id": operator})
    assert "Every lead on it was dismissed" in card.text


def test_whom_it_told_of_is_on_record(client: TestClient, database: Database) -> None:
    vive = found(client, "ViveOnline")
    with database.reading() as session:
        before = audit.entries(session, limit=1)[0].sequence
    extended(client, [vive], "phone")
    assert client.get("/reconcile/preview", params={"id": vive}).status_code == 200
    client.get("/reconcile/properties")
    with database.reading() as session:
        entries = [entry for entry in audit.entries(session) if entry.sequence > before]
    assert len(entries) == 3  # a POST, a GET, a card; what is offered shows nobody
    assert all(vive in json.dumps(entry.details) for entry in entries), entries


@pytest.mark.parametrize(
    "extend",
    [
        "",
        "x",
        "[]",
        '{"ids": "7"}',
        '{"ids": [7, {}], "properties": []}',
        '{"ids": []}',
        "[" * 5000,
        '{"ids": ["1"], "properties": [{"id": "phnoe"}]}',
    ],
)
def test_what_cannot_be_read(looker: TestClient, extend: str) -> None:
    answer = looker.post("/reconcile", data={"extend": extend})
    assert answer.status_code == 422
    assert set(answer.json()) == {"detail", "remedy"}
    assert looker.post("/reconcile", data={}).status_code in {411, 422}


def test_a_card_is_framed_by_pages_of_this_machine_alone(looker: TestClient) -> None:
    url = looker.get("/reconcile").json()["preview"]["url"]
    card = looker.get(url.replace("{{id}}", found(looker, "ViveOnline")))
    assert card.status_code == 200
    assert "A lead, not a finding." in card.text
    assert "frame-ancestors http://127.0.0.1:* http://localhost:*" in card.headers["content-security-policy"]
    assert "script-src" not in card.headers["content-security-policy"]
    assert "x-frame-options" not in card.headers
    assert looker.get("/operators").headers["x-frame-options"] == "DENY"
    for nobody in ("999999", "Q42", "<b>"):
        answer = looker.get("/reconcile/preview", params={"id": nobody})
        assert (answer.status_code, set(answer.json())) == (404, {"detail", "remedy"})


@pytest.fixture
def framing(origin: str, looker: TestClient) -> Iterator[int]:
    """The port of another program's page, which frames the card as OpenRefine does."""
    frame = f'<iframe src="{origin}/reconcile/preview?id={found(looker, "ViveOnline")}" width=420 height=260></iframe>'

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>another program</title>" + frame.encode())

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.browser
def test_a_card_shows_in_another_programs_page(browser: Browser, framing: int) -> None:
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{framing}/")
    card = page.frame_locator("iframe")
    assert card.locator("h1").inner_text() == "ViveOnline"
    assert card.locator("body").evaluate("body => body.scrollHeight") <= 260
    assert card.locator("h1 a").get_attribute("target") == "_blank"
    page.close()
