"""Words that tell two firms apart, however alike the rest of their names is: north and south, new and old, II and III.

The lists are in contrasts.txt, written by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from store.likeness.words import listed

CONTRASTS = Path(__file__).with_name("contrasts.txt")
_WITHIN = frozenset({"points", "heights", "ages", "doors"})
"""Those that are written together with the next word, too: Northgate, Oberdorf."""
_SHORTEST, _REST = 3, 3  # letters of such a word, and of what follows it

Side = tuple[str, int]
"""Of what (north and south: points), and which of them."""


@cache
def _sides() -> dict[str, tuple[Side, ...]]:
    found: dict[str, tuple[Side, ...]] = {}
    for number, line in enumerate(CONTRASTS.read_text(encoding="utf-8").splitlines()):
        if not line or line.startswith("#"):
            continue
        what, _, others = line.partition(":")
        for which, words in enumerate(others.split("|")):
            for word in words.split():
                found[word] = (*found.get(word, ()), (f"{what} {number}", which))
    return found


def sides(word: str) -> tuple[Side, ...]:
    """On which side of which contrasts a word stands; of most words nothing."""
    return _sides().get(word, ())


def differ(one: Iterable[Side], other: Iterable[Side]) -> bool:
    """Whether the one stands on another side of something than the other, and on no side with it."""
    mine, its = set(one), set(other)
    if not mine or not its or mine & its:
        return False
    return not {what for what, _ in mine}.isdisjoint(what for what, _ in its)


def are_two(one: str, other: str) -> bool:
    """Two words with a meaning of their own, however alike: 'importadora' is not 'exportadora' misspelt."""
    known = listed()
    mine, its = known.get(one), known.get(other)
    return (mine is not None and its is not None and mine != its) or differ(sides(one), sides(other))


@cache
def _beginnings() -> dict[str, tuple[Side, ...]]:
    return {
        word: tuple(side for side in found if side[0].split()[0] in _WITHIN)
        for word, found in _sides().items()
        if len(word) >= _SHORTEST and any(side[0].split()[0] in _WITHIN for side in found)
    }


@lru_cache(maxsize=50_000)
def _begun(word: str) -> tuple[tuple[Side, ...], str]:
    """What a word begins with, and the rest: ('points', north) and 'gate'."""
    known = _beginnings()
    for length in range(min(len(word) - _REST, 8), _SHORTEST - 1, -1):
        if found := known.get(word[:length]):
            return found, word[length:]
    return (), ""


def begin_otherwise(one: str, other: str) -> bool:
    """'northgate' and 'southgate': one word but for its beginning, which says another side."""
    mine, rest = _begun(one)
    its, its_rest = _begun(other)
    return bool(mine and its) and rest == its_rest and differ(mine, its)
