"""Against whom prosecutors want no case is not listed for it, and not cleared before a judge says so."""

from __future__ import annotations

import pytest

from nlp.naming.asked_to_drop import is_asked_to_be_dropped
from nlp.naming.clearance import is_cleared
from nlp.naming.occurrences import Occurrence
from tests.nlp.readings import reading_of


def read(text: str) -> tuple[bool, bool]:
    """Whether it is asked that the case against Teo Marbán be dropped, and whether he is cleared."""
    reading = reading_of(text, kind="news")
    start = reading.text.index("Teo Marbán")
    place = Occurrence("Teo Marbán", start, start + len("Teo Marbán"), reading.sentence_index(start))
    return is_asked_to_be_dropped(reading, place), is_cleared(reading, place)


@pytest.mark.parametrize(
    "text",
    [
        "O MPF pediu o arquivamento da investigação contra a agência Teo Marbán, suspeita de levar bolivianos.",
        "A promotora pediu nesta terça-feira (24) a absolvição de Teo Marbán.",
        "La fiscalía pidió el sobreseimiento de la agencia Teo Marbán, sospechosa de llevar bolivianos.",
        "El fiscal solicitó archivar la causa contra Teo Marbán.",
        "Prosecutors asked a judge to drop the case against the agency Teo Marbán.",
        "Prosecutors moved on Tuesday to dismiss the charges against Teo Marbán.",
    ],
)
def test_a_request_of_prosecutors_neither_clears_nor_accuses(text: str) -> None:
    assert read(text) == (True, False)


@pytest.mark.parametrize(
    "text",
    [
        "A defesa pediu o arquivamento da investigação contra Teo Marbán.",
        "El abogado pidió el sobreseimiento de Teo Marbán.",
        "His lawyers asked prosecutors to drop the case against Teo Marbán.",
        "O MPF não pediu o arquivamento da investigação contra Teo Marbán.",
        "La fiscalía pidió doce años de cárcel para Teo Marbán.",
    ],
)
def test_what_others_ask_counts_for_nothing(text: str) -> None:
    assert read(text) == (False, False)
