"""A name run together as accounts are ('agenciakantutadelsur'), and what of it says what and where, by its ends."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from store.likeness.words import Part, usual

PIECE = 4
"""Letters of a word that is looked for within another."""

_BEFORE, _AFTER = 5, 3
"""Letters of a trade or a place that it begins with, and of one that it ends in, of which short ones count behind a
joiner alone: 'delsur'."""

_JOINERS = ("del", "de", "do", "da", "of", "y", "e")


class Parted(NamedTuple):
    """A word without trades and places at its ends."""

    before: tuple[str, ...]
    middle: str
    after: tuple[str, ...]  # with the joiners before them


@lru_cache(maxsize=20_000)
def parted(word: str) -> Parted:
    """Trades and places that it begins with, what is left, and those that it ends in, with the 'del' before them."""
    before: list[str] = []
    after: list[str] = []
    while length := next((n for n in _lengths(word, _BEFORE) if says_what(word[:n])), 0):
        before.append(word[:length])
        word = word[length:]
    while length := next((n for n in _lengths(word, _AFTER) if says_what(word[-n:])), 0):
        rest = word[:-length]
        joiner = next((each for each in _JOINERS if rest.endswith(each) and len(rest) >= len(each) + PIECE), "")
        if not joiner and length < PIECE:
            break
        after = [joiner, word[-length:], *after] if joiner else [word[-length:], *after]
        word = rest.removesuffix(joiner)
    return Parted(tuple(before), word, tuple(after))


def _lengths(word: str, shortest: int) -> range:
    return range(len(word) - PIECE, shortest - 1, -1)


def says_what(word: str) -> bool:
    """Whether it is a trade or a place."""
    return word in usual() and usual()[word][1] in (Part.TRADE, Part.PLACE)
