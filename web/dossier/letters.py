"""Text that strangers wrote, as print shows it: what a font has no letter for, and what would hide or turn letters
round, stands as its code (U+1F600). On paper nobody can look at the bytes, so nothing goes missing silently. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Container

from core.languages import cut

LONGEST = 600
"""Letters of one line; what is left out is said."""
_TOWER = 4
"""Marks over one letter that languages need; more would run over the lines above."""


def shown(text: str, known: Container[int], *, limit: int = LONGEST) -> str:
    """`text` on one line, in letters of a font that has the code points `known`."""
    found: list[str] = []
    marks = 0
    for letter in " ".join(unicodedata.normalize("NFC", cut(text, limit)).split()):
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if letter == " " or unicodedata.category(letter) == "Zs":
            found.append(" ")
        elif marks <= _TOWER and _is_plain(letter) and ord(letter) in known:
            found.append(letter)
        else:
            found.append(f"[U+{ord(letter):04X}]")
    return "".join(found)


def _is_plain(letter: str) -> bool:
    """Whether a letter shows by itself: no control, no format, no half of a pair, none that is anybody's own."""
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
