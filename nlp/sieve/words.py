"""A text as numbers: each word, its beginning or kind, and each pair of neighbours, hashed; windows of it at a time.

Everything that walks over characters is done by the interpreter's own C code, and the rest by numpy: it must cost less
than parsing the page did. Figures say nothing of the subject and differ in every text, so they are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nlp.sieve.kinds import MONEY_SIGN, kind_of, said

BITS = 18
SIZE = 1 << BITS
"""Places for weights; features that share one share its weight."""
WINDOW, STEP = 120, 60
"""Words that are judged together, and how far the next such window lies: a menu or a footer drowns nothing."""
_BEGINNING = 5  # letters: 'migrantes', 'migratorio' and 'migration' begin alike

_MASK = np.uint64(SIZE - 1)
_LEFT, _RIGHT = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_SIGN = re.compile("[\U0001f1e6-\U0001f1ff]{2}|[\u2600-\u27bf\U0001f300-\U0001faff€£]")
_ANY_SIGN = re.compile("[\U0001f1e6-\U0001f1ff\u2600-\u27bf\U0001f300-\U0001faff€£]")  # one class is soon sought
_REMEMBERED = 200_000  # words
_HIGHEST = np.uint64(40)
_HALF, _LOWER = np.uint64(32), np.uint64(0xFFFFFFFF)
_LETTERS = bytes(code if chr(code).isalpha() and code < 128 else 32 for code in range(256))

Numbers = NDArray[np.int32]
Hashes = NDArray[np.uint64]


def words_of(text: str) -> list[bytes]:
    """The words of a text, lower case, without accents."""
    if not text.isascii() and _ANY_SIGN.search(text):
        text = _SIGN.sub(said, text)
    text = text.replace("$", f" {MONEY_SIGN} ")
    folded = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore")
    return folded.translate(_LETTERS).split()


def features(words: Sequence[bytes]) -> Numbers:
    """A row a word: the places of the word, of its kind or beginning, and of the pair that it makes with the next."""
    if _hashed.cache_info().currsize > _REMEMBERED:
        _hashed.cache_clear()
    both: Hashes = np.fromiter(map(_hashed, words), dtype=np.uint64, count=len(words))
    whole, begun = both & _LOWER, both >> _HALF
    after: Hashes = np.zeros_like(whole)
    after[:-1] = whole[1:]
    pairs: Hashes = np.right_shift(whole * _LEFT + after * _RIGHT, _HIGHEST)
    return (np.stack([whole, begun, pairs], axis=1) & _MASK).astype(np.int32)


@cache  # without an order of use, which would be written at every look
def _hashed(word: bytes) -> int:
    """The word in the lower half, its kind or beginning in the upper; a language's common words are hashed once."""
    return crc32(word) | crc32(kind_of(word) or word[:_BEGINNING], 7) << 32


def windows(rows: Numbers) -> list[Numbers]:
    """The features of each window, each once; a short text is one window, a text without words an empty one."""
    return [np.unique(rows[start : start + WINDOW]) for start in starts(len(rows))]


def starts(count: int) -> list[int]:
    """Where the windows of so many words begin; the last ends with the text."""
    last = max(count - WINDOW, 0)
    return [*range(0, last, STEP), last]
