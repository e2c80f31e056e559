"""From signals to scores: a weighted sum per label put through a logistic curve, with combinations that must be there.

No single word flags a document: each label asks for a combination of elements, and stays below `CAPPED` without it. This is
the first form; a trained model takes its place behind the same `Classifier` protocol.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from core.terms import DocumentLabel
from nlp.reading import Reading
from nlp.signals import Hit
from nlp.wording.terms import elements

CAPPED = 0.2
"""The highest score (0..1) of a label whose combination is not there."""
_REPEAT = 0.25  # what each further phrase of an element adds, as a part of its weight
_REPORT_BIAS = -2.9
_WARNING = 2.0  # a post that quotes an offer to warn of it
_LEAST_WORDS = 6  # of a sentence that can tell a deed
_CRIME_PAIRS = {("crime", "event"): 3.1, ("act", "event"): 3.0, ("crime", "act"): 2.8}
_TOLD = frozenset({"crime", "act", "event"})
_QUOTED = frozenset({"irregular", "evasion", "escort", "passage", "arrival_payment", "forged"})
"""Elements of the offer itself that a report retells; they back a report up and never make one."""


class Classifier(Protocol):
    """What the door asks of anything that judges a document."""

    version: str

    def scores(self, reading: Reading, hits: list[Hit], *, journey: bool) -> Mapping[DocumentLabel, float]:
        """A probability (0..1) for each label; `journey`: the text puts two places or more on a way."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """How one offer label adds up: `core` elements of which enough must be there, `with_any` that must accompany them."""

    bias: float
    core: frozenset[str]
    with_any: frozenset[str]
    least_weight: float  # of the core elements together
    least_core: int


_OFFERS: dict[DocumentLabel, _Rule] = {
    DocumentLabel.SMUGGLING_OFFER: _Rule(
        bias=-3.3,
        core=frozenset({"irregular", "evasion", "arrival_payment", "escort", "coded", "guarantee", "hush"}),
        with_any=frozenset({"passage", "coded", "journey", "escort"}),
        least_weight=1.9,
        least_core=1,
    ),
    DocumentLabel.FACILITATOR_RECRUITMENT: _Rule(
        bias=-3.0,
        core=frozenset({"people_cargo", "per_head", "hush", "evasion"}),
        with_any=frozenset({"crew"}),
        least_weight=2.2,
        least_core=1,
    ),
    DocumentLabel.DOCUMENT_FRAUD_OFFER: _Rule(
        bias=-3.2,
        core=frozenset({"forged", "back_door", "sure_outcome"}),
        with_any=frozenset({"papers"}),
        least_weight=1.8,
        least_core=1,
    ),
    DocumentLabel.TRAFFICKING_LURE: _Rule(
        bias=-4.4,
        core=frozenset(
            {"lure_advance", "lure_debt", "lure_passport", "lure_target", "lure_secret", "hush", "lure_pay"}
        ),
        with_any=frozenset({"lure_away", "journey"}),
        least_weight=3.0,
        least_core=3,
    ),
}


class RuleClassifier:
    """Transparent and deterministic: the same document always gets the same scores, and the signals say why."""

    version = "rules-1"

    def scores(self, reading: Reading, hits: list[Hit], *, journey: bool) -> Mapping[DocumentLabel, float]:
        """See `Classifier`. Offers are read in adverts only; reports in news, and in adverts that offer nothing."""
        result = dict.fromkeys(DocumentLabel, 0.0)
        if reading.is_ad:
            sums = _element_sums(hits)
            for label, rule in _OFFERS.items():
                result[label] = _offer_score(label, rule, sums, journey=journey)
            _settle_offer(result, sums, journey=journey)
            if max(result.values()) > CAPPED:
                return result
        result[DocumentLabel.SMUGGLING_REPORT] = _report_score(reading, hits)
        return result


def _settle_offer(result: dict[DocumentLabel, float], sums: Mapping[str, float], *, journey: bool) -> None:
    """An advert that hires drivers speaks like one that sells the passage: it sells only where its words go beyond that."""
    if result[DocumentLabel.FACILITATOR_RECRUITMENT] <= 0.5 or not {"crew", "people_cargo"} <= sums.keys():
        return
    selling = {name: value for name, value in sums.items() if name not in {"hush", "evasion", "people_cargo"}}
    result[DocumentLabel.SMUGGLING_OFFER] = min(
        result[DocumentLabel.SMUGGLING_OFFER],
        _offer_score(DocumentLabel.SMUGGLING_OFFER, _OFFERS[DocumentLabel.SMUGGLING_OFFER], selling, journey=journey),
    )


def _element_sums(hits: list[Hit]) -> dict[str, float]:
    """What each element adds: its heaviest phrase, and a little for each further phrase (two at most)."""
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    for hit in hits:
        weights[hit.element][hit.term.order] = hit.term.weight
    return {
        element: max(by_phrase.values()) * (1 + _REPEAT * min(2, len(by_phrase) - 1))
        for element, by_phrase in weights.items()
    }


def _offer_score(label: DocumentLabel, rule: _Rule, sums: Mapping[str, float], *, journey: bool) -> float:
    speaking = {name: value for name, value in sums.items() if _bears_on(name, label)}
    if journey and label is DocumentLabel.SMUGGLING_OFFER:
        speaking["journey"] = 0.6
    total = rule.bias + sum(-value if _against(name) else value for name, value in speaking.items())
    core = {name: value for name, value in speaking.items() if name in rule.core}
    present = {*speaking, *(["journey"] if journey else [])}
    enough = sum(core.values()) >= rule.least_weight and len(core) >= rule.least_core
    return _squash(total) if enough and present & rule.with_any else min(CAPPED, _squash(total))


def _report_score(reading: Reading, hits: list[Hit]) -> float:
    """A report tells a deed: the offence beside what happened, in one sentence or the next."""
    by_sentence: dict[int, dict[str, float]] = defaultdict(dict)
    short = _short_lines(reading)
    against: dict[str, set[int]] = defaultdict(set)
    for hit in hits:
        if hit.term.element.against:
            against[hit.element].add(hit.start)
        elif hit.sentence not in short and (hit.element in _TOLD or hit.element in _QUOTED):
            row = by_sentence[hit.sentence]
            row[hit.element] = max(row.get(hit.element, 0.0), hit.term.weight)
    pairs = sorted((_pair_weight(by_sentence, index) for index in by_sentence), reverse=True)
    if not pairs or not pairs[0]:
        return min(CAPPED, _squash(_REPORT_BIAS + len(by_sentence) * 0.1))
    total = _REPORT_BIAS + pairs[0] + 0.6 * sum(min(1.0, weight / 2) for weight in pairs[1:4])
    title = by_sentence.get(0, {}) if reading.body_start else {}
    total += 0.9 if {"crime", "act"} & set(title) else 0.0
    total += 0.35 * min(3, len({name for row in by_sentence.values() for name in row} & _QUOTED))
    total -= _counterweight(against, sentences=len(reading.sentence_ends))
    total -= _WARNING if reading.is_ad and any(hit.element == "aid" for hit in hits) else 0.0
    return _squash(total)


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


def _counterweight(against: Mapping[str, set[int]], *, sentences: int) -> float:
    """What policy, campaigns, goods and fiction take away, by how thick they stand in the text."""
    weights = elements()
    return sum(
        weights[name].weight * min(2.0, 4.0 * len(places) / max(8, sentences))
        for name, places in against.items()
        if DocumentLabel.SMUGGLING_REPORT in weights[name].labels
    )


def _bears_on(name: str, label: DocumentLabel) -> bool:
    return label in elements()[name].labels


def _against(name: str) -> bool:
    return name in elements() and elements()[name].against


def _squash(total: float) -> float:
    return round(1.0 / (1.0 + math.exp(-total)), 4)
