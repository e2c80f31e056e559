"""Heads before one text, and two networks' heads together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nlp.trained.candidates import FEATURES, Candidate
from nlp.trained.heads import Floats, TwoJudges


class _Says:
    """Heads that say one thing of every candidate."""

    def __init__(self, *logits: float) -> None:
        self.row = logits

    def logits(self, candidates: Sequence[Candidate], others: Sequence[Candidate] = ()) -> Floats:
        return np.array([self.row for _ in candidates], np.float32).reshape(len(candidates), len(self.row))


def test_two_networks_together_say_the_mean_of_what_each_says() -> None:
    both = TwoJudges(_Says(2.0, -1.0), _Says(-4.0, 3.0))
    of_two = [Candidate("stop", name, ((0, 1),), (0.0,) * FEATURES) for name in ("Tacna", "Arica")]
    assert both.logits(of_two).tolist() == [[-1.0, 1.0], [-1.0, 1.0]]
    assert both.logits([]).shape == (0, 2)
    assert both.logits(of_two).dtype == np.float32
