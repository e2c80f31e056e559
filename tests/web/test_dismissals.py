"""Who has no lead left but dismissed ones: what pages, dossier, search, API and other programs are told."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import update

from core.terms import FlagState, LegalStatus, Role
from store import flags, purge, views
from store.purge import Purged, Retention
from store.session import Database
from store.tables import FlagRow
from tests.store.make import NOON, mention, phone, report
from tests.web.seed import NOW
from tests.web.stories import ADVERT
from tests.web.test_dossier import pages
from tests.web.test_match_api import matched
from tests.web.test_pages import read

NAME, PHONE = "Lejana Cordillera", "+573000000077"
SAID = "Every lead on it was dismissed"


@pytest.fixture
def operator_id(database: Database) -> int:
    """An operator of one lead."""
    with database.transaction() as session:
        flag_id = report(session, 90_001, [mention(NAME, status=LegalStatus.REPORTED)], [phone(PHONE)]) or 0
        return views.flag(session, flag_id).summary.operators[0][0]


def dismiss(database: Database, operator_id: int, to: FlagState = FlagState.DISMISSED) -> None:
    with database.transaction() as session:
        for flag in views.operator(session, operator_id).flags:
            version = flag.version
            flags.decide(session, flag.flag_id, to, who="ana", why="a coach line", expected_version=version, now=NOON)


def test_programs_take_nobody_for_it(client: TestClient, database: Database, operator_id: int) -> None:
    """/match answered with match, target, crime and the telephone of a victim whose flag had been dismissed."""

    def reconciled() -> dict[str, Any]:
        ask = {"queries": json.dumps({"q": {"query": NAME}})}
        (one,) = client.post("/reconcile", data=ask).json()["q"]["result"]
        return dict(one)

    (found,) = matched(client, name=[NAME])
    assert (found["match"], found["target"], reconciled()["match"]) == (True, True, True)
    dismiss(database, operator_id)
    (found,) = matched(client, name=[NAME])
    assert (found["match"], found["target"]) == (False, False)
    properties: Any = found["properties"]
    assert (properties["topics"], properties["phone"]) == ([], [])
    assert properties["keywords"] == ["almenara:dismissed"]
    assert properties["summary"] == ["No lead: people dismissed every lead on it."]
    asked = reconciled()
    assert (asked["match"], asked["type"][0]["name"]) == (False, "Dismissed (no lead)")
    assert asked["description"].startswith("No lead: people dismissed every lead on it.")
    for answer in (
        client.get(f"/api/v1/operators/{operator_id}").json(),
        client.get("/api/v1/operators").json()["items"][0],
        client.get("/api/v1/search", params={"q": NAME}).json()["operators"][0],
    ):
        assert (answer["operator_id"], answer["dismissed"]) == (operator_id, True)
    dismiss(database, operator_id, FlagState.IN_REVIEW)
    (found,) = matched(client, name=[NAME])
    assert (found["match"], found["target"], reconciled()["match"]) == (True, True, True)


def test_people_are_told_wherever_it_stands(client: TestClient, database: Database, operator_id: int) -> None:
    places = (f"/operators/{operator_id}", "/operators", f"/search?q={NAME}")
    assert not any(SAID in read(client, place).text for place in places)
    dismiss(database, operator_id)
    for place in places:
        assert SAID in read(client, place).text, place
    head = read(client, places[0]).text
    assert "A lead, not a finding." not in head[: head.index("What sources say of its standing")]
    assert "Dismissed by ana: a coach line" in head  # among its flags, as its head says
    assert f"{SAID}." in " ".join(pages(client.get(f"{places[0]}/dossier.pdf").content))
    wish = {"Accept-Language": "es"}
    assert "Todas las pistas en su contra fueron descartadas" in client.get(places[0], headers=wish).text


def test_who_was_dismissed_before_is_met_so_in_a_new_lead(
    client: TestClient, database: Database, operator_id: int
) -> None:
    """A lead of whom a person had dismissed looked like one of somebody whom nobody had looked at."""
    said = "Not counted: 1 document whose lead a person dismissed."
    dismiss(database, operator_id)
    with database.transaction() as session:
        again = report(session, 90_002, [mention(NAME)], [phone(PHONE)], text="Another text ")
    for place in (f"/flags/{again}", "/?since=all", f"/operators/{operator_id}"):
        assert said in read(client, place).text, place


def test_a_standing_whose_document_was_dismissed_is_told_as_history_alone(
    client: TestClient, database: Database, operator_id: int
) -> None:
    """The dossier went on with 'Denunciado à Justiça', and the ladder counted the dismissed article."""

    def standing(code: str) -> str:
        text = client.get(f"/operators/{operator_id}", headers={"Accept-Language": code}).text
        ladder = text[text.index('<ol class="ladder">') : text.index('id="routes"')]
        return ladder[: ladder.index("<details>")]

    with database.transaction() as session:
        accused = [mention(NAME, status=LegalStatus.CHARGED)]
        flag_id = report(session, 90_003, accused, [phone(PHONE)], text="Another text ", source_id="co_avisos") or 0
    assert standing("en").count("nobody says so") == 4
    with database.transaction() as session:
        said = {"who": "ana", "why": "a namesake", "expected_version": 1, "now": NOW}
        flags.decide(session, flag_id, FlagState.DISMISSED, **said)  # type: ignore[arg-type]
    assert standing("en").count("nobody says so") == 5
    assert "Lo que una persona descartó o corrigió porque no acusa no cuenta para la situación" in standing("es")
    page = read(client, f"/operators/{operator_id}").text
    assert "Named in 1 document by 1 independent source" in page
    assert "Not counted: 1 document whose lead a person dismissed." in page
    marked = f"Dismissed by ana (way not recorded), 23 Jan 2021, 02:00, Flag {flag_id}; it counts no more"
    assert page.count(marked) == 3  # beside its standing, its sentence, and its price
    paper = " ".join(" ".join(pages(client.get(f"/operators/{operator_id}/dossier.pdf").content)).split())
    assert "Highest standing that sources give: Reported" in paper
    assert (
        paper.count(f"Dismissed by ana (way not recorded), 23 Jan 2021, 02:00, Flag {flag_id}; it counts no more") == 3
    )
    answer = client.get(f"/api/v1/operators/{operator_id}").json()
    counted = [answer[name] for name in ("status", "documents", "dismissed_documents", "independent_sources")]
    assert counted == ["reported", 1, 1, 1]
    assert [each["refusal"] and each["refusal"]["who"] for each in answer["statuses"]] == ["ana", None]
    assert [each["refusal"] and each["refusal"]["who"] for each in answer["prices"]] == ["ana", None]


def test_its_price_and_route_are_marked_and_no_corridor_has_them(
    client: TestClient, database: Database, operator_id: int
) -> None:
    """The page of whom nothing stands gave price, route and flag as if nobody had dismissed them."""

    own, over = f"/operators/{operator_id}", "/overview?since=all"

    def counted() -> list[int]:
        text = read(client, over).text
        told = (r"Leads: (\d+)", r"Peru → Bolivia (\d+)", r"Colombia → Chile USD one person 350 350 350 (\d+)")
        return [int(found[1]) for each in told if (found := re.search(each, text))]

    assert "Counts no more" not in read(client, own).text
    before = counted()
    assert len(before) == 3
    dismiss(database, operator_id)
    page = read(client, own).text
    route = "CO EC PE BO CL"
    assert f"{route} Counts no more a person dismissed or corrected every document that tells it" in page
    assert f"First published on the route {route} Counts no more" in page
    assert "Price 350 USD Dismissed" in page
    assert "Flag Title Dismissed" in page
    assert "350" not in " ".join(re.findall(r"<svg.*?</svg>", client.get(own).text, re.DOTALL))
    assert counted() == [number - 1 for number in before]
    paper = " ".join(" ".join(pages(client.get(f"{own}/dossier.pdf").content)).split())
    for mark in ("(Counts no more)", "(Dismissed)", "(Dismissed by ana"):
        assert mark in paper, mark
    (way,) = client.get(f"/api/v1{own}").json()["routes"]
    assert way["counts"] is False
    assert "Ya no cuenta" in client.get(own, headers={"Accept-Language": "es"}).text
    assert "Já não conta" in client.get(own, headers={"Accept-Language": "pt"}).text


def test_files_of_a_search_say_what_is_a_lead_and_what_is_none(
    client: TestClient, database: Database, operator_id: int
) -> None:
    """The CSV said 'reported' of whom a source clears, and no more."""

    def told() -> tuple[list[str], list[Any], str]:
        found = client.get("/search.csv", params={"q": NAME}).content.decode("utf-8-sig")
        rows = [row["caution"] for row in csv.DictReader(io.StringIO(found))]
        book = client.get("/search.xlsx", params={"q": NAME}, headers={"Accept-Language": "pt"}).content
        (_head, first, *_more) = openpyxl.load_workbook(io.BytesIO(book)).active.values
        return rows, list(first)[-1:], str(first[8])

    assert told() == (["A lead, not a finding."], ["Uma pista, não uma conclusão."], "Noticiado")
    with database.transaction() as session:
        cleared = mention(NAME, cleared=True, role=Role.VICTIM)
        clearance = report(session, 90_002, [cleared], labels=(), text="Another text ")
    assert clearance is not None
    assert told()[0] == ["A lead, not a finding. A source clears it (2021-03-27), and nobody has decided on that yet."]
    dismiss(database, operator_id)
    rows, last, standing = told()
    assert (rows, last) == (["No lead: people dismissed every lead on it."], [""])
    assert "Todas as pistas a seu respeito foram descartadas" in standing


def test_a_dismissed_lead_with_new_evidence_is_cautioned_of_again_in_files(
    client: TestClient, database: Database, operator_id: int
) -> None:
    """Its row had an empty caution, though it waits for a person again."""

    def cautions() -> list[str]:
        found = client.get("/search.csv", params={"q": '"Text 90001"'}).content.decode("utf-8-sig")
        return [row["caution"] for row in csv.DictReader(io.StringIO(found)) if row["what"] == "document"]

    assert cautions() == ["A lead, not a finding."]
    dismiss(database, operator_id)
    assert cautions() == [""]
    with database.transaction() as session:
        session.execute(update(FlagRow).values(evidence_version=FlagRow.evidence_version + 1))
    assert cautions() == ["A lead, not a finding."]
    book = client.get("/search.xlsx", params={"q": '"Text 90001"'}, headers={"Accept-Language": "pt"}).content
    assert "Uma pista, não uma conclusão." in list(openpyxl.load_workbook(io.BytesIO(book)).active.values)[-1]


def test_a_dismissed_flag_whose_text_is_gone_is_shown_and_goes_into_a_bundle(
    client: TestClient, database: Database, flag_ids: dict[str, int]
) -> None:
    flag_id = flag_ids[ADVERT.title]
    with database.reading() as session:
        detail = views.flag(session, flag_id)
    operator_id = detail.summary.operators[0][0]
    dismiss(database, operator_id)
    with database.transaction() as session:
        due = Retention(names_days=0, texts_days=180)
        assert purge.purge_some(session, due, NOW + timedelta(days=400), who="ana").texts > 0
        assert purge.purge_some(session, due, NOW + timedelta(days=400), who="ana") == Purged(0, 0)
        assert views.flag(session, flag_id).document.text == ""
    gone, number = "by a purge; the archived page remains.", detail.document.document_id
    for place in (f"/flags/{flag_id}", f"/flags/{flag_id}/versions/{number}", f"/documents/{number}"):
        told = read(client, place).text
        assert gone in told, place
        assert "Title and text were taken away" in told
        assert "No text was read off this page." not in told
        assert "Without a title" not in told
        for language, said in (("es", "en una depuración; la página archivada"), ("pt", "numa limpeza; a página")):
            assert said in client.get(place, headers={"Accept-Language": language}).text
    for place in (f"/api/v1/flags/{flag_id}", f"/api/v1/documents/{number}"):
        assert client.get(place).json()["purged_at"].startswith(f"{NOW + timedelta(days=400):%Y-%m-%d}")
    for lists in (f"/operators/{operator_id}", "/search?state=dismissed"):
        listed = read(client, lists).text
        assert "Title and text were taken away" in listed, lists
        assert "Without a title" not in listed
    (flag,) = client.get("/api/v1/flags", params={"state": "dismissed"}).json()["items"]
    assert (flag["title"], flag["new_evidence"]) == ("", False)
    assert flag["purged_at"] == client.get(f"/api/v1/flags/{flag_id}").json()["purged_at"]
    page = read(client, f"/flags/{flag_id}")
    assert "a coach line" in page.text
    assert ADVERT.title not in page.text
    for place in (f"/operators/{operator_id}", f"/documents/{detail.document.document_id}", "/flags.atom"):
        assert client.get(place).status_code == 200, place
    found = " ".join(pages(client.get(f"/operators/{operator_id}/dossier.pdf").content))
    assert ADVERT.title not in found
    token = client.get(f"/flags/{flag_id}").text.partition('/bundle"><input type="hidden" name="token" value="')[2]
    answer = client.post(f"/flags/{flag_id}/bundle", data={"token": token.partition('"')[0], "who": "Ana"})
    assert answer.status_code == 200, answer.text[:500]


def test_whose_names_a_purge_took_is_named_nowhere_and_the_page_says_so(client: TestClient, database: Database) -> None:
    name = "Rosa Amaru Tika"
    with database.transaction() as session:
        flag_id = report(session, 90_002, [mention(name, is_person=True)], [phone(PHONE)]) or 0
        operator_id = views.flag(session, flag_id).summary.operators[0][0]
    dismiss(database, operator_id)
    since = NOW + timedelta(days=499)
    with database.transaction() as session:
        gone = purge.purge_some(session, Retention(365, 180), since + timedelta(days=1), who="ana")
        assert gone.entries == 1
    for place in (
        f"/operators/{operator_id}",
        f"/flags/{flag_id}",
        "/operators?standing=dismissed",
    ):
        told = read(client, place).text
        assert PHONE.removeprefix("+") not in told, place
        assert name not in told, place
    for language, said in (
        ("en", "A purge took away the names and contact points of a person on"),
        ("es", "una depuración eliminó los nombres"),
        ("pt", "uma limpeza apagou os nomes"),
    ):
        assert said in client.get(f"/operators/{operator_id}", headers={"Accept-Language": language}).text
    found = client.get(f"/api/v1/operators/{operator_id}").json()
    assert (found["name"], found["redacted_at"][:10]) == ("[redacted]", f"{since + timedelta(days=1):%Y-%m-%d}")
    changed = client.get("/api/v1/operators", params={"changed_since": since.isoformat()}).json()["items"]
    assert operator_id in [each["operator_id"] for each in changed]
    pages(client.get(f"/operators/{operator_id}/dossier.pdf").content)
    for language in ("es", "pt"):
        wish = {"Accept-Language": language}
        page = client.get(f"/operators/{operator_id}", headers=wish).text
        printed = " ".join(pages(client.get(f"/operators/{operator_id}/dossier.pdf", headers=wish).content))
        for told in (page, printed):
            assert ("[suprimido]" in told, "[redacted]" in told) == (True, False), language
