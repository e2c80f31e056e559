"""Pages, API and terminal say that an earlier reader alone read that somebody is cleared, and which."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from store.session import Database
from tests.store.make import NOON, OFFER, mention, phone, report
from tests.store.test_doubtful import MAY_BE, SURE, clears
from tests.store.test_earlier_clearings import OLD, again
from tests.web.test_pages import read

SAID = f"Version {OLD} read that it is cleared; the reader of today does not."


@pytest.fixture
def ends(database: Database) -> tuple[int, int, int, int]:
    """The operator that is cleared, the one that may be meant, the clearance, and its version."""
    with database.transaction() as session:
        report(session, 90_001, [mention(SURE)], [phone("+51900000061")], at=NOON)
        report(session, 90_002, [mention(MAY_BE)], [phone("+51900000062")], labels=(OFFER,), route=(), at=NOON)
        detail = clears(session, 90_003, SURE)
        ((sure, _name),) = detail.summary.clears
        (may_be,) = detail.summary.doubtful
        (version,) = detail.revisions
        return sure, may_be, detail.summary.flag_id, version.revision_id


def test_people_are_told(client: TestClient, database: Database, ends: tuple[int, ...]) -> None:
    sure, may_be, flag, version = ends
    places = [f"/flags/{flag}", f"/operators/{sure}", f"/operators/{may_be}", f"/documents/{version}"]

    def said(place: str) -> int:
        return " ".join(read(client, place).text.split()).count(SAID)

    assert [said(place) for place in places] == [0] * 4
    with database.transaction() as session:
        again(session, version)
    assert all(said(place) for place in places)
    spanish = client.get(f"/flags/{flag}", headers={"accept-language": "es"}).text
    assert "Solo lo leyó un lector anterior" in spanish


def test_programs_are_told(client: TestClient, database: Database, ends: tuple[int, ...]) -> None:
    sure, may_be, flag, version = ends

    def said() -> list[str]:
        whole, document = (client.get(f"/api/v1/{place}").json() for place in (f"flags/{flag}", f"documents/{version}"))
        listed = client.get(f"/api/v1/clearings?operator={may_be}").json()["items"]
        statuses = client.get(f"/api/v1/operators/{sure}").json()["statuses"]
        cleared = [each for each in statuses if each["status"] == "cleared"]
        return [each["earlier_reader"] for each in (*whole["cleared"], *document["cleared"], *listed, *cleared)]

    assert said() == [""] * 6
    with database.transaction() as session:
        again(session, version)
    assert said() == [OLD] * 6
