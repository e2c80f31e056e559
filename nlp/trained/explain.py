"""Why a label was given: the words without which the model is less sure of it, checked by taking them out.

Candidates are the phrases of the lists (`nlp/terms`), what the model marks as operator, and whole sentences; each is
taken out of the text in turn, and its weight is how much the label's logit falls. Words whose going raises it spoke
against, and get a negative weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.records import Signal
from core.terms import DocumentLabel
from nlp.reading import Reading
from nlp.signals import Hit
from nlp.trained.encoder import Encoder, Floats
from nlp.trained.spans import Tagged
from nlp.trained.tags import LABELS

MOST_PHRASES = 10  # tried for one document
MOST_SENTENCES = 6
_TELLING = 0.05  # logits; what moves less did not carry a label

Place = tuple[int, int, str]


def signals_for(
    encoder: Encoder,
    reading: Reading,
    labels: Sequence[DocumentLabel],
    hits: Sequence[Hit],
    tagged: Iterable[Tagged],
    *,
    whole: Floats,
) -> tuple[Signal, ...]:
    """The signals of the labels that a document got, by position; empty where it got none.

    `whole`: what the encoder said of the whole text, (5,) logits.
    """
    if not labels:
        return ()
    places = list(_candidates(reading, hits, tagged))
    answers = encoder.answer([(reading.document.kind, _without(reading.text, start, end)) for start, end, _ in places])
    found = []
    for (start, end, element), answer in zip(places, answers, strict=True):
        for label in labels:
            fall = float(whole[LABELS.index(label)] - answer.labels[LABELS.index(label)])
            if abs(fall) >= _TELLING:
                words = " ".join(reading.text[start:end].split())
                found.append(Signal(label, element, words, round(fall, 3), reading.span(start, end)))
    return tuple(found)


def _candidates(reading: Reading, hits: Sequence[Hit], tagged: Iterable[Tagged]) -> Iterator[Place]:
    phrases = {(hit.start, hit.end): hit.element for hit in hits}
    heaviest = sorted(hits, key=lambda hit: -hit.term.weight)
    chosen = {(hit.start, hit.end) for hit in heaviest[:MOST_PHRASES]}
    operators = [(tag.start, tag.end) for tag in tagged if tag.kind == "operator"][:2]
    for start, end in sorted(chosen):
        yield start, end, phrases[start, end]
    for start, end in operators:
        yield start, end, "operator"
    yield from _sentences(reading, chosen)


def _sentences(reading: Reading, chosen: set[tuple[int, int]]) -> Iterator[Place]:
    """Whole sentences, those without a listed phrase first: what the lists miss shows there."""
    bounds = [reading.sentence_bounds(index) for index in range(len(reading.sentence_ends))]
    worded = [(s, e) for s, e in bounds if reading.text[s:e].strip()]
    bare = [(s, e) for s, e in worded if not any(s <= start < e for start, _ in chosen)]
    for start, end in sorted([*bare, *(b for b in worded if b not in bare)][:MOST_SENTENCES]):
        yield start, end, "sentence"


def _without(text: str, start: int, end: int) -> str:
    return text[:start] + " " + text[end:]
