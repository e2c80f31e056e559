"""What stands in the place of a name that was taken away. Where a purge took it: a word, in the language that is being
spoken. Where an officer had it hidden: a bar for each letter, so that every other letter keeps its place."""

from __future__ import annotations

import re

from core.languages import marked_text as N_
from core.languages import spoken

HIDDEN = N_("[redacted]")
"""As records have it."""
BAR = "\N{FULL BLOCK}"
"""In the place of a letter. Spaces stay: a text and a sentence of it, spaced otherwise, are alike behind the bars."""


def barred(text: str) -> str:
    """Bars as many as letters."""
    return re.sub(r"\S", BAR, text)


def hidden_said(text: str) -> str:
    """A text of a record as people read it."""
    return text.replace(HIDDEN, spoken().text(HIDDEN)) if HIDDEN in text else text
