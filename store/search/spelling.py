"""Words that stand in no text, mended: the words of the vocabulary that differ by a slip or two.

One slip leaves the first letters or the last ones as they were, so only words that share one of the two are compared.
A word that stands in names alone is looked for beside those: a list may have misspelt what every text spells right.
"""

from __future__ import annotations

from rapidfuzz.distance import OSA
from sqlalchemy import select
from sqlalchemy import text as sql

from store.indexing.words import fold
from store.session import Session
from store.tables import SearchWordRow

MENDED_TO = 5
_COMPARED = 20_000
_LAST = "\U0010ffff"


def alike(session: Session, word: str) -> tuple[str, ...]:
    """Up to five words in place of one that stands in no text, best first, behind itself where names have it; none
    where a text has it, or where nothing is like it. Words of up to seven letters may differ by one slip, longer ones
    by two."""
    if len(word) < 4 or not word.isalpha():
        return ()
    is_known = _stands(session, word)
    if is_known and _stands_in_text(session, word):
        return ()
    slips = 1 if len(word) <= 7 else 2
    found: dict[str, int] = {}
    for column, part in (
        (SearchWordRow.word, word[:2]),
        (SearchWordRow.backwards, word[::-1][:2]),
    ):
        sharing = select(SearchWordRow.word).where(column >= part, column < part + _LAST).limit(_COMPARED)
        for candidate in session.scalars(sharing):
            distance = OSA.distance(word, candidate, score_cutoff=slips)
            if distance <= slips:
                found[candidate] = distance
    found.pop(word, None)
    near = sorted(found, key=lambda each: (found[each], each))[:MENDED_TO]
    return (word, *near) if near and is_known else tuple(near)


def _stands(session: Session, word: str) -> bool:
    near = select(SearchWordRow.word).where(SearchWordRow.word >= word, SearchWordRow.word < fold(word) + _LAST)
    return session.scalars(near.limit(1)).first() is not None


_IN_TEXT = "SELECT 1 FROM revision_search WHERE {found} LIMIT 1"
_SQLITE = sql(_IN_TEXT.format(found="revision_search MATCH :word"))
_POSTGRES = sql(_IN_TEXT.format(found="words @@ to_tsquery('simple', :word)"))


def _stands_in_text(session: Session, word: str) -> bool:
    """Whether a word of a text begins so; letters alone need nothing but the quotes."""
    if session.get_bind().dialect.name == "sqlite":
        return session.execute(_SQLITE, {"word": f'"{word}" *'}).first() is not None
    return session.execute(_POSTGRES, {"word": f"'{word}':*"}).first() is not None
