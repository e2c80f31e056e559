"""The words of the watchlist's names, each filed once by its traces, so that a misspelt one is found: which words are
spelled like this one?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import nlargest, nsmallest

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler
from sqlalchemy import delete

from store import by_key, remembered
from store.indexing import is_in_a_name
from store.likeness.align import SHORTENED
from store.likeness.alike import ALIKE, HEARD, likeness_of_words
from store.likeness.form import sound
from store.likeness.keys import further, trace_of, traced, traces
from store.likeness.stems import begins
from store.session import Session
from store.tables import NameWordRow
from store.tables.base import insert_new

MOST = 100
"""Words read under one trace."""

_WEIGHED, _WORDS = (24, 48, 48), (16, 32, 32)
"""Of the words that share a trace those that are weighed, the most alike; and followed; by how far is looked."""

_CUT_OFF = (0, 16, 16)
"""Words beside these that begin with what is asked, or that it begins with, the shortest; by how far is looked."""

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


def alike(session: Session, names: Iterable[str], *, alone: bool = False) -> dict[str, Mapping[str, float]]:
    """Word of these names -> words of the watchlist that are spelled or sound like it -> how alike, 0..1.

    `alone`: nothing but the names may speak for anybody, and a person waits for the answer, no night: more words are
    followed, and the only word of a name that says who is looked for further (store.likeness.keys.further). Beside
    other words so rough a likeness would be too little.
    """
    of_each = [traced(name) for name in names]
    words = {word: int(alone) for each in of_each for word in each}
    words |= {each[0]: 2 for each in of_each if alone and len(each) == 1}
    if (kept := remembered.of(session)) is None:
        return _alike_to(session, words)
    called = {word: word + "*" * far for word, far in words.items()}
    fresh = {word: far for word, far in words.items() if called[word] not in kept.made}
    for word, found in _alike_to(session, fresh).items():
        kept.made[called[word]] = found
        for key in _sought(word, words[word]):
            kept.made_of.setdefault(key, []).append(called[word])
    return {word: kept.made[name] for word, name in called.items()}


def _sought(word: str, far: int) -> frozenset[int]:
    return traces(word) | further(word) if far > 1 else traces(word)


def _alike_to(session: Session, words: Mapping[str, int]) -> dict[str, Mapping[str, float]]:
    """`words`: how far each is looked for, 0, 1 or 2."""
    under = {word: _sought(word, far) for word, far in words.items()}
    found = by_key.under(session, "name_words", {key for keys in under.values() for key in keys}, MOST)
    near = {word: {other for key in under[word] for other in found.get(key, ())} - {word} for word in under}
    return {word: close(word, tuple(sorted(near[word])), far) if near[word] else {} for word, far in words.items()}


@lru_cache(maxsize=1_000)  # a night's names share words, and what is like them seldom changes
def close(word: str, others: tuple[str, ...], far: int = 0) -> Mapping[str, float]:
    """Those of these words that are like this one -> how alike, 0..1; roughly first, all at once, by likeness's own
    rule. `far`: 0, 1 or 2 (`alike`).

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
    near = nlargest(_WEIGHED[far], np.flatnonzero((close >= _CLOSE) & (roughly >= _ROUGHLY)).tolist(), key=roughly.item)
    weighed = {other: likeness_of_words(word, mine, other, sound(other)) for other in (kept[at] for at in near)}
    best = nlargest(_WORDS[far], weighed, key=lambda other: (weighed[other], other))
    followed = {other: weighed[other] for other in best if weighed[other] >= ALIKE}
    if not _CUT_OFF[far]:
        return followed
    rest = [other for other in others if other not in followed and _is_cut_off(word, other)]
    return followed | dict.fromkeys(nsmallest(_CUT_OFF[far], rest, key=lambda other: (len(other), other)), SHORTENED)


def _is_cut_off(one: str, other: str) -> bool:
    """Whether one is the other, cut off."""
    if one.startswith(other):
        return begins(other, one)
    return other.startswith(one) and begins(one, other)


def _likenesses(scorer: Callable[..., float], word: str, others: Sequence[str]) -> NDArray[np.float32]:
    found: NDArray[np.float32] = process.cdist([word], others, scorer=scorer, dtype=np.float32)[0]
    return found


def _unknown(session: Session, words: Sequence[str]) -> list[str]:
    """Those that are not filed yet."""
    under = by_key.under(session, "name_words", [trace_of(word) for word in words], MOST)
    return [word for word in words if word not in under.get(trace_of(word), ())]
