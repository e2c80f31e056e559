"""Names that a text says to be one: nicknames with an age between, in quotes, or told by what others call somebody."""

from __future__ import annotations

import pytest

from core.terms import DocumentKind
from nlp.naming.occurrences import Occurrence, linked_pairs
from nlp.pipeline import read_words
from tests.nlp.build import make_document


def _are_one(said: str) -> bool:
    """Whether the names in brackets and in braces are said to be one."""
    one, other = (said[said.index(a) + 1 : said.index(b)] for a, b in ("[]", "{}"))
    reading = read_words(make_document(said.translate(str.maketrans("", "", "[]{}")), kind=DocumentKind.NEWS))
    starts = [reading.text.index(name) for name in (one, other)]
    places = [Occurrence(name, start, start + len(name), 0) for name, start in zip((one, other), starts, strict=True)]
    return bool(linked_pairs(reading, places))


@pytest.mark.parametrize(
    "said",
    [
        "[Jorge Paz Silupú], de 34 años, alias {El Chino}, cayó.",
        "[Rios Paz], 41, known as {El Tigre}, was held.",
        '[Luis Rios], 41, a/k/a "{El Tigre}" was held.',
        "[Rui Paz], conhecido como {Cabeça}, foi preso.",
        '[Edmilson Ferraz], o "{Mineirinho}", foi preso.',
        "[Davi Lacerda], de 41 anos, o “{Barão}”, foi preso.",
        "[Ernesto Valle Ríos], “{El Tigre}”, fue detenido.",
        "[Luis Paz], a quien apodan {El Chino}, cobraba.",
        "[Abelardo Rentería Cruz], mejor conocido en la región como {El Chaparro}, cayó.",
        "[Juan Paz], a quien sus vecinos llaman {El Mono}, huyó.",
        '[Rui Paz Solano] ("{El Tigre}") cayó.',
        "[Kim Paz] (aka {The Boss}) fled.",
        '[Rebwar Salih], 41, who customers knew as "{Mam Rebo}", was jailed.',
        "[Jairo Cuaspud Erazo] (a. «{Pastuso}» o «El Contador»), presunto cabecilla.",
        "Jairo Cuaspud Erazo (a. «[Pastuso]» o «{El Contador}»), presunto cabecilla.",
        '[Macario Apaza Lique], popularmente llamado "{Tío Maca}" entre los viajeros.',
        'Se trata de [Gerardo Villalobos Picado], "{Ñato}" para los taxistas de la zona.',
        '[Valdir Trindade Coutinho], de 47 anos, tratado por "{o Engenheiro}" dentro do grupo.',
        "[Geraldo Magela Pimentel], o '{Gegê da América}', a oito anos de prisão.",
        '[Luciene Gonzaga Starling], a "{Lu México}" das conversas interceptadas.',
        '[Nkosana "Madala" Hlungwani-Moyo] fell. A court has handed {Nkosana Hlungwani-Moyo} ten years.',
    ],
)
def test_a_nickname_is_its_bearers(said: str) -> None:
    assert _are_one(said)


@pytest.mark.parametrize(
    "said",
    [
        "Según [Ana Sol], “{El Tigre}” cobraba 300 dólares.",
        "[Juan Paz], que trabajaba con {El Tigre}, cayó.",
        "[Ana Sol], de 34 años, y {El Tigre} cayeron.",
        "Según [Ana Sol], '{El Tigre}' cobraba 300 dólares.",
        "O delegado [Rui Paz], “{Operação Norte}” começou ontem.",
        "[Juan Paz], dueño de una agencia llamada {Kantuta}, huyó.",
        "Según [Ana Sol], “{El Tigre}”, su vecino, cobraba 300 dólares.",
        "Según la vecina [Ana Sol Quispe], “{El Tigre}” de Tulcán cobraba.",
        "Contó [Ana Sol], “{El Tigre}” para todos era un vecino.",
    ],
)
def test_a_nickname_beside_somebody_else_is_not(said: str) -> None:
    assert not _are_one(said)
