"""What the figures of two names say together and none says alone: small decision trees over the sum of the weights.

A bank and its club share a rare word, and so do a bank and the same bank with its town added: a sum can't tell them
apart, a question after another can. The trees are asked only where the sum does not rule two names out. They lie in
trees.json and are grown by `python -m models.train_likeness`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.likeness.features import NAMES

TREES = Path(__file__).with_name("trees.json")


class Question(NamedTuple):
    """Whether a figure (its place in NAMES) is more than `most`. `mean`: what the leaves under it come to."""

    below: Node
    above: Node
    figure: int
    most: float
    mean: float


Node = Question | float
"""A leaf is log-odds."""


_MOST_QUESTIONS = 3


class _Level(NamedTuple):
    """The questions of all trees that stand in one row, side by side: tree after tree, each from below to above."""

    figures: NDArray[np.intp]
    most: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Trees:
    """What was grown, no deeper than three questions. `least`: log-odds of the sum below which they are not asked."""

    least: float
    roots: tuple[Node, ...]
    levels: tuple[_Level, ...]
    leaves: NDArray[np.float64]

    @classmethod
    def of(cls, least: float, roots: Sequence[Node]) -> Trees:
        """Laid side by side, so that all are asked at once."""
        row: list[Node] = list(roots)
        levels = []
        for _ in range(_MOST_QUESTIONS):
            asked = [node if isinstance(node, Question) else Question(node, node, 0, 0.0, node) for node in row]
            figures = np.array([node.figure for node in asked], dtype=np.intp)
            levels.append(_Level(figures, np.array([node.most for node in asked])))
            row = [side for node in asked for side in (node.below, node.above)]
        if any(isinstance(node, Question) for node in row):
            raise ValueError(f"A tree is deeper than {_MOST_QUESTIONS} questions.")
        return cls(least, tuple(roots), tuple(levels), np.array(row, dtype=np.float64))

    def added(self, figures: Sequence[float]) -> float:
        """The log-odds that they add to the sum; `figures` in the order of NAMES."""
        values = np.array(figures)
        at = np.arange(len(self.roots))
        for level in self.levels:
            at = 2 * at + (values[level.figures[at]] > level.most[at])
        return float(self.leaves[at].sum())

    def start(self) -> float:
        """What they add before a figure is asked."""
        return sum(_mean(root) for root in self.roots)

    def shares(self, figures: Sequence[float]) -> dict[str, float]:
        """Name of a figure -> what asking it added: with `start` they come to `added`.

        What a question adds is the mean of the leaves on the side where it leads less that of all leaves under it.
        """
        found: dict[str, float] = {}
        for root in self.roots:
            node = root
            while isinstance(node, Question):
                name = NAMES[node.figure]
                follows = node.above if figures[node.figure] > node.most else node.below
                found[name] = found.get(name, 0.0) + _mean(follows) - node.mean
                node = follows
        return found


@cache
def trees() -> Trees:
    """Those that ship."""
    return read_trees(json.loads(TREES.read_text(encoding="utf-8")))


def read_trees(read: Mapping[str, Any]) -> Trees:
    """Trees in the form of trees.json."""
    places = [NAMES.index(name) for name in read["figures"]]
    return Trees.of(read["least"], [_node(root, places) for root in read["trees"]])


def _node(read: list[Any] | float, places: Sequence[int]) -> Node:
    """As trees.json has it: a number, or [figure, the most that goes below, mean, below, above]."""
    if not isinstance(read, list):
        return float(read)
    figure, most, mean, below, above = read
    return Question(_node(below, places), _node(above, places), places[figure], most, mean)


def _mean(node: Node) -> float:
    return node.mean if isinstance(node, Question) else node
