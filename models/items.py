"""An example as the network takes it: passages of pieces, each with the targets of the three heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.terms import DocumentKind
from models.examples import Example, Target
from nlp.trained.candidates import Candidate, Family, touches
from nlp.trained.passages import Passage, passages
from nlp.trained.pieces import Pieces
from nlp.trained.spans import pieces_between
from nlp.trained.tags import LABELS, MARKS, MAY_CARRY, TAG_INDEX

IGNORED = -100  # a target that counts nowhere
_LATER = 0.4  # weight of the labels of a positive text in its later passages, where nothing of them need stand


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate in a passage: its pieces (first, end), its features and answer, and its place on the journey."""

    family: Family
    pieces: list[tuple[int, int]]
    features: tuple[float, ...]
    answer: int
    order: int | None
    links: tuple[int, ...] = ()  # of a stop: the candidates (numbers in the passage) of the countries in which it lies


@dataclass(frozen=True, slots=True)
class Item:
    """One passage with its targets."""

    ids: tuple[int, ...]
    tags: list[int]
    labels: list[float]
    label_mask: list[float]
    candidates: list[Judged]


def to_items(vocabulary: Pieces, example: Example) -> Iterator[Item]:
    """The passages of an example. What follows the first passage of a positive text says less of its labels."""
    kind = DocumentKind(example.record["kind"])
    wanted = set(example.record["labels"])
    for index, passage in enumerate(passages(vocabulary, MARKS[kind], example.text)):
        weight = 1.0 if index == 0 or not wanted else _LATER
        yield Item(
            ids=passage.ids,
            tags=_tags(passage, example),
            labels=[float(label in wanted) for label in LABELS],
            label_mask=[weight * (label in MAY_CARRY[kind]) for label in LABELS],
            candidates=list(_candidates(passage, example, first=index == 0)),
        )


def _tags(passage: Passage, example: Example) -> list[int]:
    """The tag of each piece."""
    tags = [TAG_INDEX["O"] if end > start else IGNORED for start, end in passage.offsets]
    begun: set[int] = set()
    number = 0
    spans = example.spans
    for index, (start, end) in enumerate(passage.offsets):
        while number < len(spans) and spans[number].end <= start:
            number += 1
        if end <= start or number >= len(spans) or spans[number].start >= end:
            continue
        tags[index] = TAG_INDEX[f"{'I' if number in begun else 'B'}-{spans[number].kind}"]
        begun.add(number)
    return tags


def _candidates(passage: Passage, example: Example, *, first: bool) -> Iterator[Judged]:
    """Those that stand in the passage; what stands nowhere (the country of the source) counts in the first."""
    start = next((i for i, place in enumerate(passage.offsets) if place[1] > place[0]), 0)
    inner = passage.offsets[start:-1]
    here: list[tuple[Target, list[tuple[int, int]]]] = []
    for target in example.targets:
        spots = target.candidate.spots
        pieces = [(a + start, b + start) for a, b in pieces_between(inner, spots) if b > a]
        if pieces or (first and not spots):
            here.append((target, pieces))
    for target, pieces in here:
        one = target.candidate
        links = tuple(n for n, (other, _) in enumerate(here) if _holds(other.candidate, one))
        yield Judged(one.family, pieces, one.features, target.answer, target.order, links)


def _holds(country: Candidate, stop: Candidate) -> bool:
    return stop.family == "stop" and country.family == "country" and touches(stop, country)
