"""What the words of firms' names mean: abbreviations and translations brought to one word, and how rare a word is.

The lists in synonyms.txt were written by hand; how many names bear a word (counts.tsv) was learnt by
`python -m models.train_likeness` and is not edited.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from math import log
from pathlib import Path

from core.name_words import ARTICLES, COMMONPLACES, TRADES


class Part(StrEnum):
    """What a word does in a name."""

    WORD = "word"  # says who
    TRADE = "trade"  # says what: many firms bear it
    PLACE = "place"
    NUMBER = "number"
    JOINER = "joiner"  # and, of, the
    FORM = "form"  # in which form the firm is registered


SYNONYMS = Path(__file__).with_name("synonyms.txt")
COUNTS = Path(__file__).with_name("counts.tsv")
_KINDS = {"t": Part.TRADE, "w": Part.WORD, "p": Part.PLACE, "n": Part.NUMBER, "j": Part.JOINER}


@cache
def meanings() -> dict[str, tuple[str, Part]]:
    """Word -> the word that it stands for, and its part. A word that is not here stands for itself."""
    found: dict[str, tuple[str, Part]] = {}
    for line in SYNONYMS.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        head, _, others = line.partition(":")
        kind, _, meaning = head.partition(" ")
        for word in (meaning, *others.split()):
            if kind == "j" or word not in found:
                found[word] = (meaning, _KINDS[kind])
    for words, part in ((ARTICLES, Part.JOINER), (TRADES, Part.TRADE), (COMMONPLACES, Part.TRADE)):
        for word in words:
            found.setdefault(word, (word, part))
    return found


@cache
def untelling() -> frozenset[str]:
    """The words that say what or where a firm is, not who."""
    return frozenset(word for word, (_, part) in meanings().items() if part is not Part.WORD)


@cache
def _counts() -> tuple[int, dict[str, int]]:
    lines = (line.split("\t") for line in COUNTS.read_text(encoding="utf-8").splitlines())
    numbers = {word: int(number) for word, number in lines}
    return numbers.pop("*"), numbers


def forget() -> None:
    """Read the counts again, after they were learnt anew."""
    _counts.cache_clear()


def rarity(word: str) -> float:
    """How rare a word is among firms' names, 0 (every name bears it) to 1 (none of those that were counted)."""
    total, numbers = _counts()
    return 1 - log(1 + numbers.get(word, 0)) / log(1 + total)
