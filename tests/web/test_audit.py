"""Who looks at personal data on the pages is on record before it is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi.testclient import TestClient

from core.terms import Verdict
from evidence.format.chain import Entry
from store import audit, looking
from store.identity import judge
from store.session import Database
from tests.web.accounts.test_access import filled, walk
from tests.web.test_pairs import ANA, fields
from web.audit import SOMEBODY, WHO_COOKIE


@contextmanager
def noted(database: Database) -> Iterator[list[Entry]]:
    """What comes onto the record meanwhile, oldest first."""
    with database.reading() as session:
        before = audit.head(session).entries
    found: list[Entry] = []
    yield found
    with database.reading() as session:
        found += [each for each in reversed(audit.entries(session)) if each.sequence > before]
        assert audit.verify(session) == []


def test_every_page_and_answer_with_people_in_it_is_on_record(
    client: TestClient, database: Database, flag_ids: dict[str, int]
) -> None:
    flag = next(iter(flag_ids.values()))
    paths = {
        "/": "/",
        f"/flags/{flag}": f"flag {flag}",
        f"/flags/{flag}/evidence": f"flag {flag}",
        "/operators": "/operators",
        "/operators/1": "operator 1",
        "/operators/+1/network": "operator 1",
        f"/api/v1/flags/{flag}": f"flag {flag}",
        "/api/v1/operators/1": "operator 1",
        "/pairs/1/2": "operator 1",
        "/documents/1": "document 1",
        "/runs/1": "run 1",
    }
    with noted(database) as found:
        for path in paths:
            assert client.get(path).status_code == 200, path
        client.cookies.set(WHO_COOKIE, "Ana Ñ".encode().hex())
        client.get("/operators/99999")
        client.get("/operators/99999999999")
        client.get("/static/almenara.css")
    assert [(e.actor, e.subject, e.details.get("path", e.subject)) for e in found] == [
        *((SOMEBODY, subject, path) for path, subject in paths.items()),
        ("Ana Ñ", "operator 99999", "/operators/99999"),
        ("Ana Ñ", "/operators/99999999999", "/operators/99999999999"),
    ]
    assert {entry.action for entry in found} == {"viewed"}
    assert found[8].details["operators"] == [1, 2]


def test_whom_a_program_is_told_of_is_on_record_but_not_what_it_asked(client: TestClient, database: Database) -> None:
    """A name and a telephone were answered, and there was no entry."""
    queries = {"a": {"query": "Vive Online"}, "b": {"query": "Nobody At All"}}
    asked = {key: {"properties": {"name": [each["query"]]}} for key, each in queries.items()}
    with noted(database) as found:
        answer = client.post("/match/watchlist", json={"queries": asked}).json()
        client.post("/reconcile", data={"queries": json.dumps(queries)})
        client.get("/reconcile", params={"queries": json.dumps(queries)})
        client.get("/reconcile/suggest/entity", params={"prefix": "Vive"})
        client.post("/match/watchlist", json={"queries": {"b": asked["b"]}})
        for path in ("/reconcile", "/reconcile/suggest/type", "/reconcile/suggest/property"):
            client.get(path)  # shows nobody
    told = [int(each["id"]) for each in answer["responses"]["a"]["results"]]
    assert [(e.action, e.subject, e.details) for e in found] == [
        ("viewed", "/match/watchlist", {"queries": 2, "operators": told}),
        *[("viewed", "/reconcile", {"queries": 2, "operators": told})] * 2,
        ("viewed", "/reconcile/suggest/entity", {"queries": 1, "operators": told}),
        ("viewed", "/match/watchlist", {"queries": 1}),
    ]
    assert "Vive" not in "".join(each.line.decode() for each in found)


def test_whom_a_file_or_a_list_about_somebody_shows_is_on_record(client: TestClient, database: Database) -> None:
    """Of each of these there was the bare path, and nothing about the operator."""
    by_search = (
        "/search.csv?q=ViveOnline",
        "/operators.csv?q=ViveOnline",
        "/search.xlsx?q=ViveOnline",
        "/api/v1/search?q=ViveOnline",
    )
    by_filter = ("/api/v1/clearings?operator=1", "/api/v1/flags?operator=1")
    operator_id = client.get("/api/v1/search?q=ViveOnline").json()["operators"][0]["operator_id"]
    for place, whom in [*((each, operator_id) for each in by_search), *((each, 1) for each in by_filter)]:
        with noted(database) as found:
            assert client.get(place).status_code == 200, place
        assert {(e.action, e.subject) for e in found} == {("viewed", place.partition("?")[0])}
        assert whom in found[-1].details["operators"], place  # type: ignore[operator]
        assert "ViveOnline" not in "".join(each.line.decode() for each in found)
        with database.reading() as session:
            assert looking.about(session, f"operator {whom}", limit=1)[0].line == found[-1].line, place
    with noted(database) as found:
        client.get("/search.csv?q=xyzzyplugh")
        client.get("/api/v1/flags?operator=1e9")
    assert [e.details for e in found] == [{}, {}]


def test_a_form_that_is_not_taken_shows_its_page_and_that_is_on_record(client: TestClient, database: Database) -> None:
    """The page of a flag came back to a token that was none, and there was no entry."""
    given = {"version": "1", "verdict": "same", "to": "dismissed", "why": "x", "who": "Ana"}
    shown = {}
    for method, route in walk(list(client.app.routes)):  # type: ignore[attr-defined]
        if method == "POST" and not route.startswith("/sign"):
            path = filled(route.replace("{other}", "2"))
            with noted(database) as found:
                answer = client.post(path, data=given, follow_redirects=False)
            shown[path] = answer.status_code, [(e.action, e.subject) for e in found]
            assert bool(found) == (answer.status_code == 403), path
    assert {path: found for path, (status, found) in shown.items() if status == 403} == {
        "/flags/1/bundle": [("viewed", "flag 1")],
        "/flags/1/decisions": [("viewed", "flag 1")],
        "/flags/1/names": [("viewed", "flag 1")],
        "/flags/1/versions/1/names": [("viewed", "flag 1")],
        "/documents/1/names": [("viewed", "document 1")],
        "/hidden": [("viewed", "/hidden")],
        "/hidden/for-good": [("viewed", "/hidden/for-good")],
        "/hidden/1/lift": [("viewed", "/hidden/1/lift")],
        "/operators/1/split": [("viewed", "operator 1")],
        "/operators/1/statements/1": [("viewed", "operator 1")],
        "/pairs/1/2/judgements": [("viewed", "operator 1")],
        "/searches": [("viewed", "/searches")],
        "/searches/1/silence": [("viewed", "/searches/1/silence")],
        "/searches/1/forget": [("viewed", "/searches/1/forget")],
    }


def test_what_is_recorded_and_shows_nothing_is_one_entry(client: TestClient, database: Database) -> None:
    sent = fields(client, "/flags/1", "/flags/1/decisions") | {"to": "in_review", "who": "Ana"}
    with noted(database) as found:
        assert client.post("/flags/1/decisions", data=sent, follow_redirects=False).status_code == 303
    assert [(e.action, e.subject) for e in found] == [("flag decided", "flag 1")]


@pytest.mark.parametrize("asked", ["operator 1", "operator 2"])
def test_who_looked_at_an_operator_is_told_whatever_showed_it(
    client: TestClient, database: Database, asked: str
) -> None:
    """After views of page, network, dossier and API the answer was empty."""
    with database.transaction() as session:
        judge.judge(session, 1, 2, Verdict.SAME, ANA)
    with noted(database) as found:
        for path in ("", "/network", "/dossier.pdf"):
            assert client.get(f"/operators/1{path}").status_code == 200
        assert client.get("/api/v1/operators/1").status_code == 200
        assert client.get("/operators/2", follow_redirects=False).status_code == 303
    assert len(found) == 5
    with database.reading() as session:
        assert [e.sequence for e in looking.about(session, asked, limit=5)] == [e.sequence for e in reversed(found)]
