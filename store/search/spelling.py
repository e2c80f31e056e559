"""Words that stand nowhere, mended: the words of the vocabulary that differ by a slip or two.

One slip leaves the first letters or the last ones as they were, so only words that share one of the two are compared.
"""

from __future__ import annotations

from rapidfuzz.distance import OSA
from sqlalchemy import select

from store.indexing.words import fold
from store.session import Session
from store.tables import SearchWordRow

MENDED_TO = 5
_COMPARED = 20_000
_LAST = "\U0010ffff"


def alike(session: Session, word: str) -> tuple[str, ...]:
    """Up to five words in place of one that stands nowhere, best first; none where it stands somewhere, or where
    nothing is like it. Words of up to seven letters may differ by one slip, longer ones by two."""
    if len(word) < 4 or not word.isalpha() or _stands(session, word):
        return ()
    slips = 1 if len(word) <= 7 else 2
    found: dict[str, int] = {}
    for column, part in (
        (SearchWordRow.word, word[:2]),
        (SearchWordRow.backwards, word[::-1][:2]),
    ):
        near = select(SearchWordRow.word).where(column >= part, column < part + _LAST).limit(_COMPARED)
        for candidate in session.scalars(near):
            distance = OSA.distance(word, candidate, score_cutoff=slips)
            if distance <= slips:
                found[candidate] = distance
    return tuple(sorted(found, key=lambda each: (found[each], each))[:MENDED_TO])


def _stands(session: Session, word: str) -> bool:
    near = select(SearchWordRow.word).where(SearchWordRow.word >= word, SearchWordRow.word < fold(word) + _LAST)
    return session.scalars(near.limit(1)).first() is not None
