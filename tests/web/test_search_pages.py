"""The search page and its export, as an investigator uses them."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import quote

import openpyxl
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, expect

from core.settings import Settings
from store import views
from store.session import Database
from tests.web.browser import served, watched
from tests.web.conftest import ORIGIN
from tests.web.seed import NIGHT, NOW, Night
from tests.web.stories import ADVERT, REPORT
from tests.web.test_pages import Page, read
from web.app import create_app


@pytest.mark.parametrize(
    "query",
    ["q=sol+naciente", "q=SOL+NACIENT%C3%89", "q=naciennte", "q=300-0000021", "q=%2B57+300+000+00+21",
     "leg_from=CO&leg_to=EC&kind=classifieds", "label=smuggling_offer&country=CO", "status=advertised",
     "q=sol+naciente&since=2100-01-01&until=2000-01-01"],
)  # fmt: skip
def test_an_advert_is_found(looker: TestClient, flag_ids: dict[str, int], query: str) -> None:
    page = read(looker, f"/search?{query}")
    assert f"/flags/{flag_ids[ADVERT.title]}" in page.links
    assert page.headings[0] == 1


def test_a_page_is_found_by_its_address(client: TestClient, database: Database, flag_ids: dict[str, int]) -> None:
    with database.reading() as session:
        url = views.flag(session, flag_ids[ADVERT.title]).document.url
    page = read(client, f"/search?q={quote(url.replace('https:', 'http:') + '?utm_source=x#top', safe='')}")
    assert "1 document Export as CSV" in page.text
    assert f"/flags/{flag_ids[ADVERT.title]}" in page.links
    page = read(client, "/search?q=https%3A%2F%2Fnowhere.example%2Fnota%2F1")
    assert "No page of this address was read. If triage stopped it, it is in the archive all the same." in page.text
    assert "Try fewer words" not in page.text


def test_operators_are_found_by_number(looker: TestClient) -> None:
    page = read(looker, "/search?q=57-300-0000021")
    assert "1 operator, 1 document Export as CSV" in page.text
    assert any(link.startswith("/operators/") for link in page.links)


def test_what_was_mended_and_what_is_not_there_is_said(looker: TestClient) -> None:
    assert "“naciennte” stands in no text; looked for naciente." in read(looker, "/search?q=naciennte").text
    alike = read(looker, "/search?q=n%D0%B0ciente").text
    assert "stands in no text; looked for naciente." in alike
    assert "“n\u0430ciente” has letters of another script among Latin ones: \u0430 (Cyrillic)." in alike
    assert "another script" not in read(looker, "/search?q=naciennte").text
    nothing = read(looker, "/search?q=zzzz").text
    assert "Nothing was found." in nothing
    assert "what was read last stands first" not in nothing
    assert "Nothing was found." not in read(looker, "/search").text
    for signs in ("*", "%2a+%3f", "%22%22"):  # found everything
        page = read(looker, f"/search?q={signs}")
        assert "0 documents" in page.text
        assert "There is no word and no number in what you typed." in page.text
        assert looker.get(f"/api/v1/search?q={signs}").status_code == 422
    assert "Nothing was found." not in read(looker, "/search?q=&country=&since=").text


@pytest.mark.parametrize(
    "query", ["since=yesterday", "country=Chile", "kind=rumour", f"before={2**70}", "q=" + "x" * 301]
)
def test_what_cannot_be_asked_is_said(looker: TestClient, query: str) -> None:
    assert looker.get(f"/search?{query}").status_code == 422


def test_half_a_leg_is_said_to_ask_nothing(looker: TestClient) -> None:
    for half in ("leg_from=CO", "leg_to=CL"):
        page = looker.get(f"/search?{half}").text
        assert "A leg of a route is looked for by both its ends" in page
        assert "<details open>" in page
        assert looker.get(f"/api/v1/search?{half}&q=coyote").status_code == 422
        for form in ("csv", "xlsx"):  # held every row
            refused = looker.get(f"/search.{form}?{half}")
            assert (refused.status_code, "both its ends" in refused.text) == (422, True)
    assert "both its ends" not in looker.get("/search?leg_from=CO&leg_to=EC").text


def test_the_export_holds_what_is_shown(looker: TestClient) -> None:
    query = "q=migrantes&country=CL"
    page = read(looker, f"/search?{query}")
    answer = looker.get(f"/search.csv?{query}")
    assert answer.headers["content-disposition"] == 'attachment; filename="almenara-search.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows
    assert all(row["name"] in page.text for row in rows)
    assert {row["country"] for row in rows if row["what"] == "document"} == {"CL"}
    book = zipfile.ZipFile(io.BytesIO(looker.get(f"/search.xlsx?{query}").content))
    assert rows[0]["name"] in book.read("xl/sharedStrings.xml").decode()
    assert looker.get("/search.exe").status_code == 404


@pytest.mark.parametrize("query", ["q=migrantes", "q=naciennte", "q=300-0000021", "status=advertised", "country=CL"])
def test_both_files_are_the_page(looker: TestClient, query: str) -> None:
    """The same operators and documents, in the same order in both."""
    rows = list(csv.DictReader(io.StringIO(looker.get(f"/search.csv?{query}").content.decode("utf-8-sig"))))
    book = openpyxl.load_workbook(io.BytesIO(looker.get(f"/search.xlsx?{query}").content), read_only=True)
    columns, *sheet = book.active.values
    assert sheet
    mended = query == "q=naciennte"
    told = "“naciennte” stands in no text; looked for naciente."  # in a file, too, that another word's are handed out
    assert all(row["caution"].startswith(told) is mended for row in rows)
    assert all((row[-1] or "").startswith(told) is mended for row in sheet)
    assert len(columns) == len(rows[0])
    assert [(row[1], row[2] or "") for row in sheet] == [(row["id"], row["name"].removeprefix("'")) for row in rows]
    page = read(looker, f"/search?{query}").text
    page = page[page.index("Export as CSV") :]
    places = [page.index(row["name"]) for row in rows if row["what"] == "operator"]
    titles = [" ".join(row["name"].split()) for row in rows if row["what"] == "document"]
    assert places == sorted(places)
    at = max(places, default=0)
    for title in titles:
        at = page.index(title, at) + 1


def test_both_files_and_the_filters_have_the_days_of_the_page(settings: Settings) -> None:
    """The CSV had those of UTC, as had the filters: the 22nd for what appeared on the 23rd of Kiritimati."""
    nightly = settings.nightly.model_copy(update={"timezone": "Pacific/Kiritimati"})
    query = f"q=sol+naciente&since={NIGHT}&until={NIGHT}"
    with TestClient(create_app(settings.model_copy(update={"nightly": nightly})), base_url=ORIGIN) as client:
        assert "23 January 2021" in read(client, f"/search?{query}").text
        rows = list(csv.DictReader(io.StringIO(client.get(f"/search.csv?{query}").content.decode("utf-8-sig"))))
        book = openpyxl.load_workbook(io.BytesIO(client.get(f"/search.xlsx?{query}").content))
    sheet = list(book.active.values)[1:]
    assert "document" in {row["what"] for row in rows}
    assert {row["day"] for row in rows} == {NIGHT.isoformat()} == {f"{row[3]:%Y-%m-%d}" for row in sheet}


@pytest.mark.parametrize(
    ("language", "head", "operator", "document"),
    [
        ("es", "Situación, o estado de su alerta", "Reportado; Una fuente lo exonera (22 ene 2021)",
         ("Documento", "Nueva", "Noticias", "Chile", "")),
        ("pt", "Situação, ou estado do seu alerta", "Noticiado; Uma fonte o inocenta (22 jan. 2021)",
         ("Documento", "Novo", "Notícias", "Chile", "")),
        ("en", "Standing, or state of its flag", "Reported; A source clears it (22 Jan 2021)",
         ("Document", "New", "News", "Chile", "")),
    ],
)  # fmt: skip
def test_a_spreadsheet_is_read_by_people(
    looker: TestClient, language: str, head: str, operator: str, document: tuple[str, ...]
) -> None:
    """It had 'smuggling_report', 'in_review' and 'CL' in its cells, and English heads in every language."""
    wish = {"Accept-Language": language}
    answer = looker.get("/search.xlsx?q=Pampa+Clara", headers=wish)
    columns, first, *rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.values
    assert columns[8] == head
    assert first[8].startswith(operator)
    assert first[3] == datetime(2021, 1, 20)  # noqa: DTZ001 - a day, so that it sorts
    row = next(row for row in rows if str(row[2]).startswith("Tribunal absuelve"))
    assert (row[0], row[8], row[6], row[5], row[7] or "") == document  # it only clears: it reports no smuggling
    report = next(row for row in rows if str(row[2]).startswith("Denuncian a"))
    assert report[7] == {"es": "Informa de tráfico de migrantes o trata", "en": "Reports smuggling or trafficking"}.get(
        language, "Relata contrabando de migrantes ou tráfico de pessoas"
    )
    assert row[4] == "La Bitácora del Norte"
    said = looker.get("/search.csv?q=Pampa+Clara", headers=wish).content
    assert said == looker.get("/search.csv?q=Pampa+Clara").content
    assert b"smuggling_report" in said


TWENTY_TWO = [
    "Abeja", "Boldo", "Cobre", "Dalia", "Enebro", "Faro", "Gruta", "Hiedra", "Islote", "Junco", "Kiosco", "Lirio",
    "Musgo", "Níspero", "Ombú", "Puma", "Quilla", "Roble", "Sauce", "Tordo", "Urraca", "Viña",
]  # fmt: skip


def test_operators_without_room_are_said_and_exported(client: TestClient, night: Night) -> None:
    night.hold(
        [replace(REPORT, title=f"{word} trampa", operators=((f"{word} Trampa", ()),)) for word in TWENTY_TWO],
        night=NIGHT + timedelta(days=1),
        now=NOW + timedelta(days=1),
    )
    page = read(client, "/search?q=trampa")
    assert "more than 20 operators" in page.text
    assert "There are more operators: the export has them, or narrow the search." in page.text
    exported = client.get("/search.csv?q=trampa").content.decode("utf-8-sig")
    assert exported.count('"operator"') == len(TWENTY_TWO)
    assert "more operators" not in read(client, "/search?q=migrantes").text


FORMULAS = ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1"]


def test_no_cell_is_a_formula(client: TestClient, night: Night) -> None:
    stories = [replace(REPORT, title=f"{words} trampa", operators=((f"{words} trampa", ()),)) for words in FORMULAS]
    night.hold(stories, night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    text = client.get("/search.csv?q=trampa").content.decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert sum("trampa" in cell for cell in cells) >= len(FORMULAS)
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t＝"))]
    sheet = zipfile.ZipFile(io.BytesIO(client.get("/search.xlsx?q=trampa").content)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


def test_a_text_that_nobody_flagged(client: TestClient, night: Night) -> None:
    quiet = replace(REPORT, title="Feria de ganado <b>", text="Hubo feria.", labels=(), operators=())
    quiet = replace(quiet, others=(), signals=(), places=())
    night.hold([quiet], night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    found = read(client, "/search?q=feria")
    link = next(link for link in found.links if link.startswith("/documents/"))
    page = Page(client.get(link).text)
    assert "Feria de ganado <b>" in page.text
    assert "Nothing in it was flagged." in page.text
    assert '<mark class="k-hit">feria</mark>' in client.get(link).text
    assert client.get("/documents/99999").status_code == 404


@pytest.mark.browser
def test_that_nothing_was_found_stands_apart_from_what_follows(browser: Browser, settings: Settings) -> None:
    with served(settings) as origin, watched(browser, origin) as seen:
        seen.page.goto("/search?q=zzzqqq")
        nothing, below = (seen.page.locator(each).bounding_box() for each in (".empty", ".empty + *"))
        assert nothing is not None
        assert below is not None
        assert below["y"] - nothing["y"] - nothing["height"] > 10


@pytest.mark.browser
def test_searching_in_a_browser(browser: Browser, settings: Settings) -> None:
    with served(settings) as origin, watched(browser, origin) as seen:
        page = seen.page
        page.goto("/search")
        page.get_by_label("What to look for").fill("300 000 0021")
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Viajes Sol Naciente")).to_be_visible()
        expect(page.locator("mark").first).to_have_text("300 000 00 21")
        page.get_by_text("Filters").click()
        page.get_by_label("Country of the source").select_option("CL")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("heading", name=ADVERT.title)).to_have_count(0)
        page.get_by_label("What to look for").fill("migrante")
        page.keyboard.press("Enter")
        with page.expect_download() as download:
            page.get_by_role("link", name="Export as CSV").click()
        assert download.value.suggested_filename == "almenara-search.csv"
        seen.assert_fits()
        seen.assert_calm()
