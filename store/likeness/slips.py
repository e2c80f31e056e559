"""Two words that are spelled alike: how they differ, and whether anybody writes one by mistake for the other.

'Larrazul' and 'Larazul' are one word and a slip, 'Larimar' and 'Larissa' two names, 'Northgate' and 'Southgate' two
places. No rule is sure; these are figures that are weighed with the others.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

from store.likeness.contrasts import begin_otherwise

_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_HEARD = ("aeiouy", "bvwpf", "ckqsxz", "sz", "gjhy", "td", "mn", "lr", "fp", "ily")
_SEEN = ("il1", "o0")
_SLIPS = frozenset((a, b) for alike in (*_HEARD, *_SEEN) for a in alike for b in alike) | frozenset(
    pair for row in _KEYBOARD for a, b in pairwise(row) for pair in ((a, b), (b, a))
)
"""Letters of which one is written by mistake for the other: heard or seen alike, or neighbours on a keyboard."""


class Slips(NamedTuple):
    """How two words differ."""

    edits: int  # letters to change, add, drop or swap
    share: float  # of the longer word, 0..1
    head: bool  # whether they begin otherwise
    replaced: int  # letters in whose place stands one that nobody writes by mistake for it
    turned: bool  # whether they are one word but for a beginning that says the opposite


@lru_cache(maxsize=50_000)
def changed(one: str, other: str) -> Slips:
    """How two words differ, lower-case ASCII both."""
    edits = DamerauLevenshtein.distance(one, other)
    replaced = sum(
        step.tag == "replace" and (one[step.src_pos], other[step.dest_pos]) not in _SLIPS
        for step in Levenshtein.editops(one, other)
    )
    return Slips(edits, edits / max(len(one), len(other)), one[:1] != other[:1], replaced, begin_otherwise(one, other))
