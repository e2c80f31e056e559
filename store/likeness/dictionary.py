"""Which words are known: two that are alike and both known are mostly two words, one that nobody knows may be a slip.

'Camino' and 'Casino' are both known; 'Camimo' is not. The list (known_words.txt) is written by `python -m
models.known_words`: what stands often in texts of a hundred tongues, common names of persons and some beginnings of
words among it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

KNOWN_WORDS = Path(__file__).with_name("known_words.txt")
SHORTEST = 3
"""Letters of a word that may be known."""


@cache
def _known() -> frozenset[str]:
    return frozenset(KNOWN_WORDS.read_text(encoding="ascii").split())


def is_known(word: str) -> bool:
    """Whether texts have this word often, lower-case ASCII, or have it without an s at its end."""
    return word in _known() or (word.endswith("s") and word[:-1] in _known())
