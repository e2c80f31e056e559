"""Help for a fee is no report, unless a word tells of a crime."""

from __future__ import annotations

import pytest

from nlp.trained.lawful_help import is_lawful_help
from nlp.wording.fold import fold

HELP = [
    "La gestora Nora Alba cobra 90 euros por pedir la cita de asilo de quienes llegaron en patera.",
    "A despachante Nora Alba cobra 200 reais para preencher o pedido de refúgio de quem entrou por Pacaraima.",
    "Notary Nora Alba charges 80 dollars to fill in the asylum forms of Haitians who crossed the river.",
    "El transportista cobra 30 dólares por llevar a los migrantes con salvoconducto hasta la frontera.",
]


@pytest.mark.parametrize("text", HELP)
def test_who_helps_for_a_fee_is_lawful(text: str) -> None:
    assert is_lawful_help(fold(text))


@pytest.mark.parametrize(
    "more", ["La policía la detuvo.", "Los papeles eran falsos.", "Police arrested her.", "Era parte de una red."]
)
def test_a_word_of_a_crime_says_otherwise(more: str) -> None:
    assert not is_lawful_help(fold(f"{HELP[0]} {more}"))


def test_a_fare_is_no_help() -> None:
    assert not is_lawful_help(fold("Cobraba 300 dólares por cruzar a los migrantes hasta Texas."))
