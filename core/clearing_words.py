"""That a document clears somebody, and in which words, as mails and spreadsheets say it in the reader's language."""

from __future__ import annotations

from datetime import date

from core.languages import marked_text as N_
from core.languages import spoken

_CLEARS = N_("Clears %(name)s (%(day)s)")
_MAY_CLEAR = N_("May clear %(name)s (%(day)s)")
_IN_WORDS = N_("%(what)s: “%(sentence)s”")


def clears(name: str, on: date, sentence: str, *, is_unsure: bool) -> str:
    """As "Clears Ruta Zorzal (2 Feb 2021): “The court acquitted it.”"; without words where a purge took them.

    Args:
        is_unsure: whether the document merely may mean this one.
    """
    words = spoken()
    what = words.text(_MAY_CLEAR if is_unsure else _CLEARS) % {"name": name, "day": words.short_day(on)}
    return words.text(_IN_WORDS) % {"what": what, "sentence": sentence} if sentence else what
