"""The watchlist on its page: by a name, a standing, a country, in an order, page by page, and as a file."""

from __future__ import annotations

import csv
import io
import re

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, expect

from core.terms import ContactType, FlagState
from store import flags
from store.exchange import entries, sheets
from store.seeds import loading
from store.seeds.seed import Seed
from store.session import Database
from tests.web.browser import watched
from tests.web.seed import NOW
from tests.web.stories import ADVERT
from tests.web.test_audit import noted
from tests.web.test_pages import read


def named(client: TestClient, question: str) -> list[str]:
    """Who stands on the page, in its order."""
    page = client.get(f"/operators?{question}")
    assert page.status_code == 200
    return re.findall(r'<th scope="row"><a href="/operators/\d+"><bdi>([^<]*)', page.text)


def test_by_a_name_a_standing_and_a_country(looker: TestClient) -> None:
    everybody = named(looker, "")
    assert "ViveOnline" in everybody
    assert named(looker, "q=&status=&country=&sort=last_seen") == everybody  # a form that was left empty
    assert named(looker, "q=viveonlin") == ["ViveOnline"]
    assert named(looker, "q=Pampa&status=reported") == ["Turismo Pampa Clara"]
    assert named(looker, "q=Pampa&status=convicted") == []
    assert named(looker, "country=BO") == [each for each in everybody if each in named(looker, "country=BO")] != []
    assert set(named(looker, "sort=sources")) == set(named(looker, "sort=first_seen")) == set(everybody)
    page = read(looker, "/operators?q=pampa")
    assert "1 operator" in page.text
    assert "/operators.csv?q=pampa" in page.links
    for country in ("ZW", "AQ"):  # that nobody moves through
        page = looker.get(f"/operators?country={country}").text
        assert "No operator fits." in page
        assert "0 operators" not in page  # once is enough
        assert f'<option value="{country}" selected>' in page
    assert named(looker, "country=bo") == named(looker, "country=BO")
    assert "There is no word and no number in what you typed." in looker.get("/operators?q=%25").text
    past = read(looker, "/operators?sort=first_seen&offset=5000")
    assert "There are no more operators here." in past.text
    assert "Nobody yet" not in past.text
    assert "/operators?sort=first_seen" in past.links
    spanish = looker.get("/operators?country=chile", headers={"accept-language": "es"}).text
    assert "country=CHILE" in spanish
    assert "should match" not in spanish
    for wrong in (
        "country=chile",
        "status=guilty",
        "sort=name",
        "offset=-1",
        "offset=10000",
        "offset=1e9",
        f"q={'x' * 301}",
    ):
        assert looker.get(f"/operators?{wrong}").status_code == 422, wrong


def test_page_by_page_the_question_goes_along(looker: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.operator_list.PAGE_SIZE", 1)
    first = read(looker, "/operators?country=CO&sort=sources")
    (onward,) = [link for link in first.links if "offset" in link]
    assert onward == "/operators?country=CO&sort=sources&offset=1"
    assert "/operators?country=CO&sort=sources" in read(looker, onward).links
    assert named(looker, "country=CO&sort=sources") != named(looker, "country=CO&sort=sources&offset=1")
    assert "/operators?offset=1" in read(looker, "/operators").links


def test_what_was_not_looked_at_is_said(looker: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.search.listing.RANKED", 1)
    assert "Ranked are the 500 that were seen last." in read(looker, "/operators?sort=sources").text
    assert "Ranked" not in read(looker, "/operators?sort=first_seen").text
    monkeypatch.setattr("web.operator_list.search.WIDEST", 1)
    monkeypatch.setattr("web.operator_list.PAGE_SIZE", 1)
    page = read(looker, "/operators")  # nobody goes through a million of them page by page
    assert "The 1 that were seen last were looked at." in page.text
    assert not [link for link in page.links if "offset" in link]


def test_a_name_that_is_looked_for_is_on_record_as_a_search_is(client: TestClient, database: Database) -> None:
    for path in ("/search", "/operators", "/pairs/compare"):
        with noted(database) as found:
            client.get(path, params={"q": "viveonline", "one": "viveonline", "other": "pampa"}, follow_redirects=False)
        assert [(each.action, each.subject) for each in found] == [("viewed", path)]
        assert "viveonline" not in "".join(each.line.decode() for each in found)


def test_those_who_are_shown_as_the_watchlist_is_exported(
    client: TestClient, database: Database, flag_ids: dict[str, int]
) -> None:
    with database.transaction() as session:
        loading.load(session, [Seed("k-1", "=Lejana Viajes", contacts=((ContactType.EMAIL, "a@b.example"),))], NOW)

    def rows(question: str) -> list[list[str]]:
        answer = client.get(f"/operators.csv?{question}")
        assert answer.headers["content-disposition"] == 'attachment; filename="almenara-operators.csv"'
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    head, *found = rows("q=viajes")
    assert tuple(head) == sheets.WRITTEN
    with database.reading() as session:
        keys = {each.name: key for key, each in entries.some(session, range(1, 99)).items()}
    for row in found:
        place = f"http://127.0.0.1:8321/operators/{keys[row[0].lstrip(chr(39))]}"
        assert row[head.index("desk")] == place  # a row that was passed on leads back to the operator's page
        assert client.get(place.removeprefix("http://127.0.0.1:8321")).status_code == 200
    assert [row[0] for row in found] == ["'=Lejana Viajes", "Viajes Sol Naciente"]
    assert [row[0] for row in rows("q=a@b.example")] == ["name", "'=Lejana Viajes"]
    near = client.get("/operators?q=naciennte").text
    assert "looked for naciente" in near
    assert "Viajes Sol Naciente" in near
    assert "A file holds only what is typed" in near
    assert "/operators.csv" not in near
    assert [row[0] for row in rows("q=naciennte")] == ["name"]  # a file can't say whose names it has
    with database.transaction() as session:
        flags.decide(
            session, flag_ids[ADVERT.title], FlagState.DISMISSED, who="Ana", why="A coach", expected_version=1, now=NOW
        )
    assert "Viajes Sol Naciente" in named(client, "q=viajes")  # with the word that every lead was dismissed
    left_out = "The file leaves out those whose leads were all dismissed or withdrawn."
    assert left_out in client.get("/operators?q=viajes").text
    assert left_out not in client.get("/operators?q=lejana").text
    assert [row[0] for row in rows("q=viajes")] == ["name", "'=Lejana Viajes"]  # nobody's lead goes out


def test_a_file_of_too_many_is_refused(looker: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.operator_list.EXPORTED", 1)
    refused = looker.get("/operators.csv", headers={"accept-language": "pt"})
    assert refused.status_code == 422
    assert "escolha menos" in refused.text


@pytest.mark.browser
def test_by_the_keys_on_a_telephone(browser: Browser, origin: str) -> None:
    with watched(browser, origin, width=390, language="es") as seen:
        page = seen.page
        page.goto("/operators")
        page.get_by_label("Nombre o punto de contacto").fill("pampa")
        page.get_by_text("Filtros y orden").click()
        page.get_by_label("Situación según una fuente").select_option("reported")
        page.get_by_label("Nombre o punto de contacto").press("Enter")
        expect(page.get_by_role("link", name="Turismo Pampa Clara")).to_be_visible()
        expect(page.get_by_role("status")).to_contain_text("1 operador")
        seen.assert_fits()
        page.get_by_role("link", name="Mostrar todo").click()
        expect(page.get_by_role("link", name="ViveOnline")).to_be_visible()
        seen.assert_calm()


def test_whom_nothing_but_a_list_names_is_marked_and_can_be_left_out(client: TestClient, database: Database) -> None:
    before = named(client, "")
    with database.transaction() as session:
        loading.load(
            session, [Seed("z1", "Yareta del Norte"), Seed("z2", "Chinchilla Cargo")], NOW, by="Lista <de> Prueba"
        )
    page = client.get("/operators").text
    assert page.count("Read in from <bdi>Lista &lt;de&gt; Prueba</bdi>") == 2
    assert "Read in from <bdi>Lista &lt;de&gt; Prueba</bdi>, last seen" in client.get("/search?q=yareta").text
    assert set(named(client, "known_from=lists")) == {"Yareta del Norte", "Chinchilla Cargo"}
    assert named(client, "known_from=documents") == before
    assert named(client, "known_from=documents&q=yareta") == []
    file = csv.DictReader(io.StringIO(client.get("/operators.csv?known_from=lists").content.decode("utf-8-sig")))
    assert {row["name"] for row in file} == {"Yareta del Norte", "Chinchilla Cargo"}
    assert client.get("/operators?known_from=rumours").status_code == 422
