"""What is new since the last visit, by the account."""

from __future__ import annotations

from datetime import timedelta

from fastapi.testclient import TestClient

from core.settings import Settings
from store.accounts import people
from store.accounts.visits import visited
from store.session import Database
from tests.web.accounts.doors import Clock, enter
from tests.web.conftest import ORIGIN
from tests.web.seed import NOW
from web.app import create_app
from web.visits import COOKIE


def test_what_is_new_is_new_in_every_browser(
    rosa: TestClient, closed: Settings, clock: Clock, database: Database
) -> None:
    with database.transaction() as session:
        visited(session, people.find(session, "rosa").account_id, NOW - timedelta(hours=12))
    with TestClient(create_app(closed, clock=clock), base_url=ORIGIN, follow_redirects=False) as another:
        enter(another, "rosa")
        for browser in (rosa, another):
            page = browser.get("/?since=all").text
            assert page.count("New to you") == 4
            assert "since your visit of" in page
            assert COOKIE not in browser.cookies


def test_a_first_visit_by_an_account(rita: TestClient) -> None:
    assert "New to you" not in rita.get("/").text
    assert COOKIE not in rita.cookies
