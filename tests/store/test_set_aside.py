"""What was set aside, on both databases: one row a thing, its tries counted by version, open until solved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.errors import NotFoundError
from core.records import Capture
from store import captures, set_aside
from store.session import Database
from tests.store.make import capture, save

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
CAPTURE = Capture(
    "urn:uuid:1", "us_paper", "c", "http://paper.example/1", "", (), NOW, 200, "text/html", "0" * 64, "a.warc.gz", 0, 1
)


@pytest.fixture
def known(database: Database) -> Database:
    """One capture."""
    with database.transaction() as session:
        captures.add(session, [CAPTURE], None)
    return database


def put(database: Database, version: str = "almenara/1", error: str = "took longer than 120 s") -> set_aside.SetAside:
    """Set the capture aside, and look."""
    broken = set_aside.Broken(set_aside.EXTRACT, CAPTURE.capture_id, version, error, 2)
    with database.transaction() as session:
        set_aside.add(session, broken, run_id=None, now=NOW)
    with database.reading() as session:
        (aside,) = set_aside.waiting(session)
    return aside


def test_it_is_told_with_its_place_and_its_tries(known: Database) -> None:
    first = put(known)
    assert (first.source_id, first.url, first.tries) == ("us_paper", "http://paper.example/1", 2)
    assert put(known).tries == 4
    newer = put(known, "almenara/2")
    assert (newer.version, newer.tries, newer.first_at) == ("almenara/2", 2, NOW)


def test_what_strangers_wrote_into_an_error_is_short_and_plain(known: Database) -> None:
    aside = put(known, error="\x1b[2J\u202e" + "x" * 10_000)
    assert aside.error == "[2J" + "x" * (set_aside.LONGEST - 3)


def test_solved_it_waits_no_more_and_may_break_again(known: Database) -> None:
    put(known)
    with known.transaction() as session:
        set_aside.solve(session, set_aside.EXTRACT, [CAPTURE.capture_id], NOW + timedelta(days=1))
        assert set_aside.waiting(session) == []
    assert put(known).solved_at is None


def test_pages_that_an_older_program_did_not_survive_are_found_in_steps(known: Database) -> None:
    put(known)
    with known.reading() as session:
        ((number, capture),) = set_aside.waiting_captures(session, besides="almenara/2")
        assert capture == CAPTURE
        assert set_aside.waiting_captures(session, after=number) == []
        assert set_aside.waiting_captures(session, besides="almenara/1") == []


def test_nothing_unknown_is_set_aside(database: Database) -> None:
    broken = set_aside.Broken(set_aside.EXTRACT, "urn:uuid:none", "1", "why", 2)
    with pytest.raises(NotFoundError), database.transaction() as session:
        set_aside.add(session, broken, run_id=None, now=NOW)


def test_what_an_error_said_of_a_text_goes_with_it(database: Database) -> None:
    """Words of a text may stand in the error of the reader that did not survive it."""
    with database.transaction() as session:
        texts = [save(session, capture(each), f"Text {each}").revision_id for each in (1, 2)]
        for text in texts:
            broken = set_aside.Broken(set_aside.READ, str(text), "rules 1", "ValueError: María Ñusta", 2)
            set_aside.add(session, broken, run_id=None, now=NOW)
    with database.transaction() as session:
        set_aside.forget(session, texts[:1])
    with database.reading() as session:
        assert [each.error for each in set_aside.waiting(session)] == ["", "ValueError: María Ñusta"]
