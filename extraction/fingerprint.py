"""What makes two texts the same story: MinHash over word shingles, and the bands by which copies find each other.

64 unsigned 32-bit minima; the share of equal ones estimates the Jaccard similarity of the shingle sets (Broder 1997).
The hashes are written out here and not taken from a library: fingerprints are stored, so they must be the same in every
process, on every machine and after every upgrade.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from core.text import without_accents

SIZE = 64
BANDS = 16
"""Of four minima each: texts that are 0.7 alike share one with a probability of 0.99, 0.5 alike with 0.64."""

_SHINGLE = 3
_SOFT_HYPHEN = "\u00ad"
_WORD = re.compile(r"\w+")
_ROWS = SIZE // BANDS


def fingerprint(text: str) -> tuple[int, ...]:
    """64 unsigned 32-bit numbers; () for a text without words. Case, accents and punctuation don't count."""
    hashes = _hashes(text)
    if not hashes.size:
        return ()
    # multiply-shift hashing (Dietzfelbinger 1996): unsigned arithmetic wraps at 2^64, the upper half is kept
    permuted = (_A[:, None] * hashes[None, :] + _B[:, None]) >> np.uint64(32)
    return tuple(int(value) for value in permuted.min(axis=1))


def bands(minima: Sequence[int]) -> tuple[int, ...]:
    """16 keys that fit a signed 64-bit column; two texts with one key in common are worth comparing."""
    keys = []
    for band in range(BANDS if minima else 0):
        rows = minima[band * _ROWS : (band + 1) * _ROWS]
        digest = hashlib.blake2b(
            bytes([band]) + b"".join(row.to_bytes(4, "big") for row in rows), digest_size=8
        ).digest()
        keys.append(int.from_bytes(digest, "big", signed=True))
    return tuple(keys)


def _hashes(text: str) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    words = _WORD.findall(without_accents(text.casefold()).replace(_SOFT_HYPHEN, ""))
    if not words:
        return np.empty(0, dtype=np.uint64)
    count = max(len(words) - _SHINGLE + 1, 1)
    shingles = {" ".join(words[i : i + _SHINGLE]) for i in range(count)}
    values = [int.from_bytes(hashlib.blake2b(s.encode(), digest_size=4).digest(), "big") for s in shingles]
    return np.fromiter(values, dtype=np.uint64, count=len(values))


def _coefficients(name: str) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    """SIZE odd 64-bit numbers, drawn from the digests of a name: the permutations never change."""
    drawn = [hashlib.blake2b(f"{name}{i}".encode(), digest_size=8).digest() for i in range(SIZE)]
    return np.array([int.from_bytes(d, "big") | 1 for d in drawn], dtype=np.uint64)


_A = _coefficients("almenara-a")
_B = _coefficients("almenara-b")
