"""What stands where a name may stand and can be none: a spreadsheet's formula, letters buried in combining marks."""

from __future__ import annotations

import re
import unicodedata

from nlp.wording.spreadsheets import FUNCTIONS

_FORMULA = re.compile(rf"\s*[@=+](?:[^\s()]*\(|(?:{FUNCTIONS})$)", re.I)
"""'@SUM(1', '=HYPERLINK(', and '@SUM' that a reader left of it: no handle holds a bracket, and no name begins so."""

_BURIED = 2
"""Marks a letter, on average, from which on nothing is written in any language: Vietnamese has two on some letters,
Arabic with all its vowels about one on each."""


def can_name(written: str) -> bool:
    """Whether it can be somebody's name or handle at all; 'E.T.', '4x4 Viajes' and 'Ñuble' can."""
    if _FORMULA.match(written):
        return False
    apart = unicodedata.normalize("NFD", written)
    marks = sum(unicodedata.category(sign) in {"Mn", "Me"} for sign in apart)
    letters = sum(sign.isalnum() for sign in apart)
    return letters > 0 and marks < _BURIED * letters
