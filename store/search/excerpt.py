"""The words of a text that answered a question, with some of what stands around them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import merge
from operator import contains

from store.indexing.words import LONGEST_TEXT, SPACED_NUMBER, WORD, disguised, fold

AROUND = 110


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; `hit` where it answered."""

    text: str
    hit: bool = False


def excerpt(text: str, runs: Sequence[tuple[str, ...]]) -> tuple[Piece, ...]:
    """Some 240 characters around the first hit, that of a phrase before that of a word, or the beginning; cut ends are
    marked by an ellipsis. `runs` as in `marked`."""
    phrases = [run for run in runs if len(run) > 1]
    within = text[:LONGEST_TEXT]
    alone = [run for run in runs if len(run) == 1]
    first = next(_hits(within, phrases), None) or next(_hits(within, alone), (0, 0))
    start = max(first[0] - AROUND, 0)
    end = min(first[1] + 2 * AROUND - (first[0] - start), len(text))
    start = text.find(" ", start, first[0]) + 1 if 0 < start < first[0] and " " in text[start : first[0]] else start
    end = text.rfind(" ", first[1], end) if end < len(text) and " " in text[first[1] : end] else end
    pieces = marked(text[start:end], runs)
    before = (Piece("… "),) if start else ()
    return (*before, *pieces, *((Piece(" …"),) if end < len(text) else ()))


def marked(text: str, runs: Sequence[tuple[str, ...]]) -> tuple[Piece, ...]:
    """The whole text in pieces; joined they give it again. `runs`: a word alone answers from its beginning on, digits
    as a whole number without its gaps, several words where they stand in a row."""
    pieces: list[Piece] = []
    at = 0
    for start, end in _hits(text, runs):
        if start < at:
            continue
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], hit=True))
        at = end
    return (*pieces, Piece(text[at:])) if at < len(text) else tuple(pieces)


def _hits(text: str, runs: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Where hits stand, in order, the longer of two that begin together first. Digits are looked for in numbers without
    their gaps."""
    alone = [run[0] for run in runs if len(run) == 1]
    letters = tuple(each for each in alone if not each.isdigit())
    digits = {each for each in alone if each.isdigit()}
    rows = _rows(text, [run for run in runs if len(run) > 1])
    words = (m.span() for m in WORD.finditer(text) if _begins(m.group(), letters, digits)) if alone else iter(())
    numbers = SPACED_NUMBER.finditer(text) if digits else iter(())
    whole = (m.span() for m in numbers if re.sub(r"\D", "", m.group()) in digits)
    return merge(rows, words, whole, key=lambda hit: (hit[0], -hit[1]))


def _rows(text: str, phrases: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Where all words of a phrase stand in a row, as they are indexed."""
    if not phrases:
        return
    firsts = {phrase[0] for phrase in phrases}
    longest = max(map(len, phrases))
    words = list(WORD.finditer(text))
    for at, first in enumerate(words):
        if firsts.isdisjoint(_forms(first.group())):
            continue
        seen = [_forms(word.group()) for word in words[at : at + longest]]
        lengths = [len(each) for each in phrases if len(each) <= len(seen) and all(map(contains, seen, each))]
        if lengths:
            yield first.start(), words[at + max(lengths) - 1].end()


@lru_cache(maxsize=10_000)
def _forms(word: str) -> frozenset[str]:
    """As what a word is indexed."""
    return frozenset({fold(word), *disguised(word)})


def _begins(word: str, letters: tuple[str, ...], digits: set[str]) -> bool:
    folded = fold(word)
    if letters and not folded[:1].isdigit():
        return any(each.startswith(letters) for each in (folded, *disguised(word)))
    return folded in digits
