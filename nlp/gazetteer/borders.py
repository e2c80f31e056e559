"""Which countries touch, and the shortest way through them: the order of a journey where words leave it open."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from functools import cache
from importlib import resources
from itertools import pairwise, permutations

_FAR = 10  # steps between countries that no chain of neighbours joins, by air
_MOST = 7  # countries that are put in order; longer lists keep the order of the text


@cache
def neighbours() -> dict[str, frozenset[str]]:
    """Country -> the countries it is left for, from neighbours.tsv (ISO 3166-1 alpha-2)."""
    text = (resources.files("nlp.gazetteer") / "neighbours.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {code: frozenset(others.split(",")) for code, others in rows}


def touching(codes: AbstractSet[str]) -> frozenset[str]:
    """The countries that are left for those of `codes`, or for which those are left."""
    onward = (others for code, others in neighbours().items() if code in codes)
    back = (code for code, others in neighbours().items() if others & codes)
    return frozenset(back).union(*onward) - codes


@cache
def steps(start: str, end: str) -> int:
    """Borders between two countries, at most 10."""
    reached, edge, count = {start}, {start}, 0
    while end not in reached and count < _FAR and edge:
        edge = {code for place in edge for code in neighbours().get(place, frozenset())} - reached
        reached |= edge
        count += 1
    return count if end in reached else _FAR


def shortest_way(countries: tuple[str, ...], *, first: str | None, last: str | None) -> tuple[str, ...]:
    """The order of `countries` that crosses the fewest borders, from `first` to `last` where these are known.

    Of orders equally short the one nearest to the order given stays.
    """
    if len(countries) < 3 or len(countries) > _MOST:
        ends = [code for code in countries if code not in {first, last}]
        head = [first] if first else []
        return (*head, *ends, *([last] if last and last != first else []))
    middle = [code for code in countries if code not in {first, last}]
    best: tuple[int, int, tuple[str, ...]] | None = None
    for order in permutations(range(len(middle))):
        way = (*([first] if first else []), *(middle[i] for i in order), *([last] if last and last != first else []))
        length = sum(steps(one, other) for one, other in pairwise(way))
        inversions = sum(1 for i, a in enumerate(order) for b in order[i + 1 :] if a > b)
        if best is None or (length, inversions) < best[:2]:
            best = (length, inversions, way)
    return best[2] if best else countries
