"""What each candidate is: small networks over the words at its places, the text as a whole, and its features.

`heads.npz` beside the model holds two layers a family. They run in numpy: some dozen candidates a document.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import SettingsError
from core.terms import Role
from nlp.trained.candidates import Candidate, Family
from nlp.trained.encoder import Answer
from nlp.trained.spans import pieces_between
from nlp.trained.tags import ROLES

Floats = NDArray[np.float32]

ANSWERS: dict[Family, int] = {"name": len(ROLES) + 1, "price": 1, "contact": 1, "country": 2, "stop": 2}
"""Outputs a family. `name`: a logit for each role and for being no name; others: whether it counts, how far along."""

HIDDEN = 192


class Heads:
    """The loaded heads of a model."""

    def __init__(self, folder: Path) -> None:
        path = folder / "heads.npz"
        try:
            with np.load(path) as stored:
                self.weights: Mapping[str, Floats] = {name: stored[name].astype(np.float32) for name in stored.files}
        except (OSError, ValueError) as error:
            raise SettingsError(f"{path} can't be read: {error}.", remedy="Restore it from the release.") from error

    def logits(self, family: Family, rows: Floats) -> Floats:
        """(n, ANSWERS[family]) for candidates (n, 3 hidden + FEATURES)."""
        weights = self.weights
        inner = np.maximum(rows @ weights[f"{family}.0.weight"].T + weights[f"{family}.0.bias"], 0)
        result: Floats = inner @ weights[f"{family}.2.weight"].T + weights[f"{family}.2.bias"]
        return result


class Judge:
    """The heads before one text."""

    def __init__(self, heads: Heads, answer: Answer) -> None:
        self.heads = heads
        self.words = answer.words
        self.offsets = answer.offsets
        self.whole: Floats = self.words.mean(axis=0) if len(self.words) else np.zeros(self.words.shape[1], np.float32)

    def logits(self, candidates: Sequence[Candidate]) -> Floats:
        """(n, ANSWERS) for n candidates of one family."""
        if not candidates:
            return np.zeros((0, 1), np.float32)
        return self.heads.logits(candidates[0].family, np.stack([self._seen(one) for one in candidates]))

    def _seen(self, candidate: Candidate) -> Floats:
        """What a head sees: mean and maximum over the places, the mean of the text, the features."""
        places = pieces_between(self.offsets, candidate.spots)
        at = [self.words[first:end].mean(axis=0) for first, end in places if end > first]
        mean, most = (np.mean(at, axis=0), np.max(at, axis=0)) if at else (np.zeros_like(self.whole),) * 2
        seen: Floats = np.concatenate([mean, most, self.whole, candidate.features], dtype=np.float32)
        return seen


def role_shares(logits: Floats) -> dict[Role | None, float]:
    """Probabilities of the roles, and of None: no name of anybody."""
    shifted = np.exp(logits - logits.max())
    shares = shifted / shifted.sum()
    return dict(zip((*ROLES, None), map(float, shares), strict=True))


def probability(logit: float | np.float32) -> float:
    """0..1."""
    return float(1 / (1 + np.exp(-np.clip(logit, -60, 60))))
