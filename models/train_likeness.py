"""Teach the scorer of names (store/likeness) its weights, its trees and how rare words are, from pairs of names.

    python -m models.train_likeness ../shared/data/alias/ofac_company_pairs.csv

The pairs of that file are those of OFAC's lists (US public domain): names and aliases of one entity, and like names of
different ones. They are not part of this repository; what is learnt is: counts.tsv, weights.json and trees.json of
store/likeness.
One entity in five is held out: neither counts nor weights meet it, and `benchmarks.likeness` measures on it. The
figures, the threshold and the priors were chosen by people who had seen errors on all pairs, so it is no blind test.
Aliases without a word in common are left out: no comparison of names can find them.

Beside them teach pairs of invented names written for this project (models/data/pairs), by writers who knew neither the
scorer nor a list: OFAC's tell little of firms that are two though their names are alike. Seven of the twenty writers
only judge.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.likeness_pairs import (
    LATER,
    TEACHERS,
    UNFINDABLE,
    Pair,
    look_alikes,
    names_of,
    own_pairs,
    read_pairs,
    reformed,
)
from store.likeness import words
from store.likeness.align import align
from store.likeness.features import NAMES, features
from store.likeness.form import form, token

WEIGHTS = words.COUNTS.with_name("weights.json")
TREES = words.COUNTS.with_name("trees.json")
THRESHOLD = 0.42
"""Chosen by the writers who teach, one left out at a time, so that OFAC's held-out pairs keep twice the recall of
`WRatio >= 90`: these were in sight, and so were the sums of the writers who judge."""
_OWN_WEIGHT, _LATER_WEIGHT = 2.0, 0.3
"""Of a written pair beside one of OFAC's: more, and aliases that share little are lost. Those who wrote later hold more
names for two than the lists do."""
RIDGE = 1.0
PRIORS = {
    "numbers_both": (-3.5, 60.0),
    "trades_both": (-1.0, 150.0),
    "before": (-0.5, 60.0),
    "form_same": (0.1, 400.0),
    "sorted_likeness": (0.3, 400.0),
    "start_likeness": (0.0, 400.0),
    "disorder": (0.0, 100.0),
}
"""What is believed beforehand, and how firmly (as a ridge). OFAC's lists speak of networks, where one firm goes by many
trades; elsewhere another number or trade is another firm. The last three are dear to compute: the less they weigh, the
sooner two names are known to be two (`store.likeness.compare.at_most`), and the trees ask them all the same."""


def count_words(names: dict[str, set[str]]) -> dict[str, int]:
    """Meaning -> entities that bear it, those of three and more; '*' holds how many there are."""
    seen: Counter[str] = Counter()
    for each in names.values():
        seen.update({t.meaning for name in each for t in form(name).tokens})
    return {"*": len(names)} | {word: n for word, n in sorted(seen.items()) if n >= 3 and word.isascii()}


def matrix(pairs: Sequence[Pair]) -> NDArray[np.float64]:
    """A line a pair, a column a figure."""
    rows = []
    for pair in pairs:
        first, second = sorted((pair.one, pair.other))
        left, right = form(first), form(second)
        figures = features(left, right, align(left, right))
        rows.append([figures[name] for name in NAMES])
    return np.array(rows)


def fit(x: NDArray[np.float64], y: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression by Newton's method with a ridge; the last value is the bias."""
    with_bias = np.hstack([x, np.ones((len(x), 1))])
    ridge = np.full(with_bias.shape[1], RIDGE)
    ridge[-1] = 1e-6
    prior = np.zeros(with_bias.shape[1])
    for name, (value, firmness) in PRIORS.items():
        prior[NAMES.index(name)], ridge[NAMES.index(name)] = value, firmness
    found = prior.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-with_bias @ found))
        slope = with_bias.T @ (weight * (p - y)) + ridge * (found - prior)
        curve = (with_bias * (weight * p * (1 - p))[:, None]).T @ with_bias + np.diag(ridge)
        step = np.linalg.solve(curve, slope)
        found -= step
        if np.abs(step).max() < 1e-6:
            break
    return found


def importance(pair: Pair) -> float:
    """How much a pair counts: like names of different firms were chosen by people and are few; mined ones are many."""
    if pair.entities[0] in TEACHERS:
        return _OWN_WEIGHT
    if pair.entities[0] in LATER:
        return _LATER_WEIGHT
    if pair.kind == "mined":
        return 0.5
    if pair.kind.endswith("contained"):
        return 2.0  # a part of a firm by its name: often nobody could tell
    return 1.0 if pair.same else 5.0


def main() -> None:
    """Learn, and write counts.tsv, weights.json and trees.json."""
    from models.likeness_trees import grow  # needs scikit-learn, which measuring does not

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--threshold", type=float, default=THRESHOLD)
    given = parser.parse_args()
    pairs = [pair for pair in read_pairs(given.pairs) if not pair.held_out]
    names = names_of(pairs)
    counts = count_words(names)
    words.COUNTS.write_text("".join(f"{word}\t{n}\n" for word, n in counts.items()), encoding="utf-8")
    words.forget()
    form.cache_clear()
    token.cache_clear()
    rng = random.Random(7)  # noqa: S311 - the same pairs each time
    known = [pair for pair in pairs if pair.kind != UNFINDABLE]
    taught = [*known, *look_alikes(names, each=2, rng=rng), *reformed(known, rng=rng), *own_pairs((*TEACHERS, *LATER))]
    x, y = matrix(taught), np.array([float(pair.same) for pair in taught])
    weight = np.array([importance(pair) for pair in taught])
    found = fit(x, y, weight)
    learnt = {
        "threshold": given.threshold,
        "bias": round(float(found[-1]), 4),
        "weights": {name: round(float(value), 4) for name, value in zip(NAMES, found[:-1], strict=True)},
    }
    WEIGHTS.write_text(json.dumps(learnt, indent=1) + "\n", encoding="utf-8")
    grown = grow(found, x, y, weight)
    lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in grown.pop("trees"))
    TREES.write_text(f'{json.dumps(grown)[:-1]},\n"trees": [\n{lines}\n]}}\n', encoding="utf-8")
    print(f"{len(taught)} pairs, {len(counts) - 1} words counted; written: counts.tsv, weights.json, trees.json.")


if __name__ == "__main__":
    main()
