"""Which documents are asked for again whether or not a feed names them."""

from __future__ import annotations

from datetime import timedelta

from core.terms import FlagState
from store import captures, flags, revisits, runs, sightings
from store.session import Database
from store.tables import DocumentRow
from tests.store.make import NOON, capture, mention, report, save

DAY = timedelta(days=1)


def paths(database: Database, most: int = 9) -> list[str]:
    """What is due four weeks after NOON: young for three days, flagged for thirty."""
    now = NOON + 28 * DAY
    with database.reading() as session:
        due = revisits.due(session, "cl_voz", young_since=now - 3 * DAY, flagged_since=now - 30 * DAY, most=most)
    return [each.url.rpartition("/")[2] for each in due]


def test_young_documents_are_due_and_flagged_ones_longer(database: Database) -> None:
    with database.transaction() as session:
        flagged = report(session, 1, [mention("Los Cuervos")])
        save(session, capture(2, at=NOON), "An old text of no interest " * 20)
        save(session, capture(3, at=NOON + 26 * DAY, title_hint="From the feed"), "A young text " * 30)
        save(session, capture(4, source_id="co_hora", at=NOON + 27 * DAY), "Of another source, as young " * 30)
        captures.add(session, [capture(5, at=NOON + 27 * DAY)], None)  # no document came of it
    assert flagged is not None
    assert paths(database) == ["1", "3"]
    assert paths(database, most=1) == ["1"]
    with database.transaction() as session:
        flags.decide(session, flagged, FlagState.DISMISSED, who="ana", why="no lead", expected_version=1, now=NOON)
    assert paths(database) == ["3"]


def test_the_newest_text_says_what_its_feed_said(database: Database) -> None:
    with database.transaction() as session:
        save(session, capture(1, path="a", at=NOON + 26 * DAY, title_hint="First"), "As it was first told " * 20)
        save(session, capture(2, path="a", at=NOON + 27 * DAY, title_hint="Second"), "Corrected by the editors " * 20)
    with database.reading() as session:
        (due,) = revisits.due(session, "cl_voz", young_since=NOON, flagged_since=NOON, most=9)
    assert due.title_hint == "Second"


def test_when_a_crawl_last_heard_a_source(database: Database) -> None:
    with database.transaction() as session:
        first = runs.start_or_resume(session, NOON.date(), "test", NOON).run_id
        runs.finish(session, first, "done", NOON)
        tonight = runs.start_or_resume(session, (NOON + DAY).date(), "test", NOON + DAY).run_id
        captures.add(session, [capture(1, at=NOON), capture(2, at=NOON + timedelta(hours=1))], first)
        captures.add(session, [capture(3, at=NOON + DAY)], tonight)
        captures.add(session, [capture(4, at=NOON + timedelta(hours=9))], None)  # of a file that was brought
        assert revisits.last_heard(session, "cl_voz", besides=tonight) == NOON + timedelta(hours=1)
        assert revisits.last_heard(session, "co_hora", besides=tonight) is None


def test_what_is_gone_is_noted_once_and_asked_for_a_while(database: Database) -> None:
    gone = NOON + 27 * DAY
    with database.transaction() as session:
        first = save(session, capture(1, path="a", at=NOON + 26 * DAY), "A young advert " * 30)
        save(session, capture(2, path="b", at=NOON + 26 * DAY), "Another young advert of the same board " * 20)
        pages = {capture(number, path=path).url: gone for number, path in ((1, "a"), (9, "never seen"))}
        assert sightings.gone(session, "cl_voz", pages) == 1
        assert sightings.gone(session, "cl_voz", dict.fromkeys(pages, gone + DAY)) == 0
        assert sightings.gone(session, "co_hora", pages) == 0
        assert sightings.gone(session, "cl_voz", {capture(2, path="b").url: NOON}) == 0  # it was seen since
    with database.reading() as session:
        assert session.get_one(DocumentRow, first.document_id).gone_at == gone
    assert sorted(paths(database)) == ["a", "b"]
    with database.transaction() as session:
        session.get_one(DocumentRow, first.document_id).gone_at = NOON + 20 * DAY
    assert paths(database) == ["b"]
    with database.transaction() as session:
        save(session, capture(3, path="a", at=NOON + 28 * DAY), "A young advert " * 30)
        assert session.get_one(DocumentRow, first.document_id).gone_at is None
