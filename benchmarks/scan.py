"""Every name laid beside a mention, with nothing of the index in between: what a lookup could have found.

A name counts for nothing until a word of it that says who meets such a word of the mention (store.linking.scoring), and
a word that many bear for too little alone. So those that can't be shown are left out before the dear comparison:
RapidFuzz lays every different word, run of neighbours and string of initials of the watchlist beside the mention's, by
bars no higher than the scorer's own. Names come in chunks.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import combinations, islice

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from core.names import name_key
from store.likeness.align import SHORTEST_ACCOUNT
from store.likeness.alike import ALIKE, likeness
from store.likeness.form import Form, Token, form, token
from store.likeness.glued import made_of

CHUNK = 100_000
"""Operators whose words are held at a time."""

FEW = 26
"""Operators under one word beyond which it can't reach the lowest score that is shown without a second word
(store.likeness.bearing, store.linking.scoring)."""

_RUN, _RUN_ALIKE, _SHORTEST_RUN, _LONGEST_ACRONYM = 4, 92, 5, 7
_ROUGHLY = 0.5  # likeness of spelling or sound below which the scorer finds no two words alike

Bearer = tuple[int, tuple[str, ...]]
"""Operator and its names."""


class Names:
    """The words of some operators' names."""

    def __init__(self, bearers: Iterable[Bearer]) -> None:
        self.words: dict[str, array[int]] = {}
        self.runs: dict[str, array[int]] = {}
        self.initials: dict[str, array[int]] = {}
        self.cores: dict[str, array[int]] = {}
        self.beside: dict[str, set[int]] = {}  # trades and places, by meaning
        self.names: dict[int, tuple[str, ...]] = {}
        for operator_id, names in bearers:
            self.names[operator_id] = names
            for name in names:
                self._file(form.__wrapped__(name), operator_id)
                self.cores.setdefault(name_key.__wrapped__(name).core, array("q")).append(operator_id)
        self._words, self._runs = list(self.words), list(self.runs)
        self._sounds = [token(word).sound for word in self._words]
        self.sounds: dict[str, list[str]] = {}
        self._by_meaning: dict[str, list[str]] = {}
        self._by_letter: dict[str, list[str]] = {}
        for word in map(token, self._words):
            self.sounds.setdefault(word.sound, []).append(word.text)
            self._by_meaning.setdefault(word.meaning, []).append(word.text)
            self._by_letter.setdefault(word.text[0], []).append(word.text)

    def near(self, mention: str) -> set[int]:
        """Those whom the scorer may find to bear this name: who shares a word that few bear, or two words, one of which
        may be a trade or a place: few may bear both."""
        asked = form(mention)
        telling = [each for each in asked.tokens if each.tells]
        sets = [self._by_word(word) for word in telling]
        rare = [found for found, word in zip(sets, telling, strict=True) if self._borne(word) <= FEW]
        beside = [self.beside.get(asked.tokens[i].meaning, set()) for i in asked.content if not asked.tokens[i].tells]
        twice = [one & other for one, other in combinations(sets, 2)]
        twice += [one & other for one in sets for other in beside]
        return set[int]().union(*rare, *twice, self._otherwise(asked, telling) if telling else (), self._cores(mention))

    def _by_word(self, word: Token) -> set[int]:
        found: set[int] = set()
        for other in self._alike(word):
            found.update(self.words[other])
        for other in _spelled_like(word.text, self._runs):
            found.update(self.runs[other])
        for letters, bearers in self.initials.items() if 2 <= len(word.text) <= _LONGEST_ACRONYM else ():
            if word.text in letters or (len(letters) > 1 and word.text.startswith(letters)):
                found.update(bearers)
        return found

    def _otherwise(self, asked: Form, telling: list[Token]) -> set[int]:
        """By words run together, and by initials that this name spells out."""
        found: set[int] = set()
        for run in _runs(asked):
            for other in _spelled_like(run, self._words):
                found.update(self.words[other])
        for other in self._words:
            if 2 <= len(other) <= _LONGEST_ACRONYM and any(
                other in own or other.startswith(own) for own in asked.initials if own
            ):
                found.update(self.words[other])
        return found | self._accounts(asked, telling)

    def _accounts(self, asked: Form, telling: list[Token]) -> set[int]:
        """By words of which the account that is asked, or one that stands here, is made."""
        found: set[int] = set()
        for account in (word.text for word in telling if len(word.text) >= SHORTEST_ACCOUNT):
            for bearer in {bearer for piece in _pieces(account) for bearer in self.words.get(piece, ())}:
                if any(made_of(account, _texts(form(name))) for name in self.names[bearer]):
                    found.add(bearer)
        texts = _texts(asked)
        for other in self._words:
            if len(other) < SHORTEST_ACCOUNT or not any(text in other for text, _tells in texts):
                continue
            if made_of(other, texts):
                found.update(self.words[other])
        return found

    def _borne(self, word: Token) -> int:
        return len({bearer for at in self.sounds.get(word.sound, ()) for bearer in self.words[at]})

    def _cores(self, mention: str) -> Iterable[int]:
        return self.cores.get(name_key(mention).core, ())

    def _file(self, name: Form, operator_id: int) -> None:
        for meaning in {name.tokens[i].meaning for i in name.content if not name.tokens[i].tells}:
            self.beside.setdefault(meaning, set()).add(operator_id)
        for index, texts in (
            (self.words, [each.text for each in name.tokens if each.tells]),
            (self.runs, _runs(name)),
            (self.initials, name.initials),
        ):
            for text in texts:
                index.setdefault(text, array("q")).append(operator_id)

    def _alike(self, word: Token) -> Iterator[str]:
        """Words of the same meaning, and such as are alike or short for one another; of these only what few bear."""
        spelled = process.cdist([word.text], self._words, scorer=OSA.normalized_similarity, dtype=np.float32)[0]
        heard = process.cdist([word.sound], self._sounds, scorer=OSA.normalized_similarity, dtype=np.float32)[0]
        for at in np.flatnonzero((spelled >= _ROUGHLY) | (heard >= _ROUGHLY)).tolist():
            other = token(self._words[at])
            if likeness(word, other) >= ALIKE and (word.sound == other.sound or self._borne(other) <= FEW):
                yield other.text
        for text in self._by_meaning.get(word.meaning, ()):
            yield text
        for text in self._by_letter.get(word.text[0], ()):
            if _shortens(word.text, text) and self._borne(token(text)) <= FEW:
                yield text


def chunks(bearers: Iterable[Bearer]) -> Iterator[Names]:
    """The operators, so many at a time."""
    waiting = iter(bearers)
    while part := list(islice(waiting, CHUNK)):
        yield Names(part)


def _texts(name: Form) -> list[tuple[str, bool]]:
    return [(each.text, each.tells) for each in name.tokens]


def _pieces(word: str) -> set[str]:
    return {word[start:end] for start in range(len(word)) for end in range(start + 2, len(word))}


def _runs(name: Form) -> list[str]:
    texts = [each.text for each in name.tokens]
    ends = [(start, start + length) for start in range(len(texts)) for length in range(2, _RUN + 1)]
    found = ["".join(texts[start:end]) for start, end in ends if end <= len(texts)]
    return [run for run in found if len(run) >= _SHORTEST_RUN - 2]


def _spelled_like(text: str, others: list[str]) -> Iterator[str]:
    if len(text) >= _SHORTEST_RUN - 2:
        scores = process.cdist([text], others, scorer=fuzz.ratio, score_cutoff=_RUN_ALIKE - 1, dtype=np.uint8)[0]
        yield from (others[at] for at in np.flatnonzero(scores).tolist())


def _shortens(one: str, other: str) -> bool:
    """Whether one begins the other, or may be its consonants, or its first letter (store.likeness.align)."""
    if one[:1] != other[:1] or len(one) == len(other):
        return False
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return len(short) == 1 or (len(short) >= 3 and (long.startswith(short) or not set(short) & set("aeiou")))
