"""How the score of a machine is shown, and how much what speaks for it weighs: everywhere by one rounding."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

SUREST = 0.99
"""The most that is shown (0..1): nothing that a machine thinks is certain."""
_PLACES = Decimal("0.01")


def rounded(value: float) -> Decimal:
    """To two places behind the point, a half up, of the figure as it is written: 0.855, which no computer keeps
    exactly, is 0.86."""
    return Decimal(repr(float(value))).quantize(_PLACES, rounding=ROUND_HALF_UP)


def shown(score: float) -> str:
    """A score (0..1) for a terminal, never above SUREST: '0.87'."""
    return str(rounded(min(score, SUREST)))


def weight(value: float) -> str:
    """How much something speaks for or against, for a terminal, never above SUREST: '+0.86'."""
    return f"{rounded(min(value, SUREST)):+}"
