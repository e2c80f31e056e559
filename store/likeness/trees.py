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
from typing import Any

from store.likeness.features import NAMES

TREES = Path(__file__).with_name("trees.json")

Node = tuple["Node | float", "Node | float", int, float, float] | float
"""A leaf: log-odds. Else (`below`, `above`, figure, the most that goes below, what its leaves come to on average)."""
_FIGURE, _MOST, _MEAN = 2, 3, 4


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
            while node.__class__ is tuple:
                node = node[figures[node[_FIGURE]] > node[_MOST]]  # type: ignore[index]
            total += node  # type: ignore[operator]
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
            while isinstance(node, tuple):
                name = NAMES[node[_FIGURE]]
                follows = node[1] if figures[node[_FIGURE]] > node[_MOST] else node[0]
                found[name] = found.get(name, 0.0) + _mean(follows) - node[_MEAN]
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


def _node(read: list[object] | float, places: Sequence[int]) -> Node:
    """As trees.json has it: a number, or [figure, the most that goes below, mean, below, above]."""
    if not isinstance(read, list):
        return float(read)
    figure, most, mean, below, above = read
    return (_node(below, places), _node(above, places), places[figure], most, mean)  # type: ignore[arg-type,index,return-value]


def _mean(node: Node) -> float:
    return node[_MEAN] if isinstance(node, tuple) else node
