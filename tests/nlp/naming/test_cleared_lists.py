"""A verdict of not guilty reaches everybody whom it lists, and nobody of whom something else is said."""

from __future__ import annotations

import pytest

from nlp.naming.clearance import is_cleared
from nlp.naming.occurrences import Occurrence
from tests.nlp.readings import reading_of


def cleared(text: str, name: str, language: str = "es") -> bool:
    reading = reading_of(text, kind="news", language=language)
    start = reading.text.index(name)
    return is_cleared(reading, Occurrence(name, start, start + len(name), reading.sentence_index(start)))


@pytest.mark.parametrize(
    "text",
    [
        "Foram absolvidos o senhorio Joaquim Palma, o filho Rui, o empresário Teo Marbán e a sociedade dele.",
        "Foram absolvidos o senhorio Joaquim Palma, o filho Rui e a sociedade dele, Teo Marbán.",
        "Foram absolvidos, por falta de provas, o tabelião Rui Pena e a pediatra Teo Marbán.",
        "Fueron absueltos Ana Sol, su hermano Luis y el chofer Teo Marbán.",
        "El tribunal condenó a Luis Paz y absolvió a Ana Sol, a su hija y a Teo Marbán.",
        "The jury acquitted Ana Sol, her cousin Luis and the driver, Teo Marbán.",
        "O tribunal absolveu o casal Ana Sol Paes Leme e Teo Marbán da acusação.",
        "El tribunal absolvió al matrimonio Ana Sol Paes Leme y Teo Marbán.",
        "El tribunal absolvió a Ana Sol Paes Leme y al empresario Teo Marbán.",
        "The court acquitted the couple Ana Sol Paes Leme and Teo Marbán of smuggling.",
        "Ana Sol was jailed; not guilty: Luis Paz, a clerk, and Teo Marbán.",
    ],
)
def test_who_stands_in_the_list_is_cleared(text: str) -> None:
    assert cleared(text, "Teo Marbán")


@pytest.mark.parametrize(
    "text",
    [
        "Foram absolvidos Ana Sol, Luis Paz e condenado Teo Marbán.",
        "Foram absolvidos Ana Sol e Luis Paz; Teo Marbán pegou nove anos.",
        "Não foram absolvidos Ana Sol, Luis Paz e Teo Marbán.",
        "Fueron absueltos Ana Sol, su hermano y, según el fiscal, el jefe era Teo Marbán.",
        "Fueron absueltos de ayudar a la banda de Ana Sol, Luis Paz y Teo Marbán.",
        "The jury acquitted Ana Sol, her cousin, and the woman who paid Teo Marbán.",
        "Absolvió a Ana Sol, a su hija, y a Teo Marbán lo condenó.",
        "The jury acquitted Ana Sol, her cousin and Teo Marbán of manslaughter but convicted all of smuggling.",
        "O tribunal absolveu Ana Sol e Luis Paz, camionistas da Teo Marbán.",
        "O tribunal absolveu Ana Sol e Luis Paz, donos da Teo Marbán.",
        "O tribunal absolveu o taxista Ana Sol Paes Leme e Teo Marbán foi condenado.",
        "El tribunal absolvió a la joven Ana Sol Paes Leme y Teo Marbán dirigía la red.",
    ],
)
def test_of_whom_something_else_is_said_is_not(text: str) -> None:
    assert not cleared(text, "Teo Marbán")


def test_in_portuguese_who_is_exonerado_has_lost_an_office() -> None:
    assert not cleared("O servidor Teo Marbán foi exonerado na sexta-feira.", "Teo Marbán", "pt")
    assert not cleared("O governo exonerou Teo Marbán, que carimbava passaportes.", "Teo Marbán", "pt")
    assert cleared("Teo Marbán foi exonerado de qualquer culpa pelo juiz.", "Teo Marbán", "pt")
    assert cleared("Teo Marbán fue exonerado por el juez.", "Teo Marbán")
