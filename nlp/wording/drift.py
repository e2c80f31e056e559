"""How the words of the trade drift: what stands by its coded words more often than before, and which of them vanished.

A report for people, who may then add a word to terms/coded.yml; nothing here changes how documents are read. It tells
of words and of nobody: names are passed over, a victim's above all.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
from spacy.lang.es.stop_words import STOP_WORDS as SPANISH
from spacy.lang.pt.stop_words import STOP_WORDS as PORTUGUESE

from nlp.wording.coded import CodedWord, coded_pattern
from nlp.wording.fold import fold

WINDOW = 8
"""Words on either side of a coded word that stand near it."""
LEAST = 5
"""Documents of a period that a word must stand in: rarer ones are chance, or one story."""
SURE = 10.83
"""Log-likelihood ratio from which a rise is reported: one in a thousand by chance (chi-square, one degree)."""
GONE = 3.84
"""From which a known word counts as vanished: one in twenty, as its absence needs less proof than a new word."""

_DENIALS = frozenset({"sin", "sem", "without", "no", "nao"})
_WITHIN = re.compile(r"(?:[\w,;]|\b\w{1,3}\.)[ \t\u00a0]$")
"""What stands before a word that begins no sentence and no line: a word, or one that is shortened as 'Sra.' is."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+){0,3}")


@dataclass(frozen=True, slots=True)
class DatedText:
    """One document: the day it was published, its words, and whether it was flagged."""

    day: date
    text: str
    flagged: bool
    key: int = 0  # by which an example is found again
    names: tuple[str, ...] = ()  # of those whom it mentions: their words are passed over


@dataclass(frozen=True, slots=True)
class Rise:
    """A word or two-word phrase near coded words, with the flagged documents of both periods that have it there."""

    phrase: str  # folded
    newer: int
    older: int
    ratio: float  # log-likelihood ratio (G²)
    example: int = 0  # key of the newest flagged document of the newer period that has it there


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed between two periods."""

    since: date  # first day of the newer period
    newer: int  # flagged documents with a coded word
    older: int
    rises: tuple[Rise, ...] = ()  # surest first
    vanished: tuple[str, ...] = ()  # coded words, commonest first


@dataclass(slots=True)
class _Period:
    """Flagged documents of one period: how many hold a coded word, and how many hold each word near one."""

    documents: int = 0
    near: Counter[str] = field(default_factory=Counter)
    coded: Counter[str] = field(default_factory=Counter)
    example: dict[str, tuple[date, int]] = field(default_factory=dict)  # day and key of the newest


def drift(documents: Iterable[DatedText], words: Sequence[CodedWord], *, since: date, least: int = LEAST) -> Drift:
    """Compare the days from `since` on with those before.

    Documents are counted, not mentions, so that a long text counts once. What stands in as large a share of the newer
    documents that were not flagged is left out: it is the news of the day. Coded words that are ordinary words too
    mark nothing. Words of a document's names count in none of its phrases, nor do those that it writes as names are.
    """
    marks = tuple(word for word in words if not word.common)
    pattern, owner = coded_pattern(marks), _owners(marks)
    known = frozenset(form for word in words for form in word.folded)
    periods: dict[tuple[bool, bool], _Period] = defaultdict(_Period)
    for each in documents:
        _count(periods[each.flagged, each.day >= since], each, pattern, owner)
    newer, older, quiet = periods[True, True], periods[True, False], periods[False, True]
    return Drift(
        since=since,
        newer=newer.documents,
        older=older.documents,
        rises=tuple(_rises(newer, older, quiet, known=known, least=least)),
        vanished=tuple(_vanished(newer, older, least=least)),
    )


def log_likelihood(one: int, of_one: int, other: int, of_other: int) -> float:
    """G² of two shares, `one` of `of_one` and `other` of `of_other`; 0 where they are equal (Dunning 1993)."""
    total, having = of_one + of_other, one + other
    if not of_one or not of_other or having in {0, total}:
        return 0.0
    cells = (
        (one, of_one * having),
        (other, of_other * having),
        (of_one - one, of_one * (total - having)),
        (of_other - other, of_other * (total - having)),
    )
    return max(0.0, 2 * sum(seen * math.log(seen * total / expected) for seen, expected in cells if seen))


def _owners(words: Sequence[CodedWord]) -> dict[str, str]:
    """Folded form -> the word that it belongs to."""
    return {form: word.word for word in reversed(words) for form in word.folded}


def _count(period: _Period, document: DatedText, pattern: re.Pattern[str], owner: dict[str, str]) -> None:
    folded = fold(document.text)
    tokens = [(match.start(), match.group()) for match in _WORD.finditer(folded)]
    near: set[str] = set()
    coded: set[str] = set()
    names: set[str] | None = None  # looked for where there is a coded word: in few texts
    starts = [start for start, _ in tokens]
    for match in pattern.finditer(folded):
        coded.add(owner[match.group()])
        first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end())
        around = [word for _, word in tokens[max(0, first - WINDOW) : last + WINDOW]]
        names = _names_in(document, tokens) if names is None else names
        near.update(_phrases(around, names))
    if coded:
        period.documents += 1
        period.near.update(near)
        period.coded.update(coded)
    for phrase in near if document.flagged else ():
        period.example[phrase] = max((document.day, document.key), period.example.get(phrase, (date.min, 0)))


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(fold(word) for word in (*SPANISH, *ENGLISH, *PORTUGUESE))


def _names_in(document: DatedText, tokens: Sequence[tuple[int, str]]) -> set[str]:
    """The words of its names, and those that begin with a capital within a sentence and nowhere with a small letter:
    not every name is noted, and a purge takes names out of what was read while a flagged text stays. A line of
    capitals tells no word from a name: there only the names that are noted are passed over."""
    text = document.text
    found = {match.group() for name in document.names for match in _WORD.finditer(fold(name))}
    small = {word for start, word in tokens if text[start].islower()}
    for start, word in tokens:
        is_capital = text[start].isupper() and not text[start + 1 : start + len(word)].isupper()
        if is_capital and word not in small and _WITHIN.search(text, max(0, start - 5), start):
            found.add(word)
    return found


def _phrases(words: list[str], names: Collection[str]) -> set[str]:
    """Words of three letters or more that carry meaning, and pairs of neighbours that both do ('sin sello' too)."""
    weighty = [len(word) >= 3 and word not in _stop_words() and word not in names for word in words]
    found = {word for word, heavy in zip(words, weighty, strict=True) if heavy}
    pairs = zip(words, words[1:], weighty, weighty[1:], strict=False)
    return found | {f"{one} {two}" for one, two, first, second in pairs if second and (first or one in _DENIALS)}


def _rises(newer: _Period, older: _Period, quiet: _Period, *, known: frozenset[str], least: int) -> Iterable[Rise]:
    """What rose, surest first; coded words themselves are known."""
    found = []
    for phrase, count in newer.near.items():
        before = older.near[phrase]
        if count < least or phrase in known or count * older.documents <= before * newer.documents:
            continue
        ratio = log_likelihood(count, newer.documents, before, older.documents)
        common = quiet.documents >= least and quiet.near[phrase] * newer.documents >= count * quiet.documents
        if ratio >= SURE and not common:
            found.append(Rise(phrase, count, before, round(ratio, 2), newer.example[phrase][1]))
    return sorted(found, key=lambda rise: (-rise.ratio, rise.phrase))


def _vanished(newer: _Period, older: _Period, *, least: int) -> Iterable[str]:
    """Coded words of the older period that the newer one, large enough to show them, has nowhere."""
    for word, count in older.coded.most_common():
        sure = log_likelihood(0, newer.documents, count, older.documents) >= GONE
        if count >= least and not newer.coded[word] and sure:
            yield word
