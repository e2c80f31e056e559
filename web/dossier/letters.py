"""Text that strangers wrote, as print shows it: what a font has no letter for, and what would hide or turn letters
round, stands as its code ([U+202E]). On paper nobody can look at the bytes, so nothing goes missing silently, emoji
among it: what stands side by side shares its brackets, and what is repeated is counted ([U+1F525 ×3]). Flags of
countries stand as the letters that they are made of, and figures in a box as figures, for somebody may dial them. Pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence
from itertools import groupby

from core.languages import cut

LONGEST = 600
"""Letters of one line; what is left out is said."""
_TOWER = 4
"""Marks over one letter that languages need; more would run over the lines above."""
_BOXED = re.compile("([0-9#*])\ufe0f?\u20e3")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_FIRST_OF_FLAGS = 0x1F1E6


def shown(text: str, known: Container[int], *, limit: int = LONGEST) -> str:
    """`text` on one line, in letters of a font that has the code points `known`."""
    found: list[str] = []
    codes: list[str] = []
    marks = 0
    for letter in " ".join(_in_letters(unicodedata.normalize("NFC", cut(text, limit))).split()):
        marks = marks + 1 if unicodedata.combining(letter) else 0
        is_gap = letter == " " or unicodedata.category(letter) == "Zs"
        if not is_gap and (marks > _TOWER or not _is_plain(letter) or ord(letter) not in known):
            codes.append(f"U+{ord(letter):04X}")
            continue
        found += [_told(codes), " " if is_gap else letter]
        codes.clear()
    return "".join([*found, _told(codes)])


def _is_plain(letter: str) -> bool:
    """Whether a letter shows by itself: no control, no format, no half of a pair, none that is anybody's own."""
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def _in_letters(text: str) -> str:
    """Flags by the letters of their countries, and figures without their boxes."""
    text = _FLAG.sub(lambda pair: f"[{''.join(chr(ord(x) - _FIRST_OF_FLAGS + 65) for x in pair[0])}]", text)
    return _BOXED.sub(r"\1", text)


def _told(codes: Sequence[str]) -> str:
    """Codes that stand side by side."""
    runs = ((code, len(list(run))) for code, run in groupby(codes))
    told = " ".join(f"{code} ×{number}" if number > 1 else code for code, number in runs)
    return f"[{told}]" if told else ""
