"""Texts and names as the words they are searched by: without case and accents, and numbers however they are spaced.

Pure. What is asked and what is kept pass through the same functions, on both databases, so that a word is found in
one as in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from core import names
from core.text import without_accents

LONGEST_TEXT = 200_000
"""Characters of a text that can be searched; PostgreSQL keeps at most a megabyte of words a text."""
LONGEST_WORD = 64

WORD = re.compile(r"[^\W_]+")
_BORROWED = re.compile(f"[{''.join(map(chr, names.LOOKALIKES))}]")
SPACED_NUMBER = re.compile(r"(?<!\d)\d[\d .()/\-]{5,28}\d(?!\d)")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


def fold(text: str) -> str:
    """`text` in lower case without accents."""
    return without_accents(text.casefold()).translate(_LETTERS)


def words_of(text: str) -> Iterator[str]:
    """The words that a text is found by: as written, and what those look like that borrow letters of other scripts."""
    yield from written(text)
    yield from disguised(text)


def disguised(text: str) -> list[str]:
    """What the words of a text look like, folded, whose letters are all Latin ones, or others that look like them."""
    text = text[:LONGEST_TEXT]
    if text.isascii() or _BORROWED.search(text) is None:
        return []
    seen = (fold(word.translate(names.LOOKALIKES)) for word in WORD.findall(text) if _BORROWED.search(word))
    return [word[:LONGEST_WORD] for word in seen if word.isascii()]


def written(text: str) -> Iterator[str]:
    """The folded words of a text in order, and behind them every number that was written with gaps, in one piece."""
    folded = fold(text[:LONGEST_TEXT])
    for word in WORD.findall(folded):
        yield word[:LONGEST_WORD]
    yield from numbers_in(folded)


def numbers_in(text: str) -> list[str]:
    """Numbers of 7 to 15 digits with gaps between them, without the gaps."""
    found = (re.sub(r"\D", "", number) for number in SPACED_NUMBER.findall(text))
    return [number for number in found if 7 <= len(number) <= 15]


def name_words(name: str) -> list[str]:
    """The words that a name is found by: as written, as names are compared, and run together."""
    taken = names.words(name)
    found = [*words_of(name), *taken, names.name_key(name).core, "".join(taken)]
    return [word[:LONGEST_WORD] for word in dict.fromkeys(found) if word]
