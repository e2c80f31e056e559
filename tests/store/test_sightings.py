"""When a page was seen, and since when it is no more."""

from __future__ import annotations

from datetime import timedelta

from store import captures, sightings
from store.session import Database
from store.tables import DocumentRow, RevisionRow
from tests.store.make import NOON, capture, save

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
