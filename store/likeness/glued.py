"""A name run together as accounts are ('agenciakantutadelsur'), and what of it says what and where, by its ends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from store.likeness.words import Part, usual

PIECE = 4
"""Letters of a word that is looked for within another."""

_BEFORE, _AFTER = 5, 3
"""Letters of a trade or a place that it begins with, and of one that it ends in, of which short ones count behind a
joiner alone: 'delsur'."""

_JOINERS = ("del", "de", "do", "da", "of", "y", "e")

_SIGNS = ("", "and", "und", "et", "y", "e")  # what '&' and '+' are read as


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


def made_of(word: str, name: Sequence[tuple[str, bool]]) -> tuple[int, ...]:
    """The words of a name, two at least, that make up this one in their order, by their places; none if they don't.

    'clinicamuelacantarina' is made of 'clinica dental muela cantarina', and 'oakandtansy' of 'oak tansy', where a sign
    stood between. No word is left out between them that says who: 'cruzdelsur' is not 'Cruz Verde del Sur'.

    Args:
        name: its words, each with whether it says who.
    """
    ways: dict[int, tuple[int, ...]] = {0: ()}  # letters that are made -> of which words, the last as late as may be
    telling = -1  # the place of the last word before that says who
    for place, (text, tells) in enumerate(name):
        for end, way in sorted(ways.items(), reverse=True) if text in word else ():
            if way and way[-1] < telling:
                continue
            for joiner in _SIGNS if way else ("",):
                if word.startswith(joiner + text, end):
                    ways[end + len(joiner) + len(text)] = (*way, place)
        telling = place if tells else telling
    found = ways.get(len(word), ())
    return found if len(found) > 1 else ()


def says_what(word: str) -> bool:
    """Whether it is a trade or a place."""
    return word in usual() and usual()[word][1] in (Part.TRADE, Part.PLACE)
