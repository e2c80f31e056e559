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


@dataclass(frozen=True, slots=True)
class Trees:
    """What was grown. `least`: log-odds of the sum below which they are not asked."""

    least: float
    roots: tuple[Node, ...]

    def added(self, figures: Sequence[float]) -> float:
        """The log-odds that they add to the sum; `figures` in the order of NAMES."""
        total = 0.0
        for root in self.roots:
            node = root
            while isinstance(node, Question):
                node = node[1] if figures[node[2]] > node[3] else node[0]  # by their places: it is asked very often
            total += node
        return total

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
    return Trees(read["least"], tuple(_node(root, places) for root in read["trees"]))


def _node(read: list[Any] | float, places: Sequence[int]) -> Node:
    """As trees.json has it: a number, or [figure, the most that goes below, mean, below, above]."""
    if not isinstance(read, list):
        return float(read)
    figure, most, mean, below, above = read
    return Question(_node(below, places), _node(above, places), places[figure], most, mean)


def _mean(node: Node) -> float:
    return node.mean if isinstance(node, Question) else node
