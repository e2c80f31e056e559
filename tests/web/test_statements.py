"""What was read of a standing is corrected on a page of its own: reached from the operator and from the flag, and told
wherever it stands."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from core.terms import LegalStatus
from store import audit, views
from store.flagging import corrections
from store.session import Database
from tests.web.conftest import ORIGIN
from tests.web.seed import NOW
from tests.web.stories import ADVERT
from tests.web.test_pages import read
from tests.web.test_pairs import fields


@pytest.fixture
def accused(database: Database, flag_ids: dict[str, int]) -> tuple[int, int, int]:
    """The operator of a lead, the gravest statement of the watch, and the lead."""
    with database.reading() as session:
        found = [
            (len(views.statement(session, statement_id).line.choices), (operator_id, statement_id, flag_id))
            for flag_id in flag_ids.values()
            for operator_id, statement_id in views.statements_of_flag(session, flag_id).items()
        ]
    return max(found)[1]


def _page(accused: tuple[int, int, int]) -> str:
    return f"/operators/{accused[0]}/statements/{accused[1]}"


def _send(client: TestClient, accused: tuple[int, int, int], **changes: str) -> int:
    page = _page(accused)
    sent = fields(client, page, page) | {"stands_as": "nothing", "why": "A <namesake>.", "who": "Ana"}
    return client.post(page, data=sent | changes, follow_redirects=False).status_code


def test_it_is_reached_from_the_operator_and_from_the_flag(client: TestClient, accused: tuple[int, int, int]) -> None:
    for path in (f"/operators/{accused[0]}", f"/flags/{accused[2]}"):
        assert _page(accused) in read(client, path).links
    page = read(client, _page(accused))
    assert "What does the source say of this operator?" in page.text
    assert f"/operators/{accused[0]}#standing" in page.links


def test_who_is_not_accused_is_named_so_on_every_page(
    client: TestClient, accused: tuple[int, int, int], database: Database
) -> None:
    with database.reading() as session:
        name = views.operator_line(session, accused[0]).name
    assert _send(client, accused) == 303
    assert f"By a person's word it does not accuse: {name}." in read(client, f"/flags/{accused[2]}").text
    said = "Corrected by Ana"
    for path in (f"/operators/{accused[0]}", _page(accused)):
        text = read(client, path).text
        assert said in text
        assert "it does not accuse this operator, and counts no more" in text
    assert "A <namesake>." in read(client, _page(accused)).text
    dossier = client.get(f"/operators/{accused[0]}/dossier.pdf")
    assert dossier.status_code == 200
    flag = client.get(f"/api/v1/flags/{accused[2]}").json()
    assert accused[0] not in [each["operator_id"] for each in flag["operators"]]
    assert accused[0] in [each["operator_id"] for each in flag["corrected_operators"]]
    (entry,) = (
        each
        for each in client.get(f"/api/v1/operators/{accused[0]}").json()["statuses"]
        if each["statement_id"] == accused[1]
    )
    assert (entry["stands_as"], entry["version"], entry["refusal"]["is_correction"]) == (None, 1, True)


def test_it_is_taken_back_where_it_was_made(
    client: TestClient, accused: tuple[int, int, int], database: Database
) -> None:
    with database.reading() as session:
        line = views.statement(session, accused[1]).line
    assert _send(client, accused) == 303
    assert _send(client, accused, stands_as=line.status, why="It is meant.") == 303
    assert "As it was read: the correction is taken back." not in read(client, _page(accused)).text
    with database.reading() as session:
        assert views.statement(session, accused[1]).line.stands_as is line.status


def test_what_can_not_be_recorded_keeps_the_words(
    client: TestClient, accused: tuple[int, int, int], database: Database
) -> None:
    assert _send(client, accused, token="x") == 403
    assert _send(client, accused, stands_as="guilty") == 422
    assert _send(client, accused, stands_as="cleared") == 422
    assert _send(client, accused, why="") == 422
    page = _page(accused)
    sent = fields(client, page, page) | {"stands_as": "nothing", "why": "Another firm.", "who": "Ana"}
    with database.transaction() as session:
        corrections.correct(session, accused[1], None, who="Ben", why="no", expected_version=0, now=NOW)
    client.cookies.set("almenara_language", "es")
    late = client.post(page, data=sent)
    assert late.status_code == 409
    assert "ha cambiado desde que usted la vio: Ben" in late.text
    assert "Another firm." in late.text


def test_a_view_is_on_record_as_of_its_operator(
    client: TestClient, accused: tuple[int, int, int], database: Database
) -> None:
    answer = client.get(f"/operators/999/statements/{accused[1]}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, _page(accused))
    read(client, _page(accused))
    with database.reading() as session:
        (seen,) = audit.entries(session, limit=1)
    assert (seen.action, seen.subject) == ("viewed", f"operator {accused[0]}")
    page = _page(accused)
    sent = fields(client, page, page) | {"stands_as": "nothing", "why": "Kept words.", "who": "Ana"}
    elsewhere = client.post(f"/operators/{accused[0] + 1}/statements/{accused[1]}", data=sent)
    assert elsewhere.status_code == 404
    assert "Kept words." in elsewhere.text
    with database.reading() as session:
        assert views.statement(session, accused[1]).line.version == 0
        told = [entry.details.get("operators") for entry in audit.entries(session, limit=2)]
    assert [accused[0]] in told
    assert client.get(f"/operators/{accused[0]}/statements/99999", headers={"origin": ORIGIN}).status_code == 404


def test_a_standing_that_stands_lower_says_as_what(
    client: TestClient, accused: tuple[int, int, int], database: Database
) -> None:
    with database.reading() as session:
        line = views.statement(session, accused[1]).line
    lower = line.choices[-1]
    assert lower is not line.status
    assert _send(client, accused, stands_as=lower) == 303
    assert "Corrected it stands as:" in read(client, f"/operators/{accused[0]}").text
    assert lower in set(LegalStatus)


def test_what_was_read_stands_on_the_flag_with_the_correction_beside_it(
    client: TestClient, database: Database, flag_ids: dict[str, int]
) -> None:
    """The page went on to show a name as the operator's, and its number, with nothing that said otherwise."""
    flag_id = flag_ids[ADVERT.title]
    with database.transaction() as session:
        ((operator_id, statement_id),) = views.statements_of_flag(session, flag_id).items()
        shown = f"/flags/{flag_id}/versions/{views.flag(session, flag_id).document.document_id}"
    before = client.get(f"/flags/{flag_id}").text
    assert ('class="k-operator"' in before, 'class="k-corrected"' in before) == (True, False)
    assert _send(client, (operator_id, statement_id, flag_id)) == 303
    for path in (f"/flags/{flag_id}", shown):
        html, page = client.get(path).text, read(client, path)
        assert ('class="k-operator"' in html, html.count('<mark class="k-corrected" ')) == (False, 2)
        assert "Viajes Sol Naciente advertised, says this document Corrected by Ana" in page.text
        assert "Corrected of somebody whom the document does not accuse, by a person’s word" in page.text
        assert f"/operators/{operator_id}/statements/{statement_id}" in page.links
    assert "the lead stays for the others" not in read(client, f"/flags/{flag_id}").text  # there is nobody else
    (told,) = client.get(f"/api/v1/flags/{flag_id}").json()["corrected"]
    assert (told["name"], told["operator_id"], told["statement_id"]) == (
        "Viajes Sol Naciente",
        operator_id,
        statement_id,
    )
    assert (told["status"], told["stands_as"], told["who"]) == ("advertised", None, "Ana")
    assert [each["value"] for each in told["contacts"]] == ["+573000000021"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "No acusado, según una persona"), ("pt", "Não acusado, segundo uma pessoa")],
)
def test_the_mark_is_told_in_other_languages(
    client: TestClient, accused: tuple[int, int, int], language: str, words: str
) -> None:
    assert _send(client, accused) == 303
    client.cookies.set("almenara_language", language)
    assert words in read(client, f"/flags/{accused[2]}").text


def test_less_than_was_read_stands_beside_what_was_read(
    client: TestClient, accused: tuple[int, int, int], database: Database
) -> None:
    with database.reading() as session:
        line = views.statement(session, accused[1]).line
    assert _send(client, accused, stands_as=line.choices[-1]) == 303
    html, page = client.get(f"/flags/{accused[2]}").text, read(client, f"/flags/{accused[2]}")
    assert 'class="k-operator"' in html  # it accuses still
    assert "says this document Corrected it stands as: Advertised by Ana" in page.text
