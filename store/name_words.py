"""The words of the watchlist's names, each filed once by its traces, so that a misspelt one is found: which words are
spelled like this one? A word stays when the last who bore it goes; nobody is found by it then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nlargest

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler
from sqlalchemy import select

from store import by_key
from store.likeness.align import ALIKE, likeness
from store.likeness.form import token
from store.likeness.keys import trace_of, traced, traces
from store.session import Session
from store.tables import NameWordRow
from store.tables.base import CHUNK, insert_new

_MOST, _WEIGHED, _WORDS = 200, 40, 32
"""Words read under one trace; of them weighed, the most alike; and followed."""

_SPELLED, _ROUGHLY = 0.6, 0.66
"""The likeness of spelling, and the rough likeness, from which a word is weighed."""


def add(session: Session, names: Iterable[str]) -> None:
    """File the words of these names; what is filed already stays."""
    words = sorted({word for name in names for word in traced(name)})
    fresh = _unknown(session, words)
    rows = sorted((key, word) for word in fresh for key in traces(word))
    insert_new(session, NameWordRow, [{"key": key, "word": word} for key, word in rows])
    by_key.forget(session, "name_words", [key for key, _ in rows])


def read_ahead(session: Session, names: Iterable[str]) -> None:
    """Read at once what `alike` will ask of each of these names; for where reading is kept (by_key.keeping)."""
    words = {word for name in names for word in traced(name)}
    by_key.under(session, "name_words", {key for word in words for key in traces(word)}, _MOST)


def alike(session: Session, names: Iterable[str]) -> dict[str, dict[str, float]]:
    """Word of these names -> words of the watchlist that are spelled or sound like it -> how alike, 0..1."""
    words = list(dict.fromkeys(word for name in names for word in traced(name)))
    under = {word: traces(word) for word in words}
    found = by_key.under(session, "name_words", {key for keys in under.values() for key in keys}, _MOST)
    near = {word: sorted({other for key in under[word] for other in found.get(key, ())} - {word}) for word in words}
    return {word: _close(word, others) for word, others in near.items() if others}


def _close(word: str, others: Sequence[str]) -> dict[str, float]:
    """Roughly first, all at once: by likeness's own rule, where sounds agree no better than letters do.

    Words of one sound need no look here, since names are filed by it.
    """
    spelled, begun = (
        process.cdist([word], others, scorer=scorer, dtype=np.float32)[0]
        for scorer in (OSA.normalized_similarity, JaroWinkler.normalized_similarity)
    )
    roughly = np.maximum(spelled, (spelled + begun) / 2)
    near = nlargest(_WEIGHED, np.flatnonzero((spelled >= _SPELLED) & (roughly >= _ROUGHLY)).tolist(), key=roughly.item)
    mine = token(word)
    weighed = {others[at]: likeness(mine, token(others[at])) for at in near}
    best = nlargest(_WORDS, weighed, key=lambda other: (weighed[other], other))
    return {other: weighed[other] for other in best if weighed[other] >= ALIKE}


def _unknown(session: Session, words: Sequence[str]) -> list[str]:
    """Those that are not filed yet. Under its own trace a word stands with few others: where all were read, it is
    seen there."""
    under = by_key.under(session, "name_words", [trace_of(word) for word in words], _MOST)
    at = {word: under.get(trace_of(word), ()) for word in words}
    full = [word for word, others in at.items() if len(others) == _MOST and word not in others]
    known: set[str] = set()
    for start in range(0, len(full), CHUNK):
        chunk = full[start : start + CHUNK]
        query = select(NameWordRow.word).where(
            NameWordRow.key.in_([trace_of(word) for word in chunk]), NameWordRow.word.in_(chunk)
        )
        known.update(session.scalars(query))
    return [word for word, others in at.items() if word not in others and word not in known]
