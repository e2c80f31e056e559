"""What triage stopped: walked by version, counted once, and never where a document is known."""

from __future__ import annotations

from datetime import timedelta

from core.terms import CaptureState
from store import captures, runs, stopped
from store.session import Database
from tests.store.make import NOON, capture, register, save


def test_those_that_another_version_stopped_are_walked_once(database: Database) -> None:
    with database.transaction() as session:
        captures.add(session, [capture(number) for number in range(1, 8)], None)
        for number, version in enumerate(["t-2", "t-1", "t-2", "t-3", "t-1"], 1):
            captures.mark(session, capture(number).capture_id, CaptureState.STOPPED, version)
        captures.mark(session, capture(6).capture_id, "done", "new")
        found, place = stopped.by_others(session, "t-2", 2)
        assert found == [capture(2), capture(5)]
        found, place = stopped.by_others(session, "t-2", 2, place)
        assert found == [capture(4)]
        assert stopped.by_others(session, "t-2", 2, place) == ([], place)
        assert len(stopped.by_others(session, "", 10)[0]) == 5


def test_a_page_met_before_is_counted_apart(database: Database) -> None:
    with database.transaction() as session:
        before = runs.start_or_resume(session, NOON.date(), "test", NOON)
        captures.add(session, [capture(1, url="https://cl_voz.example/a")], before.run_id)
        runs.finish(session, before.run_id, "done", NOON)
        run = runs.start_or_resume(session, NOON.date() + timedelta(days=1), "test", NOON)
        later = NOON + timedelta(days=1)
        seen = [
            capture(2, url="https://cl_voz.example/a", fetched_at=later),
            capture(3, url="https://cl_voz.example/b", fetched_at=later),
            capture(4, url="https://cl_voz.example/c", fetched_at=later),
        ]
        captures.add(session, seen, run.run_id)
        for each in seen:
            captures.mark(session, each.capture_id, CaptureState.STOPPED, "t-1")
        assert stopped.count_first(session, run.run_id, "cl_voz") == (2, 1)
        assert stopped.count_first(session, before.run_id, "cl_voz") == (0, 0)


def test_the_addresses_of_documents_are_told(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        save(session, capture(1, url="https://cl_voz.example/a"), "Un texto cualquiera.")
        asked = {
            ("cl_voz", "https://cl_voz.example/a"),
            ("cl_voz", "https://cl_voz.example/b"),
            ("co", "https://cl_voz.example/a"),
        }
        assert stopped.known_documents(session, asked) == {("cl_voz", "https://cl_voz.example/a")}
        assert stopped.known_documents(session, set()) == set()
