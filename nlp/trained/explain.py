"""Why a label was given: the words without which the model is less sure of it, checked by taking them out.

Candidates are the phrases of the lists (`nlp/terms`), what the model marks as operator, and whole sentences. Those that
triage's weights hold nearest to the subject are taken out in turn, as many as the text's length allows: the weight of
each is how much the label's logit falls. Words whose going raises it spoke against, and get a negative weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import zip_longest

import numpy as np

from core.records import Signal
from core.terms import DocumentLabel
from nlp.reading import Reading
from nlp.sieve.words import features, words_of
from nlp.signals import Hit
from nlp.trained.encoder import Answer, Encoder
from nlp.trained.spans import Tagged
from nlp.trained.tags import LABELS
from nlp.triage import Triage

PIECES = 600
"""Pieces of a word that are read to explain one document, beyond the least."""
LEAST, MOST = 5, 16  # candidates tried for one document, however long or short
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
    places = _chosen(reading, hits, tagged, answer)
    spots = [(start, end) for start, end, _ in places]
    without = encoder.without(reading.document.kind, reading.text, answer, spots)
    found = []
    for (start, end, element), logits in zip(places, without, strict=True):
        for label in labels:
            fall = float(answer.labels[LABELS.index(label)] - logits[LABELS.index(label)])
            if abs(fall) >= _TELLING:
                words = " ".join(reading.text[start:end].split())
                found.append(Signal(label, element, words, round(fall, 3), reading.span(start, end)))
    return tuple(found)


def _chosen(reading: Reading, hits: Sequence[Hit], tagged: Iterable[Tagged], answer: Answer) -> list[Place]:
    """The places to try, by position: two sentences for each phrase or name, as long as there are both."""
    sentences = _best(reading, _sentences(reading), answer)
    pairs = [sentences[n : n + 2] for n in range(0, len(sentences), 2)]
    turns = zip_longest(pairs, _best(reading, _phrases(hits, tagged), answer))
    order = [place for pair, phrase in turns for place in (*(pair or ()), phrase) if place is not None]
    longest = max(len(passage.ids) for passage, _ in answer.parts)
    return sorted(order[: min(max(LEAST, PIECES // longest), MOST)])


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
