"""An advert among others: where a whole board is nearly flagged, its likeliest notices are read alone.

What is offered in one line of a market's wall, or hidden among wares, is drowned by what stands around it. A line alone
says too much, too: of ordinary adverts one in forty has a line that seems to offer. So both must agree, the whole a
little, the line surely; of 2,503 real adverts not one then does (a script; chosen with them, with who judges and with
the development part in sight).
"""

from __future__ import annotations

import re

import numpy as np

from core.terms import DocumentKind
from nlp.reading import Reading
from nlp.sieve.words import features, words_of
from nlp.trained.calibration import Calibration
from nlp.trained.encoder import Answer, Encoder
from nlp.triage import Triage

NEARLY, SURELY = 0.05, 0.95
"""How sure the reader must be of a label, of the whole advert and of one of its notices."""

_LONG = 500  # characters; a shorter advert is no board
_LEAST, _MOST = 25, 420  # characters of a notice; longer ones are taken apart by sentences
_PART = 160  # characters of such a part, at the least
_TRIED = 2  # notices that are read, those that triage's weights find nearest to the subject
LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_SENTENCE_END = re.compile(r"[.!?…]\s+")  # by one mark: a run of a hundred thousand would be tried from each

Spot = tuple[int, int]


def in_a_notice(
    encoder: Encoder, calibration: Calibration, reading: Reading, answer: Answer
) -> tuple[Answer, Spot | None]:
    """The answer as it is with the notice that surely offers, and where that stands; else as it was, and None."""
    text, kind = reading.text, reading.document.kind
    if kind is not DocumentKind.AD or len(text) < _LONG:
        return answer, None
    scores = calibration.scores(kind, answer.labels)
    if calibration.given(kind, scores) or max(scores.values()) < NEARLY:
        return answer, None
    for spot in likeliest(text, among=_TRIED + 1):
        seen = encoder.with_part(kind, text, answer, spot)
        if max(calibration.scores(kind, seen.labels).values()) >= SURELY:
            return seen, spot
    return answer, None


def likeliest(text: str, *, among: int, most: int = _TRIED) -> list[Spot]:
    """The parts of a text that triage's weights find nearest to the subject, the nearest first and so many at the
    `most`; none where there are fewer than `among`."""
    found = notices(text)
    if len(found) < among:
        return []
    return sorted(found, key=lambda spot: _nearness(text, spot), reverse=True)[:most]


def notices(text: str) -> list[Spot]:
    """Where the single notices of a board stand: its lines, and of long lines some sentences together."""
    found: list[Spot] = []
    for line in LINE.finditer(text):
        start, end = line.span()
        if end - start > _MOST:
            for stop in _SENTENCE_END.finditer(text, start, end):
                if stop.end() - start >= _PART:
                    found.append((start, stop.end()))
                    start = stop.end()
        found.append((start, end))
    return [(start, end) for start, end in found if end - start >= _LEAST]


def _nearness(text: str, spot: Spot) -> float:
    rows = features(words_of(text[slice(*spot)]))
    return float(Triage().weights.weights[np.unique(rows)].sum())
