"""A text as the encoder takes it: ids of its pieces with their offsets; long texts in passages that overlap."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LONGEST = 448  # pieces a passage holds, marks included; the encoder's own limit is 512
OVERLAP = 64  # pieces that two neighbours share


@dataclass(frozen=True, slots=True)
class Passage:
    """Ids of the pieces, and where each stands in the text: (start, end), (0, 0) for what is no text."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


def passages(tokenizer: Any, mark: str, text: str) -> Iterator[Passage]:
    """The passages of a text, each begun by the mark. `tokenizer`: a fast tokenizer of transformers."""
    head = tokenizer(mark.strip(), add_special_tokens=False)["input_ids"]
    encoded = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)
    ids, offsets = encoded["input_ids"], encoded["offset_mapping"]
    first, last = tokenizer.cls_token_id, tokenizer.sep_token_id
    room = LONGEST - len(head) - 2
    for start in _starts(len(ids), room):
        piece = slice(start, start + room)
        yield Passage(
            (first, *head, *ids[piece], last),
            ((0, 0),) * (1 + len(head)) + tuple(_trimmed(text, pair) for pair in offsets[piece]) + ((0, 0),),
        )


def _starts(length: int, room: int) -> Iterator[int]:
    start = 0
    yield start
    while start + room < length:
        start = min(start + room - OVERLAP, length - room)
        yield start


def _trimmed(text: str, pair: tuple[int, int]) -> tuple[int, int]:
    """The offsets of a piece without the white space that it may begin with."""
    start, end = pair
    while start < end and text[start].isspace():
        start += 1
    return start, end
