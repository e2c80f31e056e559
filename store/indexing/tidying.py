"""What a purge leaves in the search index: words of the vocabulary that stand nowhere any more, each of which the
search would offer in place of a misspelt one, and on SQLite the words of texts and names that were taken out, which
FTS5 keeps with their places until its segments are merged.

In many small transactions: a night that goes on beside it waits for none of them long.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select, text

from store.session import Database, Session
from store.tables import SearchWordRow

WORDS = 2_000
"""Words that are looked up in one transaction."""
PAGES = 500
"""Pages of the index that are written in one transaction."""

_GONE = """DELETE FROM search_words WHERE word > :after AND word <= :last
AND NOT EXISTS (SELECT 1 FROM revision_search WHERE {in_text})
AND NOT EXISTS (SELECT 1 FROM name_search WHERE {in_name})"""
_SQLITE = _GONE.format(
    in_text="revision_search MATCH '\"' || search_words.word || '\"'",
    in_name="name_search MATCH '\"' || search_words.word || '\"'",
)
_POSTGRES = _GONE.format(
    in_text="revision_search.words @@ plainto_tsquery('simple', search_words.word)",
    in_name="name_search.words @@ plainto_tsquery('simple', search_words.word)",
)
_LOCK = "LOCK TABLE search_words IN SHARE ROW EXCLUSIVE MODE"
"""Or a word that another transaction finds there, and so does not add, would be taken from under its text."""
_MERGES = (
    "INSERT INTO revision_search (revision_search, rank) VALUES ('merge', :pages)",
    "INSERT INTO name_search (name_search, rank) VALUES ('merge', :pages)",
)


def tidy(database: Database, told: Callable[[int, int | None], object] = lambda _done, _total: None) -> int:
    """Take out what no text and no name holds any more; `told` is told how many words were looked up. Returns how many
    of them went."""
    after, done, gone = "", 0, 0
    while True:
        with database.transaction() as session:
            last, count = _next(session, after)
            if not count:
                break
            gone += _forget(session, after, last)
        after, done = last, done + count
        told(done, None)
    if database.is_sqlite:
        for statement in _MERGES:
            _merge(database, statement)
    return gone


def _next(session: Session, after: str) -> tuple[str, int]:
    """The last of the words that follow, and how many they are."""
    some = select(SearchWordRow.word).where(SearchWordRow.word > after).order_by(SearchWordRow.word).limit(WORDS)
    words = some.subquery()
    last, count = session.execute(select(func.max(words.c.word), func.count()).select_from(words)).one()
    return last or "", count


def _forget(session: Session, after: str, last: str) -> int:
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    if not is_sqlite:
        session.execute(text(_LOCK))
    taken = session.execute(
        text(f"{_SQLITE if is_sqlite else _POSTGRES} RETURNING word"), {"after": after, "last": last}
    )
    return len(taken.all())


def _merge(database: Database, statement: str) -> None:
    """As FTS5's 'optimize', a few pages at a time: the first step marks all segments to become one, where every word
    that was taken out goes; a step that changes less than two rows had nothing left to do."""
    pages = -PAGES
    while True:
        with database.transaction() as session:
            before = session.scalar(text("SELECT total_changes()")) or 0
            session.execute(text(statement), {"pages": pages})
            if (session.scalar(text("SELECT total_changes()")) or 0) - before < 2:
                return
        pages = PAGES
