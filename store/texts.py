"""How texts are compared: the digest of one text, and the likeness of two fingerprints."""

from __future__ import annotations

import hashlib
import re
import struct
import unicodedata
from collections.abc import Sequence

_SPACE = re.compile(r"\s+")


def text_sha256(title: str, text: str) -> str:
    """Hex digest of a title and text, whatever their spacing and way of composing accents."""
    parts = (_SPACE.sub(" ", unicodedata.normalize("NFC", part)).strip() for part in (title, text))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def similarity(one: Sequence[int], other: Sequence[int]) -> float:
    """Share of equal places of two MinHash fingerprints, 0..1: an estimate of the Jaccard likeness of their texts.
    Fingerprints of different lengths (or of none) have nothing in common."""
    if len(one) != len(other) or not one:
        return 0.0
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one)


def pack(fingerprint: Sequence[int]) -> bytes:
    """Unsigned 32-bit numbers as bytes."""
    return struct.pack(f"<{len(fingerprint)}I", *fingerprint)


def unpack(packed: bytes) -> tuple[int, ...]:
    """The numbers back."""
    return struct.unpack(f"<{len(packed) // 4}I", packed)
