"""Who is at a ring's mercy or travels as the rest do is none of it; a deed in the same sentence, or his own word, says otherwise."""

# ruff: noqa: E501  a text is one line
from __future__ import annotations

import re

import pytest

from core.terms import DocumentKind
from nlp.naming.occurrences import Occurrence
from nlp.pipeline import read_words
from nlp.trained.at_its_mercy import is_at_its_mercy
from tests.nlp.build import make_document


def _spared(said: str) -> bool:
    """Whether the name in braces is spared."""
    reading = read_words(make_document(re.sub("[{}]", "", said), kind=DocumentKind.NEWS))
    name = re.findall(r"\{(.*?)\}", said)[0]
    start = reading.text.index(name)
    return is_at_its_mercy(reading, Occurrence(name, start, start + len(name), reading.sentence_index(start)))


@pytest.mark.parametrize(
    "said",
    [
        "Con un cuchillo en el cuello le hicieron agarrar la caña a {Seydou Paz}, cuando los pasadores que habían cobrado 2.500 euros se volvieron.",
        "Quem ficou com o leme nas mãos, debaixo de ameaças, foi {Zakaria Paz}, de 18 anos.",
        "{Teo Marbán} took the wheel at gunpoint.",
        "A {Freddy Paz} lo exhibieron ante la prensa porque iba adelante; había pagado los mismos 250 dólares que el resto.",
        "{Ana Sol} had paid 3,500 dollars like everyone else.",
        "{Rui Paz} viajava como os outros.",
        "Foi {Norma Paz} quem abriu a porta: por ordem dos patrões ela preparava a comida.",
        "Hallaron durmiendo en el piso a {Hamza Paz}, a quien los traficantes tenían cocinando.",
        "Hallaron durmiendo en el piso a {Hamza Paz} y a Imran Sol, a quienes los traficantes tenían encerrados.",
        "The smugglers beat {Ana Sol} and left.",
        "El aviso lo dio el taxista {Teo Marbán}, al que le ofrecieron 500 soles por llevarlos y se negó.",
        "O barqueiro {Rui Paz}, procurado por eles para a travessia, disse não e ligou para a delegacia.",
    ],
)
def test_who_is_at_its_mercy_is_spared(said: str) -> None:
    assert _spared(said)


@pytest.mark.parametrize(
    "said",
    [
        "La jueza entiende que Ana Sol actuó bajo amenaza de {Teo Marbán}.",
        "Moussa Sol, que iba a proa, actuó bajo amenaza; lo defiende {Ana Paz}.",
        "{Teo Marbán} cobraba a punta de pistola.",
        "His lawyer claims that {Teo Marbán} drove at gunpoint.",
        "Pagaron cien soles a {Teo Marbán}, al que todos conocen como el capitán.",
        "The boy had paid like the rest, through {Teo Marbán}.",
        "Faye pagó como los demás y tomó el mando cuando {Teo Marbán} saltó.",
        "{Teo Marbán} vio que Ana Sol pagó como los demás.",
        "{Teo Marbán} told the court that he was the cook.",
        "{Teo Marbán}, a quien los traficantes pagaban.",
        "{Teo Marbán}, whom the smugglers called the boss.",
        "Los traficantes amenazaron a la mujer de {Teo Marbán}.",
        "{Teo Marbán}, a quien le ofrecieron un trato, se negó a declarar.",
        "Le ofrecieron 500 soles y {Teo Marbán} aceptó.",
    ],
)
def test_who_is_not_said_to_be_is_not(said: str) -> None:
    assert not _spared(said)


@pytest.mark.parametrize(
    "piece", ["bajo amenazas ", "traficantes que ", "a quien los ", "pago 1 como ", "ofrecieron ", "por orden de "]
)
def test_hostile_rows_are_read_to_their_end(piece: str) -> None:
    _spared(f"{piece * 4000}{{Teo Marbán}} {piece * 4000}")
