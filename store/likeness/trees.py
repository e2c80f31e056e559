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


@dataclass(frozen=True, slots=True)
class Trees:
    """What was grown, no deeper than three questions. `least`: log-odds of the sum below which they are not asked.

    All questions lie in one row: those that stand first in each tree, tree after tree, then those that stand second,
    from below to above, then those that stand third.
    """

    least: float
    roots: tuple[Node, ...]
    figures: NDArray[np.intp]
    most: NDArray[np.float64]
    rows: tuple[slice, ...]  # where the second and the third stand
    first: NDArray[np.intp]  # where the answers to the first begin among the second
    leaves: NDArray[np.float64]

    @classmethod
    def of(cls, least: float, roots: Sequence[Node]) -> Trees:
        """Laid side by side, so that all are asked at once."""
        row: list[Node] = list(roots)
        asked: list[Question] = []
        rows = []
        for _ in range(_MOST_QUESTIONS):
            rows.append(slice(len(asked), len(asked) + len(row)))
            asked += [node if isinstance(node, Question) else Question(node, node, 0, 0.0, node) for node in row]
            row = [side for node in asked[rows[-1]] for side in (node.below, node.above)]
        if any(isinstance(node, Question) for node in row):
            raise ValueError(f"A tree is deeper than {_MOST_QUESTIONS} questions.")
        figures, most = (
            np.array([node.figure for node in asked], dtype=np.intp),
            np.array([node.most for node in asked]),
        )
        first = 2 * np.arange(len(roots))
        return cls(least, tuple(roots), figures, most, tuple(rows[1:]), first, np.array(row, dtype=np.float64))

    def added(self, figures: Sequence[float]) -> float:
        """The log-odds that they add to the sum; `figures` in the order of NAMES."""
        above = np.array(figures).take(self.figures) > self.most  # whether an answer leads to a question or not
        at = self.first + above[: len(self.roots)]
        for row in self.rows:
            at = 2 * at + above[row].take(at)
        return float(self.leaves.take(at).sum())

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
