"""Doors and keys for tests of accounts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from fastapi.testclient import TestClient

from store.accounts.records import AccountRole

PASSWORD = "four grey herons wading"
PEOPLE = {
    AccountRole.READER: ("rita", "Rita Reyes"),
    AccountRole.REVIEWER: ("rosa", "Rosa Ñandú"),
    AccountRole.ADMIN: ("ada", "Ada Admin"),
}


@dataclass
class Clock:
    """Says what it was set to."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


def form_token(client: TestClient, path: str) -> str:
    """The token of the forms on a page."""
    found = re.search(r'name="token" value="(\w+)"', client.get(path).text)
    assert found is not None, path
    return found[1]


def enter(
    client: TestClient, login: str, password: str = PASSWORD, *, to: str = "/", expect: int = 303
) -> httpx.Response:
    """Fill the form in and send it."""
    data = {"token": form_token(client, "/sign-in"), "login": login, "password": password, "to": to}
    answer = client.post("/sign-in", data=data)
    assert answer.status_code == expect, answer.text
    return answer


def send(client: TestClient, path: str, page: str = "/account", **data: str) -> httpx.Response:
    """Send one of the forms of a page."""
    return client.post(path, data={"token": form_token(client, page)} | data)
