"""Pairs of firms' names, one or two entities: OFAC's, those written for this project, and some made of them."""

from __future__ import annotations

import csv
import random
import zlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from core.errors import InputError
from core.settings import PROJECT_ROOT
from store.likeness.form import form

OWN = PROJECT_ROOT / "models" / "data" / "pairs"
TEACHERS = ("n1", "n2", "n3", "n6", "n7", "n8", "n9")
LATER = ("n13", "n14", "n15", "n16", "n17", "n18")
JUDGES = ("n4", "n5", "n10", "n11", "n12", "n19", "n20")
"""Writers of the pairs in `OWN`: of the judges nothing learns, and nobody looked at single pairs of theirs, but for
four of n10. `LATER` teach, too, and count less."""
UNFINDABLE = "different_words"

_OTHER_FORMS = ("S.A.", "Ltda", "S.A.S.", "SRL", "S.A. de C.V.", "GmbH", "LLC", "Inc", "SpA", "OOO", "E.I.R.L.", "BV")


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
            f"{' '.join(t.text for t in form(p.other).tokens)} {rng.choice(_OTHER_FORMS)}",
            True,
            "reformed",
            p.entities,
        )
        for p in chosen
    ]
