"""A list that clears an operator, on the pages: counted on the first, decided on the operator's."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from core.settings import Settings
from core.terms import FlagState, LegalStatus, Verdict
from store import views
from store.exchange.taking import NEVER_LISTED
from store.flagging import clearings
from store.identity import judge
from store.identity.judge import Signature
from store.seeds import loading
from store.seeds.seed import Seed, SeedStatus
from store.seeds.standing import note_clearings
from store.session import Database
from tests.web.conftest import ORIGIN
from tests.web.seed import NOW
from tests.web.test_pages import read
from tests.web.test_pairs import fields
from web.app import create_app


@pytest.fixture
def ends(database: Database) -> tuple[int, int]:
    """An operator of a list, and the number of the list's clearing."""
    seed = Seed("x-1", "Ruta Zorzal", status=LegalStatus.CHARGED, said_on=NOW.date())
    with database.transaction() as session:
        loading.load(session, [seed], NOW)
        cleared = Seed("x-1", "Ruta Zorzal", said_on=NOW.date(), note="another <firm>")
        note_clearings(session, [cleared], NOW, by="list.csv")
        (line,) = views.waiting_clearings(session, limit=9)
    return line.operator_id, line.clearing_id


def _send(client: TestClient, ends: tuple[int, int], **changes: str) -> int:
    action = f"/operators/{ends[0]}/clearings/{ends[1]}"
    sent = fields(client, f"/operators/{ends[0]}", action) | {"to": "confirmed", "why": "The ruling.", "who": "Ana"}
    return client.post(action, data=sent | changes, follow_redirects=False).status_code


def test_the_first_page_counts_it_until_somebody_decides(client: TestClient, ends: tuple[int, int]) -> None:
    page = read(client, "/")
    assert "1 clearing waits by itself for a person, too:" in page.text
    assert f"/operators/{ends[0]}#clearing-{ends[1]}" in page.links
    operator = read(client, f"/operators/{ends[0]}").text
    assert "Cleared by lists" in operator
    assert "another <firm>" in operator
    assert _send(client, ends) == 303
    assert "clearing waits by itself" not in read(client, "/").text
    after = read(client, f"/operators/{ends[0]}").text
    assert "Confirmed by Ana" in after
    assert "The ruling." in after
    assert "A source clears it" not in after


def test_what_can_not_be_recorded_keeps_the_words(
    client: TestClient, ends: tuple[int, int], database: Database
) -> None:
    action = f"/operators/{ends[0]}/clearings/{ends[1]}"
    assert _send(client, ends, token="x") == 403
    assert _send(client, ends, to="guilty") == 422
    assert _send(client, ends, to="dismissed", why="") == 422
    bare = fields(client, f"/operators/{ends[0]}", action) | {"to": "dismissed", "why": "", "who": "Ana"}
    (marked,) = re.findall(r"<[^>]* autofocus[^>]*>", client.post(action, data=bare).text)
    assert f'id="why-clearing-{ends[1]}"' in marked
    assert ' required aria-invalid="true" aria-describedby="problem-why"' in marked
    sent = fields(client, f"/operators/{ends[0]}", action) | {"to": "dismissed", "why": "It does not.", "who": "Ana"}
    with database.transaction() as session:
        clearings.decide(session, ends[1], FlagState.NEEDS_MORE, who="Ben", why="", expected_version=0, now=NOW)
    client.cookies.set("almenara_language", "es")
    answer = client.post(action, data=sent)
    assert answer.status_code == 409
    assert f"La exoneración {ends[1]} cambió desde que la vio: Ben" in answer.text
    assert "It does not.</textarea>" in answer.text
    elsewhere = client.post(f"/operators/1/clearings/{ends[1]}", data=sent)  # as where its entry was split off
    assert elsewhere.status_code == 404
    assert "Lo que usted escribió" in elsewhere.text
    assert "It does not." in elsewhere.text


def test_the_second_person_is_somebody_else(settings: Settings, ends: tuple[int, int], database: Database) -> None:
    review = settings.review.model_copy(update={"four_eyes": True})
    with TestClient(create_app(settings.model_copy(update={"review": review})), base_url=ORIGIN) as client:
        assert _send(client, ends) == 303
        assert "Ana proposed it" in read(client, "/").text
        assert _send(client, ends, who="ANA") == 422
        assert _send(client, ends, who="Ben") == 303
    with database.reading() as session:
        assert views.operator_line(session, ends[0]).status is LegalStatus.CLEARED


def test_it_is_decided_where_a_younger_entry_of_the_operator_is_cleared(
    client: TestClient, ends: tuple[int, int], database: Database
) -> None:
    with database.transaction() as session:
        judge.judge(session, 1, ends[0], Verdict.SAME, Signature("Ana", "one firm", NOW))
    assert client.post(f"/operators/{ends[0]}/clearings/{ends[1]}", data={}).status_code == 403  # of the form, not 404
    assert _send(client, (1, ends[1])) == 303
    with database.reading() as session:
        assert views.clearing(session, ends[1]).state is FlagState.CONFIRMED


def test_what_the_watch_itself_put_there_is_told_in_the_reader_s_language(
    client: TestClient, ends: tuple[int, int], database: Database
) -> None:
    """Who is told to be never listed: without a day, and in no English beside Spanish."""
    said = SeedStatus(LegalStatus.CLEARED, NOW.date(), sentence=NEVER_LISTED, is_dated=False)
    with database.transaction() as session:
        note_clearings(session, [Seed("x-1", "Ruta Zorzal", said=(said,))], NOW, by="list.csv")
    page = client.get(f"/operators/{ends[0]}", headers={"accept-language": "es"}).text
    assert "La lista dice que es de quienes aquí nunca se listan." in page
    assert NEVER_LISTED not in page
    assert "sin fecha; importado el" in page
