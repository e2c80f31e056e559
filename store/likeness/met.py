"""What the meetings of two names come to, in one walk over them: names are compared by the dozen for every mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from store.likeness.align import How, Meeting
from store.likeness.form import Form
from store.likeness.words import Part

_SPELLING, _TRADE, _PLACE = How.SPELLING, Part.TRADE, Part.PLACE


class Sides(NamedTuple):
    """What is left over, or met, on the left and on the right."""

    left: float
    right: float

    @property
    def both(self) -> float:
        """The lesser side."""
        return min(self.left, self.right)

    @property
    def one(self) -> float:
        """By how much the greater side is greater."""
        return abs(self.left - self.right)


_NOTHING = Sides(0.0, 0.0)


@dataclass(slots=True)
class Met:
    """The sums over all meetings."""

    left: set[int] = field(default_factory=set)
    right: set[int] = field(default_factory=set)
    covered: Sides = _NOTHING  # the weight of the words met
    told: Sides = _NOTHING  # and of those of them that say who
    best: float = 0.0  # the same of the best meeting
    trades: int = 0
    places: int = 0
    misspelling: float = 0.0  # how much the spellings of the words met differ, summed over words that say who
    roughest: float = 1.0
    first: bool = False
    together: bool = False  # some met in each of these ways; initials of several words
    shortened: bool = False
    initials: bool = False


def walk(left: Form, right: Form, meetings: Sequence[Meeting]) -> Met:
    """Sum up the meetings of two names."""
    met = Met()
    lefts, rights, firsts = met.left, met.right, (_first(left), _first(right))
    covered, other_covered, told, other_told = 0.0, 0.0, 0.0, 0.0
    for mine_at, its_at, like, how in meetings:
        lefts.update(mine_at)
        rights.update(its_at)
        mine, its = _sum(left, mine_at, like), _sum(right, its_at, like)
        covered, other_covered = covered + mine[0], other_covered + its[0]
        told, other_told = told + mine[1], other_told + its[1]
        met.best = max(met.best, min(mine[1], its[1]))
        met.trades += mine[3] and its[3]
        met.places += mine[4] and its[4]
        met.first = met.first or (firsts[0] in mine_at and firsts[1] in its_at)
        if how is _SPELLING:
            met.roughest = min(met.roughest, like)
            met.misspelling += (1 - like) * (mine[2] or its[2])
        elif how is How.TOGETHER:
            met.together = True
        elif how is How.SHORTENED:
            met.shortened = True
        elif how is How.INITIALS:
            met.initials = met.initials or len(mine_at) > 1 or len(its_at) > 1
    met.covered, met.told = Sides(covered, other_covered), Sides(told, other_told)
    met.misspelling = min(met.misspelling * 4, 3.0)
    return met


def _first(side: Form) -> int:
    return side.content[0] if side.content else -1


def _sum(side: Form, places: tuple[int, ...], like: float) -> tuple[float, float, bool, bool, bool]:
    """Of these words: the weight, that of those who say who, and whether one of these, a trade or a place is there."""
    weight, told, words, trades, places_there = 0.0, 0.0, False, False, False
    for place in places:
        token = side.tokens[place]
        weighed = token.weight * like
        weight += weighed
        if token.tells:
            told, words = told + weighed, True
        elif token.part is _TRADE:
            trades = True
        elif token.part is _PLACE:
            places_there = True
    return weight, told, words, trades, places_there
