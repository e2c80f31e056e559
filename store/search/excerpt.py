"""The words of a text that answered a question, with some of what stands around them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    first = next(_hits(within, phrases), None) or next(_hits(within, runs), (0, 0))
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
    phrases = [run for run in runs if len(run) > 1]
    if not (digits or phrases):
        if letters:
            yield from ((m.start(), m.end()) for m in WORD.finditer(text) if _begins(m.group(), letters, digits))
        return
    words = list(WORD.finditer(text))
    found = [(m.start(), m.end()) for m in words if alone and _begins(m.group(), letters, digits)]
    if digits:
        numbers = SPACED_NUMBER.finditer(text)
        found += [(m.start(), m.end()) for m in numbers if re.sub(r"\D", "", m.group()) in digits]
    if phrases:
        found += _rows(words, phrases)
    yield from sorted(found, key=lambda hit: (hit[0], -hit[1]))


def _rows(words: Sequence[re.Match[str]], phrases: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Where all words of a phrase stand in a row, as they are indexed."""
    seen = [{fold(word.group()), *disguised(word.group())} for word in words]
    for phrase in phrases:
        for at in range(len(seen) - len(phrase) + 1):
            if all(word in seen[at + place] for place, word in enumerate(phrase)):
                yield words[at].start(), words[at + len(phrase) - 1].end()


def _begins(word: str, letters: tuple[str, ...], digits: set[str]) -> bool:
    folded = fold(word)
    if letters and not folded[:1].isdigit():
        return any(each.startswith(letters) for each in (folded, *disguised(word)))
    return folded in digits
