"""Whom a clearance clears is said before it is confirmed, and whom it merely may mean is decided on by itself."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from core.terms import FlagState, LegalStatus
from store import flags, views
from store.session import Database
from tests.store.make import NOON, mention, phone, report
from tests.store.test_doubtful import MAY_BE, SURE, clears
from tests.web.seed import NOW
from tests.web.test_dossier import pages
from tests.web.test_pages import Page, read
from tests.web.test_pairs import fields


@pytest.fixture
def ends(database: Database) -> tuple[int, int, int, int]:
    """The operator that is surely meant, the one that may be, the flag, and the clearing of the second."""
    with database.transaction() as session:
        report(session, 90_001, [mention(SURE)], [phone("+51900000061")], at=NOON)
        report(session, 90_002, [mention(MAY_BE)], [phone("+51900000062")], route=(), at=NOON)
        detail = clears(session, 90_003, SURE)
        (line,) = detail.may_be
        ((sure, _name),) = detail.summary.clears
        return sure, line.operator_id, detail.summary.flag_id, line.clearing_id


def text_of(page: Page) -> str:
    return " ".join(page.text.split())


def test_the_flag_says_whom_it_clears_and_leads_to_the_other(client: TestClient, ends: tuple[int, ...]) -> None:
    sure, may_be, flag_id, clearing_id = ends
    page = read(client, f"/flags/{flag_id}")
    told = text_of(page)
    assert f"Once confirmed, it clears: {SURE} entry {sure}." in told
    assert f"It may mean these, too, and clears none of them: each needs a decision of its own. {MAY_BE}" in told
    assert f"/operators/{may_be}#clearing-{clearing_id}" in page.links
    assert "May be meant" in told  # among the candidates
    first = read(client, "/")
    assert "1 clearing waits by itself for a person, too:" in text_of(first)
    assert f"/operators/{may_be}#clearing-{clearing_id}" in first.links


def test_each_is_decided_by_itself(client: TestClient, database: Database, ends: tuple[int, ...]) -> None:
    sure, may_be, flag_id, clearing_id = ends

    def stand() -> list[LegalStatus | None]:
        with database.reading() as session:
            return [views.operator_line(session, number).status for number in (sure, may_be)]

    with database.transaction() as session:
        said = {"who": "ana", "why": "", "expected_version": 1, "now": NOW}
        flags.decide(session, flag_id, FlagState.CONFIRMED, **said)  # type: ignore[arg-type]
    assert stand() == [LegalStatus.CLEARED, LegalStatus.REPORTED]
    page = text_of(read(client, f"/operators/{may_be}"))
    assert "A source clears somebody who may be it (12 Feb 2021); nobody has decided on that yet" in page
    assert "May be cleared by documents" in page
    assert "Does the document clear it?" in page
    assert "May mean it" in page  # among who says so
    assert "May clear it :" in page.partition("Timeline")[2]
    assert "Cleared , says" not in page  # nobody has decided on it
    paper = " ".join(" ".join(pages(client.get(f"/operators/{may_be}/dossier.pdf").content)).split())
    assert "May be cleared by documents" in paper
    assert ("May clear it: " in paper, "Cleared, says" in paper) == (True, False)
    action = f"/operators/{may_be}/clearings/{clearing_id}"
    sent = fields(client, f"/operators/{may_be}", action) | {"to": "confirmed", "why": "Its owner.", "who": "Ana"}
    assert client.post(action, data=sent, follow_redirects=False).status_code == 303
    assert stand() == [LegalStatus.CLEARED, LegalStatus.CLEARED]
    page = read(client, f"/operators/{may_be}").text
    assert "May mean it" not in page
    assert "Cleared , says" in text_of(read(client, f"/operators/{may_be}"))


def test_programs_are_told_apart_whom_it_clears(client: TestClient, ends: tuple[int, ...]) -> None:
    sure, may_be, flag_id, clearing_id = ends
    flag = client.get(f"/api/v1/flags/{flag_id}").json()
    assert ([each["operator_id"] for each in flag["operators"]], flag["may_be_meant"]) == ([sure, may_be], [may_be])
    (clearing,) = flag["clearings"]
    assert (clearing["clearing_id"], clearing["operator_id"], clearing["state"]) == (clearing_id, may_be, "new")
    (listed,) = client.get("/api/v1/clearings").json()["items"]
    assert listed == clearing
    answer = client.get(f"/api/v1/operators/{may_be}").json()
    assert (answer["clearance_waits"], answer["clearance_doubtful"]) == (True, True)
    (found,) = client.get("/api/v1/search", params={"q": f'"{MAY_BE}"'}).json()["operators"]
    assert found["clearance_doubtful"]
