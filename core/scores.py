"""How the score of a machine is shown."""

from __future__ import annotations

SUREST = 0.99
"""The most that is shown (0..1): nothing that a machine thinks is certain."""


def shown(score: float) -> str:
    """A score (0..1) for a terminal, never above SUREST: '0.87'."""
    return f"{min(score, SUREST):.2f}"
