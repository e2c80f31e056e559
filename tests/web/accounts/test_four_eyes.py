"""What waits for a second person is seen by whoever may be it, and not offered to who proposed it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient

from core.settings import Settings
from core.terms import FlagState
from store import audit, decided, flags
from store.accounts.records import Scope
from store.session import Database
from tests.web.accounts.doors import Clock, enter, form_token
from tests.web.conftest import ORIGIN
from tests.web.seed import NOW
from tests.web.stories import REPORT
from tests.web.test_pages import read
from web.app import create_app

SAID = "Waits for a second person; proposed by Rosa Ñandú"
FOR_ME = "1 flag waits for you as the second person: see them"
CONFIRM = 'name="to" value="confirmed"'


@pytest.fixture
def closed(closed: Settings) -> Settings:
    """Settings of a desk where confirming takes two."""
    return closed.model_copy(update={"review": closed.review.model_copy(update={"four_eyes": True})})


@pytest.fixture
def proposed(closed: Settings, database: Database, flag_ids: dict[str, int]) -> int:
    """A flag that Rosa proposed to confirm."""
    assert closed.review.four_eyes
    flag_id = flag_ids[REPORT.title]
    with database.transaction() as session:
        given = {"who": "Rosa Ñandú", "why": "", "expected_version": 1, "now": NOW, "four_eyes": True}
        flags.decide(session, flag_id, FlagState.CONFIRMED, **given)
    return flag_id


@pytest.fixture
def other(closed: Settings, clock: Clock) -> Iterator[TestClient]:
    """Another browser."""
    with TestClient(create_app(closed, clock=clock), base_url=ORIGIN) as client:
        yield client


def test_who_proposed_is_told_why_they_cannot_confirm(rosa: TestClient, proposed: int) -> None:
    assert SAID in read(rosa, "/?since=all").text
    assert "as the second person" not in read(rosa, "/").text
    page = rosa.get(f"/flags/{proposed}").text
    assert CONFIRM not in page
    assert "You proposed to confirm it, so somebody else has to" in page
    assert 'name="to" value="dismissed"' in page


def test_whoever_may_be_the_second_finds_it(other: TestClient, proposed: int) -> None:
    enter(other, "ada", expect=200)
    assert FOR_ME in read(other, "/").text
    waiting = read(other, "/?since=second")
    assert "1 lead, 1 named operator waiting for a second person." in waiting.text
    assert SAID in waiting.text
    assert [link for link in waiting.links if link.startswith("/flags/")] == [f"/flags/{proposed}?since=second"]
    page = other.get(f"/flags/{proposed}").text
    assert CONFIRM in page
    assert "Rosa Ñandú proposed it: agreed to by another person it stands." in page


def test_who_only_reads_is_not_asked(other: TestClient, proposed: int) -> None:
    enter(other, "rita", expect=200)
    assert "as the second person" not in read(other, "/").text
    assert SAID in read(other, f"/flags/{proposed}").text


def test_a_program_is_told(other: TestClient, token_of: Callable[..., dict[str, str]], proposed: int) -> None:
    token = token_of("ada", Scope.READ)
    (found,) = other.get("/api/v1/flags?proposed=true", headers=token).json()["items"]
    assert (found["flag_id"], found["proposed_by"]) == (proposed, "Rosa Ñandú")
    assert other.get(f"/api/v1/flags/{proposed}", headers=token).json()["decisions"][0]["proposes"] == "confirmed"
    everything = other.get("/api/v1/flags", headers=token).json()["items"]
    assert [each["proposed_by"] for each in everything if each["flag_id"] != proposed] == [""] * (len(everything) - 1)


def test_a_decision_of_a_program_looks_like_no_persons(
    other: TestClient, token_of: Callable[..., dict[str, str]], proposed: int, database: Database
) -> None:
    """With tokens of two accounts one program was both persons, and neither page nor record told."""
    token, path = token_of("ada", Scope.READ, Scope.DECIDE), f"/api/v1/flags/{proposed}/decisions"
    wanted = {"to": "confirmed", "why": "seen", "version": 2}
    prefix = token["Authorization"].split()[1][:10]
    decision = other.post(path, json=wanted, headers=token).json()["decision"]
    assert (decision["who"], decision["token"], decision["caller"]) == ("Ada Admin", prefix, "")
    enter(other, "rita", expect=200)
    assert f"by Ada Admin (by a program, token {prefix}…)" in read(other, f"/flags/{proposed}").text
    with database.reading() as session:
        entries = {entry.action: entry for entry in reversed(audit.entries(session))}
        assert decided.faults(session) == []
    details = entries["flag decided"].details
    assert (details["token"], details["login"], details["path"]) == (prefix, "ada", path)
    viewed = entries["viewed"].details
    assert (viewed["login"], viewed["path"], "token" in viewed) == ("rita", f"/flags/{proposed}", False)


def test_who_comes_late_reads_that_it_was_proposed(other: TestClient, proposed: int) -> None:
    enter(other, "ada", expect=200)
    path, late = f"/flags/{proposed}", {"version": "1", "to": "dismissed", "why": "goods"}
    answer = other.post(f"{path}/decisions", data=late | {"token": form_token(other, path)})
    assert "Rosa Ñandú proposed to confirm it." in answer.text
    assert "in review" not in answer.text.split("Rosa Ñandú proposed to confirm it.")[0].rpartition("<h1")[0]
