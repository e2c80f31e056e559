"""What the meetings of two names come to, in one walk over them: names are compared by the dozen for every mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from store.likeness.align import How, Meeting
from store.likeness.form import Form
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
        told = Sides(
            sum(t.weight * like for t in mine if t.part is Part.WORD),
            sum(t.weight * like for t in its if t.part is Part.WORD),
        )
        met.told = Sides(met.told.left + told.left, met.told.right + told.right)
        met.covered = Sides(
            met.covered.left + sum(t.weight * like for t in mine),
            met.covered.right + sum(t.weight * like for t in its),
        )
        met.best = max(met.best, told.both)
        met.trades += any(t.part is Part.TRADE for t in mine) and any(t.part is Part.TRADE for t in its)
        met.places += any(t.part is Part.PLACE for t in mine) and any(t.part is Part.PLACE for t in its)
        met.first = met.first or (_first(left) in meeting.left and _first(right) in meeting.right)
        if meeting.how is How.SPELLING:
            met.roughest = min(met.roughest, like)
            met.misspelling += (1 - like) * any(t.part is Part.WORD for t in (*mine, *its))
    met.misspelling = min(met.misspelling * 4, 3.0)
    return met


def _first(side: Form) -> int:
    return side.content[0] if side.content else -1
