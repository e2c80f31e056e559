"""How much it tells that two names share something: less, the more operators are known to bear it, and the more texts
that name no operator have it. Pure; the one scale of the scorer and of the index, which passes over what can't count.
"""

from __future__ import annotations

NAMESAKES, FAMILIAR = 4, 20
"""Operators under one and the same name or word that don't make it common; and beyond these, as many as halve what it
tells."""

CASUAL, EVERYDAY = 10, 60
"""Texts that name no operator in which a word may stand without being common; and beyond these, as many as halve it."""

WORD, WHOLE = 0.85, 0.95
"""What one word in common tells at most, and a whole name in common."""

GENERIC = 0.4
"""The same where no word in common says who."""


def tells(operators: int, texts: int = 0) -> float:
    """From 1 for what few bear towards 0: to be one of so many is a matter of chance."""
    return 1 / (1 + max(operators - NAMESAKES, 0) / FAMILIAR + max(texts - CASUAL, 0) / EVERYDAY)


def length(word: str) -> float:
    """How much a word of so many letters tells: short ones are easily alike."""
    return min(1.0, max(0.0, (len(word) - 2) / 6))


def word_tells(text: str, weight: float) -> float:
    """What a word in common tells at most, however rare it is."""
    return WORD * length(text) * min(1.0, weight * 1.15)
