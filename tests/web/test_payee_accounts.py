"""Payee accounts on the pages and in the API, beside the other contact points."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from core.terms import ContactType
from store import watchlist
from store.session import Database
from store.watchlist import Sighting

SEEN = Sighting(datetime(2021, 1, 2, tzinfo=UTC), datetime(2021, 1, 2, tzinfo=UTC), counts=True)
CLABE = "clabe:002010077777777771"


@pytest.fixture
def paid(database: Database) -> tuple[int, int]:
    """Two operators with one account."""
    with database.transaction() as session:
        ids = [watchlist.create(session, name, is_person=False, seen=SEEN) for name in ("Paso Zorzal", "Kantuta")]
        for operator_id in ids:
            watchlist.add_contacts(session, operator_id, [(ContactType.ACCOUNT, CLABE)], SEEN)
    return ids[0], ids[1]


@pytest.mark.parametrize(("code", "said"), [("en", "Payee account"), ("es", "Cuenta de cobro"), ("pt", "Conta para")])
def test_an_account_stands_on_the_pages(client: TestClient, paid: tuple[int, int], code: str, said: str) -> None:
    one, other = paid
    for path in (f"/operators/{one}", f"/pairs/{one}/{other}"):
        page = client.get(path, headers={"accept-language": code}).text
        assert said in page
        assert CLABE in page


def test_an_account_is_found_and_told_by_the_api(client: TestClient, paid: tuple[int, int]) -> None:
    one, other = paid
    (contact,) = client.get(f"/api/v1/operators/{one}").json()["contacts"]
    assert (contact["type"], contact["value"], contact["shared_with"]) == ("account", CLABE, 1)
    found = client.get("/search", params={"q": CLABE}).text
    assert f"/operators/{one}" in found
    assert f"/operators/{other}" in found
