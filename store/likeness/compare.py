"""Two names, one score: which words met, what spoke against, and what each counted (`explain` says it in words).

The score is a logistic regression over the figures of `features`; its coefficients lie in weights.json and are made by
`python -m models.train_likeness`. Weights of signals are log-odds: they add up, with the bias, to the score.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from math import exp
from pathlib import Path
from typing import NamedTuple

from store.likeness.align import Meeting, align
from store.likeness.features import NAMES, features
from store.likeness.form import Form, form


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt."""

    bias: float
    of: dict[str, float]
    threshold: float  # score from which two names are held to be one
    in_order: tuple[float, ...]  # `of` in the order of the figures


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
    return Weights(read["bias"], of, read["threshold"], tuple(of[name] for name in NAMES))


@lru_cache(maxsize=50_000)
def compare(one: str, other: str) -> Comparison:
    """Compare two names; the order of the two does not matter to the score."""
    swapped = other < one
    first, second = (form(other), form(one)) if swapped else (form(one), form(other))
    meetings = align(first, second)
    figures = features(first, second, meetings)
    learnt = weights()
    odds = learnt.bias
    for weight, value in zip(learnt.in_order, figures.values(), strict=True):
        odds += weight * value
    score = round(1 / (1 + exp(-max(min(odds, 30.0), -30.0))), 4)
    if swapped:
        meetings = [Meeting(m.right, m.left, m.likeness, m.how) for m in meetings]
        first, second = second, first
    return Comparison(first, second, score, tuple(meetings), figures)
