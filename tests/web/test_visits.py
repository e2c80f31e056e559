"""What is new since the last visit, by the cookie alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request

from tests.web.seed import NOW
from tests.web.test_pages import Page
from web.visits import COOKIE, visit

T = datetime(2021, 1, 23, 12, tzinfo=UTC)


def asked(cookie: str) -> Request:
    return Request({"type": "http", "headers": [(b"cookie", f"{COOKIE}={cookie}".encode())] if cookie else []})


def at(when: datetime) -> int:
    return int(when.timestamp())


@pytest.mark.parametrize("cookie", ["", "x", "1-2-3", "--", "9" * 30, f"0-{at(T + timedelta(days=2))}"])
def test_a_first_visit(cookie: str) -> None:
    assert visit(asked(cookie), T).before is None


def test_a_visit_ends_after_half_an_hour_of_quiet() -> None:
    earlier, last = T - timedelta(days=1), T - timedelta(minutes=5)
    assert visit(asked(f"{at(earlier)}-{at(last)}"), T).before == earlier
    assert visit(asked(f"{at(earlier)}-{at(last)}"), T + timedelta(hours=1)).before == last


def test_new_flags_are_marked(client: TestClient) -> None:
    first = Page(client.get("/").text)
    assert "New to you" not in first.text
    assert "/?since=visit" not in first.links
    before = NOW - timedelta(hours=12)
    client.cookies.set(COOKIE, f"0-{at(before)}", domain="127.0.0.1")
    page = Page(client.get("/?since=all").text)
    assert page.text.count("New to you") == 4
    assert "4 flags are new since your visit of 22 Jan 2021" in page.text
    assert "/?since=visit" in page.links
    again = Page(client.get("/?since=visit").text)  # loading again ends no visit
    assert again.text.count("New to you") == 4
