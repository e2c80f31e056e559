"""Whether a text reports actual smuggling: the offence beside what happened, told early."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping

from core.terms import DocumentLabel
from nlp.reading import Reading
from nlp.signals import Hit
from nlp.wording.terms import elements

CAPPED = 0.2
"""The highest score (0..1) of a label whose combination is not there."""
_BIAS = -2.9
_HEADLINE = 0.9  # the headline names the offence or the deed
_WARNING = 2.0  # a post that quotes an offer to warn of it
_LEAD = 7  # sentences in which a report comes to its matter, unless its title does
_LATE = 0.9  # the deed stands only far down: told in passing, or left of a menu
_LEAST_WORDS = 6  # of a sentence that can tell a deed
_CRIME_PAIRS = {("crime", "event"): 3.1, ("act", "event"): 3.0, ("crime", "act"): 2.8}
_TOLD = frozenset({"crime", "act", "event"})
_QUOTED = frozenset({"irregular", "evasion", "escort", "passage", "arrival_payment", "forged"})
"""Elements of the offer itself that a report retells; they back a report up and never make one."""


def report_score(reading: Reading, hits: list[Hit]) -> float:
    """The score (0..1) of `smuggling_report`."""
    short = _short_lines(reading)
    by_sentence: dict[int, dict[str, float]] = defaultdict(dict)
    for hit in hits:
        if hit.element in _TOLD | _QUOTED and hit.sentence not in short:
            row = by_sentence[hit.sentence]
            row[hit.element] = max(row.get(hit.element, 0.0), hit.term.weight)
    weights = {index: _pair_weight(by_sentence, index) for index in sorted(by_sentence)}
    pairs = sorted(weights.values(), reverse=True)
    if not pairs or not pairs[0]:
        return min(CAPPED, squash(_BIAS + len(by_sentence) * 0.1))
    total = _BIAS + pairs[0] + 0.6 * sum(min(1.0, weight / 2) for weight in pairs[1:4])
    total += 0.35 * min(3, len({name for row in by_sentence.values() for name in row} & _QUOTED))
    if reading.body_start and {"crime", "act"} & set(by_sentence.get(0, {})):
        total += _HEADLINE
    elif not any(weights[index] > 1.5 for index in weights if index < _lead(reading)):
        total -= _LATE
    return squash(total - _counterweight(reading, hits))


def _lead(reading: Reading) -> int:
    """How many sentences a report has to come to its matter."""
    return max(_LEAD, len(reading.sentence_ends) * 3 // 10)


def _short_lines(reading: Reading) -> frozenset[int]:
    """Lines of a few words below the headline: what is left of menus and link lists, no sentences of the report."""
    first = 1 if reading.body_start else 0
    return frozenset(
        index
        for index in range(first + 1, len(reading.sentence_ends))
        if len(reading.text[slice(*reading.sentence_bounds(index))].split()) < _LEAST_WORDS
    )


def _pair_weight(by_sentence: Mapping[int, Mapping[str, float]], index: int) -> float:
    """The best pair of elements of sentence `index`; half counts where the partner stands in the next sentence."""
    here, following = by_sentence[index], by_sentence.get(index + 1, {})
    best = 0.0
    for (first, second), weight in _CRIME_PAIRS.items():
        if first in here and second in here:
            best = max(best, weight * min(1.0, here[first]) * min(1.0, here[second] + 0.1))
        elif (first in here and second in following) or (second in here and first in following):
            joined = {**following, **here}
            best = max(best, weight * 0.6 * min(1.0, joined[second]))
    if "crime" in here and "act" in here and "event" in here:
        best += 1.0
    return best


def _counterweight(reading: Reading, hits: list[Hit]) -> float:
    """What policy, campaigns, goods and fiction take away, by how thick they stand in the text."""
    against: dict[str, set[int]] = defaultdict(set)
    for hit in hits:
        if hit.term.element.against and DocumentLabel.SMUGGLING_REPORT in hit.term.element.labels:
            against[hit.element].add(hit.start)
    sentences = max(8, len(reading.sentence_ends))
    warning = _WARNING if reading.is_ad and any(hit.element == "aid" for hit in hits) else 0.0
    return warning + sum(
        elements()[name].weight * min(2.0, 4.0 * len(places) / sentences) for name, places in against.items()
    )


def squash(total: float) -> float:
    """The logistic curve: log-odds to a score (0..1)."""
    return round(1.0 / (1.0 + math.exp(-total)), 4)
