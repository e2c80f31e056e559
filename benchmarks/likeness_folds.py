"""How well names are compared, by cross-validation over the rows that teach: where weights and threshold are chosen.

    python -m benchmarks.likeness_folds [--pairs ../shared/data/alias/ofac_company_pairs.csv] [--rounds 3]

The held-out rows are not read. Entities that share a name are kept in one fold, and a pair that is written twice counts
once: OFAC lists some networks many times over. How common words are is counted over all rows that teach, without a look
at which are the same. F1 is also given as if as many pairs were different as the same: of these pairs six in
seven are the same, and whoever calls all of them so reaches 0.92.
"""

from __future__ import annotations

import argparse
import random
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, utils

from benchmarks.likeness import LINE, PAIRS
from models.train_likeness import UNFINDABLE, Pair, fit, importance, look_alikes, matrix, names_of, read_pairs, reformed

FOLDS, SEED = 5, 7
_NO_LETTER = re.compile(r"[\W_]+")


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    if not given.pairs.is_file():
        print(f"No pairs at {given.pairs}: nothing is measured. Name them with --pairs.")
        return 0
    pairs = [pair for pair in read_pairs(given.pairs) if not pair.held_out]
    known = once(pair for pair in pairs if pair.kind != UNFINDABLE)
    rng = random.Random(SEED)  # noqa: S311 - the same pairs each time
    others = [*look_alikes(names_of(pairs), each=2, rng=rng), *reformed(known, rng=rng)]
    same = np.array([pair.same for pair in known])
    wratio = np.array([fuzz.WRatio(p.one, p.other, processor=utils.default_process) for p in known])
    print(f"{len(known)} pairs, {same.sum()} of them the same; {given.rounds} rounds of {FOLDS} folds, mean (spread):")
    _line(f"WRatio >= {LINE:g}", [_figures(same, wratio >= LINE)])
    rounds = scores(known, others, rounds=given.rounds)
    for line in np.arange(0.5, 0.82, 0.02):
        _line(f"almenara >= {line:.2f}", [_figures(same, found >= line) for found in rounds])
    return 0


def once(pairs: Iterable[Pair]) -> list[Pair]:
    """Each pair of names once."""
    found: dict[tuple[frozenset[str], bool], Pair] = {}
    for pair in pairs:
        found.setdefault((frozenset((pair.one, pair.other)), pair.same), pair)
    return list(found.values())


def networks(pairs: Sequence[Pair]) -> dict[str, str]:
    """Entity -> one entity for all that are joined by names which they share."""
    joined: dict[str, str] = {}

    def root(entity: str) -> str:
        while joined.setdefault(entity, entity) != entity:
            entity = joined[entity]
        return entity

    bearers: dict[str, str] = {}
    for pair in pairs:
        for name, entity in ((pair.one, pair.entities[0]), (pair.other, pair.entities[-1])):
            bearer = bearers.setdefault(_NO_LETTER.sub("", name.casefold()), entity)
            joined[root(entity)] = root(bearer)
    return {entity: root(entity) for entity in list(joined)}


def scores(known: Sequence[Pair], others: Sequence[Pair], *, rounds: int) -> list[NDArray[np.float64]]:
    """A round: the scores of all `known`, each by weights that met no entity of its fold; `others` only teach."""
    taught = [*known, *others]
    x, y = matrix(taught), np.array([float(pair.same) for pair in taught])
    weight = np.array([importance(pair) for pair in taught])
    heads = networks(known)
    found = []
    for number in range(rounds):
        folds = [[_fold(entity, heads, number) for entity in pair.entities] for pair in taught]
        first = np.array([each[0] for each in folds])
        first[len(known) :] = FOLDS
        score = np.zeros(len(known))
        for fold in range(FOLDS):
            teaches = np.array([fold not in each for each in folds])
            learnt = fit(x[teaches], y[teaches], weight[teaches])
            asked = first == fold
            score[asked[: len(known)]] = 1 / (1 + np.exp(-(x[asked] @ learnt[:-1] + learnt[-1])))
        found.append(score)
    return found


def _fold(entity: str, heads: Mapping[str, str], number: int) -> int:
    return zlib.crc32(f"{number} {heads.get(entity, entity)}".encode()) % FOLDS


def _figures(same: NDArray[np.bool_], linked: NDArray[np.bool_]) -> tuple[float, float, float, float]:
    """F1, F1 of as many different pairs as same ones, recall, wrong links."""
    right, wrong = float((same & linked).sum()), float((~same & linked).sum())
    there, others = float(same.sum()), float((~same).sum())
    even = wrong * there / others
    return 2 * right / (right + wrong + there), 2 * right / (right + even + there), right / there, wrong


def _line(name: str, rounds: Sequence[tuple[float, float, float, float]]) -> None:
    (f1, even, recall, wrong), spread = np.mean(rounds, axis=0), np.std(rounds, axis=0)
    print(
        f"  {name:18} F1 {f1:.3f} ({spread[0]:.3f})  evenly {even:.3f} ({spread[1]:.3f})"
        f"  recall {recall:.3f} ({spread[2]:.3f})  wrong links {wrong:.1f} ({spread[3]:.1f})"
    )


if __name__ == "__main__":
    raise SystemExit(main())
