"""Grows the trees of the scorer of names over what its sum of weights leaves wrong (needs scikit-learn, the extra
`train`)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.ensemble import GradientBoostingClassifier

from store.likeness.features import NAMES

LEAST = -1.0
"""Log-odds of the sum below which trees are not asked: mostly two names are so far apart that nothing brings them
together, and a lookup lays dozens of such side by side."""
TREES, QUESTIONS, RATE, LEAF = 300, 3, 0.05, 25
_DIGITS = 4

Floats = NDArray[np.float64]


class _Sum(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """The sum of the weights as scikit-learn wants it: where boosting begins."""

    def __init__(self, found: Floats | None = None) -> None:
        self.found = found
        self.classes_ = np.array([0.0, 1.0])

    def fit(self, *_: object, **__: object) -> _Sum:
        return self

    def predict_proba(self, x: Floats) -> Floats:
        assert self.found is not None  # noqa: S101
        same = 1 / (1 + np.exp(-odds(self.found, x)))
        return np.column_stack([1 - same, same])

    def __sklearn_is_fitted__(self) -> bool:
        return True


def odds(found: Floats, x: Floats) -> Floats:
    """The sum of the weights (F + 1, the bias last) over figures (n, F)."""
    return np.asarray(x @ found[:-1] + found[-1], dtype=np.float64)


def grow(found: Floats, x: Floats, y: Floats, weight: Floats) -> dict[str, Any]:
    """The trees over the sum `found`, from figures (n, F), answers (n) and weights (n), in the form of trees.json."""
    near = odds(found, x) >= LEAST
    boosted = GradientBoostingClassifier(
        init=_Sum(found),
        n_estimators=TREES,
        max_depth=QUESTIONS,
        learning_rate=RATE,
        min_samples_leaf=LEAF,
        subsample=0.6,
        max_features=12,
        random_state=3,
    ).fit(x[near], y[near], sample_weight=weight[near])
    grown = [_node(each.tree_, 0) for each in boosted.estimators_[:, 0]]
    return {"least": LEAST, "figures": list(NAMES), "trees": [node for node, _ in grown]}


def _node(tree: Any, at: int) -> tuple[list[Any] | float, float]:
    """A node in the form of trees.json, and the mean of its leaves."""
    below, above = tree.children_left[at], tree.children_right[at]
    if below == above:
        leaf = round(RATE * float(tree.value[at, 0, 0]), _DIGITS)
        return leaf, leaf
    nodes = [_node(tree, child) for child in (below, above)]
    share = [float(tree.weighted_n_node_samples[child]) for child in (below, above)]
    mean = sum(each * by for (_, each), by in zip(nodes, share, strict=True)) / sum(share)
    most = float(np.float32(tree.threshold[at]))
    return [int(tree.feature[at]), round(most, 6), round(mean, _DIGITS), nodes[0][0], nodes[1][0]], mean
