"""From signals to scores: a weighted sum per label put through a logistic curve, with combinations that must be there.

No single word flags a document: each label asks for a combination of elements, and stays below `CAPPED` without it.
The trained reader judges by heads of its own (`nlp.trained.heads`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from core.terms import DocumentLabel
from nlp.reading import Reading
from nlp.reporting import CAPPED, report_score, squash
from nlp.rules_version import RULES
from nlp.signals import Hit
from nlp.wording.terms import elements

_REPEAT = 0.25  # what each further phrase of an element adds, as a part of its weight


@dataclass(frozen=True, slots=True)
class _Rule:
    """How one offer label adds up: `core` elements of which enough must be there, with one of `with_any`."""

    bias: float
    core: frozenset[str]
    with_any: frozenset[str]
    least_weight: float  # of the core elements together
    least_core: int


_OFFERS: dict[DocumentLabel, _Rule] = {
    DocumentLabel.SMUGGLING_OFFER: _Rule(
        bias=-2.9,
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
        bias=-4.2,
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

    version = RULES

    def scores(self, reading: Reading, hits: list[Hit], *, journey: bool) -> Mapping[DocumentLabel, float]:
        """A probability (0..1) for each label; `journey`: the text puts two places or more on a way. Offers are read in
        adverts only; reports in news, and in adverts that offer nothing."""
        result = dict.fromkeys(DocumentLabel, 0.0)
        if reading.is_ad:
            sums = _element_sums(hits)
            for label, rule in _OFFERS.items():
                result[label] = _offer_score(label, rule, sums, journey=journey)
            _settle_offer(result, sums, journey=journey)
            if max(result.values()) > CAPPED:
                return result
        result[DocumentLabel.SMUGGLING_REPORT] = report_score(reading, hits)
        return result


def _settle_offer(result: dict[DocumentLabel, float], sums: Mapping[str, float], *, journey: bool) -> None:
    """An advert that hires drivers speaks like one that sells the passage: it sells only where it says more."""
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
    return squash(total) if enough and present & rule.with_any else min(CAPPED, squash(total))


def _bears_on(name: str, label: DocumentLabel) -> bool:
    return label in elements()[name].labels


def _against(name: str) -> bool:
    return name in elements() and elements()[name].against
