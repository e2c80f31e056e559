"""What a list says of whom it brought is shown in its own words: on the page, beside a pair, on the terminal."""

from __future__ import annotations

from datetime import UTC

import pytest
from fastapi.testclient import TestClient

from cli.operator_tables import print_operator
from core.terms import LegalStatus
from store import views
from store.exchange.cautions import needed
from store.seeds import loading
from store.seeds.seed import Seed
from store.session import Database
from tests.web.seed import NOW

NOTE = "Carga e <b>fletes</b>, =cmd()"
SHOWN = "Carga e &lt;b&gt;fletes&lt;/b&gt;, =cmd()"


@pytest.fixture
def entry(database: Database, flag_ids: dict[str, int]) -> int:
    """An entry that a list brought, beside operators of documents."""
    with database.transaction() as session:
        listed = Seed("77", "Fletes Zorzal Claro", note=NOTE, status=LegalStatus.REPORTED)
        loading.load(session, [listed], NOW, by="lista.csv")
        return max(each.operator_id for each in views.operators(session))


def test_the_note_stands_beside_the_list_that_has_it(client: TestClient, entry: int) -> None:
    assert f'lista.csv</bdi>: “<bdi dir="auto">{SHOWN}</bdi>”' in client.get(f"/operators/{entry}").text
    assert SHOWN in client.get(f"/pairs/1/{entry}").text


def test_what_a_list_says_is_counted_as_a_list(
    client: TestClient, database: Database, entry: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with database.reading() as session:
        detail = views.operator(session, entry)
        print_operator(detail, UTC)
    (rung,) = detail.ladder
    assert (rung.documents, rung.lists, rung.said) == (0, 1, 1)
    page = client.get(f"/operators/{entry}").text
    assert ", 1 list</span>" in page
    said = capsys.readouterr().out
    assert f"read in from lista.csv: {NOTE}" in said
    assert "; from a list that was read in; no document that counts names it\n" in said  # "0 documents, 0 sources"
    with database.reading() as session:
        once = next(each.operator_id for each in views.operators(session) if each.documents == 1)
        print_operator(views.operator(session, once), UTC)
    assert "; 1 document, 1 independent source\n" in capsys.readouterr().out


def test_a_pair_says_whom_a_source_clears(client: TestClient, database: Database, flag_ids: dict[str, int]) -> None:
    with database.transaction() as session:
        known = views.operator_line(session, 1)
        listed = Seed("78", f"{known.name} Ltda", status=LegalStatus.CLEARED, said_on=NOW.date())
        loading.load(session, [listed], NOW, by="corte.csv")
        cautions = needed(session, [1, max(each.operator_id for each in views.operators(session))])
        number = max(cautions)
    page = client.get("/pairs").text
    assert f"/pairs/1/{number}" in page
    assert "Cleared, as sources say" in page or "A source clears it" in page


def test_a_pair_says_what_its_names_show_against_one(client: TestClient, entry: int) -> None:
    page = client.get(f"/pairs/1/{entry}", headers={"accept-language": "es"}).text
    against = page.partition("En contra, en estos nombres:")[2].partition("</ul>")[0]
    assert "palabras" in against
    assert "words" not in against
