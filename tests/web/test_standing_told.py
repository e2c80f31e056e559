"""Wherever a lead accuses somebody, it says that it stands cleared, or that a source clears it; and what a clearance is
said to do is what it does in the state that it is in."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta

import openpyxl
import pytest
from fastapi.testclient import TestClient

from core.terms import FlagState, Role
from store import flags, views
from store.session import Database
from tests.store.make import NOON, mention, phone, report
from tests.store.test_doubtful import SURE, clears
from tests.web.seed import NOW
from tests.web.stories import CLEARED as STOLEN
from tests.web.test_pages import read

CLEARED = "Cleared, as sources say and a person confirmed."
WAITS = "A source clears it (12 Feb 2021); nobody has decided on that yet"


@pytest.fixture
def ends(database: Database) -> tuple[int, int, int, int]:
    """The operator, the lead that accuses it, the clearance, and the version of the document that accuses it."""
    with database.transaction() as session:
        lead = report(session, 90_001, [mention(SURE)], [phone("+51900000061")], at=NOON)
        detail = clears(session, 90_003, SURE)
        ((operator_id, _name),) = detail.summary.clears
        (version,) = views.flag(session, lead or 0).revisions
        return operator_id, lead or 0, detail.summary.flag_id, version.revision_id


def decide(database: Database, flag_id: int, to: FlagState, *, now: datetime = NOW) -> None:
    with database.transaction() as session:
        version = views.flag(session, flag_id).summary.version
        flags.decide(session, flag_id, to, who="Ana", why="read it", expected_version=version, now=now)


def text_of(client: TestClient, path: str) -> str:
    return " ".join(read(client, path).text.split())


def test_an_accusing_lead_tells_how_whom_it_names_stands(
    client: TestClient, database: Database, ends: tuple[int, ...]
) -> None:
    _operator, lead, clearance, revision = ends
    places = (f"/flags/{lead}", f"/documents/{revision}")
    assert all(f"{SURE} {WAITS}" in text_of(client, place) for place in places)
    decide(database, clearance, FlagState.CONFIRMED)
    assert all(f"{SURE} {CLEARED}" in text_of(client, place) for place in places)
    assert not any(WAITS in text_of(client, place) for place in places)
    assert CLEARED not in text_of(client, f"/flags/{clearance}").partition("Why it was flagged")[0]


def test_programs_are_told_it(client: TestClient, database: Database, ends: tuple[int, ...]) -> None:
    operator, lead, clearance, revision = ends

    def told() -> list[list[dict[str, object]]]:
        """By the flag, the list of flags, the operator's own flags, and the version of the document."""
        flag, whole, page, document = (
            client.get(f"/api/v1/{path}").json()
            for path in (
                f"flags/{lead}",
                f"operators/{operator}",
                f"flags?operator={operator}",
                f"documents/{revision}",
            )
        )
        listed = [each for each in (*page["items"], *whole["flags"]) if each["flag_id"] == lead]
        assert len(listed) == 2
        return [each["standings"] for each in (flag, *listed, document)]

    undecided = "A lead, not a finding. A source clears it (2021-02-12), and nobody has decided on that yet."
    assert told() == [[{"operator_id": operator, "status": "reported", "caution": undecided}]] * 4
    decide(database, clearance, FlagState.CONFIRMED)
    assert told() == [[{"operator_id": operator, "status": "cleared", "caution": CLEARED}]] * 4


def test_what_a_search_names_beside_whom_it_clears_tells_it_too(
    client: TestClient, database: Database, ends: tuple[int, ...]
) -> None:
    operator, _lead, _clearance, _revision = ends
    with database.transaction() as session:
        report(session, 90_005, [mention("Portal Mirlo")], at=NOON)
        both = [mention(SURE), mention("Portal Mirlo", cleared=True, role=Role.VICTIM)]
        report(session, 90_004, both, at=NOON)
    found = client.get("/api/v1/search").json()["documents"]
    hits = [each for each in found if [one["operator_id"] for one in each["accused"]] == [operator]]
    assert [each["flag_kind"] for each in hits].count("lead") == 2  # and so does what names it and clears nobody
    assert any(each["cleared"] for each in hits)
    for hit in hits:
        (stands,) = hit["standings"]
        assert (stands["operator_id"], stands["status"]) == (operator, "reported")
        assert "A source clears it (2021-02-12)" in stands["caution"]


def test_the_feed_says_who_stands_cleared(client: TestClient, database: Database, ends: tuple[int, ...]) -> None:
    _operator, lead, clearance, _revision = ends

    def said(tongue: str, flag_id: int, what: str) -> str:
        feed = client.get("/flags.atom", headers={"accept-language": tongue}).text
        return feed.partition(f"/flags/{flag_id}</id>")[2].partition(f"<{what}>")[2].partition(f"</{what}>")[0]

    def summary(tongue: str, flag_id: int) -> str:
        return said(tongue, flag_id, "summary")

    assert summary("en", lead).endswith(f" A lead, not a finding. {SURE}: {WAITS}.")
    assert WAITS not in summary("en", clearance)
    assert said("en", lead, "updated") == "2021-01-23T12:00:00Z"
    later = NOON + timedelta(days=40)
    decide(database, clearance, FlagState.CONFIRMED, now=later)
    assert said("en", lead, "updated") == "2021-03-04T12:00:00Z"  # or a reader that has the entry keeps it as it was
    assert summary("en", lead).endswith(f" A lead, not a finding. {SURE}: {CLEARED}")
    told = "Exonerado, según las fuentes; una persona lo confirmó."
    assert summary("es", lead).endswith(f" Una pista, no una conclusión. {SURE}: {told}")


def test_the_files_of_a_search_tell_it_too(client: TestClient, database: Database, ends: tuple[int, ...]) -> None:
    _operator, _lead, clearance, revision = ends

    def caution() -> str:
        text = client.get("/search.csv?label=smuggling_report").content.decode("utf-8-sig")
        rows = csv.DictReader(io.StringIO(text))
        return next(row["caution"] for row in rows if (row["what"], row["id"]) == ("document", str(revision)))

    undecided = "A source clears it (2021-02-12), and nobody has decided on that yet."
    assert caution() == f"A lead, not a finding. {SURE}: {undecided}"
    decide(database, clearance, FlagState.CONFIRMED)
    assert caution() == f"A lead, not a finding. {SURE}: {CLEARED}"
    answer = client.get("/search.xlsx?label=smuggling_report", headers={"Accept-Language": "es"})
    head, *sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active.values
    rows = [dict(zip(head, row, strict=True)) for row in sheet]
    (told,) = (row["Advertencias"] for row in rows if (row["Qué"], str(row["Número"])) == ("Documento", str(revision)))
    assert told.endswith(f"; {SURE}: Exonerado, según las fuentes; una persona lo confirmó.")


def test_what_a_clearance_does_is_said_by_its_state(
    client: TestClient, database: Database, ends: tuple[int, ...]
) -> None:
    operator, _lead, clearance, _revision = ends
    whom = f"{SURE} entry {operator}."
    spanish = {"accept-language": "es"}

    def told() -> str:
        return text_of(client, f"/flags/{clearance}")

    assert f"Once confirmed, it clears: {whom}" in told()
    assert "Si se confirma, exonera a:" in client.get(f"/flags/{clearance}", headers=spanish).text
    decide(database, clearance, FlagState.DISMISSED)
    assert "it clears:" not in told().lower()
    decide(database, clearance, FlagState.IN_REVIEW)
    decide(database, clearance, FlagState.CONFIRMED)
    assert f"It clears: {whom}" in told()
    assert "confirmed, it clears:" not in told().lower()


def test_who_stands_cleared_is_no_lead_at_the_head_of_its_page(
    client: TestClient, database: Database, ends: tuple[int, ...]
) -> None:
    operator, _lead, clearance, _revision = ends

    def head() -> str:
        return text_of(client, f"/operators/{operator}").partition("What sources say of its standing")[0]

    assert "A lead, not a finding." in head()
    decide(database, clearance, FlagState.CONFIRMED)
    assert CLEARED in head()
    assert "A lead, not a finding." not in head()


def test_a_confirmed_clearance_is_proposed_no_more(
    client: TestClient, database: Database, ends: tuple[int, ...]
) -> None:
    operator, _lead, clearance, _revision = ends
    places = (f"/flags/{clearance}", f"/operators/{operator}")

    def line(place: str) -> bool:
        page = text_of(client, place).partition("What became of this flag by itself")[
            0
        ]  # when it was raised it was proposed
        return f"{SURE}: reported as cleared or impersonated in" in page and "proposed for downgrade" in page

    def entry() -> str:
        return client.get("/flags.atom").text.partition(f"/flags/{clearance}</id>")[2].partition("</entry>")[0]

    assert all(line(place) for place in places)
    assert "proposed for downgrade" in entry()
    decide(database, clearance, FlagState.CONFIRMED)
    assert not any(line(place) for place in places)
    assert "reported as cleared or impersonated" in entry()
    listed = client.get("/api/v1/flags?kind=clearance").json()["items"]
    for told in (client.get(f"/api/v1/flags/{clearance}").json(), *listed):
        if told["flag_id"] == clearance:
            assert "reported as cleared or impersonated" in told["reason"]
            assert "proposed for downgrade" not in told["reason"]
    assert "proposed for downgrade" not in entry()
    with database.reading() as session:
        assert "proposed for downgrade" in views.flag(session, clearance).summary.reason  # the line stays on record


def test_a_document_whose_clearance_was_dismissed_says_so(
    client: TestClient, database: Database, ends: tuple[int, ...]
) -> None:
    _operator, _lead, clearance, _revision = ends
    with database.reading() as session:
        (version,) = views.flag(session, clearance).revisions
    place = f"/documents/{version.revision_id}"
    clears_somebody, dismissed = "Its story clears somebody", "A person dismissed that its story clears somebody"
    assert clears_somebody in text_of(client, place)
    decide(database, clearance, FlagState.DISMISSED)
    assert dismissed in text_of(client, place)
    assert clears_somebody not in text_of(client, place)


def test_a_name_that_others_used_is_marked_as_no_acquitted_one(client: TestClient, flag_ids: dict[str, int]) -> None:
    """Turismo Pampa Clara was never accused."""
    place = f"/flags/{flag_ids[STOLEN.title]}"
    for tongue, said in (
        ("en", "Cleared or impersonated"),
        ("es", "Exonerado o suplantado"),
        ("pt", "Inocentado ou vítima de uso do nome"),
    ):
        assert f'class="k-cleared" title="{said}"' in client.get(place, headers={"accept-language": tongue}).text
