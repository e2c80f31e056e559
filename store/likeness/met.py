"""What the meetings of two names come to, in one walk over them: names are compared by the dozen for every mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from store.likeness.align import How, Meeting
from store.likeness.form import Form, Token
from store.likeness.words import Part


@dataclass(frozen=True, slots=True)
class Sides:
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


@dataclass(slots=True)
class Met:
    """The sums over all meetings."""

    left: set[int] = field(default_factory=set)
    right: set[int] = field(default_factory=set)
    covered: Sides = Sides(0.0, 0.0)  # the weight of the words met
    told: Sides = Sides(0.0, 0.0)  # and of those of them that say who
    best: float = 0.0  # the same of the best meeting
    trades: int = 0
    places: int = 0
    misspelling: float = 0.0  # how much the spellings of the words met differ, summed over words that say who
    roughest: float = 1.0
    first: bool = False
    hows: set[How] = field(default_factory=set)


def walk(left: Form, right: Form, meetings: Sequence[Meeting]) -> Met:
    """Sum up the meetings of two names."""
    met = Met()
    for meeting in meetings:
        met.left.update(meeting.left)
        met.right.update(meeting.right)
        met.hows.add(meeting.how)
        mine, its = [left.tokens[i] for i in meeting.left], [right.tokens[j] for j in meeting.right]
        like = meeting.likeness
        parts, others = [t.part for t in mine], [t.part for t in its]
        told = Sides(_told(mine, like), _told(its, like))
        met.told = Sides(met.told.left + told.left, met.told.right + told.right)
        met.covered = Sides(met.covered.left + _weight(mine, like), met.covered.right + _weight(its, like))
        met.best = max(met.best, told.both)
        met.trades += Part.TRADE in parts and Part.TRADE in others
        met.places += Part.PLACE in parts and Part.PLACE in others
        met.first = met.first or (_first(left) in meeting.left and _first(right) in meeting.right)
        if meeting.how is How.SPELLING:
            met.roughest = min(met.roughest, like)
            met.misspelling += (1 - like) * (Part.WORD in parts or Part.WORD in others)
    met.misspelling = min(met.misspelling * 4, 3.0)
    return met


def _first(side: Form) -> int:
    return side.content[0] if side.content else -1


def _told(tokens: Sequence[Token], like: float) -> float:
    found = 0.0
    for token in tokens:
        if token.part is Part.WORD:
            found += token.weight * like
    return found


def _weight(tokens: Sequence[Token], like: float) -> float:
    found = 0.0
    for token in tokens:
        found += token.weight * like
    return found
