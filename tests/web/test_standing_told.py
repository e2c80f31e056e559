"""Wherever a lead accuses somebody, it says that it stands cleared, or that a source clears it; and what a clearance is
said to do is what it does in the state that it is in."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from fastapi.testclient import TestClient

from core.terms import FlagState
from store import flags, views
from store.session import Database
from tests.store.make import NOON, mention, phone, report
from tests.store.test_doubtful import SURE, clears
from tests.web.seed import NOW
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


def decide(database: Database, flag_id: int, to: FlagState) -> None:
    with database.transaction() as session:
        version = views.flag(session, flag_id).summary.version
        flags.decide(session, flag_id, to, who="Ana", why="read it", expected_version=version, now=NOW)


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
