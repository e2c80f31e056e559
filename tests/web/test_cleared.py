"""Wherever a document that clears somebody is listed it is said whom it clears, in which words and on which day, and no
list, file or answer calls it an accusation of them."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from cli.main import app
from core.settings import Settings
from core.terms import FlagState
from store import flags
from store.session import Database
from tests.web.seed import NIGHT, NOW, Night
from tests.web.stories import CLEARED
from tests.web.test_pages import read

FIRM = "Turismo Pampa Clara"
SENTENCE = "El tribunal absolvió a Turismo Pampa Clara."
BOTH = "Absuelven a Turismo Pampa Clara y acusan a Portal Cordillera"


@pytest.fixture
def both(night: Night) -> int:
    """A document that clears the firm and accuses another; its lead."""
    text = f"{CLEARED.text} La policía investiga al Portal Cordillera."
    held = replace(CLEARED, title=BOTH, text=text, operators=(("Portal Cordillera", ()),), score=0.91)
    night.hold([held], night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    return night.flags[BOTH]


def text_of(client: TestClient, path: str) -> str:
    return " ".join(read(client, path).text.split())


def operator_of(client: TestClient) -> int:
    (found,) = client.get("/api/v1/search", params={"q": f'"{FIRM}"'}).json()["operators"]
    return int(found["operator_id"])


def test_an_operators_page_quotes_what_clears_it(looker: TestClient) -> None:
    page = text_of(looker, f"/operators/{operator_of(looker)}")
    said = page[page.index("What documents say") :]
    assert f"Documents that clear it {SENTENCE} Clears it {CLEARED.title}" in said
    assert "22 Jan 2021" in said.partition("Documents that name it")[0]
    assert f"Clearance {CLEARED.title}" in page  # in its timeline
    paper = looker.get(f"/operators/{operator_of(looker)}/dossier.pdf")
    assert paper.status_code == 200


def test_a_search_tells_whom_a_document_clears(client: TestClient, both: int) -> None:
    page = text_of(client, "/search?q=tribunal+absolvi%C3%B3")
    alone, _between, last = page.rpartition(CLEARED.title)[2], page, page
    assert f"Clears {FIRM} 22 Jan 2021 {SENTENCE}" in alone
    assert "Reports smuggling or trafficking" not in alone
    assert "Clearance" in alone
    mixed = last[last.index(BOTH) : last.index(CLEARED.title)]
    assert f"Clears {FIRM}" in mixed
    assert "Reports smuggling or trafficking Names as leads: Portal Cordillera" in mixed
    assert both


def test_the_files_of_a_search_tell_it_too(client: TestClient, both: int) -> None:
    text = client.get("/search.csv?q=tribunal+absolvi%C3%B3").content.decode("utf-8-sig")
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(text))}
    said = f"It clears {FIRM} (2021-01-22): “{SENTENCE}”"  # which ends with a stop of its own
    assert rows[CLEARED.title]["caution"] == said
    assert rows[BOTH]["caution"] == f"{said} A lead, not a finding."
    assert rows[CLEARED.title]["read"] == NIGHT.isoformat()
    answer = client.get("/search.xlsx?q=tribunal+absolvi%C3%B3", headers={"Accept-Language": "es"})
    head, *sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active.values
    cells = {row[2]: dict(zip(head, row, strict=True)) for row in sheet}
    assert cells[CLEARED.title]["Advertencias"] == f"Exonera a {FIRM} (22 ene 2021): «{SENTENCE}»"
    assert not cells[CLEARED.title]["De qué trata"]
    assert cells[BOTH]["Advertencias"].endswith("; Una pista, no una conclusión.")
    assert cells[BOTH]["De qué trata"] == "Informa de tráfico de migrantes o trata"


def test_programs_are_told_it(client: TestClient, both: int) -> None:
    found = client.get("/api/v1/search?q=tribunal+absolvi%C3%B3").json()["documents"]
    told = {each["title"]: each for each in found}
    (line,) = told[CLEARED.title]["cleared"]
    assert (line["name"], line["sentence"], line["on"]) == (FIRM, SENTENCE, "2021-01-22")
    assert (line["is_unsure"], line["counts"], told[CLEARED.title]["flag_kind"]) == (False, True, "clearance")
    assert told[CLEARED.title]["accused"] == []
    assert [each["name"] for each in told[BOTH]["accused"]] == ["Portal Cordillera"]
    assert client.get(f"/api/v1/flags/{both}").json()["cleared"] == [line]
    whole = client.get(f"/api/v1/documents/{told[CLEARED.title]['revision_id']}").json()
    assert (whole["cleared"], whole["clearance_id"]) == ([line], whole["flag_id"])


def test_the_page_of_a_document_tells_it(client: TestClient, database: Database, both: int) -> None:
    found = client.get("/api/v1/search?q=tribunal+absolvi%C3%B3").json()["documents"]
    mixed, alone = (f"/documents/{each['revision_id']}" for each in found)
    page = text_of(client, alone)
    assert "Its story clears somebody: open the clearance" in page
    assert "Its story was flagged" not in page
    assert f"Clears {FIRM} 22 Jan 2021 {SENTENCE}" in page
    page = text_of(client, mixed)
    assert "Its story was flagged: open the flag Its story clears somebody: open the clearance" in page
    assert "Names as leads: Portal Cordillera" in page
    clearance = found[1]["flag_id"]
    with database.transaction() as session:
        said = {"who": "Ana", "why": "Of another firm.", "expected_version": 1, "now": NOW + timedelta(days=2)}
        flags.decide(session, clearance, FlagState.DISMISSED, **said)  # type: ignore[arg-type]
    assert "Dismissed by Ana" in text_of(client, alone)
    rows = list(csv.DictReader(io.StringIO(client.get("/search.csv?q=absuelve").content.decode("utf-8-sig"))))
    assert [row["caution"] for row in rows if row["name"] == CLEARED.title] == [""]


def test_flags_and_their_feed_tell_it(client: TestClient, both: int) -> None:
    quoted = f"Clears {FIRM} 22 Jan 2021 {SENTENCE}"
    first = text_of(client, "/?since=all")
    assert first.count(quoted) >= 2  # the clearance, and the lead that clears it beside
    assert quoted in text_of(client, f"/flags/{both}")
    feed = client.get("/flags.atom").text
    assert f"Clearance: {CLEARED.title}" in feed
    clearance = next(
        each["flag_id"]
        for each in client.get("/api/v1/flags?kind=clearance").json()["items"]
        if each["title"] == CLEARED.title
    )
    page = text_of(client, f"/flags/{clearance}")
    why = page[page.index("Why it was flagged") :].partition("Below the line")[0]
    assert "What its text is about, which says nothing against those whom it clears: reports smuggling" in why


def test_the_terminal_tells_it(settings: Settings, both: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALMENARA_DATA_DIR", str(settings.data_dir))

    def said(*words: str) -> str:
        result = CliRunner().invoke(app, list(words), env={"COLUMNS": "400"})
        assert result.exit_code == 0, result.output
        return " ".join(result.stdout.split())

    assert f"clears {FIRM} (2021-01-22): {SENTENCE}" in said("search", "absolvió")
    assert "clears" in said("flag", "show", str(both)).partition("Whom documents clear")[2].partition("Labels")[0]
    first = json.loads(CliRunner().invoke(app, ["search", "absolvió", "--json"]).stdout.splitlines()[-1])
    assert first["cleared"][0]["name"] == FIRM
