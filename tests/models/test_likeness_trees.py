"""The trees that are written answer as scikit-learn's do, and mend what a sum can't say. Needs scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest

from store.likeness.features import NAMES
from store.likeness.trees import read_trees

pytest.importorskip("sklearn")


def test_what_is_written_answers_as_what_was_grown() -> None:
    """Of two figures of which either speaks for one entity and both against it: no sum of weights can say so."""
    from models import likeness_trees

    rng = np.random.default_rng(5)
    x = np.zeros((800, len(NAMES)))
    x[:, :2] = rng.integers(0, 2, (800, 2))
    y = (x[:, 0] != x[:, 1]).astype(float)
    nothing = np.zeros(len(NAMES) + 1)
    grown = read_trees(likeness_trees.grow(nothing, x, y, np.ones(800)))
    for figures in ([0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]):
        odds = grown.added([*figures, *[0.0] * (len(NAMES) - 2)])
        assert (odds > 1) is (figures[0] != figures[1])
        assert (odds < -1) is (figures[0] == figures[1])
