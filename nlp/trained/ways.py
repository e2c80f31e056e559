"""Which countries journeys join, counted in the texts that the reader learnt from, and what order of them is likely.

`ways.tsv` beside the model holds every journey of those texts with how often it was told; `models.train_ways` makes it.
A network that reads one text at a time learns words; that few go from Spain to Bolivia to France it does not learn.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from core.errors import SettingsError
from nlp.gazetteer.borders import steps

Way = tuple[str, ...]

START, END = "start", "end"

_HALF = 0.5  # a journey that was never told counts as half a one
_PULL = 2.0  # journeys that a share of all of them weighs against those that were counted
_PULL_OF_STEPS = 6.0
_COUNTRIES_A_WAY = 3.2
_ENDS = 0.3
_NEARER = {1: 12.0, 2: 3.0, 3: 1.0}  # borders between two countries: how much likelier the step than its end alone
_FARTHER = 0.5
_KEPT = 60  # beginnings of an order that are followed


class Ways:
    """Counts over journeys. Codes are ISO 3166-1 alpha-2."""

    def __init__(self, told: Mapping[Way, int]) -> None:
        self.journeys = sum(told.values())
        self.passing: Counter[str] = Counter()
        self.joining: Counter[tuple[str, str]] = Counter()
        self.stepping: Counter[tuple[str, str]] = Counter()
        self.leaving: Counter[str] = Counter()
        for way, times in told.items():
            for one in set(way):
                self.passing[one] += times
                for other in set(way) - {one}:
                    self.joining[one, other] += times
            for one, other in pairwise((START, *way, END)):
                self.stepping[one, other] += times
                self.leaving[one] += times
        self.step = cache(self._step)

    def together(self, one: str, other: str) -> float:
        """Natural logarithm of how much likelier a journey through `other` makes it that it passes `one`."""
        alone = self._alone(one)
        beside = (self.joining[one, other] + _PULL * alone) / (self.passing[other] + _PULL)
        return math.log(beside / alone)

    def gain(self, country: str, way: Sequence[str]) -> float:
        """How much likelier a way gets with a country at its best place in it (natural logarithm, mostly negative)."""
        return max(
            self.step(one, country) + self.step(country, other) - self.step(one, other)
            for one, other in pairwise((START, *way, END))
        )

    def in_order(self, along: Mapping[str, float], *, words: float, ways: float) -> Way:
        """The likeliest order of countries. `along`: how far along the text puts each of them, as logits.

        `words`, `ways`: how much what the text says and the steps that journeys take weigh.
        """
        begun: list[tuple[float, Way]] = [(0.0, ())]
        for _ in along:
            following: dict[tuple[frozenset[str], str], tuple[float, Way]] = {}
            for likely, way in begun:
                left = along.keys() - set(way)
                for country in left:
                    after = sum(_before(along[country], along[other], words) for other in left - {country})
                    step = self.step(way[-1] if way else START, country)
                    last = self.step(country, END) if len(left) == 1 else 0.0
                    reached = (likely + after + ways * (step + last), (*way, country))
                    state = (frozenset(reached[1]), country)
                    following[state] = max(following.get(state, reached), reached)
            begun = heapq.nlargest(_KEPT, following.values())
        return max(begun)[1]

    def _alone(self, country: str) -> float:
        """The share of the journeys that pass a country."""
        return (self.passing[country] + _HALF) / (self.journeys + 1)

    def _step(self, one: str, other: str) -> float:
        """Natural logarithm of how likely the way leads from one country straight to the other."""
        expected = _ENDS if other == END else self._alone(other) / _COUNTRIES_A_WAY
        if one != START and other != END:
            expected *= _NEARER.get(steps(one, other), _FARTHER)
        return math.log((self.stepping[one, other] + _PULL_OF_STEPS * expected) / (self.leaving[one] + _PULL_OF_STEPS))


def _before(one: float, other: float, words: float) -> float:
    """Natural logarithm of how likely one country is passed before the other by what the text says."""
    lead = words * (one - other)
    return -(lead + math.log1p(math.exp(-lead)) if lead > 0 else math.log1p(math.exp(lead)))


def as_lines(ways: Iterable[Way]) -> str:
    """The content of ways.tsv: a journey a line, with how often it was told."""
    head = "# countries in the order in which they are passed\ttexts that tell of the journey, among those learnt from"
    counted = sorted(Counter(ways).items(), key=lambda item: (-item[1], item[0]))
    return "\n".join([head, *(f"{' '.join(way)}\t{times}" for way, times in counted)]) + "\n"


def read_ways(folder: Path) -> Ways:
    """The journeys beside the model in a folder; SettingsError where they can't be read."""
    path = folder / "ways.tsv"
    try:
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        return Ways({tuple(codes.split()): int(times) for codes, times in rows})
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"{path} can't be read: {error}.",
            remedy="Restore it from the release, or make it: python -m models.train_ways FOLDER.",
        ) from error
