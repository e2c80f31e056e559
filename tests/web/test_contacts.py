"""A contact point is taken off an operator on a page of its own, and given back there; told wherever it stood."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from core.terms import ContactType
from store import audit, views
from store.flagging import removals
from store.session import Database
from tests.store.make import mention, phone, report
from tests.web.seed import NOW
from tests.web.stories import ADVERT
from tests.web.test_pages import read
from tests.web.test_pairs import fields

NUMBER = "+573000000021"


@pytest.fixture
def number(database: Database, flag_ids: dict[str, int]) -> tuple[int, int]:
    """The operator of an advert, and the number of its telephone."""
    with database.reading() as session:
        ((operator_id, _name),) = views.flag(session, flag_ids[ADVERT.title]).summary.operators
        (line,) = (each for each in views.operator(session, operator_id).contacts if each.value == NUMBER)
    return operator_id, line.contact_id


def _page(number: tuple[int, int]) -> str:
    return f"/operators/{number[0]}/contacts/{number[1]}"


def _take(client: TestClient, number: tuple[int, int], **changes: str) -> tuple[int, str]:
    sent = fields(client, _page(number), _page(number)) | {"why": "A <victim>.", "who": "Ana"} | changes
    answer = client.post(_page(number), data=sent, follow_redirects=False)
    return answer.status_code, answer.headers.get("location", "")


def test_it_goes_from_every_page_and_comes_back(
    client: TestClient, number: tuple[int, int], flag_ids: dict[str, int]
) -> None:
    operator, flag = f"/operators/{number[0]}", f"/flags/{flag_ids[ADVERT.title]}"
    assert _page(number) in read(client, operator).links
    assert "The texts in which it stands" in read(client, _page(number)).text
    status, removal = _take(client, number)
    assert (status, removal.startswith(f"{operator}/removals/")) == (303, True)
    page = read(client, operator)
    assert removal in page.links
    assert "Taken off by a person" in page.text
    assert NUMBER not in page.text.partition("Contact points")[2].partition("Prices")[0]
    told = read(client, removal).text
    assert "A <victim>." in told
    assert "/hidden" in read(client, removal).links  # at an open desk
    assert "Corrected taken off the operator, by a person’s word" in read(client, flag).text
    assert 'class="k-corrected"' in client.get(flag).text
    asked = client.get(f"/api/v1{operator}").json()
    assert NUMBER not in [each["value"] for each in asked["contacts"]]
    assert [(each["type"], each["is_off"], each["who"]) for each in asked["removals"]] == [("whatsapp", True, "Ana")]
    assert [each["value"] for each in client.get(f"/api/v1{flag}").json()["taken_off"]] == [NUMBER]
    assert client.get(f"{operator}/dossier.pdf").status_code == 200
    back = client.post(removal, data=fields(client, removal, removal) | {"why": "Theirs.", "who": "Ben"})
    assert back.status_code == 200
    assert _page(number).rpartition("/")[0] in " ".join(read(client, operator).links)
    assert "Given back by Ben" in read(client, removal).text
    assert client.get(f"/api/v1{operator}").json()["removals"] == []


def test_a_second_person_is_told_who_was_faster_and_keeps_the_words(
    client: TestClient, number: tuple[int, int], database: Database
) -> None:
    sent = fields(client, _page(number), _page(number)) | {"why": "Kept words.", "who": "Ana"}
    with database.transaction() as session:
        removals.take_off(session, number[0], ContactType.PHONE, NUMBER, who="Ben", why="hers", now=NOW)
    client.cookies.set("almenara_language", "pt")
    late = client.post(_page(number), data=sent)
    assert late.status_code == 409
    assert "mudou desde que você o viu: Ben retirou este ponto de contato" in late.text
    assert "Kept words." in late.text
    (line,) = _removals(database, number[0])
    removal = f"/operators/{number[0]}/removals/{line.removal_id}"
    again = fields(client, removal, removal) | {"why": "Kept words.", "who": "Ana"}
    with database.transaction() as session:
        removals.give_back(session, line.removal_id, who="Ben", why="theirs", now=NOW)
    late = client.post(removal, data=again)
    assert (late.status_code, "Kept words." in late.text, "Ben devolveu" in late.text) == (409, True, True)


def _removals(database: Database, operator_id: int) -> tuple[views.RemovalLine, ...]:
    with database.reading() as session:
        return views.operator(session, operator_id).removals


def test_what_can_not_be_recorded_is_told(client: TestClient, number: tuple[int, int], database: Database) -> None:
    assert _take(client, number, token="x")[0] == 403
    assert _take(client, number, why="")[0] == 422
    assert _take(client, number, who=" ")[0] == 422
    assert _take(client, number, kind="pigeon")[0] == 422
    assert _removals(database, number[0]) == ()
    assert client.get(f"/operators/{number[0]}/contacts/99999").status_code == 404
    assert client.get(f"/operators/{number[0]}/removals/99999").status_code == 404


def test_a_view_is_on_record_as_of_its_operator(
    client: TestClient, number: tuple[int, int], database: Database
) -> None:
    status, removal = _take(client, number)
    assert status == 303
    read(client, removal)
    elsewhere = client.get(removal.replace(f"/operators/{number[0]}/", "/operators/999/"), follow_redirects=False)
    assert (elsewhere.status_code, elsewhere.headers["location"]) == (303, removal)
    with database.reading() as session:
        seen = [(entry.action, entry.subject) for entry in audit.entries(session, limit=3)]
    assert ("viewed", f"operator {number[0]}") in seen


@pytest.mark.parametrize(("language", "words"), [("es", "Quitarlo de este operador"), ("pt", "Retirar deste operador")])
def test_it_is_told_in_other_languages(client: TestClient, number: tuple[int, int], language: str, words: str) -> None:
    client.cookies.set("almenara_language", language)
    assert words in read(client, _page(number)).text


BOTH = "+573000000044"


@pytest.fixture
def both(database: Database) -> int:
    """An operator whose number one advert tells as a telephone and two others as WhatsApp."""
    with database.transaction() as session:
        for number, kind in enumerate((ContactType.PHONE, ContactType.WHATSAPP, ContactType.WHATSAPP), start=901):
            report(session, number, [mention("Quirquincho Viajes")], [phone(BOTH, kind=kind)])
        (found,) = (key for key, name in views.lately_seen(session, limit=40).items() if name == "Quirquincho Viajes")
    return found


def test_a_number_that_is_called_and_messaged_is_told_once(client: TestClient, both: int) -> None:
    """It stood twice on every page, as if there were two numbers."""
    page = read(client, f"/operators/{both}").text
    side = page.partition("Contact points Phone")[2].partition("Prices")[0]
    assert side.startswith(f" and WhatsApp {BOTH} Phone: 1 document, WhatsApp: 2 documents")
    assert side.count(BOTH) == 2  # the number, and hidden beside its link
    assert f"First published: Phone and WhatsApp {BOTH}" in page
    assert f"Phone and WhatsApp {BOTH}" in read(client, "/?since=all").text
    (own,) = {each for each in read(client, f"/operators/{both}").links if "/contacts/" in each}
    told = read(client, own).text
    assert f"Phone and WhatsApp {BOTH}" in told
    assert "Phone: 1 document, WhatsApp: 2 documents" in told
    as_json = client.get(f"/api/v1/operators/{both}").json()
    assert [(each["type"], each["value"]) for each in as_json["contacts"]] == [("phone", BOTH), ("whatsapp", BOTH)]


def test_a_number_of_both_uses_goes_whole(client: TestClient, both: int) -> None:
    (own,) = {each for each in read(client, f"/operators/{both}").links if "/contacts/" in each}
    sent = fields(client, own, own) | {"why": "A victim.", "who": "Ana"}
    assert client.post(own, data=sent, follow_redirects=False).status_code == 303
    assert client.get(f"/api/v1/operators/{both}").json()["contacts"] == []


def test_files_of_a_search_have_a_number_once(client: TestClient, both: int) -> None:
    found = client.get(f"/search.csv?q={BOTH.removeprefix('+')}").text
    line = next(line for line in found.splitlines() if line.startswith(f'"operator","{both}",'))
    assert line.count(BOTH) == 1
