"""What stands in the place of a name that a purge took away, in the language that is being spoken."""

from __future__ import annotations

from core.languages import marked_text as N_
from core.languages import spoken

HIDDEN = N_("[redacted]")
"""As records have it."""


def hidden_said(text: str) -> str:
    """A text of a record as people read it."""
    return text.replace(HIDDEN, spoken().text(HIDDEN)) if HIDDEN in text else text
