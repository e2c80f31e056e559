"""What the words of firms' names mean: abbreviations and translations brought to one word, and how rare a word is.

The lists in synonyms.txt, trades.txt and kinds.txt were written by hand; how many names bear a word (counts.tsv) was
learnt by `python -m models.train_likeness` and is not edited.
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
TRADES_ABROAD = Path(__file__).with_name("trades.txt")
KINDS = Path(__file__).with_name("kinds.txt")
COUNTS = Path(__file__).with_name("counts.tsv")
_KINDS = {"t": Part.TRADE, "w": Part.WORD, "p": Part.PLACE, "n": Part.NUMBER, "j": Part.JOINER}


@cache
def _synonyms(file: Path = SYNONYMS) -> tuple[tuple[Part, str, tuple[str, ...]], ...]:
    """(part, meaning, all words of it) of each line of such a file."""
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            head, _, others = line.partition(":")
            kind, _, meaning = head.partition(" ")
            found.append((_KINDS[kind], meaning, (meaning, *others.split())))
    return tuple(found)


@cache
def meanings() -> dict[str, tuple[str, Part]]:
    """Word -> the word that it stands for, and its part. A word that is not here stands for itself."""
    found = dict(usual())
    for part, meaning, words in _synonyms(TRADES_ABROAD):
        for word in (meaning, *words):
            found.setdefault(word, (meaning, part))
    return found


@cache
def usual() -> dict[str, tuple[str, Part]]:
    """The same of the words that are usual in the tongues that are read, and in lists of firms: what a misspelt word
    may have meant, and what is cut off a name that is run together."""
    found: dict[str, tuple[str, Part]] = {}
    for part, meaning, words in _synonyms():
        for word in words:
            if part is Part.JOINER or word not in found:
                found[word] = (meaning, part)
    for listed_words, part in ((ARTICLES, Part.JOINER), (TRADES, Part.TRADE), (COMMONPLACES, Part.TRADE)):
        for word in listed_words:
            found.setdefault(word, (word, part))
    return found


@cache
def listed() -> dict[str, str]:
    """The words of synonyms.txt but joiners, each with what it stands for: two of them that stand for other things are
    two words, however alike they are spelled (nacional, internacional)."""
    found: dict[str, str] = {}
    for part, meaning, words in (*_synonyms(), *_synonyms(TRADES_ABROAD)):
        if part is not Part.JOINER:
            for word in (meaning, *words):
                found.setdefault(word, meaning)
    return found


@cache
def _kinds(which: str) -> frozenset[str]:
    lines = KINDS.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line.startswith(f"{which}:") for word in line.split()[1:])


def is_weighty(trade: str) -> bool:
    """Whether a firm that bears it is another than one that bears another: a bank and a hospital, but not a group and
    a holding, which one firm may call itself in turn. `trade`: a meaning."""
    return trade not in _kinds("light")


def names_a_unit(word: str) -> bool:
    """Whether what bears it beside a firm's whole name is another legal person: its foundation, its club, its staff."""
    return word in _kinds("unit")


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
