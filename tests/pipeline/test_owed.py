"""What one night leaves to the next: failures for three nights, documents by their age."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.nights import SourceNight
from crawlers.discovery.found import Found
from crawlers.health import judge
from crawlers.journal import FINISHED, NO_DISCOVERY
from crawlers.source import Source
from pipeline import ledger, owed
from store import captures, runs
from store.session import Database
from tests.crawlers.night import source
from tests.store.make import capture, save

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
SOURCE = Source.model_validate(source("voz.example", [{"feed": "http://voz.example/feed"}]) | {"id": "cl_voz"})
FAILED = Found("https://cl_voz.example/failed", "2026-11-19", "From the feed")
DONE = replace(ledger.NO_REPORT, finished=FINISHED)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty watch."""
    made = Database(f"sqlite:///{tmp_path}/watch.db")
    made.upgrade()
    yield made
    made.close()


def due(database: Database, folder: Path) -> owed.Owed:
    """What the crawl of the second run is told."""
    with database.reading() as session:
        return owed.owed(session, folder, SOURCE, run_id=2, now=NOW)


def test_what_failed_is_asked_for_three_nights_more(database: Database, tmp_path: Path) -> None:
    assert due(database, tmp_path) == owed.Owed()
    for _ in range(3):
        owed.note(tmp_path, "cl_voz", replace(DONE, left=(FAILED,)))
        assert due(database, tmp_path).unread == (FAILED,)
    owed.note(tmp_path, "cl_voz", replace(DONE, left=(FAILED,)))
    assert due(database, tmp_path).unread == ()
    owed.note(tmp_path, "cl_voz", replace(DONE, left=(FAILED,)))
    owed.note(tmp_path, "cl_voz", DONE)  # it was had
    assert due(database, tmp_path).unread == ()


def test_a_night_without_room_for_a_page_is_no_try(database: Database, tmp_path: Path) -> None:
    unasked = replace(DONE, left=(FAILED,), unasked=frozenset({FAILED.url}))
    for _ in range(9):
        owed.note(tmp_path, "cl_voz", unasked)
    for _ in range(3):
        owed.note(tmp_path, "cl_voz", replace(DONE, left=(FAILED,)))
        assert due(database, tmp_path).unread == (FAILED,)
    owed.note(tmp_path, "cl_voz", replace(DONE, left=(FAILED,)))
    assert due(database, tmp_path).unread == ()


def test_how_many_are_given_up_is_told(tmp_path: Path) -> None:
    left = tuple(Found(f"https://cl_voz.example/{number}") for number in range(1200))
    assert owed.note(tmp_path, "cl_voz", replace(DONE, left=left)) == 1200 - owed.MOST
    assert owed.note(tmp_path, "cl_voz", replace(DONE, left=left[:3])) == 0


def test_a_crawl_that_was_cut_off_takes_nothing_off_the_list(database: Database, tmp_path: Path) -> None:
    owed.note(tmp_path, "cl_voz", replace(DONE, left=(FAILED,)))
    owed.note(tmp_path, "cl_voz", replace(DONE, finished=None, left=(Found("https://cl_voz.example/b"),)))
    assert {found.url[-1] for found in due(database, tmp_path).unread} == {"d", "b"}
    (tmp_path / "cl_voz.json").write_text('[{"url": "https://cl_')
    assert due(database, tmp_path).unread == ()


def test_young_documents_are_owed_with_what_discovery_said_of_them(database: Database, tmp_path: Path) -> None:
    day = timedelta(days=1)
    with database.transaction() as session:
        save(session, capture(1, at=NOW - day, title_hint="Young"), "Young " * 50)
        save(session, capture(2, at=NOW - 4 * day), "Old and of no interest " * 50)
    assert due(database, tmp_path).standing == (Found("https://cl_voz.example/1", "", "Young"),)
    never = SOURCE.model_copy(update={"revisit_days": 0})
    with database.reading() as session:
        assert owed.owed(session, tmp_path, never, run_id=2, now=NOW).standing == ()


def test_what_is_owed_hides_no_feed_that_has_dried_up(database: Database) -> None:
    """A page that nothing names any more and that stands as it was is no document of tonight: the source is silent."""
    report = replace(DONE, not_modified=1, owed=frozenset({"https://cl_voz.example/1"}))
    with database.transaction() as session:
        run_id = runs.start_or_resume(session, NOW.date(), "test", NOW).run_id
        captures.add(session, [capture(1, not_modified=True, status=304)], run_id)
        captures.mark(session, capture(1).capture_id, "done", "not_modified")
        line = SourceNight("cl_voz", expected=(0, 9))
        owes = ledger.after_crawl(session, run_id, line, report=report, error="", silent_before=2)
        found = replace(report, owed=frozenset())
        named = ledger.after_crawl(session, run_id, line, report=found, error="", silent_before=2)
    assert (owes.state, owes.unchanged, owes.silent_nights) == ("done", 0, 3)
    assert (named.unchanged, named.silent_nights) == (1, 0)


def test_a_site_whose_pages_came_byte_for_byte_as_they_were_was_heard(database: Database) -> None:
    """They are not archived again, so no capture counts them. What nobody named stays out of the unchanged."""
    urls = {f"https://cl_voz.example/{name}": NOW for name in "abc"}
    report = replace(DONE, not_modified=3, documents_discovered=2, stood=urls, owed=frozenset({max(urls)}))
    with database.transaction() as session:
        line = SourceNight("cl_voz", expected=(0, 9))
        after = ledger.after_crawl(session, 1, line, report=report, error="", silent_before=2)
    assert (after.fetched, after.unchanged, after.silent_nights) == (3, 2, 0)
    after = replace(after, reasons={"robots.txt forbids it": 1})
    assert [concern.severity for concern in judge(after, SOURCE.expect, silent_nights=3, week=())] == ["warning"]


def test_a_feed_that_could_not_be_read_is_a_failure_whatever_was_owed(database: Database) -> None:
    reasons = {"HTTP 404": 1, "feed: timed out": 1}
    report = replace(DONE, not_modified=4, failed=2, reasons=reasons, finished=NO_DISCOVERY)
    with database.transaction() as session:
        line = SourceNight("cl_voz", expected=(0, 9))
        after = ledger.after_crawl(session, 1, line, report=report, error="", silent_before=0)
    assert (after.state, after.error) == ("failed", "feed: timed out (1); HTTP 404 (1)")


def test_a_source_that_is_crawled_no_more_is_forgotten(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "owed"
    owed.forget(folder, NOW)  # there is none yet
    for source_id, age in (("cl_voz", 13), ("cl_gone", 15)):
        owed.note(folder, source_id, replace(DONE, left=(FAILED,)))
        then = (NOW - timedelta(days=age)).timestamp()
        os.utime(folder / f"{source_id}.json", (then, then))
    owed.forget(folder, NOW)
    assert [path.name for path in folder.iterdir()] == ["cl_voz.json"]
    assert due(database, folder).unread == (FAILED,)
