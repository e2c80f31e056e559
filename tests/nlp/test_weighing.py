"""What carried a label of the rules: every reason that is told costs something when it goes."""

from __future__ import annotations

import math

from core.records import Span
from core.terms import DocumentKind
from nlp.analyse import Reader
from nlp.opening import SecondedReader
from nlp.weighing import weighed, without
from tests.nlp.build import make_document
from tests.nlp.test_opening import Blind

ANNOUNCEMENT = (
    "La Fiscalía abrió una investigación por tráfico ilícito de migrantes contra la banda 'Los Grillos'. "
    "El tráfico ilícito de migrantes y la trata de personas son delitos; los detenidos fueron acusados de cruzar a "
    "migrantes por la trocha. La banda 'Los Grillos' cobraba 500 dólares por persona, según la Policía."
)


def logit(score: float) -> float:
    return math.log(score / (1 - score))


def test_every_reason_costs_what_it_is_said_to() -> None:
    reader = Reader(0.5)
    document = make_document(ANNOUNCEMENT, kind=DocumentKind.NEWS, title="Tráfico de migrantes: acusan a 'Los Grillos'")
    found = reader.analyse(document)
    signals = weighed(document, found, reader.score)
    assert signals
    assert {signal.label for signal in signals} <= set(found.labels)
    whole = logit(reader.score(document))
    for element in {signal.element for signal in signals}:
        alike = [signal for signal in signals if signal.element == element]
        costs = whole - logit(reader.score(without(document, [signal.span for signal in alike])))
        assert abs(costs - sum(signal.weight for signal in alike)) < 0.01 * len(alike)
        assert all(signal.weight * costs > 0 for signal in alike)


def test_the_reader_that_ships_tells_the_rules_reasons_so() -> None:
    document = make_document(ANNOUNCEMENT, kind=DocumentKind.NEWS, title="Tráfico de migrantes: acusan a 'Los Grillos'")
    rules = Reader(0.5)
    assert rules.score(document) >= 0.9
    found = SecondedReader(Blind(), rules).analyse(document)
    assert found.signals == weighed(document, rules.analyse(document), rules.score)


def test_words_are_taken_out_in_their_places() -> None:
    document = make_document("uno dos tres", kind=DocumentKind.NEWS, title="cuatro")
    short = without(document, [Span(4, 7), Span(0, 6, in_title=True)])
    assert (short.title, short.text) == ("      ", "uno     tres")
