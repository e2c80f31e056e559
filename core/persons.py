"""Names that people sign with, as eyes tell them apart: two that look alike are one person's.

An account is refused whose name looks like another's, and who signs under two such names is not two persons.
"""

from __future__ import annotations

import unicodedata

from anyascii import anyascii

from core.names import LOOKALIKES

_NEVER_SEEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
    + "".join(map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""Letters, marks and signs that no font draws; the rest of what nobody sees has categories of its own."""
_SAME_STROKE = str.maketrans("I1|0O", "llloo")


def is_alike(name: str, other: str) -> bool:
    """Whether nobody would tell two names apart: by case, accents, spaces and signs alone, or by letters that look like
    others (of other scripts, a capital I for an l, a nought for an O)."""
    one, two = _letters(name), _letters(other)
    return one.casefold() == two.casefold() or one.translate(_SAME_STROKE) == two.translate(_SAME_STROKE)


def look(name: str) -> str:
    """What of a name is compared where only equal words can be, as in a column that is to be unique: its letters and
    digits, small. Empty where it has none."""
    return _letters(name).casefold()


def unseen(name: str) -> str:
    """The first character of a name that nobody sees (control, format, a joiner, a letter without a shape), as U+200B;
    "" where there is none. Spaces of all kinds are seen."""
    hidden = (c for c in name if not c.isspace() and (unicodedata.category(c)[0] == "C" or c in _NEVER_SEEN))
    return next((f"U+{ord(c):04X}" for c in hidden), "")


def mixed(name: str) -> str:
    """The first word of a name that has letters of another script among Latin ones; "" where none has."""
    words = unicodedata.normalize("NFKC", name).split()
    return next((word for word in words if len({_is_latin(c) for c in word if _is_letter(c)}) > 1), "")


def _letters(name: str) -> str:
    """Its letters and digits, those that look like Latin ones as these, without accents."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).translate(LOOKALIKES))
    seen = (c for c in apart if c.isalnum() or c == "|" or _is_vowel_sign(c))
    return "".join(anyascii(c) if not c.isascii() and _is_latin(c) else c for c in seen if c not in _NEVER_SEEN)


def _is_vowel_sign(character: str) -> bool:
    """Whether it is written on a letter and is no accent: in the scripts of India it is half of the name."""
    return unicodedata.category(character)[0] == "M" and unicodedata.combining(character) == 0


def _is_letter(character: str) -> bool:
    return unicodedata.category(character) in ("Lu", "Ll", "Lt", "Lo")


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith("LATIN ")
