"""The mean of two trained networks, weight by weight: one that went on from the other, and that other.

    python -m models.mean build/shipped build/next --out build/reader [--share 0.75]

What goes on from a network with new texts gains on those and loses a little on what it read before; their mean keeps
most of both, at the cost of one. It holds only for networks of one descent, between which training went in a straight
enough line.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import torch


def mean(one: Path, other: Path, out: Path, *, share: float = 0.5) -> None:
    """Write network.pt and base.txt into `out`. `share`: how much of it is the other's, 0..1.

    Raises:
        ValueError: the two are not of one form.
    """
    first, second = (torch.load(folder / "network.pt", weights_only=True) for folder in (one, other))
    if {name: value.shape for name, value in first.items()} != {name: value.shape for name, value in second.items()}:
        raise ValueError(f"{one} and {other} are networks of two forms.")
    out.mkdir(parents=True, exist_ok=True)
    torch.save({name: torch.lerp(value, second[name], share) for name, value in first.items()}, out / "network.pt")
    shutil.copyfile(other / "base.txt", out / "base.txt")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.5, help="of the second, 0..1")
    given = parser.parse_args()
    mean(given.one, given.other, given.out, share=given.share)
