"""Which adverts are one template with other slots filled in. Pure: texts in, groups out.

What a campaign changes is taken away first: numbers, prices, addresses, handles, emoji, punctuation, case, accents.
What is left is compared by its pairs of neighbouring words, each counted by how rare it is among the texts at hand,
so that "send your CV" shared by a thousand job adverts joins nobody. Names and towns that change break only the pairs
that they stand in. Texts are one where enough of the shorter one's weight is shared, and where at least one of them
says nothing at length that the other does not: an employer's page about itself above two jobs is shared, too, but each
job then goes on in words of its own. Groups are joined by such links.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise
from math import log

from core.text import without_accents

ALIKE = 0.6
"""Share of the rarer words' pairs, by weight, from which two texts are one template."""

SHORTEST = 8
"""Pairs of words below which a text is too short to tell."""

LOOKED_UP = 24
"""A text's rarest pairs by which its like are sought."""

CROWD = 200
"""Texts under one pair from which it is not looked up: a phrase of the trade."""

FILLED, OWN = 3, 8
"""Shared pairs in a row below which they stand between slots by chance; and pairs in a row that are no slot any more,
but something that one text says and the other doesn't."""

_SLOT = re.compile(r"https?://\S+|www\.\S+|\S+@\S+|[@#]\S+|\S*\d\S*")
_WORD = re.compile(r"[^\W\d_]+")


def pairs_of(text: str) -> tuple[str, ...]:
    """The pairs of neighbouring words of a text without its slots, in order."""
    words = _WORD.findall(_SLOT.sub(" ", without_accents(text.lower())))
    return tuple(f"{one} {other}" for one, other in pairwise(words))


def groups(texts: Mapping[int, str], *, alike: float = ALIKE) -> list[list[int]]:
    """Groups of two and more texts of one template; ids sorted, groups by their first. Every text stands once."""
    written = {key: pairs_of(text) for key, text in sorted(texts.items())}
    pairs = {key: found for key, each in written.items() if len(found := frozenset(each)) >= SHORTEST}
    counts = Counter(pair for found in pairs.values() for pair in found)
    weights = {pair: log(1 + len(pairs) / count) for pair, count in counts.items()}
    under: dict[str, list[int]] = {}
    joined = {key: key for key in pairs}
    for key, found in pairs.items():
        rarest = sorted((pair for pair in found if counts[pair] > 1), key=lambda pair: (counts[pair], pair))
        looked_up = [pair for pair in rarest if counts[pair] <= CROWD][:LOOKED_UP]
        for other in sorted({one for pair in looked_up for one in under.get(pair, ())}):
            if _root(joined, other) == _root(joined, key) or likeness(found, pairs[other], weights) < alike:
                continue
            if not says_more(written[key], pairs[other]) or not says_more(written[other], found):
                _join(joined, key, other)
        for pair in found:
            if 1 < counts[pair] <= CROWD:
                under.setdefault(pair, []).append(key)
    return _listed(joined)


def likeness(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """Weight of what two texts share as a part of what the lighter has, 0 to 1; lowered where the other has far more,
    since a short text may stand inside a long one by chance."""
    shared = sum(weights[pair] for pair in one & other)
    light, heavy = sorted((sum(weights[pair] for pair in one), sum(weights[pair] for pair in other)))
    return shared / light * min(1.0, 2.5 * light / heavy) if light else 0.0


def says_more(written: Sequence[str], other: frozenset[str]) -> bool:
    """Whether a text, as its pairs in order, says something at length that another doesn't."""
    runs = [(shared, sum(1 for _ in run)) for shared, run in groupby(pair in other for pair in written)]
    own = 0
    for shared, length in runs:
        own = 0 if shared and length >= FILLED else own + length
        if own >= OWN:
            return True
    return False


def _root(joined: dict[int, int], key: int) -> int:
    while joined[key] != key:
        joined[key] = joined[joined[key]]
        key = joined[key]
    return key


def _join(joined: dict[int, int], one: int, other: int) -> None:
    first, second = sorted((_root(joined, one), _root(joined, other)))
    joined[second] = first


def _listed(joined: dict[int, int]) -> list[list[int]]:
    found: dict[int, list[int]] = {}
    for key in sorted(joined):
        found.setdefault(_root(joined, key), []).append(key)
    return [members for _root_key, members in sorted(found.items()) if len(members) > 1]


def spread(groups_found: Sequence[Sequence[int]]) -> dict[int, int]:
    """Each text of a group -> the first of it."""
    return {key: members[0] for members in groups_found for key in members}
