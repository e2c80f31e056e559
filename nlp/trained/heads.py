"""What each candidate is: small networks over the words at its places, the text as a whole, and its features.

First each candidate by itself; then beside the others of its family in the text (their mean and their highest), and,
of stops and countries, beside those that lie in one another: what one of them is hangs on what the others are.
`heads.npz` beside the model holds the layers. They run in numpy: some dozen candidates a document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.errors import SettingsError
from core.terms import Role
from nlp.trained.candidates import Candidate, Family, touches
from nlp.trained.encoder import Answer
from nlp.trained.spans import pieces_between
from nlp.trained.tags import ROLES

Floats = NDArray[np.float32]

ANSWERS: dict[Family, int] = {"name": len(ROLES) + 1, "price": 1, "contact": 1, "country": 2, "stop": 2}
"""Outputs a family. `name`: a logit for each role and for being no name; others: whether it counts, how far along."""

LINKED: dict[Family, Family] = {"stop": "country", "country": "stop"}
"""Which family lies in which."""

HIDDEN = 128


class Heads:
    """The loaded heads of a model."""

    def __init__(self, folder: Path) -> None:
        path = folder / "heads.npz"
        try:
            with np.load(path) as stored:
                self.weights: Mapping[str, Floats] = {name: stored[name].astype(np.float32) for name in stored.files}
        except (OSError, ValueError) as error:
            raise SettingsError(f"{path} can't be read: {error}.", remedy="Restore it from the release.") from error

    def alone(self, family: Family, rows: Floats) -> Floats:
        """(n, HIDDEN) for candidates (n, 3 hidden + FEATURES), each by itself."""
        return np.maximum(self._layer(family, "alone", rows), 0)

    def answers(self, family: Family, inner: Floats, linked: Floats) -> Floats:
        """(n, ANSWERS[family]) for all candidates of a text, and the mean of those linked with each, (n, HIDDEN)."""
        around = [np.broadcast_to(value, inner.shape) for value in (inner.mean(axis=0), inner.max(axis=0))]
        beside = self._layer(family, "beside", np.concatenate([inner, *around, linked], axis=1))
        return self._layer(family, "answer", inner + np.maximum(beside, 0))

    def _layer(self, family: Family, name: str, rows: Floats) -> Floats:
        result: Floats = rows @ self.weights[f"{family}.{name}.weight"].T + self.weights[f"{family}.{name}.bias"]
        return result


class Judging(Protocol):
    """Who says what the candidates of one text are."""

    def logits(self, candidates: Sequence[Candidate], others: Sequence[Candidate] = ()) -> Floats:
        """(n, ANSWERS) for n candidates of one family; `others`: those of the family that is linked with it."""
        ...


class Judge:
    """The heads before one text."""

    def __init__(self, heads: Heads, answer: Answer) -> None:
        self.heads = heads
        self.words = answer.words
        self.offsets = answer.offsets
        self.whole: Floats = self.words.mean(axis=0) if len(self.words) else np.zeros(self.words.shape[1], np.float32)

    def logits(self, candidates: Sequence[Candidate], others: Sequence[Candidate] = ()) -> Floats:
        """See `Judging`."""
        if not candidates:
            return np.zeros((0, 1), np.float32)
        inner = self._alone(candidates)
        linked = np.zeros_like(inner)
        if others:
            outer = self._alone(others)
            for n, one in enumerate(candidates):
                if mine := [m for m, other in enumerate(others) if touches(one, other)]:
                    linked[n] = outer[mine].mean(axis=0)
        return self.heads.answers(candidates[0].family, inner, linked)

    def _alone(self, candidates: Sequence[Candidate]) -> Floats:
        rows = np.stack([self._seen(one) for one in candidates])
        return self.heads.alone(candidates[0].family, rows)

    def _seen(self, candidate: Candidate) -> Floats:
        """What a head sees: mean and maximum over the places, the mean of the text, the features."""
        places = pieces_between(self.offsets, candidate.spots)
        at = [self.words[first:end].mean(axis=0) for first, end in places if end > first]
        mean, most = (np.mean(at, axis=0), np.max(at, axis=0)) if at else (np.zeros_like(self.whole),) * 2
        seen: Floats = np.concatenate([mean, most, self.whole, candidate.features], dtype=np.float32)
        return seen


class TwoJudges:
    """Two networks' heads before one text: the mean of what they say."""

    def __init__(self, one: Judging, other: Judging) -> None:
        self.one = one
        self.other = other

    def logits(self, candidates: Sequence[Candidate], others: Sequence[Candidate] = ()) -> Floats:
        """See `Judging`."""
        mean: Floats = (self.one.logits(candidates, others) + self.other.logits(candidates, others)) / np.float32(2)
        return mean


def role_shares(logits: Floats) -> dict[Role | None, float]:
    """Probabilities of the roles, and of None: no name of anybody."""
    shifted = np.exp(logits - logits.max())
    shares = shifted / shifted.sum()
    return dict(zip((*ROLES, None), map(float, shares), strict=True))


def probability(logit: float | np.float32) -> float:
    """0..1."""
    return float(1 / (1 + np.exp(-np.clip(logit, -60, 60))))
