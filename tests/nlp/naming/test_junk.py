"""What can be nobody's name: formulas, letters buried in marks. What looks odd and is one stays."""

from __future__ import annotations

import pytest

from nlp.contact.links import handles
from nlp.naming.advertiser import find_advertisers
from nlp.naming.folding import fold_forms
from nlp.naming.junk import can_name
from tests.nlp.readings import reading_of

BURIED = "".join(f"{letter}\u0337\u031b\u0316" if letter != " " else letter for letter in "Viajes Zorzal")


@pytest.mark.parametrize(
    "name",
    [
        "E.T.",
        "4x4 Viajes",
        "Ñuble",
        "N\u0303uble",
        "Nguye\u0302\u0303n Va\u0306n",
        "Pásalos Ya!",
        "@paso_azul",
        "@sum.viajes",
        "Soma",
        "@soma",
        "Sol (Cúcuta)",
        "+Vida Viajes",
        "T\u0332r\u0332o\u0332c\u0332h\u0332a\u0332",  # underlined
        "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f",  # Arabic with all its vowels
        "李四",
    ],
)
def test_what_is_a_name_stays_one(name: str) -> None:
    assert can_name(name)
    assert fold_forms([name], linked=[]) == [[name]]


@pytest.mark.parametrize(
    "name", ["@SUM(1", "@SUM", "@hyperlink", '=HYPERLINK("x', "+cmd(1", BURIED, "\u0337\u031b", "!!!", ""]
)
def test_what_can_be_no_name_is_none(name: str) -> None:
    assert not can_name(name)
    assert fold_forms([name, "Paso Azul"], linked=[(name, "Paso Azul")]) == [["Paso Azul"]]


def test_a_formula_in_an_advert_is_no_handle_and_signs_nothing() -> None:
    reading = reading_of("Te pasamos a Chile por trocha, escribe a @SUM(1+1) o a @paso_azul. Pregunta por @suma_norte")
    assert [name for name, _start, _end in handles(reading)] == ["@paso_azul", "@suma_norte"]
    (advertiser,) = find_advertisers(reading_of("Te pasamos a Chile. @SUM(1)\n@paso_azul"), [], score=0.7)
    assert (advertiser.name, advertiser.aliases) == ("@paso_azul", ())
