"""Victims' names on the pages, in the API and in files: covered, until somebody who may has them shown, on record."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from store import audit, search, views
from store.search import SearchFilter
from store.session import Database
from tests.digest.test_bystanders import HERS, STORY, number, persons
from tests.web.seed import NIGHT, NOW, Night

TITLE = STORY.title


NUMBERED = replace(
    STORY, path="juana", text=f"{STORY.text.removesuffix('.')} y dejó su número, {HERS}, o sea 900000088."
)


def hold(database: Database, night: Night) -> tuple[int, int, int]:
    """A story that names a victim: its flag, its newest version, whom it accuses. It has an earlier version, too."""
    first = replace(STORY, path="juana", text=f"{STORY.text} Primera versión.")
    night.hold([first], night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    night.hold([NUMBERED], night=NIGHT + timedelta(days=2), now=NOW + timedelta(days=2))
    with database.transaction() as session:
        persons(session)
        number(session)
        (flag,) = [each for each in views.flags(session) if "declaró ante el fiscal" in each.title]
        (hit,) = search.find_documents(session, search.understand(session, "fiscal Ibarra"), SearchFilter())
        return flag.flag_id, hit.revision_id, flag.operators[0][0]


@pytest.fixture
def story(database: Database, night: Night) -> tuple[int, int, int]:
    """Such a story."""
    return hold(database, night)


def _places(flag_id: int, revision_id: int, operator_id: int) -> list[str]:
    return [
        "/",
        f"/flags/{flag_id}",
        f"/flags/{flag_id}/evidence",
        f"/flags/{flag_id}/versions/{revision_id}",
        f"/documents/{revision_id}",
        f"/operators/{operator_id}",
        "/search?q=fiscal+Ibarra",
        "/search?q=Tika",
        "/search.csv?q=fiscal+Ibarra",
        "/flags.atom",
        "/api/v1/flags",
        f"/api/v1/flags/{flag_id}",
        f"/api/v1/documents/{revision_id}",
        f"/api/v1/operators/{operator_id}",
        "/api/v1/search?q=fiscal+Ibarra",
    ]


def test_a_victim_is_covered_wherever_her_story_is_shown(client: TestClient, story: tuple[int, int, int]) -> None:
    """Every role read 'Juana Ñusta Tika, víctima' on the flag's page until somebody had her hidden."""
    for place in _places(*story):
        answer = client.get(place)
        assert answer.status_code == 200, place
        told = answer.text.replace('value="Tika"', "").replace("q=Tika", "")
        assert "Ñusta Tika" not in told, place
        assert "000 088" not in told, place
        assert "00000088" not in told, place
        if place.startswith(("/flags/", "/documents/", "/api/v1/flags/", "/api/v1/documents/")):
            assert "Oscar Ibarra" in told, place  # who speaks for an office stays
    spanish = client.get(f"/flags/{story[0]}", headers={"accept-language": "es"}).text
    assert "[suprimido], víctima de" in re.sub(r"<[^>]+>", "", spanish)
    assert "[redacted]" not in spanish


@pytest.mark.parametrize("page", ["/flags/{0}", "/flags/{0}/versions/{1}", "/documents/{1}"])
def test_names_are_shown_to_who_asks_by_name_and_on_record(
    client: TestClient, database: Database, story: tuple[int, int, int], page: str
) -> None:
    address = page.format(*story)
    shown = client.get(address).text
    assert "Show the names" in shown
    assert "1 number or address that the reader takes for a victim’s" in re.sub(r"<[^>]+>", "", shown)
    token = re.findall(r'name="token" value="([^"]+)"', shown)[0]
    refused = client.post(f"{address}/names", data={"token": token, "who": " "})
    assert refused.status_code == 422
    assert "Tika" not in refused.text
    assert client.post(f"{address}/names", data={"token": "x", "who": "Ana"}).status_code == 403
    answer = client.post(f"{address}/names", data={"token": token, "who": "Ana"})
    assert answer.status_code == 200
    assert TITLE in re.sub(r"<[^>]+>", "", answer.text)
    assert f"{HERS}, o sea 900000088" in re.sub(r"<[^>]+>", "", answer.text)
    assert "It is in the audit log" in answer.text
    assert "Tika" not in client.get(address).text
    with database.reading() as session:
        noted = [each for each in audit.entries(session) if each.action == "names uncovered"]
    what = f"document {story[1]}" if address.startswith("/documents") else f"flag {story[0]}"
    assert [(each.actor, each.subject, each.details) for each in noted] == [("Ana", what, {"path": f"{address}/names"})]


def test_where_a_number_alone_is_covered_it_is_what_is_asked_for(
    client: TestClient, database: Database, night: Night
) -> None:
    alone = replace(NUMBERED, title="Piden ayuda", others=(), path="sola")
    night.hold([alone], night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    with database.transaction() as session:
        number(session)
        (flag,) = [each for each in views.flags(session) if each.title == "Piden ayuda"]
    shown = client.get(f"/flags/{flag.flag_id}").text
    assert "Show the numbers" in shown
    assert "Covered here: the names" not in shown
    assert "000 088" not in shown
