"""When a page was seen, and since when it is no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from store import captures, documents, sightings
from store.session import Database, Session
from store.tables import DocumentRow, RevisionRow
from tests.store.make import NOON, capture, extracted, save, store

DAY = timedelta(days=1)


def test_a_page_that_came_as_it_was_stretches_the_last_sight(database: Database) -> None:
    """Byte for byte, so that nothing was archived. One that was gone is there again; one without text says nothing."""
    with database.transaction() as session:
        saved = save(session, capture(1, path="a"), "One text.")
        captures.mark(session, capture(1).capture_id, "done", "new")
        sightings.gone(session, "cl_voz", {capture(1, path="a").url: NOON + DAY})
        pages = {capture(1, path="a").url: NOON + 2 * DAY, capture(2, path="unknown").url: NOON}
        sightings.stood(session, "cl_voz", pages)
        row = session.get_one(DocumentRow, saved.document_id)
        assert (row.last_seen, row.gone_at) == (NOON + 2 * DAY, None)
        assert (row.was_gone_at, row.back_at) == (NOON + DAY, NOON + 2 * DAY)
        assert session.get_one(RevisionRow, saved.revision_id).last_seen == NOON + 2 * DAY
        captures.mark(session, capture(1).capture_id, "skipped", "no text")
        sightings.stood(session, "cl_voz", {capture(1, path="a").url: NOON + 3 * DAY})
        assert row.last_seen == NOON + 2 * DAY


def test_an_advert_that_says_that_it_expired_is_gone_until_it_is_back(database: Database) -> None:
    expired = replace(extracted("This ad has expired"), is_expired=True)
    with database.transaction() as session:
        first = save(session, capture(1, path="a"), "Van, no stamp.")
        row = session.get_one(DocumentRow, first.document_id)
        shots = [capture(number, path="a", at=NOON + number * DAY) for number in range(2, 6)]
        captures.add(session, [shots[0]], None)
        assert store(session, shots[0], expired).outcome == "revised"
        assert row.gone_at == NOON + 2 * DAY
        captures.add(session, shots[1:3], None)
        store(session, shots[1], expired)
        documents.unmodified(session, replace(shots[2], not_modified=True))
        assert (row.gone_at, row.last_seen) == (NOON + 2 * DAY, NOON + 4 * DAY)
        save(session, shots[3], "Van, no stamp.")
        assert row.gone_at is None
        assert (row.was_gone_at, row.back_at) == (NOON + 2 * DAY, NOON + 5 * DAY)


def test_an_advert_that_expired_again_is_gone_since_then(database: Database) -> None:
    """It was said to be gone since the first time, although it had stood in between."""
    with database.transaction() as session:
        _stood(session, 1)
        _expired(session, 2)
        _stood(session, 4)
        row = _expired(session, 6)
        assert (row.gone_at, row.was_gone_at, row.back_at) == _days(6, 2, 4)
        documents.unmodified(session, replace(capture(9, path="a", at=NOON + 7 * DAY), not_modified=True))
        assert row.gone_at == NOON + 6 * DAY


def test_a_page_that_is_gone_and_then_says_so_itself_did_not_come_back(database: Database) -> None:
    with database.transaction() as session:
        row = _stood(session, 1)
        sightings.gone(session, "cl_voz", {row.url: NOON + 3 * DAY})
        _expired(session, 4)
        documents.unmodified(session, replace(capture(9, path="a", at=NOON + 5 * DAY), not_modified=True))
        assert (row.gone_at, row.back_at) == (NOON + 3 * DAY, None)


def test_captures_in_any_order_tell_the_same(database: Database) -> None:
    with database.transaction() as session:
        row = _stood(session, 1)
        _expired(session, 6)
        _expired(session, 4)
        assert row.gone_at == NOON + 4 * DAY
        _stood(session, 8)
        _stood(session, 7)
        assert (row.gone_at, row.was_gone_at, row.back_at) == (None, *_days(4, 7))
        _expired(session, 3)
        assert row.gone_at is None


def test_an_older_sight_says_nothing_of_how_the_page_stands_now(database: Database) -> None:
    with database.transaction() as session:
        row = _stood(session, 5)
        _expired(session, 6)
        _expired(session, 3)
        assert row.gone_at == NOON + 6 * DAY  # it stood after the third day
        sightings.gone(session, "cl_voz", {row.url: NOON + 7 * DAY})
        _stood(session, 4)
        assert (row.gone_at, row.back_at) == (NOON + 6 * DAY, None)


def _days(*numbers: int) -> tuple[datetime, ...]:
    return tuple(NOON + number * DAY for number in numbers)


def _stood(session: Session, day: int) -> DocumentRow:
    saved = save(session, capture(day, path="a", at=NOON + day * DAY), "Van, no stamp.")
    return session.get_one(DocumentRow, saved.document_id)


def _expired(session: Session, day: int) -> DocumentRow:
    """It says on a day that it is no more."""
    shot = capture(70 + day, path="a", at=NOON + day * DAY)
    captures.add(session, [shot], None)
    saved = store(session, shot, replace(extracted("This ad has expired"), is_expired=True))
    return session.get_one(DocumentRow, saved.document_id)
