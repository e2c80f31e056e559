"""Logistic regression over the windows of texts, where a text is as near the subject as its best window.

First each text is taken as one, then twice the window is sought that is best by what was learnt so far, and learnt
from. Features that many texts have are given less room to matter. Plain numpy; the same items give the same weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.triage_items import Item
from nlp.sieve.words import SIZE, Numbers

Floats = NDArray[np.float32]
_TOGETHER = 32
_RATE = 0.05
_PULL = 1e-6
_STEEP = 0.3
_FIRST, _AGAIN, _ROUNDS = 5, 3, 2
_BEGIN = -2.0  # most of the world is none of ours


@dataclass(slots=True)
class Learnt:
    """A weight for every place, and a shift."""

    weights: Floats
    shift: float

    def score(self, item: Item) -> float:
        """That of the best window of a text in its page."""
        return self._best(item.windows)

    def text_score(self, item: Item) -> float:
        """That of the best window of the text alone."""
        return self._best(item.text)

    def _best(self, windows: Sequence[Numbers]) -> float:
        return max(float(self.weights[window].sum()) for window in windows) + self.shift


def learn(items: Sequence[Item]) -> Learnt:
    """Weights that tell the items apart."""
    rarity = _rarity(items)
    school = _School(rarity * _STEEP, items)
    school.teach([_whole(item) for item in items], _FIRST)
    for _ in range(_ROUNDS):
        effect = school.effect
        school.teach([max(item.windows, key=lambda window: effect[window].sum()) for item in items], _AGAIN)
    return Learnt(school.effect, school.shift)


def _whole(item: Item) -> Numbers:
    return item.windows[0] if len(item.windows) == 1 else np.unique(np.concatenate(item.windows))


def _rarity(items: Sequence[Item]) -> Floats:
    """0 for what every window has, 1 for what one or two have."""
    counts, total = np.zeros(SIZE, dtype=np.float32), 0
    for item in items:
        for window in item.windows:
            counts[window] += 1
            total += 1
    rarity: Floats = (np.log(total / np.maximum(counts, 2)) / np.log(total / 2)).astype(np.float32)
    return rarity


class _School:
    """Adagrad by small batches."""

    def __init__(self, scale: Floats, items: Sequence[Item]) -> None:
        self.scale = scale
        self.weights = np.zeros(SIZE, dtype=np.float32)
        self.shift = _BEGIN
        self.answers = np.array([float(item.passes) for item in items])
        self.worth = np.array([item.weight for item in items])
        self._paths = np.full(SIZE, 1e-6, dtype=np.float32)
        self._shift_path = 1e-2
        self._chance = np.random.default_rng(0)

    @property
    def effect(self) -> Floats:
        """What each place adds to a score."""
        return self.weights * self.scale

    def teach(self, texts: Sequence[Numbers], times: int) -> None:
        """Go through the texts, in another order each time."""
        order = np.arange(len(texts))
        for _ in range(times):
            self._chance.shuffle(order)
            for start in range(0, len(order), _TOGETHER):
                self._step(texts, order[start : start + _TOGETHER])

    def _step(self, texts: Sequence[Numbers], some: NDArray[np.int64]) -> None:
        given = [texts[number] for number in some]
        places = np.concatenate(given)
        of = np.repeat(np.arange(len(given)), [len(each) for each in given])
        values = self.scale[places]
        logits = np.bincount(of, self.weights[places] * values, len(given)) + self.shift
        wrong = (1 / (1 + np.exp(-logits)) - self.answers[some]) * self.worth[some]
        distinct, back = np.unique(places, return_inverse=True)
        slope = np.bincount(back, wrong[of] * values, len(distinct)) / len(given)
        slope += _PULL * self.weights[distinct]
        self._paths[distinct] += slope**2
        self.weights[distinct] -= _RATE * slope / np.sqrt(self._paths[distinct])
        mean = float(wrong.mean())
        self._shift_path += mean * mean
        self.shift -= _RATE * mean / self._shift_path**0.5
