"""The words of the watchlist's names, each filed once by its traces, so that a misspelt one is found: which words are
spelled like this one? A word stays when the last who bore it goes; nobody is found by it then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import nlargest

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein
from sqlalchemy import select

from store import by_key
from store.likeness.align import ALIKE, likeness
from store.likeness.form import token
from store.likeness.keys import trace_of, traced, traces
from store.session import Session
from store.tables import NameWordRow
from store.tables.base import CHUNK, insert_new

_MOST, _WORDS, _ROUGHLY = 200, 32, 0.6
"""Words read under one trace; words alike that are followed; and the spelling's likeness from which one is weighed."""


def add(session: Session, names: Iterable[str]) -> None:
    """File the words of these names; what is filed already stays."""
    words = sorted({word for name in names for word in traced(name)})
    fresh = _unknown(session, words)
    rows = sorted((key, word) for word in fresh for key in traces(word))
    insert_new(session, NameWordRow, [{"key": key, "word": word} for key, word in rows])


def alike(session: Session, names: Iterable[str]) -> dict[str, dict[str, float]]:
    """Word of these names -> words of the watchlist that are spelled or sound like it -> how alike, 0..1."""
    words = list(dict.fromkeys(word for name in names for word in traced(name)))
    under = {word: traces(word) for word in words}
    found = by_key.under(session, "name_words", {key for keys in under.values() for key in keys}, _MOST)
    near = {word: sorted({other for key in under[word] for other in found.get(key, ())} - {word}) for word in words}
    return {word: _close(word, others) for word, others in near.items() if others}


def _close(word: str, others: Sequence[str]) -> dict[str, float]:
    mine = token(word)
    spelled = process.cdist([word], others, scorer=DamerauLevenshtein.normalized_similarity, dtype=np.float32)[0]
    rough = [other for at, other in enumerate(others) if spelled[at] >= _ROUGHLY or token(other).sound == mine.sound]
    weighed = {other: likeness(mine, token(other)) for other in rough}
    best = nlargest(_WORDS, weighed, key=lambda other: (weighed[other], other))
    return {other: weighed[other] for other in best if weighed[other] >= ALIKE}


def _unknown(session: Session, words: Sequence[str]) -> list[str]:
    known: set[str] = set()
    for start in range(0, len(words), CHUNK):
        chunk = words[start : start + CHUNK]
        query = select(NameWordRow.word).where(
            NameWordRow.key.in_([trace_of(word) for word in chunk]), NameWordRow.word.in_(chunk)
        )
        known.update(session.scalars(query))
    return [word for word in words if word not in known]
