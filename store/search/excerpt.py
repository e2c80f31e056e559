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


def excerpt(text: str, beginnings: Sequence[str]) -> tuple[Piece, ...]:
    """Some 240 characters around the first hit, or the beginning; cut ends are marked by an ellipsis."""
    first = next(_hits(text[:LONGEST_TEXT], beginnings), (0, 0))
    start = max(first[0] - AROUND, 0)
    end = min(first[1] + 2 * AROUND - (first[0] - start), len(text))
    start = text.find(" ", start, first[0]) + 1 if 0 < start < first[0] and " " in text[start : first[0]] else start
    end = text.rfind(" ", first[1], end) if end < len(text) and " " in text[first[1] : end] else end
    pieces = marked(text[start:end], beginnings)
    before = (Piece("… "),) if start else ()
    return (*before, *pieces, *((Piece(" …"),) if end < len(text) else ()))


def marked(text: str, beginnings: Sequence[str]) -> tuple[Piece, ...]:
    """The whole text in pieces; joined they give it again."""
    pieces: list[Piece] = []
    at = 0
    for start, end in _hits(text, beginnings):
        if start < at:
            continue
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], hit=True))
        at = end
    return (*pieces, Piece(text[at:])) if at < len(text) else tuple(pieces)


def _hits(text: str, beginnings: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where hits stand, in order. Digits are looked for in numbers without their gaps."""
    letters = tuple(each for each in beginnings if not each.isdigit())
    digits = {each for each in beginnings if each.isdigit()}
    if digits:
        numbers = [(m.start(), m.end()) for m in SPACED_NUMBER.finditer(text) if re.sub(r"\D", "", m.group()) in digits]
        words = [(m.start(), m.end()) for m in WORD.finditer(text) if _begins(m.group(), letters, digits)]
        yield from sorted(numbers + words)
    elif letters:
        yield from ((m.start(), m.end()) for m in WORD.finditer(text) if _begins(m.group(), letters, digits))


def _begins(word: str, letters: tuple[str, ...], digits: set[str]) -> bool:
    folded = fold(word)
    if letters and not folded[:1].isdigit():
        return any(each.startswith(letters) for each in (folded, *disguised(word)))
    return folded in digits
