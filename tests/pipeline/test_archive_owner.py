"""By which database, and at what time, files may go out of an archive."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from core.errors import EvidenceError
from evidence.custody import CustodyLog
from pipeline import archive_purge
from pipeline.archive_purge import Shelf
from pipeline.audit_log import NOTED, note_head
from store.tables import CaptureRow
from tests.evidence.given import archive
from tests.pipeline.aged import LATER, OTHER_FILE, QUIET_FILE, alive


def test_nothing_goes_while_the_database_knows_nothing_of_a_later_file(shelf: Shelf) -> None:
    """It is an older one that was brought back: what stands on the older files may be told in those that it lost."""
    (name, *_more) = {each.warc_file for each in archive(shelf.root)}
    alive(shelf.root, LATER)
    with pytest.raises(EvidenceError, match=f"the database knows nothing of {name}") as refused:
        archive_purge.due(shelf)
    assert "`almenara ingest '" in str(refused.value)


def test_a_second_copy_of_what_is_known_keeps_nothing(shelf: Shelf) -> None:
    """Of a WARC file of others that came in twice the pages are kept by the first."""
    with shelf.database.transaction() as session:
        session.execute(update(CaptureRow).where(CaptureRow.warc_file == QUIET_FILE).values(warc_file=OTHER_FILE))
    assert archive_purge.due(shelf).files == (OTHER_FILE,)


def test_nothing_goes_by_another_database_than_the_one_whose_log_was_noted_last(shelf: Shelf) -> None:
    log = CustodyLog(shelf.root)
    note_head(shelf.database, shelf.root)
    assert archive_purge.due(shelf).files == (QUIET_FILE, OTHER_FILE)
    log.append(NOTED, "almenara", "", {"entries": 1, "hash": "0" * 64}, now=LATER)
    with pytest.raises(EvidenceError, match="noted last the audit log of another database"):
        archive_purge.due(shelf)


def test_nothing_goes_by_a_clock_that_runs_ahead(shelf: Shelf) -> None:
    assert archive_purge.due(replace(shelf, now=LATER + timedelta(days=1))).files == (QUIET_FILE, OTHER_FILE)
    with pytest.raises(EvidenceError, match="by this machine's clock it is 2032-02-27, and the last entry"):
        archive_purge.due(replace(shelf, now=LATER + timedelta(days=3652)))
