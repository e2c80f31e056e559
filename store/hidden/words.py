"""Where a name or a number that is to be hidden stands in a text, and the text with bars in its place: word for word,
without case and accents, a number by its digits however they are spaced, as `store.named` finds them. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from core.errors import InputError
from core.hidden_words import barred
from store.indexing.words import WORD, fold

Cover = Callable[[str], str]
"""A text without what is hidden, letter for letter."""
Places = list[tuple[int, int]]
"""From which letter to which."""

LEAST_DIGITS, COUNTRY = 6, 4
"""Of a number, at the least; and of the country's code before it, at the most."""
_GAP = re.compile(r"[\s().\-/]{0,3}")
_DIGITS = re.compile(r"\d+")
_NUMBER = "#"


def key_of(spelling: str) -> str:
    """What a way of writing a name or a number is known by: its folded words, or its digits.

    Raises:
        InputError: it has neither a word of two letters nor six digits.
    """
    digits = re.sub(r"\D", "", spelling)
    if len(digits) >= LEAST_DIGITS and not re.search(r"[^\W\d_]", spelling):
        return _NUMBER + digits
    words = words_in(spelling)
    if not any(len(word) > 1 and not word.isdigit() for word in words):
        raise InputError(
            f"{spelling!r} is no name and no number.", remedy="Give a word of two letters, or six digits, at least."
        )
    return " ".join(words)


def words_in(name: str) -> list[str]:
    """The folded words of a name, in their order."""
    return WORD.findall(fold(name))


def is_number(key: str) -> bool:
    """Whether a key is a number's."""
    return key.startswith(_NUMBER)


def digits_of(key: str) -> str:
    """Of a number's key."""
    return key.removeprefix(_NUMBER)


def length_of(key: str) -> int:
    """Of how many words a name is, of how many digits a number (below zero, so that the two are told apart)."""
    return -len(digits_of(key)) if is_number(key) else len(key.split())


def digest_of(key: str, salt: str) -> str:
    """By what a name is known where it may not stand. Who has the database can try names against it, as against the
    pages in the archive."""
    return hashlib.sha256(f"{salt} {key}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: of which lengths, and whether a key is one of them."""

    lengths: frozenset[int]
    is_one: Callable[[str], bool]


def wanted(keys: Iterable[str]) -> Wanted:
    """These."""
    held = frozenset(keys)
    return Wanted(frozenset(map(length_of, held)), held.__contains__)


def covering(those: Wanted, kept: Callable[[Collection[str]], Iterable[str]] = lambda _met: ()) -> Cover:
    """What puts bars over these. `kept`: of keys that were met in a text, the names of others that hold one of them,
    and stay whole (a victim Juan beside an operator Juan Pérez)."""

    def cover(text: str) -> str:
        found = list(_met(text, those))
        if not found:
            return text
        stay = [key_of(name) for name in kept({key for key, _place in found})]
        spared = [place for _key, place in _met(text, wanted(stay))] if stay else []
        places = [(s, e) for _key, (s, e) in found if not any(a <= s and e <= b for a, b in spared)]
        for start, end in places:
            text = text[:start] + barred(text[start:end]) + text[end:]
        return text

    return cover


def literally(forms: Iterable[str]) -> Cover:
    """What puts bars over these, letter for letter as they are written here."""

    def cover(text: str) -> str:
        for form in forms:
            text = text.replace(form, barred(form))
        return text

    return cover


def _met(text: str, those: Wanted) -> Iterator[tuple[str, tuple[int, int]]]:
    """Each key that stands in a text, and where."""
    folded, letters = _folded(text)

    def place(start: int, end: int) -> tuple[int, int]:
        last = letters[end - 1] + 1
        while last < len(text) and not _letter(text[last]):  # an accent that stands behind its letter
            last += 1
        return letters[start], last

    longest = max(those.lengths, default=0)
    words = [(each.group(), each.start(), each.end()) for each in WORD.finditer(folded)] if longest > 0 else []
    for at in range(len(words)):
        for count in those.lengths:
            run = words[at : at + count] if count > 0 else []
            if len(run) == count and those.is_one(key := " ".join(word for word, _s, _e in run)):
                yield key, place(run[0][1], run[-1][2])
    if min(those.lengths, default=0) < 0:
        for key, (start, end) in _numbers(folded, those):
            yield key, place(start, end)


def _numbers(folded: str, those: Wanted) -> Iterator[tuple[str, tuple[int, int]]]:
    """Numbers, with the country's code before them or without it."""
    most = COUNTRY - min(those.lengths)
    for row in _rows(folded):
        for first in range(len(row)):
            digits = ""
            for _start, end, group in row[first:]:
                digits += group
                if len(digits) > most:
                    break
                for code in range(COUNTRY + 1):
                    if -(len(digits) - code) in those.lengths and those.is_one(key := _NUMBER + digits[code:]):
                        yield key, (row[first][0], end)


def _rows(folded: str) -> Iterator[list[tuple[int, int, str]]]:
    """Groups of digits that no more than a gap parts."""
    groups = [(each.start(), each.end(), each.group()) for each in _DIGITS.finditer(folded)]
    row = groups[:1]
    for before, after in pairwise(groups):
        if not _GAP.fullmatch(folded, before[1], after[0]):
            yield row
            row = []
        row.append(after)
    if row:
        yield row


def _folded(text: str) -> tuple[str, list[int]]:
    """A text folded letter by letter, and from which letter each of the folded ones came."""
    folded = list(map(_letter, text))
    return "".join(folded), [at for at, each in enumerate(folded) for _ in each]


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    return fold(letter)
