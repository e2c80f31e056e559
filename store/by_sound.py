"""Which names are worth comparing closely by how their words sound, although their letters are too little alike.

A rare word may be little of a long name, or be spelled otherwise. Of a name in which what is asked is heard less is
asked, and still less where all that says who on one side is met on the other: then it is the name, misspelt, or the
name with something beside it. Words meet that sound the same, or that the index holds to be alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from core.name_words import FORM_CLASSES
from store.likeness.form import form, sound

LEAST_HEARD = 0.445
"""The least that words in common must tell, 0..1, where they are all that speaks for a name."""

HEARD, WITHIN, ALL_MET = 55.0, 45.0, 60.0
"""Likeness by words and by whole names (0..200), the words by letters or sounds, times what the words tell, from which
a name is compared closely in which a word of what is asked is heard; if every word of one of the two is met in the
other; and, times what the whole name tells, if every word of both is."""

NEARLY = 55.0
"""The likeness by letters, times what the whole name tells, below which no name is looked at for its sounds, unless the
words tell enough."""

_SHORTEST = 3
"""Sounds of a word that is looked for."""

_FORMS = frozenset(word for each in FORM_CLASSES for word in each)


class Spoken(NamedTuple):
    """What is asked by its sounds."""

    names: Sequence[Sequence[Set[str]]]  # of each spelling, of each word that says who: the sounds of what it may be
    words: Set[str]  # how these words sound themselves, those long enough to be heard within others
    meets: Set[str]  # all sounds of what they may be

    def hold(self, said: Set[str]) -> bool:
        """Whether every word of a spelling that is asked is met by one of these sounds."""
        return any(not any(said.isdisjoint(word) for word in name) for name in self.names)


class Heard(NamedTuple):
    """A name that its letters don't bring near enough."""

    place: int  # where it stands
    telling: str  # its words that say who
    letters: float  # the likeness of these and of the whole name by letters, 0..200
    name: float  # of the whole name, 0..100
    part: float  # the most that words in common tell, 0..1
    whole: float  # and the whole name


def spoken(spelled: Iterable[str], alike: Mapping[str, Iterable[str]]) -> Spoken:
    """What is asked, in each spelling; `alike`: word -> the words of the watchlist that are like it."""
    names = [[token for token in form(name).tokens if token.tells] for name in spelled]
    may_be = {each.text: {each.sound, *map(sound, alike.get(each.text, ()))} for name in names for each in name}
    return Spoken(
        [[may_be[each.text] for each in name] for name in names if name],
        {each.sound for name in names for each in name if len(each.sound) >= _SHORTEST},
        set[str]().union(*may_be.values()),
    )


def may_be_near(letters: float, part: float, whole: float, *, alone: bool) -> bool:
    """Whether a name is worth looking at for its sounds (`Heard`, `near`)."""
    return part >= LEAST_HEARD or (alone and letters * whole >= NEARLY)


def near(names: Iterable[Heard], asked: Spoken, *, alone: bool) -> Iterator[tuple[int, float]]:
    """The places of those that are worth a closer look, and how near they are, 0..200.

    `alone`: nothing but the name may speak for an operator, and one person waits for the answer, no night: what is left
    over on neither side, or only on one, is looked at, too.
    """
    found: list[tuple[Heard, str, float, float]] = []  # its sounds, what it counts for, the bar
    for each in names:
        sounds = [sound(word) for word in each.telling.split() if word not in _FORMS]
        said = {heard for heard in sounds if len(heard) >= _SHORTEST}
        within, holds = alone and bool(said) and said <= asked.meets, alone and asked.hold(said)
        if within and holds:
            found.append((each, " ".join(sounds), each.whole, ALL_MET))
        elif each.part < LEAST_HEARD:
            continue
        elif within or holds:
            found.append((each, " ".join(sounds), each.part, WITHIN))
        elif any(word in text for text in sounds for word in asked.words):
            found.append((each, " ".join(sounds), each.part, HEARD))
    if not found or not asked.words:
        return
    texts = [text for _, text, *_ in found]
    alike = process.cdist([" ".join(asked.words)], texts, scorer=fuzz.token_set_ratio, dtype=np.float32)[0]
    for (each, _, counts, bar), like in zip(found, alike.tolist(), strict=True):
        weighed = max(each.letters, like + each.name) * counts
        if weighed >= bar:
            yield each.place, weighed
