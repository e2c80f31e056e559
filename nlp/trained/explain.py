"""Why a label was given: the words without which the model is less sure of it, checked by taking them out.

Candidates are the phrases of the lists (`nlp/terms`), what the model marks as operator, and whole sentences. Those that
triage's weights hold nearest to the subject are taken out one after the other, as many as the text's length allows, and
more where none of these carried a label: the weight of each is how much the label's logit falls. Words whose going
raises it spoke against, and get a negative weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from core.records import Signal
from core.terms import DocumentLabel
from nlp.reading import Reading
from nlp.sieve.words import features, words_of
from nlp.signals import Hit
from nlp.trained.encoder import Answer, Encoder, Floats
from nlp.trained.spans import Tagged
from nlp.trained.tags import LABELS
from nlp.triage import Triage

PIECES = 480
"""Pieces of a word that are read to explain one document, beyond the least."""
LEAST, MOST = 3, 16  # candidates tried for one document; more than the length allows only where none carried a label
_TELLING = 0.05  # logits; what moves less did not carry a label

Place = tuple[int, int, str]


def signals_for(
    encoder: Encoder,
    reading: Reading,
    labels: Sequence[DocumentLabel],
    hits: Sequence[Hit],
    tagged: Iterable[Tagged],
    *,
    answer: Answer,
) -> tuple[Signal, ...]:
    """The signals of the labels that a document got, by position; empty where it got none.

    `answer`: what the encoder said of the whole text.
    """
    if not labels:
        return ()
    columns = [LABELS.index(label) for label in labels]
    falls: dict[Place, Floats] = {}
    left = _best(reading, [*_sentences(reading), *_phrases(hits, tagged)], answer)[:MOST]
    while left and not _is_enough(falls, answer):
        some, left = _next(left, falls, answer)
        without = encoder.without(reading.document.kind, reading.text, answer, [place[:2] for place in some])
        falls |= {place: answer.labels[columns] - told[columns] for place, told in zip(some, without, strict=True)}
    found = []
    for start, end, element in sorted(falls):
        words, span = " ".join(reading.text[start:end].split()), reading.span(start, end)
        for label, fall in zip(labels, map(float, falls[start, end, element]), strict=True):
            if abs(fall) >= _TELLING:
                found.append(Signal(label, element, words, round(fall, 3), span))
    return tuple(found)


def _next(left: list[Place], falls: Mapping[Place, Floats], answer: Answer) -> tuple[list[Place], list[Place]]:
    """The places that are tried now, and those that remain: at first as many as the length allows, then one by one."""
    count = max(_allowed(answer) - len(falls), 1)
    return left[:count], left[count:]


def _allowed(answer: Answer) -> int:
    """How many places the text's length allows to be tried."""
    longest = max(len(passage.ids) for passage, _ in answer.parts)
    return max(LEAST, PIECES // longest)


def _is_enough(falls: Mapping[Place, Floats], answer: Answer) -> bool:
    """Whether as much was tried as the text's length allows, and every label has words that carried it."""
    if len(falls) < _allowed(answer):
        return False
    return bool((np.max(list(falls.values()), axis=0) >= _TELLING).all())


def _phrases(hits: Sequence[Hit], tagged: Iterable[Tagged]) -> Iterator[Place]:
    yield from {(hit.start, hit.end): (hit.start, hit.end, hit.element) for hit in hits}.values()
    yield from [(tag.start, tag.end, "operator") for tag in tagged if tag.kind == "operator"][:2]


def _sentences(reading: Reading) -> Iterator[Place]:
    for index in range(len(reading.sentence_ends)):
        start, end = reading.sentence_bounds(index)
        if reading.text[start:end].strip():
            yield start, end, "sentence"


def _best(reading: Reading, places: Iterable[Place], answer: Answer) -> list[Place]:
    """The places that promise most first: those near the subject, in passages that count much."""

    def promise(place: Place) -> float:
        start, end, _ = place
        rows = features(words_of(reading.text[start:end]))
        return float(_nearness()[np.unique(rows)].sum()) * answer.share(start, end)

    return sorted(places, key=promise, reverse=True)


@cache
def _nearness() -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """How near each feature of a text is to the subject."""
    return Triage().weights.weights
