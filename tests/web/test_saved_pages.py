"""Searches saved on the search page: kept, listed, forgotten, and mailed to nobody who gets no digest."""

from __future__ import annotations

import re

from fastapi.testclient import TestClient

from store import saved_searches
from store.outgoing import recipients
from store.outgoing.recipients import Recipient
from store.session import Database
from tests.web.seed import NOW
from tests.web.test_pages import read

DESK = "desk@fiscalia.example"
QUERY = "q=migrantes&country=CL"


def form(client: TestClient, path: str = f"/search?{QUERY}") -> dict[str, str]:
    """What the page's own form would send."""
    token = re.search(r'name="token" value="([0-9a-f]+)"', client.get(path).text)
    assert token is not None
    return {"token": token[1], "query": QUERY, "name": "Chile <b>", "who": "Ana", "address": ""}


def kept(database: Database) -> list[saved_searches.SavedSearch]:
    with database.reading() as session:
        return saved_searches.saved(session)


def test_saved_listed_and_forgotten(client: TestClient, database: Database) -> None:
    answer = client.post("/searches", data=form(client), follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/search?{QUERY}#saved")
    (search,) = kept(database)
    assert (search.owner, search.name, search.query, search.mailbox) == ("Ana", "Chile <b>", QUERY, "")
    page = read(client, "/search")
    assert "Chile <b>" in page.text
    assert f"/search?{QUERY}" in page.links
    gone = f"/searches/{search.search_id}/forget"
    token = form(client)["token"]
    assert client.post(gone, data={"token": token, "who": "Luz"}).status_code == 404
    assert client.post(gone, data={"token": "", "who": "Ana"}).status_code == 403
    assert len(kept(database)) == 1
    assert client.post(gone, data={"token": token, "who": "Ana"}, follow_redirects=False).status_code == 303
    assert kept(database) == []


def test_a_search_without_a_name_is_marked(client: TestClient, database: Database) -> None:
    for name, field in (("name", "saving-name"), ("who", "saving-who")):
        answer = client.post("/searches", data=form(client) | {name: " "})
        assert answer.status_code == 422
        (marked,) = re.findall(r"<[^>]* autofocus[^>]*>", answer.text)
        assert f'id="{field}"' in marked
        assert ' aria-invalid="true" aria-describedby="problem"' in marked
        assert answer.text.count('id="problem"') == 1
    assert kept(database) == []


def test_nobody_forgets_under_the_owners_name_without_saying_it(client: TestClient) -> None:
    client.post("/searches", data=form(client))
    forget = re.compile(r'<form method="post" action="/searches/\d+/forget">.*?</form>', re.S)
    (own,) = forget.findall(client.get("/search").text)
    assert '<input type="hidden" name="who" value="Ana">' in own  # this browser remembers who saved it
    client.cookies.clear()
    (of_another,) = forget.findall(client.get("/search").text)
    assert "Ana" not in of_another
    assert 'name="who" required' in of_another


def test_an_alert_goes_to_a_recipient_and_to_nobody_else(client: TestClient, database: Database) -> None:
    with database.transaction() as session:
        recipients.add(session, Recipient(f"Desk <{DESK}>"), who="ana", now=NOW)
    answer = client.post("/searches", data=form(client) | {"address": "stranger@press.example"})
    assert answer.status_code == 422
    assert "This address gets no digest, so nothing was saved." in answer.text
    assert 'value="stranger@press.example"' in answer.text  # what was typed is not lost
    assert 'value="Ana"' in answer.text
    assert DESK not in answer.text
    spanish = client.post(
        "/searches", data=form(client) | {"address": "x@press.example"}, headers={"accept-language": "es"}
    )
    assert "Esta dirección no recibe el resumen, así que no se guardó nada." in spanish.text
    assert kept(database) == []
    client.post("/searches", data=form(client) | {"address": DESK.upper()})
    assert [search.mailbox for search in kept(database)] == [DESK]
    page = client.get("/search").text
    assert "Alerts by mail" in page
    assert DESK not in page
    assert client.post("/searches", data=form(client)).status_code == 409  # the name is taken


def test_what_cannot_be_saved_is_said(client: TestClient, database: Database) -> None:
    good = form(client)
    assert client.post("/searches", data=good | {"token": "0"}).status_code == 403
    assert client.post("/searches", data=good | {"query": ""}).status_code == 422
    assert client.post("/searches", data=good | {"query": "country=Chile"}).status_code == 422
    half = client.post("/searches", data=good | {"query": "q=migrantes&leg_from=AR", "name": "AR leg"})
    assert (half.status_code, 'value="AR leg"' in half.text) == (422, True)  # its alerts mailed whatever had the word
    assert "A leg of a route is looked for by both its ends" in half.text
    assert client.post("/searches", data=good | {"name": " "}).status_code == 422
    assert client.post("/searches", data=good | {"who": " "}).status_code == 422
    assert client.post("/searches", data=good | {"name": "n" * 81}).status_code == 422
    assert kept(database) == []
