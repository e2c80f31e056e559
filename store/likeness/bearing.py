"""How much it tells that two names share something: less, the more operators are known to bear it, and the more texts
that name no operator have it. Pure; the one scale of the scorer and of the index, which passes over what can't count.
"""

from __future__ import annotations

NAMESAKES, FAMILIAR = 4, 20
"""Operators under one and the same name or word that don't make it common; and beyond these, as many as halve what it
tells."""

CASUAL, EVERYDAY = 10, 60
"""Texts that name no operator in which a word may stand without being common; and beyond these, as many as halve it."""


def tells(operators: int, texts: int = 0) -> float:
    """From 1 for what few bear towards 0: to be one of so many is a matter of chance."""
    return 1 / (1 + max(operators - NAMESAKES, 0) / FAMILIAR + max(texts - CASUAL, 0) / EVERYDAY)
