"""Folding for matching: lower case without accents, character by character, so that offsets stay those of the text."""

from __future__ import annotations

import re
from functools import lru_cache

from core.text import without_accents


class _FoldTable(dict[int, str]):
    """Folds each character once and remembers it; what would become longer or vanish stays as it is."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        base = without_accents(character).lower()
        folded = base if len(base) == 1 else character
        self[code] = folded
        return folded


_TABLE = _FoldTable(
    {ord("ß"): "s", ord("ẞ"): "s", ord("’"): "'", ord("‘"): "'", ord("´"): "'", ord("“"): '"', ord("”"): '"'}
)
_LEGAL_FORM = re.compile(
    r"[\s,]+(s\.?\s?a\.?\s?s\.?|s\.?\s?a\.?|s\.?\s?r\.?\s?l\.?|ltda?\.?|e\.?i\.?r\.?l\.?|s\.?p\.?a\.?|"
    r"inc\.?|llc\.?|corp\.?|me|eireli|c\.?a\.?|s\.?\s?l\.?)\s*$"
)


def fold(text: str) -> str:
    """`text` in lower case without accents, of the same length: 'Trocha Ñandú' -> 'trocha nandu'.

    Styled letters (mathematical bold, full width) become plain ones.
    """
    return text.translate(_TABLE)


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """What is left of a name to compare by: 'VÍVE On-Line S.A.S.' -> 'viveonline'."""
    return re.sub(r"[^0-9a-z]", "", _LEGAL_FORM.sub("", fold(name).strip()))
