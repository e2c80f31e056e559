"""A name that a purge took away, in the language of whoever reads."""

from __future__ import annotations

from core.hidden_words import HIDDEN, hidden_said
from core.languages import language, speaking
from store import redaction


def test_it_is_said_in_every_language() -> None:
    assert HIDDEN == redaction.HIDDEN
    told = {}
    for code in ("en", "es", "pt"):
        with speaking(language(code)):
            told[code] = hidden_said(f"{HIDDEN} drove; {HIDDEN}.")
            assert hidden_said("nobody") == "nobody"
    assert told == {"en": "[redacted] drove; [redacted].", "es": "[suprimido] drove; [suprimido].", "pt": told["es"]}
