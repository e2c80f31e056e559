"""An example as the network takes it: passages of pieces, each with the targets of the three heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from core.terms import DocumentKind
from models.align import Example
from nlp.trained.passages import Passage, passages
from nlp.trained.tags import LABELS, MARKS, MAY_CARRY, TAG_INDEX

IGNORED = -100  # a target that counts nowhere


@dataclass(frozen=True, slots=True)
class Item:
    """One passage with its targets."""

    ids: tuple[int, ...]
    tags: list[int]
    labels: list[float]
    label_mask: list[float]
    pairs: list[tuple[int, int]]  # pieces (earlier, later) on the journey


def to_items(tokenizer: Any, example: Example) -> Iterator[Item]:
    """The passages of an example. What follows the first passage of a positive text says nothing of its labels."""
    kind = DocumentKind(example.record["kind"])
    wanted = set(example.record["labels"])
    for index, passage in enumerate(passages(tokenizer, MARKS[kind], example.text)):
        counts = index == 0 or not wanted
        tags, firsts = _tags(passage, example)
        yield Item(
            ids=passage.ids,
            tags=tags,
            labels=[float(label in wanted) for label in LABELS],
            label_mask=[float(counts and label in MAY_CARRY[kind]) for label in LABELS],
            pairs=_pairs(example, firsts),
        )


def _tags(passage: Passage, example: Example) -> tuple[list[int], dict[int, int]]:
    """The tag of each piece, and for each span (by index) the first piece of it."""
    tags = [TAG_INDEX["O"] if end > start else IGNORED for start, end in passage.offsets]
    firsts: dict[int, int] = {}
    number = 0
    spans = example.spans
    for index, (start, end) in enumerate(passage.offsets):
        while number < len(spans) and spans[number].end <= start:
            number += 1
        if end <= start or number >= len(spans) or spans[number].start >= end:
            continue
        begins = number not in firsts
        firsts.setdefault(number, index)
        tags[index] = TAG_INDEX[f"{'B' if begins else 'I'}-{spans[number].kind}"]
    return tags, firsts


def _pairs(example: Example, firsts: dict[int, int]) -> list[tuple[int, int]]:
    places = [(example.spans[n], piece) for n, piece in firsts.items() if _placed(example, n)]
    found = []
    for (one, at), (other, there) in combinations(places, 2):
        if one.stop is not None and other.stop is not None:
            difference = one.stop - other.stop
        elif one.leg is not None and other.leg is not None:
            difference = one.leg - other.leg
        else:
            continue
        if difference:
            found.append((at, there) if difference < 0 else (there, at))
    return found


def _placed(example: Example, number: int) -> bool:
    span = example.spans[number]
    return span.leg is not None or span.stop is not None
