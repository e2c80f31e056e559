"""Teach the scorer of names (store/likeness) its weights and how rare words are, from pairs of firms' names.

    python -m models.train_likeness ../shared/data/alias/ofac_company_pairs.csv

The pairs of that file are those of OFAC's lists (US public domain): names and aliases of one entity, and like names of
different ones. They are not part of this repository; what is learnt is: store/likeness/counts.tsv and weights.json.
One entity in five is held out: neither counts nor weights meet it, and `benchmarks.likeness` measures on it. The
figures, the threshold and the priors were chosen by people who had seen errors on all pairs, so it is no blind test.
Aliases without a word in common are left out: no comparison of names can find them.

Beside them teach pairs of invented names written for this project (models/data/pairs), by writers who knew neither the
scorer nor a list: OFAC's tell little of firms that are two though their names are alike. Two of the five writers only
judge.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from core.errors import InputError
from core.settings import PROJECT_ROOT
from store.likeness import words
from store.likeness.align import align
from store.likeness.features import NAMES, features
from store.likeness.form import form, token

WEIGHTS = words.COUNTS.with_name("weights.json")
THRESHOLD = 0.52
"""Chosen by the writers who teach, one left out at a time, so that OFAC's held-out pairs keep twice the recall of
`WRatio >= 90`: these were in sight, and so were the sums of the writers who judge."""
OWN = PROJECT_ROOT / "models" / "data" / "pairs"
TEACHERS, JUDGES = ("n1", "n2", "n3"), ("n4", "n5")
"""Writers of the pairs in `OWN`: of the judges nothing learns, and nobody looked at single pairs of theirs."""
_OWN_WEIGHT = 3.0  # of a pair of theirs beside one of OFAC's: more, and aliases that share little are lost
UNFINDABLE = "different_words"
RIDGE = 1.0
PRIORS = {"numbers_both": (-3.5, 60.0), "trades_both": (-1.0, 150.0), "before": (-0.5, 60.0), "form_same": (0.1, 400.0)}
"""What is believed beforehand, and how firmly (as a ridge). OFAC's lists speak of networks, where one firm goes by many
trades; elsewhere another number or trade is another firm."""

OTHER_FORMS = ("S.A.", "Ltda", "S.A.S.", "SRL", "S.A. de C.V.", "GmbH", "LLC", "Inc", "SpA", "OOO", "E.I.R.L.", "BV")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, and whether one entity bears both."""

    one: str
    other: str
    same: bool
    kind: str
    entities: tuple[str, ...]

    @property
    def held_out(self) -> bool:
        """Whether it is kept for measuring; by entity, so that no name is on both sides."""
        return any(is_held_out(entity) for entity in self.entities)


def is_held_out(entity: str) -> bool:
    """One entity in five."""
    return zlib.crc32(entity.encode()) % 5 == 0


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of the file.

    Raises:
        InputError: it can't be read.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return [
                Pair(row["name1"], row["name2"], row["same"] == "1", row["kind"], tuple(row["ent"].split("/")))
                for row in csv.DictReader(file)
            ]
    except (OSError, KeyError) as error:
        raise InputError(f"{path}: {error}.", remedy="Name the file of OFAC pairs.") from error


def own_pairs(writers: Sequence[str]) -> list[Pair]:
    """The pairs that these writers wrote for this project."""
    found = []
    for writer in writers:
        with (OWN / f"{writer}.csv").open(encoding="utf-8", newline="") as file:
            found += [
                Pair(row["name1"], row["name2"], row["same"] == "1", f"{writer}: {row['kind']}", (writer,))
                for row in csv.DictReader(file)
            ]
    return found


def names_of(pairs: Sequence[Pair]) -> dict[str, set[str]]:
    """Entity -> its names."""
    found: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        for entity, names in zip(
            pair.entities, [[pair.one, pair.other]] if pair.same else [[pair.one], [pair.other]], strict=False
        ):
            found[entity].update(names)
    return found


def count_words(names: dict[str, set[str]]) -> dict[str, int]:
    """Meaning -> entities that bear it, those of three and more; '*' holds how many there are."""
    seen: Counter[str] = Counter()
    for each in names.values():
        seen.update({t.meaning for name in each for t in form(name).tokens})
    return {"*": len(names)} | {word: n for word, n in sorted(seen.items()) if n >= 3 and word.isascii()}


def look_alikes(names: dict[str, set[str]], *, each: int, rng: random.Random) -> list[Pair]:
    """Pairs of different entities whose names are most alike: what a scan would bring up."""
    owners = [(name, entity) for entity, group in names.items() for name in sorted(group)]
    texts = [" ".join(t.meaning for t in form(name).tokens) for name, _ in owners]
    found: dict[tuple[str, str], Pair] = {}
    for name, entity in rng.sample(owners, len(owners) // 2):
        mine = " ".join(t.meaning for t in form(name).tokens)
        best = process.extract(
            mine, texts, scorer=fuzz.WRatio if rng.random() < 0.5 else fuzz.token_sort_ratio, limit=each + 4
        )
        others = [owners[at] for _, _, at in best if owners[at][1] != entity]
        for other, its in others[:each]:
            shared = set(mine.split()) ^ {t.meaning for t in form(other).tokens}
            if shared and fuzz.token_set_ratio(mine, " ".join(t.meaning for t in form(other).tokens)) < 100:
                found[min(name, other), max(name, other)] = Pair(name, other, False, "mined", (entity, its))
    return list(found.values())


def reformed(pairs: Sequence[Pair], *, rng: random.Random) -> list[Pair]:
    """Same firms whose other name ends in another form: where a firm is registered changes sooner than who runs it."""
    firms = [pair for pair in pairs if pair.same and pair.kind != UNFINDABLE and form(pair.one).legal]
    chosen = rng.sample(firms, len(firms) // 6)
    return [
        Pair(
            p.one,
            f"{' '.join(t.text for t in form(p.other).tokens)} {rng.choice(OTHER_FORMS)}",
            True,
            "reformed",
            p.entities,
        )
        for p in chosen
    ]


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
    if pair.kind == "mined":
        return 0.5
    if pair.kind.endswith("contained"):
        return 2.0  # a part of a firm by its name: often nobody could tell
    return 1.0 if pair.same else 5.0


def main() -> None:
    """Learn, and write counts.tsv and weights.json."""
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
    taught = [*known, *look_alikes(names, each=2, rng=rng), *reformed(known, rng=rng), *own_pairs(TEACHERS)]
    found = fit(
        matrix(taught),
        np.array([float(pair.same) for pair in taught]),
        np.array([importance(pair) for pair in taught]),
    )
    learnt = {
        "threshold": given.threshold,
        "bias": round(float(found[-1]), 4),
        "weights": {name: round(float(value), 4) for name, value in zip(NAMES, found[:-1], strict=True)},
    }
    WEIGHTS.write_text(json.dumps(learnt, indent=1) + "\n", encoding="utf-8")
    print(f"{len(taught)} pairs, {len(counts) - 1} words counted: {WEIGHTS.name}, {words.COUNTS.name} written.")


if __name__ == "__main__":
    main()
