"""A text as the encoder takes it: ids of its pieces with their offsets; long texts in passages that overlap.

Every later passage begins with the headline (the first line), so that it is read as part of its text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nlp.trained.pieces import Pieces

LONGEST = 448  # pieces a passage holds, marks included; the encoder's own limit is 512
OVERLAP = 64  # pieces that two neighbours share
HEADLINE = 40  # pieces of the first line that later passages repeat


@dataclass(frozen=True, slots=True)
class Passage:
    """Ids of the pieces, and where each stands in the text: (start, end), (0, 0) for what is no text."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


def passages(vocabulary: Pieces, mark: str, text: str) -> Iterator[Passage]:
    """The passages of a text, each begun by the mark."""
    head, _ = vocabulary.cut(mark.strip())
    ids, offsets = vocabulary.cut(text)
    room = LONGEST - len(head) - 2
    headline = _headline(text, offsets)
    for start in _starts(len(ids), room, headline):
        again = ids[:headline] if start else []
        piece = slice(start, start + room - len(again))
        blank = ((0, 0),) * (1 + len(head) + len(again))
        yield Passage(
            (vocabulary.first, *head, *again, *ids[piece], vocabulary.last),
            blank + tuple(_trimmed(text, pair) for pair in offsets[piece]) + ((0, 0),),
        )


def _headline(text: str, offsets: list[tuple[int, int]]) -> int:
    """How many of the first pieces are repeated: those of the first line, where it is short enough for a headline."""
    end = text.find("\n")
    return sum(1 for start, _ in offsets[: HEADLINE + 1] if start < end) % (HEADLINE + 1)


def _starts(length: int, room: int, headline: int) -> Iterator[int]:
    yield 0
    if length <= room:
        return
    later = room - headline
    start = room - OVERLAP
    while start + later < length:
        yield start
        start += later - OVERLAP
    yield length - later


def _trimmed(text: str, pair: tuple[int, int]) -> tuple[int, int]:
    """The offsets of a piece without the white space that it may begin with."""
    start, end = pair
    while start < end and text[start].isspace():
        start += 1
    return start, end
