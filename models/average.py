"""Takes the weighted mean of networks that one training passed through; it reads unseen texts more steadily than the last.

    python -m models.average build/reader 1:0.2 2:0.3 3:0.5    # pass:weight; writes network.pt

Source: Izmailov et al., Averaging Weights Leads to Wider Optima and Better Generalization, UAI 2018.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import torch


def average(folder: Path, weights: Mapping[int, float]) -> None:
    """Write the mean of pass-N.pt, N by its weight, to network.pt of the same folder; the weights need not sum to 1."""
    whole = sum(weights.values())
    mean: dict[str, torch.Tensor] = {}
    for number, weight in weights.items():
        for name, values in torch.load(folder / f"pass-{number}.pt", weights_only=True).items():
            mean[name] = mean.get(name, 0.0) + values * (weight / whole)
    torch.save(mean, folder / "network.pt")


def _pass(written: str) -> tuple[int, float]:
    number, _, weight = written.partition(":")
    return int(number), float(weight or 1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("passes", nargs="+", type=_pass, help="PASS or PASS:WEIGHT")
    given = parser.parse_args()
    average(given.folder, dict(given.passes))
