"""The words of the watchlist's names, each filed once by its traces, so that a misspelt one is found: which words are
spelled like this one?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler
from sqlalchemy import delete

from store import by_key, remembered
from store.indexing import is_in_a_name
from store.likeness.alike import ALIKE, HEARD, likeness_of_words
from store.likeness.form import sound
from store.likeness.keys import trace_of, traced, traces
from store.session import Session
from store.tables import NameWordRow
from store.tables.base import insert_new

MOST = 100
"""Words read under one trace."""

_WEIGHED, _WORDS = 24, 16
"""Of the words that share a trace those that are weighed, the most alike; and followed."""

_SPELLED, _CLOSE, _ROUGHLY = 0.5, 0.6, 0.66
"""The likeness of spelling, of sound or spelling, and the rough likeness, from which a word is weighed."""


def add(session: Session, names: Iterable[str]) -> None:
    """File the words of these names; what is filed already stays."""
    words = sorted({word for name in names for word in traced(name)})
    fresh = _unknown(session, words)
    rows = sorted((key, word) for word in fresh for key in {trace_of(word), *traces(word)})
    insert_new(session, NameWordRow, [{"key": key, "word": word} for key, word in rows])
    remembered.forget(session, "name_words", [key for key, _ in rows])


def forget(session: Session, names: Iterable[str]) -> None:
    """Take out the words of these names, which went, that stand in no other name."""
    for word in {word for name in names for word in traced(name)}:
        if not is_in_a_name(session, word):
            keys = {trace_of(word), *traces(word)}
            session.execute(delete(NameWordRow).where(NameWordRow.key.in_(keys), NameWordRow.word == word))
            remembered.forget(session, "name_words", keys)


def read_ahead(session: Session, names: Iterable[str]) -> None:
    """Read at once what `alike` will ask of each of these names; for within `remembered.keeping`."""
    known = remembered.of(session)
    words = {word for name in names for word in traced(name)} - (known.made.keys() if known else set())
    by_key.under(session, "name_words", {key for word in words for key in traces(word)}, MOST)


def alike(session: Session, names: Iterable[str]) -> dict[str, Mapping[str, float]]:
    """Word of these names -> words of the watchlist that are spelled or sound like it -> how alike, 0..1."""
    words = dict.fromkeys(word for name in names for word in traced(name))
    if (kept := remembered.of(session)) is None:
        return _alike_to(session, words)
    fresh = [word for word in words if word not in kept.made]
    kept.made.update(_alike_to(session, fresh))
    for word in fresh:
        for key in traces(word):
            kept.made_of.setdefault(key, []).append(word)
    return {word: kept.made[word] for word in words}


def _alike_to(session: Session, words: Iterable[str]) -> dict[str, Mapping[str, float]]:
    under = {word: traces(word) for word in words}
    found = by_key.under(session, "name_words", {key for keys in under.values() for key in keys}, MOST)
    near = {word: {other for key in under[word] for other in found.get(key, ())} - {word} for word in under}
    return {word: close(word, tuple(sorted(others))) if others else {} for word, others in near.items()}


@lru_cache(maxsize=1_000)  # a night's names share words, and what is like them seldom changes
def close(word: str, others: tuple[str, ...]) -> Mapping[str, float]:
    """Roughly first, all at once, by likeness's own rule.

    Words of one sound need no look here, since names are filed by it.
    """
    mine = sound(word)
    spelled = _likenesses(OSA.normalized_similarity, word, others)
    at_all = np.flatnonzero(spelled >= _SPELLED)
    kept, spelled = [others[at] for at in at_all.tolist()], spelled[at_all]
    heard = _likenesses(OSA.normalized_similarity, mine, [sound(other) for other in kept])
    begun = _likenesses(JaroWinkler.normalized_similarity, word, kept)
    close = np.maximum(spelled, heard - HEARD)
    roughly = np.maximum(close, (close + begun) / 2)
    near = nlargest(_WEIGHED, np.flatnonzero((close >= _CLOSE) & (roughly >= _ROUGHLY)).tolist(), key=roughly.item)
    weighed = {other: likeness_of_words(word, mine, other, sound(other)) for other in (kept[at] for at in near)}
    best = nlargest(_WORDS, weighed, key=lambda other: (weighed[other], other))
    return {other: weighed[other] for other in best if weighed[other] >= ALIKE}


def _likenesses(scorer: Callable[..., float], word: str, others: Sequence[str]) -> NDArray[np.float32]:
    found: NDArray[np.float32] = process.cdist([word], others, scorer=scorer, dtype=np.float32)[0]
    return found


def _unknown(session: Session, words: Sequence[str]) -> list[str]:
    """Those that are not filed yet."""
    under = by_key.under(session, "name_words", [trace_of(word) for word in words], MOST)
    return [word for word in words if word not in under.get(trace_of(word), ())]
