"""What the reader of today no longer reads: pages, dossier, feed, API and other programs say so, and accuse nobody."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from core.terms import FlagState, LegalStatus
from store import flags, views
from store.session import Database
from tests.store.make import NOON, analysis, mention, phone, report
from tests.store.make import read as read_text
from tests.web.test_dossier import pages
from tests.web.test_match_api import matched
from tests.web.test_pages import read

NAME, OTHER, PHONE = "Lejana Cordillera", "Quirquincho del Norte", "+573000000077"
LATER = NOON + timedelta(days=300)
OVER = "Withdrawn: the reader of today no longer reads what named it"
SAID = "The reader of today no longer reads this; it was read by version rules 1; it counts no more"


@pytest.fixture
def flag_id(database: Database) -> int:
    """A lead on two operators, the first of whom is charged."""
    with database.transaction() as session:
        people = [mention(NAME, status=LegalStatus.CHARGED), mention(OTHER, at=90)]
        return report(session, 90_001, people, [phone(PHONE)]) or 0


def again(database: Database, flag_id: int, *names: str, reader: str = "rules 2") -> None:
    """A newer reader reads the text, and names these alone."""
    with database.transaction() as session:
        revision_id = int(views.flag(session, flag_id).document.document_id)
        people = [mention(name, at=90 * at) for at, name in enumerate(names)]
        reading = analysis(revision_id, people, labels=analysis(1).labels if names else (), reader=reader)
        read_text(session, reading, now=LATER)


def operator_of(database: Database, flag_id: int) -> int:
    with database.reading() as session:
        return views.flag(session, flag_id).summary.operators[0][0]


def test_people_are_told_wherever_it_stands(client: TestClient, database: Database, flag_id: int) -> None:
    operator_id = operator_of(database, flag_id)
    own, leads = f"/operators/{operator_id}", f"/flags/{flag_id}"
    places = (own, "/operators", f"/search?q={NAME}")
    assert not any(OVER in read(client, place).text for place in places)
    again(database, flag_id)
    for place in places:
        assert OVER in read(client, place).text, place
    page = read(client, own).text
    assert "A lead, not a finding." not in page[: page.index("What sources say of its standing")]
    assert "Not counted: 1 document in which the reader of today no longer reads it." in page
    assert page.count(SAID) == 5  # beside its standing, its sentence, its number, its route and its price
    assert page.count("Read by an earlier reader alone") == 2
    assert page.count("nobody says so") == 6
    flagged = read(client, leads).text
    assert f"{SAID}." in flagged
    assert "Named by an earlier reader (rules 1), and by that of today no longer:" in flagged
    paper = " ".join(" ".join(pages(client.get(f"{own}/dossier.pdf").content)).split())
    assert f"{OVER}." in paper
    assert paper.count(SAID) == 3
    for language, said in (("es", "El lector de hoy ya no lee esto"), ("pt", "O leitor de hoje já não lê isto")):
        for place in (own, leads):
            assert said in client.get(place, headers={"Accept-Language": language}).text, (language, place)


def test_programs_take_nobody_for_it(client: TestClient, database: Database, flag_id: int) -> None:
    def reconciled() -> dict[str, Any]:
        ask = {"queries": json.dumps({"q": {"query": NAME}})}
        (one,) = client.post("/reconcile", data=ask).json()["q"]["result"]
        return dict(one)

    operator_id = operator_of(database, flag_id)
    (found,) = matched(client, name=[NAME])
    assert (found["match"], found["target"], reconciled()["match"]) == (True, True, True)
    again(database, flag_id)
    (found,) = matched(client, name=[NAME])
    assert (found["match"], found["target"]) == (False, False)
    properties: Any = found["properties"]
    assert (properties["topics"], properties["phone"]) == ([], [])
    assert properties["keywords"] == ["almenara:withdrawn"]
    said = "No lead: the reader of today no longer reads what an earlier one read of it."
    assert properties["summary"] == [said]
    asked = reconciled()
    assert (asked["match"], asked["type"][0]["name"]) == (False, "Withdrawn (no lead)")
    assert asked["description"].startswith(said)
    answer = client.get(f"/api/v1/operators/{operator_id}").json()
    assert [answer[key] for key in ("withdrawn", "dismissed", "status", "documents")] == [True, False, None, 0]
    assert answer["withdrawn_documents"] == 1
    (standing,) = answer["statuses"]
    assert (standing["withdrawal"]["read_by"], standing["withdrawal"]["stands"]) == ("rules 1", False)
    assert client.get("/api/v1/search", params={"q": NAME}).json()["operators"][0]["withdrawn"]
    again(database, flag_id, NAME, OTHER, reader="rules 3")
    (found,) = matched(client, name=[NAME])
    assert (found["match"], found["target"], reconciled()["match"]) == (True, True, True)


def test_a_number_that_an_earlier_reader_alone_read_is_told_apart_and_matches_nobody(
    client: TestClient, database: Database
) -> None:
    apart, mine, alias = "Read by an earlier reader alone", "+573000000078", "Cordillera <Lejana>"
    with database.transaction() as session:
        people = [mention(NAME, alias)]
        revision = report(session, 90_002, people, [phone(mine), phone(PHONE, at=50)]) or 0
    operator_id = operator_of(database, revision)
    own = f"/operators/{operator_id}"
    assert [each["caption"] for each in matched(client, phone=[PHONE])] == [NAME]
    assert apart not in read(client, own).text
    with database.transaction() as session:
        key = int(views.flag(session, revision).document.document_id)
        read_text(session, analysis(key, [mention(NAME)], [phone(mine)], reader="rules 2"), now=LATER)
    (found,) = matched(client, name=[NAME])
    properties: Any = found["properties"]
    assert (matched(client, phone=[PHONE]), properties["phone"]) == ([], [mine])
    assert "Lejana>" not in json.dumps(found)
    page = read(client, own).text
    points = page[page.index("Contact points") :]
    assert page.count(apart) == 2
    assert points.index(mine) < points.index(apart) < points.index(PHONE)
    assert alias in page
    assert alias not in client.get(own).text
    assert [line["operator_id"] for line in client.get("/api/v1/search", params={"q": PHONE}).json()["operators"]] == []
    answer = client.get(f"/api/v1/operators/{operator_id}").json()
    assert ([each["value"] for each in answer["contacts"]], answer["aliases"]) == ([mine], [])
    told = [(each["what"], each["kind"], each["value"], each["withdrawal"]["read_by"]) for each in answer["unread"]]
    assert told == [("name", "alias", alias, "rules 1"), ("contact", "phone", PHONE, "rules 1")]
    paper = " ".join(" ".join(pages(client.get(f"{own}/dossier.pdf").content)).split())
    assert (mine in paper, PHONE in paper) == (True, False)
    for language, said in (("es", "Solo lo leyó un lector anterior"), ("pt", "Só um leitor anterior o leu")):
        assert said in client.get(own, headers={"Accept-Language": language}).text, language


def test_the_api_and_the_feed_say_of_a_lead_what_is_read_no_more(
    client: TestClient, database: Database, flag_id: int
) -> None:
    def asked() -> dict[str, Any]:
        return dict(client.get(f"/api/v1/flags/{flag_id}").json())

    def names(key: str) -> list[str]:
        return [each["name"] for each in asked()[key]]

    assert (asked()["withdrawn"], asked()["withdrawal"], names("withdrawn_operators")) == (False, None, [])
    again(database, flag_id, OTHER)
    assert (asked()["withdrawn"], asked()["withdrawal"]["read_by"]) == (False, "rules 1")
    assert (names("operators"), names("withdrawn_operators"), NAME in asked()["reason"]) == ([OTHER], [NAME], False)
    again(database, flag_id, reader="rules 3")
    assert (asked()["withdrawn"], asked()["state"], names("operators")) == (True, "new", [])
    entry = client.get("/flags.atom").text.partition(f"/flags/{flag_id}</id>")[2].partition("</entry>")[0]
    assert "<title>Withdrawn: Title</title>" in entry.replace("atom:", "").replace("ns0:", "")
    assert "The reader of today no longer reads it." in entry
    assert NAME not in entry
    assert OTHER not in entry


def test_what_a_person_confirmed_stands_and_is_told(client: TestClient, database: Database, flag_id: int) -> None:
    operator_id = operator_of(database, flag_id)
    with database.transaction() as session:
        decision = {"who": "ana", "why": "seen", "expected_version": 1, "now": NOON}
        flags.decide(session, flag_id, FlagState.CONFIRMED, **decision)  # type: ignore[arg-type]
    again(database, flag_id)
    page = read(client, f"/operators/{operator_id}").text
    assert OVER not in page
    assert "it was read by version rules 1; a person confirmed it, so it counts all the same" in page
    answer = client.get(f"/api/v1/operators/{operator_id}").json()
    assert (answer["status"], answer["withdrawn"], answer["statuses"][0]["withdrawal"]["stands"]) == (
        "charged",
        False,
        True,
    )
    (found,) = matched(client, name=[NAME])
    assert found["target"]
