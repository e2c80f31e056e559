"""Two names, one score: which words met, what spoke against, and what each counted (`explain` says it in words).

The score is a logistic regression over the figures of `features` (weights.json), and where that does not rule two names
out, what small trees over the same figures add (trees.json); `python -m models.train_likeness` makes both. Weights of
signals are log-odds: they add up, with the start, to the score.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp, inf, log
from operator import mul
from pathlib import Path
from typing import NamedTuple

from store.likeness.align import Meeting, align
from store.likeness.features import DEAR, NAMES, cheap, dear
from store.likeness.form import Form, form
from store.likeness.trees import trees

_DIGITS = 4  # of a score


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt."""

    bias: float
    of: dict[str, float]
    threshold: float  # score from which two names are held to be one
    in_order: tuple[float, ...]  # `of` in the order of the figures
    slack: float  # the most that the dear figures can add, in log-odds
    line: float  # log-odds below which no score, rounded, reaches the threshold
    least: float  # log-odds of the sum below which nothing that trees add can bring a score there


class Comparison(NamedTuple):
    """What comparing two names showed."""

    left: Form
    right: Form
    score: float  # 0..1
    meetings: tuple[Meeting, ...]
    figures: dict[str, float]

    @property
    def is_same(self) -> bool:
        """Whether the score reaches the shipped threshold."""
        return self.score >= weights().threshold


@cache
def weights() -> Weights:
    """The shipped coefficients."""
    read = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))
    of = read["weights"]
    slack = sum(max(of[name], 0.0) for name in DEAR)
    below = read["threshold"] - 10**-_DIGITS
    line = log(below / (1 - below))
    in_order = tuple(of[name] for name in NAMES)
    return Weights(read["bias"], of, read["threshold"], in_order, slack, line, min(line, trees().least))


@lru_cache(maxsize=10_000)
def compare(one: str, other: str) -> Comparison:
    """Compare two names; the order of the two does not matter to the score."""
    found = _compare(one, other, least=-inf)
    assert found is not None  # noqa: S101 - nothing lies below
    return found


@lru_cache(maxsize=50_000)
def compare_if_same(one: str, other: str) -> Comparison | None:
    """What `compare` answers where that is `is_same`; else None, mostly sooner: two in three names that linking lays
    side by side are so far from being one that what is still to be looked at could not bring them there."""
    return _compare(one, other, least=weights().least)


def at_most(figures: tuple[float, ...]) -> float:
    """The most that the sum of two names' weights can be, given their cheap figures: whatever the dear ones are."""
    learnt = weights()
    added: float = sum(map(mul, learnt.in_order, figures))  # those of the cheap figures come first
    return learnt.bias + learnt.slack + added


def shares(found: Comparison) -> tuple[float, dict[str, float]]:
    """Where its score starts, and what each figure adds, in log-odds; what trees add goes to the figure they asked."""
    learnt = weights()
    added = {name: learnt.of[name] * value for name, value in found.figures.items()}
    if learnt.bias + sum(added.values()) < trees().least:
        return learnt.bias, added
    by_trees = trees().shares(tuple(found.figures[name] for name in NAMES))
    return learnt.bias + trees().start(), {name: each + by_trees.get(name, 0.0) for name, each in added.items()}


def _compare(one: str, other: str, *, least: float) -> Comparison | None:
    """None where the log-odds can't reach `least`, or, unless that is -inf, the score does not reach the threshold."""
    swapped = other < one
    first, second = (form(other), form(one)) if swapped else (form(one), form(other))
    meetings = align(first, second)
    figures = cheap(first, second, meetings)
    if at_most(figures) < least:
        return None
    figures += dear(first, second, meetings)
    learnt = weights()
    odds: float = sum(map(mul, learnt.in_order, figures), learnt.bias)
    if odds >= trees().least:
        odds += trees().added(figures)
    score = round(1 / (1 + exp(-max(min(odds, 30.0), -30.0))), _DIGITS)
    if score < learnt.threshold and least > -inf:
        return None
    if swapped:
        meetings = [Meeting(m.right, m.left, m.likeness, m.how) for m in meetings]
        first, second = second, first
    return Comparison(first, second, score, tuple(meetings), dict(zip(NAMES, figures, strict=True)))
