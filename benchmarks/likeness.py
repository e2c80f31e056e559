"""How well names are compared, in figures, beside RapidFuzz's own scorers, on rows that taught no weight.

    python -m benchmarks.likeness [--pairs ../shared/data/alias/ofac_company_pairs.csv] [--cases NAME_BENCH/cases.csv]

Three lists. Invented pairs by the writers of models/data/pairs of whom nothing learnt. OFAC's pairs, which are not
part of this repository: held out is one entity in five, with every pair that touches it. It taught no weight, but the
features and the threshold were chosen with all pairs in sight, so its figures flatter us a little too. Positives
without a word in common are counted apart: nothing that compares names can find them. And the firms and organisations
of nomenklatura's contrib/name_bench/cases.csv, of which nothing was learnt. The best threshold of a RapidFuzz scorer
is chosen on the very rows that it is measured on, which flatters it; ours is the one that ships.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from rapidfuzz import fuzz, utils

from core.errors import InputError
from core.settings import PROJECT_ROOT
from models.likeness_pairs import JUDGES, UNFINDABLE, Pair, own_pairs, read_pairs
from store.likeness import compare
from store.likeness.compare import weights

PAIRS = PROJECT_ROOT.parent / "shared" / "data" / "alias" / "ofac_company_pairs.csv"
SCORERS = {"WRatio": fuzz.WRatio, "ratio": fuzz.ratio, "token_set_ratio": fuzz.token_set_ratio}
LINE = 90.0


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--cases", type=Path, help="nomenklatura's contrib/name_bench/cases.csv")
    given = parser.parse_args()
    _beside("invented pairs", own_pairs(JUDGES))
    if given.cases:
        _beside("pairs of nomenklatura's name_bench", read_cases(given.cases))
    if not given.pairs.is_file():
        print(f"No pairs of OFAC at {given.pairs}: nothing is measured on them. Name them with --pairs.")
        return 0
    held = [pair for pair in read_pairs(given.pairs) if pair.held_out]
    rows = [pair for pair in held if pair.kind != UNFINDABLE]
    _beside("held-out pairs of OFAC", rows)
    _by_kind(held, lambda pair: compare(pair.one, pair.other).is_same)
    return 0


def read_cases(path: Path) -> list[Pair]:
    """The firms and organisations of nomenklatura's list.

    Raises:
        InputError: it can't be read.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return [
                Pair(row["name1"], row["name2"], row["is_match"] == "true", row["case_group"], ("",))
                for row in csv.DictReader(file)
                if row["schema"] in {"Company", "Organization"}
            ]
    except (OSError, KeyError) as error:
        raise InputError(f"{path}: {error}.", remedy="Name contrib/name_bench/cases.csv of nomenklatura.") from error


def _beside(what: str, rows: Sequence[Pair]) -> None:
    """A line for our scorer as shipped, and for those of RapidFuzz."""
    print(f"{len(rows)} {what}, {sum(pair.same for pair in rows)} of them the same:")
    _line("almenara, as shipped", rows, [compare(p.one, p.other).score for p in rows], weights().threshold)
    for name, scorer in SCORERS.items():
        scores = [scorer(p.one, p.other, processor=utils.default_process) for p in rows]
        if name == "WRatio":
            _line(f"{name} >= {LINE:g}", rows, scores, LINE)
        best = max(set(scores), key=partial(_f1, rows, scores))
        _line(f"{name}, best threshold {best:.0f}", rows, scores, best)


def _f1(rows: Sequence[Pair], scores: Sequence[float], line: float) -> float:
    return measure(rows, scores, line)[2]


def measure(rows: Sequence[Pair], scores: Sequence[float], line: float) -> tuple[float, float, float, int]:
    """Precision, recall, F1, and how many different pairs reach the line."""
    right = sum(pair.same and score >= line for pair, score in zip(rows, scores, strict=True))
    wrong = sum(not pair.same and score >= line for pair, score in zip(rows, scores, strict=True))
    precision = right / (right + wrong) if right + wrong else 0.0
    recall = right / (sum(pair.same for pair in rows) or 1)
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1), wrong


def _line(name: str, rows: Sequence[Pair], scores: Sequence[float], line: float) -> None:
    precision, recall, f1, wrong = measure(rows, scores, line)
    print(f"  {name:32} F1 {f1:.3f}  precision {precision:.3f}  recall {recall:.3f}  wrong links {wrong}")


def _by_kind(rows: Sequence[Pair], is_same: Callable[[Pair], bool]) -> None:
    for kind in sorted({pair.kind for pair in rows}):
        of_kind = [pair for pair in rows if pair.kind == kind]
        print(f"  {kind:38} linked {sum(map(is_same, of_kind)):4} of {len(of_kind)}")


if __name__ == "__main__":
    raise SystemExit(main())
