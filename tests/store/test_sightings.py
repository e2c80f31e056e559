"""When a page was seen, and since when it is no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from store import captures, documents, sightings
from store.session import Database
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
