"""What carried a label that the rules gave: how much less sure they are once the words are taken out.

Phrases of one element of the Protocol say the same ('migrant smuggling' three times, 'human trafficking'): without one
of them another says it, so they are taken out together and share what that costs.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from core.records import Analysis, Document, Signal, Span

_SMALLEST = 0.01  # of a weight that is told, as a logit
_SUREST = 1 - 1e-6


def weighed(document: Document, analysis: Analysis, score: Callable[[Document], float]) -> tuple[Signal, ...]:
    """The signals of the labels that were given, each by what its going costs; those that cost nothing are left out.

    `score`: how sure (0..1) the reader is of a document. Weights are logits, as the trained reader's are.
    """
    alike: dict[tuple[str, str], list[Signal]] = defaultdict(list)
    for signal in analysis.signals:
        if signal.label in analysis.labels:
            alike[signal.label, signal.element].append(signal)
    whole = _logit(score(document))
    found = []
    for signals in alike.values():
        cost = (whole - _logit(score(without(document, [signal.span for signal in signals])))) / len(signals)
        if abs(cost) >= _SMALLEST:
            found += [replace(signal, weight=round(cost, 2)) for signal in signals]
    return tuple(sorted(found, key=lambda signal: (not signal.span.in_title, signal.span.start)))


def without(document: Document, spans: Iterable[Span]) -> Document:
    """The document with blanks in the place of these words."""
    title, text = list(document.title), list(document.text)
    for span in spans:
        letters = title if span.in_title else text
        letters[span.start : span.end] = " " * (span.end - span.start)
    return replace(document, title="".join(title), text="".join(text))


def _logit(score: float) -> float:
    score = min(max(score, 1 - _SUREST), _SUREST)
    return math.log(score / (1 - score))
