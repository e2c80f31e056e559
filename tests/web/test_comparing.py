"""Two operators are laid side by side by their numbers or by their names; whoever is not clear is asked about."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, expect

from core.terms import ContactType, LegalStatus, Verdict
from store import views
from store.identity import judge
from store.seeds import loading
from store.seeds.seed import Seed
from store.session import Database
from tests.web.browser import watched
from tests.web.seed import NOW
from tests.web.test_pages import read
from tests.web.test_pairs import ANA


@pytest.fixture(scope="session")
def ids(looker: TestClient) -> dict[str, int]:
    page = looker.get("/operators").text
    return {name: int(number) for number, name in re.findall(r'"/operators/(\d+)"><bdi>([^<]+)', page)}


def led_to(client: TestClient, one: object, other: object) -> str:
    """Where the form leads at once; "" where a page asks."""
    answer = client.get("/pairs/compare", params={"one": one, "other": other}, follow_redirects=False)
    return answer.headers.get("location", "")


def test_by_numbers_names_and_what_the_form_offers(looker: TestClient, ids: dict[str, int]) -> None:
    one, other = ids["ViveOnline"], ids["Turismo Pampa Clara"]
    pair = f"/pairs/{one}/{other}"
    assert led_to(looker, one, other) == pair
    assert led_to(looker, " viveonline ", "PAMPA CLARA") == pair
    assert led_to(looker, "ViveOnline", "turismo pampa clara") == pair
    offered = re.findall(r'<option value="([^"]+)">', looker.get("/pairs").text)
    assert f"ViveOnline ({one})" in offered
    assert led_to(looker, f"ViveOnline ({one})", f"Turismo Pampa Clara ({other})") == pair
    assert led_to(looker, f"Somebody Else ({one})", other) == ""  # a name that ends so, and nobody's number


def test_a_telephone_of_figures_alone_is_no_number_of_an_operator(
    client: TestClient, database: Database, ids: dict[str, int]
) -> None:
    with database.transaction() as session:
        loading.load(session, [Seed("k-1", "Ruta 20", contacts=((ContactType.PHONE, "+573000000099"),))], NOW)
        (number,) = (line.operator_id for line in views.operators(session) if line.name == "Ruta 20")
    pair = f"/pairs/{ids['ViveOnline']}/{number}"
    for typed in ("3000000099", "ruta 20", f"{number:04d}"):
        assert led_to(client, ids["ViveOnline"], typed) == pair, typed


def test_one_operator_twice_is_told_and_no_404(looker: TestClient, ids: dict[str, int]) -> None:
    one = ids["ViveOnline"]
    for address in (f"/pairs/{one}/{one}", f"/pairs/compare?one={one}&other=viveonline"):
        answer = looker.get(address)
        assert answer.status_code == 422, address
        assert "one and the same operator twice: choose two." in answer.text
    answer = looker.get(f"/pairs/{one}/{one}", headers={"accept-language": "es"})
    assert "Es dos veces el mismo operador: elija dos." in answer.text
    assert looker.get("/pairs/99999/99999").status_code == 422  # who is nobody is told of, too
    assert looker.get("/pairs/1/99999").status_code == 404


def test_who_is_not_clear_is_asked_about(client: TestClient, database: Database, ids: dict[str, int]) -> None:
    twins = [Seed(f"k-{n}", "Ruta <b>Zorzal</b>", note=str(n), countries=("CL", "PE")[n : n + 1]) for n in range(2)]
    with database.transaction() as session:
        loading.load(session, twins, NOW)
        listed = [line.operator_id for line in views.operators(session) if "Zorzal" in line.name]
    assert len(listed) == 2
    page = client.get("/pairs/compare", params={"one": "zorzal", "other": ids["ViveOnline"]})
    assert page.status_code == 200
    assert {int(each) for each in re.findall(r'type="radio" id="one-(\d+)"', page.text)} == set(listed)
    assert "<b>Zorzal" not in page.text
    nobody = client.get("/pairs/compare", params={"one": "xyzzyplugh", "other": "zorzal"})
    assert nobody.status_code == 422
    assert "Nobody on the watchlist is found by that." in nobody.text
    assert 'value="xyzzyplugh" required maxlength="300" autocomplete="off" aria-invalid="true"' in nobody.text
    wrong = client.get("/pairs/compare", params={"one": 99999, "other": ids["ViveOnline"]}).text
    assert wrong.count("aria-invalid") == 1  # the field of who was found is not amiss
    assert 'id="amiss-one"><bdi>99999</bdi>: Nobody on the watchlist is found by that.' in wrong
    empty = client.get("/pairs/compare")
    assert empty.status_code == 422
    assert empty.text.count("Type a name or a number.") == 2
    assert "Nobody on the watchlist" not in empty.text


def test_a_word_that_stands_for_another_chooses_nobody(looker: TestClient, ids: dict[str, int]) -> None:
    page = looker.get("/pairs/compare", params={"one": "vivonline", "other": ids["Turismo Pampa Clara"]})
    assert page.url.path == "/pairs/compare"
    assert "“vivonline” stands in no text; looked for viveonline." in page.text
    assert f'id="one-{ids["ViveOnline"]}"' in page.text


def test_who_may_be_cleared_is_told_so_among_the_choices(
    client: TestClient, database: Database, ids: dict[str, int]
) -> None:
    with database.transaction() as session:
        loading.load(session, [Seed("k-7", "Ruta Lenga", status=LegalStatus.CLEARED), Seed("k-8", "Lenga Dos")], NOW)
    page = client.get("/pairs/compare", params={"one": "lenga", "other": ids["ViveOnline"]}).text
    assert page.count("A source clears it") == 1
    assert client.get("/pairs/compare", params={"one": "x" * 301, "other": 1}).status_code == 422


def test_two_entries_of_one_lead_to_it(client: TestClient, database: Database) -> None:
    assert "It bears the name" in read(client, "/pairs/1/2").text
    with database.transaction() as session:
        heading = views.pair_of(session, 1, 2).heading
        judge.judge(session, 1, 2, Verdict.SAME, ANA, seen=0)
        line = views.operator_line(session, 1)
    assert (line.name, heading in {line.name}) == (heading, True)
    assert client.get("/pairs/compare?one=1&other=2").url.path == "/operators/1"
    page = read(client, "/operators/1").text
    assert f"also written {', '.join(line.aliases)}" in page


@pytest.mark.browser
def test_a_name_is_typed_and_chosen_without_a_script(browser: Browser, origin: str) -> None:
    with watched(browser, origin, width=390, language="pt") as seen:
        page = seen.page
        page.goto("/pairs")
        page.get_by_label("Um operador, por nome ou número").fill("viveonline")
        page.get_by_label("e o outro").fill("o")
        page.get_by_label("e o outro").press("Enter")
        expect(page.get_by_role("heading", name="Comparar dois")).to_be_visible()
        seen.assert_fits()
