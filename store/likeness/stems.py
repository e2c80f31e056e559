"""Two words of which one is short for the other, or both have one stem, lower-case ASCII both."""

from __future__ import annotations

from math import ceil

from store.likeness.words import listed

_ABBREVIATED = 4  # times as long as what it is shortened to may a word of a trade be: 'hosp.' is 'hospitalaria'
_STEM, _SHARED = 6, 0.75  # letters, and share of the shorter word, with which two words of one stem begin
_VOWELS = frozenset("aeiou")


def begins(short: str, long: str) -> bool:
    """'aero' of 'aerolinea': cut off, by two letters at least and no more than half, or three quarters of a trade."""
    most = _ABBREVIATED if long in listed() else 2
    return long.startswith(short) and len(short) + 2 <= len(long) <= most * len(short)


def are_of_one_stem(short: str, long: str) -> bool:
    """'stevedores' and 'stevedoring', 'metallurgical' and 'metallurgichesky': they part near the end."""
    return len(short) >= _STEM and long.startswith(short[: max(_STEM, ceil(_SHARED * len(short)))])


def is_skeleton_of(short: str, long: str) -> bool:
    """'mfg' of 'manufacturing': consonants in order, no vowel of its own."""
    if len(short) > 5 or not _VOWELS.isdisjoint(short):
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)
