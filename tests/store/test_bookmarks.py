"""How far a file was taken in, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from store import bookmarks
from store.bookmarks import Bookmark
from store.session import Database

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
MARK = Bookmark("memory://crawl/a.warc.gz", "size=5000000000 ETag=1", size=5_000_000_000)


def test_a_bookmark_moves_on_and_is_kept_by_file(database: Database) -> None:
    """Positions go beyond four gigabytes; another file at the same address starts from its beginning."""
    later = replace(MARK, position=4_900_000_000, outcomes={"new": 3}, skipped={"status 404": 1})
    with database.transaction() as session:
        assert bookmarks.find(session, MARK.address, MARK.mark) is None
        bookmarks.put(session, MARK, NOW)
        bookmarks.put(session, later, NOW)
    with database.reading() as session:
        assert bookmarks.find(session, MARK.address, MARK.mark) == later
        assert bookmarks.find(session, MARK.address, "size=7") is None
        assert not later.finished
        assert replace(later, state=bookmarks.TRUNCATED).finished


def test_what_is_not_committed_moves_nothing(database: Database) -> None:
    """The bookmark lives and dies with the documents of its transaction."""
    with pytest.raises(RuntimeError, match="killed"):
        _put_and_die(database)
    with database.reading() as session:
        assert session.execute(text("SELECT count(*) FROM bookmarks")).scalar() == 0


def _put_and_die(database: Database) -> None:
    with database.transaction() as session:
        bookmarks.put(session, MARK, NOW)
        raise RuntimeError("killed")
