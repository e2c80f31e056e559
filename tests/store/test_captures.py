"""Captures come in once, wait to be read, and tell a crawl what is known of an address."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.errors import NotFoundError
from core.terms import CaptureState
from store import captures, runs
from store.captures import StoredKnownPages
from store.session import Database
from tests.store.make import NOON, capture, waiting


def test_each_comes_in_once_and_as_it_was(database: Database) -> None:
    first = capture(1, redirects=("https://cl_voz.example/old",), etag='"1"', title_hint="Año nuevo")
    with database.transaction() as session:
        assert captures.add(session, [first, capture(2), first], None) == {first.capture_id, capture(2).capture_id}
        assert captures.add(session, [first, capture(3)], None) == {capture(3).capture_id}
        assert waiting(session, 10) == [first, capture(2), capture(3)]
        assert captures.get(session, first.capture_id) == first


def test_what_has_become_of_one_already_comes_in_with_it(database: Database) -> None:
    first, second = capture(1), capture(2)
    with database.transaction() as session:
        run_id = runs.start_or_resume(session, NOON.date(), "test", NOON).run_id
        ends = {first.capture_id: ("stopped", "almenara-triage-1")}
        assert captures.add(session, [first, second], run_id, ends) == {first.capture_id, second.capture_id}
        assert waiting(session, 10) == [second]
        captures.add(session, [first], run_id, {first.capture_id: ("done", "new")})
        assert captures.outcomes(session, run_id, "cl_voz") == {("stopped", "almenara-triage-1"): 1, ("pending", ""): 1}


def test_a_thousand_in_one_go(database: Database) -> None:
    many = [capture(number) for number in range(1200)]
    with database.transaction() as session:
        assert len(captures.add(session, many, None)) == 1200
        assert captures.add(session, many, None) == set()
        assert waiting(session, 2000) == many


def test_what_became_of_them(database: Database) -> None:
    with database.transaction() as session:
        captures.add(session, [capture(1), capture(2), capture(3)], None)
        captures.mark(session, capture(1).capture_id, "done")
        captures.mark(session, capture(2).capture_id, "failed", "broken\x00 page")
        assert waiting(session, 10) == [capture(3)]
        with pytest.raises(NotFoundError):
            captures.mark(session, "urn:uuid:none", "done")


def test_what_became_of_many_is_said_at_once(database: Database) -> None:
    states = {capture(1).capture_id: ("stopped", "a"), capture(2).capture_id: ("done", "new\x00")}
    with database.transaction() as session:
        captures.add(session, [capture(1), capture(2), capture(3)], None)
        captures.mark_all(session, states)
        captures.mark_all(session, {})
        assert waiting(session, 10) == [capture(3)]
        row = captures.row_of(session, capture(2).capture_id)
        assert (row.state, row.reason) == ("done", "new\ufffd")


def test_outcomes_are_counted_by_run_and_source(database: Database) -> None:
    with database.transaction() as session:
        run = runs.start_or_resume(session, NOON.date(), "test", NOON)
        captures.add(session, [capture(1), capture(2), capture(3, source_id="co_hora")], run.run_id)
        captures.mark(session, capture(1).capture_id, "done", "new")
        assert captures.outcomes(session, run.run_id, "cl_voz") == {("done", "new"): 1, ("pending", ""): 1}
        assert waiting(session, 9, run_id=run.run_id)[0] == capture(2)


def test_known_pages(database: Database) -> None:
    day = timedelta(days=1)
    url = "https://cl_voz.example/a"
    shots = [
        capture(1, path="a", etag='"1"', last_modified="Sat"),
        capture(2, path="a", at=NOON + day, etag='"2"'),
        capture(3, path="a", at=NOON + 2 * day, status=304, not_modified=True),
        capture(4, path="a", at=NOON + 3 * day, status=500),
        capture(5, path="b", status=404),
        capture(6, path="c", requested_url="https://cl_voz.example/moved"),
    ]
    with database.transaction() as session:
        captures.add(session, shots, None)
    known = StoredKnownPages(database)
    with database.transaction() as session:
        captures.add(session, [capture(7, path="a", at=NOON + 4 * day, etag='"wall"'), capture(8, path="d")], None)
        for number in (7, 8):
            captures.mark(session, capture(number).capture_id, CaptureState.WALL, "wall: Cloudflare")
    assert known.lookup("cl_voz", "https://cl_voz.example/d") is None  # so it is asked for again
    page = known.lookup("cl_voz", url)
    assert page is not None
    assert (page.etag, page.last_modified, page.payload_sha256) == ('"2"', "", shots[1].payload_sha256)
    assert (page.first_fetched_at, page.last_fetched_at) == (NOON, NOON + 2 * day)
    assert known.lookup("co_hora", url) is None
    assert known.lookup("cl_voz", "https://cl_voz.example/b") is None
    moved = known.lookup("cl_voz", "https://cl_voz.example/moved")
    assert moved is not None
    assert moved.url == "https://cl_voz.example/c"
