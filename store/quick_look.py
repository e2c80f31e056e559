"""A quick look at the names that the index brings up: which of them are worth comparing closely, which is dear.

Names are laid beside what is asked by the words that say who, and by their cores, all at once. What nobody's words
resemble is passed over, unless it is said by initials, which look like nothing that they stand for, or meets what is
asked by its sounds (store.by_sound).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process, utils

from core.names import name_key
from store.by_key import Name
from store.by_sound import Heard, Spoken, may_be_near, near
from store.likeness.form import form, written
from store.likeness.words import untelling

NEAREST, NEAREST_ALONE = 60, 100
"""Names that are compared closely, a name that is asked; and where nothing else may speak for an operator, which one
person waits for, and no night."""

CLOSE = 70.0
"""Likeness by words and by cores (0..200) times its bound (0..1), from which a name is compared closely."""

LEAST, LEAST_ALONE = CLOSE / 200, 0.43
"""Bound below which no name is compared: the very same would be passed over; and where a name is all that may speak for
an operator, it would not be shown (store.linking)."""

_WHOLE = 68.0
"""Likeness of two cores, or of all words, from which a whole name may be the same, and not only a word of it."""

_SPELLED_OUT = 110.0
"""The likeness (0..200) of a name whose initials are asked, or which is the initials of what is asked."""

_ACCENTS = bytes.maketrans(
    "áàâãäéèêëíìîïóòôõöúùûüñçÁÀÂÃÄÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÑÇ".encode("latin-1"),
    b"aaaaaeeeeiiiiooooouuuuncAAAAAEEEEIIIIOOOOOUUUUNC",
)
_ACCENTED = {code: chr(plain) for code, plain in enumerate(_ACCENTS) if code != plain}


class Bound(NamedTuple):
    """The most that can be made of an operator, 0..1."""

    part: float  # if it shares some words
    whole: float  # if all of a name is the same, or spelled otherwise

    def at_least(self, other: Bound | None) -> Bound:
        """The greater of each."""
        return self if other is None else Bound(max(self.part, other.part), max(self.whole, other.whole))


@dataclass(frozen=True, slots=True)
class Initials:
    """What initials of the names that are asked stand on the watchlist."""

    letters: Set[str]  # under which operators may be filed by initials
    stand: Set[str]  # of these those that stand in what is asked as a word
    operators: Set[int]  # who is filed under one of them
    spelled: Set[int]  # of these those who are filed under one that stands there as a word

    def meet(self, operator_id: int, words: Set[str]) -> bool:
        """Whether a name of one of these operators may be spelled out by, or spell out, what is asked.

        A short word that stands in both is no initials: it looks like itself.
        """
        if operator_id in self.spelled and self.stand.isdisjoint(words):
            return True
        return not (self.letters - self.stand).isdisjoint(words)


class Near(NamedTuple):
    """The names of an operator that are worth a closer look, nearest first, and the most that they tell, 0..1."""

    names: tuple[str, ...]
    most: float


def closest(
    asked: Sequence[str],
    rows: Sequence[Name],
    bounds: Mapping[int, Bound],
    initials: Initials,
    heard: Spoken,
    *,
    alone: bool,
) -> dict[int, Near]:
    """Operators with names that are worth a closer look; `alone`: nothing but these may speak for them."""
    if not rows:
        return {}
    texts = [plain(name) for _, name, _ in rows]
    words = [written(form(name)).split() for name in asked]
    telling = [_telling(each) for each in words]
    values, wholes = _likeness(asked, words, telling, rows, texts)
    at_most = values * np.array([bounds[operator_id].whole for operator_id, _, _ in rows])
    said_short = initials.operators
    places = [at for at, most in enumerate(at_most.tolist()) if most >= CLOSE or rows[at][0] in said_short]
    in_order = _best(telling, [texts[at].telling for at in places], fuzz.token_sort_ratio) if places else _NONE
    least = LEAST_ALONE if alone else LEAST
    worth: dict[int, tuple[float, float]] = {}  # place -> how near, what it tells
    for at, whole in zip(places, np.maximum(wholes[places], in_order).tolist(), strict=True):
        operator_id = rows[at][0]
        bound = bounds[operator_id]
        told = bound.part if whole < _WHOLE else bound.whole
        most = told if alone else bound.whole
        weighed = values.item(at) * most if most >= least else 0.0
        if operator_id in said_short and initials.meet(operator_id, set(texts[at].text.split())):
            weighed, told = max(weighed, _SPELLED_OUT * bound.whole), bound.whole
        if weighed >= CLOSE:
            worth[at] = (weighed, told)
    others = [
        Heard(at, text.telling, value, whole, *bounds[row[0]])
        for at, (row, text, value, whole) in enumerate(zip(rows, texts, values.tolist(), wholes.tolist(), strict=True))
        if at not in worth and may_be_near(value, *bounds[row[0]], alone=alone)
    ]
    for at, weighed in near(others, heard, alone=alone):
        worth[at] = (weighed, bounds[rows[at][0]].whole)
    found: dict[int, Near] = {}
    names = (NEAREST_ALONE if alone else NEAREST) * len(asked)
    for at in nsmallest(names, worth, key=lambda at: (-worth[at][0], rows[at])):
        operator_id, name, _ = rows[at]
        known = found.get(operator_id, _NOTHING)
        found[operator_id] = Near((*known.names, name), max(known.most, worth[at][1]))
    return found


_NOTHING = Near((), 0.0)


_NONE: NDArray[np.float32] = np.zeros(0, dtype=np.float32)


def _likeness(
    asked: Sequence[str],
    words: Sequence[Sequence[str]],
    telling: Sequence[str],
    rows: Sequence[Name],
    texts: Sequence[_Plain],
) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """Of each row the likeness by words and by cores (0..200), and that of the whole name (0..100)."""
    shared = _best(telling, [each.telling for each in texts], fuzz.token_set_ratio)
    every = _best([" ".join(each) for each in words], [each.text for each in texts], fuzz.token_sort_ratio)
    cores = _best([name_key(name).core for name in asked], [core for *_, core in rows], fuzz.ratio)
    whole = np.maximum(cores, every)
    return (np.maximum(shared, every) + whole).astype(np.float64), whole


def _best(asked: Sequence[str], texts: Sequence[str], scorer: Callable[..., float]) -> NDArray[np.float32]:
    """How alike each text is to what is asked that is nearest to it, 0..100."""
    alike: NDArray[np.float32] = process.cdist(asked, texts, scorer=scorer, dtype=np.float32).max(axis=0)
    return alike


class _Plain(NamedTuple):
    """A name without accents and signs, and its words that say who."""

    text: str
    telling: str


@lru_cache(maxsize=50_000)
def plain(name: str) -> _Plain:
    """A name as the quick look sees it."""
    words = utils.default_process(name if name.isascii() else _without_accents(name)).split()
    return _Plain(" ".join(words), _telling(words))


def _without_accents(name: str) -> str:
    try:
        return name.encode("latin-1").translate(_ACCENTS).decode("latin-1")  # ten times as quick as letter by letter
    except UnicodeEncodeError:
        return name.translate(_ACCENTED)


def _telling(words: Sequence[str]) -> str:
    """The words that say who, or all where none does."""
    common = untelling()
    return " ".join([word for word in words if word not in common] or words)
