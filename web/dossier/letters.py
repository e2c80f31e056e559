"""Text that strangers wrote, as print shows it: what a font has no letter for, and what would hide or turn letters
round, stands as its code (U+202E). On paper nobody can look at the bytes, so nothing goes missing silently: a run of
emoji, with which adverts are strewn, stands as one word, flags of countries as their letters, and figures in a box as
figures. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from core.languages import cut

LONGEST = 600
"""Letters of one line; what is left out is said."""
_TOWER = 4
"""Marks over one letter that languages need; more would run over the lines above."""
EMOJI = "[emoji]"
"""The word is the same in Spanish, Portuguese and English."""
_PICTURE = "\u203c\u2049\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
_PICTURES = re.compile(f"[{_PICTURE}][{_PICTURE}\ufe0f\u200d\U000e0020-\U000e007f]*(?: +[{_PICTURE}\ufe0f\u200d]+)*")
_BOXED = re.compile("([0-9#*])\ufe0f?\u20e3")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_ONCE_MORE = re.compile(rf"{re.escape(EMOJI)}(?: *{re.escape(EMOJI)})+")
_FIRST_OF_FLAGS = 0x1F1E6
_LETTERED = frozenset(map(chr, range(0x1F100, 0x1F200)))
"""Letters in boxes and circles, with which words may be written."""


def shown(text: str, known: Container[int], *, limit: int = LONGEST) -> str:
    """`text` on one line, in letters of a font that has the code points `known`."""
    found: list[str] = []
    marks = 0
    for letter in " ".join(_without_pictures(unicodedata.normalize("NFC", cut(text, limit)), known).split()):
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


def _without_pictures(text: str, known: Container[int]) -> str:
    """Emoji that the font has no letter for, in words; flags by the letters of their countries."""
    text = _FLAG.sub(lambda pair: f"[{''.join(chr(ord(x) - _FIRST_OF_FLAGS + 65) for x in pair[0])}]", text)
    return _PICTURES.sub(lambda run: _in_words(run[0], known), _BOXED.sub(r"\1", text))


def _in_words(run: str, known: Container[int]) -> str:
    """A run of emoji as one word; figures and letters among them, and what the font has, stay."""
    found: list[str] = []
    for letter in run:
        if ord(letter) in known or unicodedata.category(letter) == "No" or letter in _LETTERED:
            found.append(letter)
        elif unicodedata.category(letter) in {"So", "Sm", "Sk", "Po", "Pd", "Cn"}:
            found.append(EMOJI)
    return _ONCE_MORE.sub(EMOJI, "".join(found))
