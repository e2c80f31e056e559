"""Who pays a ring, or is asked for a ransom, carries kin or is called a passenger, is none of it."""

# ruff: noqa: E501  a text is one line
from __future__ import annotations

import re

import pytest

from core.terms import DocumentKind
from nlp.naming.occurrences import Occurrence
from nlp.pipeline import read_words
from nlp.trained.payers import pays_or_travels
from tests.nlp.build import make_document


def _spared(said: str) -> bool:
    """Whether the name in braces is spared."""
    reading = read_words(make_document(re.sub("[{}]", "", said), kind=DocumentKind.NEWS))
    name = re.findall(r"\{(.*?)\}", said)[0]
    start = reading.text.index(name)
    return pays_or_travels(reading, Occurrence(name, start, start + len(name), reading.sentence_index(start)))


@pytest.mark.parametrize(
    "said",
    [
        "{Ana Sol} vendió dos vacas para pagar al coyote.",
        "Mardoqueo Cux vendió su terreno; su prima, {Delfina Toc}, empeñó la cosecha.",
        "O cunhado, {Rui Paz}, fez um empréstimo.",
        "O genro, {Rui Paz}, tomou dinheiro a juros com o padrinho.",
        "{Evelin Paz} recolectó en su edificio el pasaje de cinco sobrinos y se lo dio completo al hombre que los citó.",
        "Her brother {Kirit Rao} mortgaged a field to pay the agent.",
        "Unknown men kept them in a bungalow, phoning her husband, {Tiburcio Paz}, for another $3,000.",
        "Los captores llamaron a su esposa, {Ana Sol}, para exigir otros mil dólares.",
        "Exigiram do irmão 5 mil reais e ligaram ao seu pai, {Rui Paz}, pelo restante, como resgate.",
        "Doña {Juana Tzoc} reunió el dinero de los vecinos para que salieran sus hijos y lo entregó al coyote, que desapareció.",
        "Dona {Eunice Paz} juntou o dinheiro dos vizinhos e entregou ao coiote, que sumiu com tudo.",
        "{Juana Tzoc}, a mother of four, collected the neighbours' money and handed it to the coyote, who vanished.",
        "{Franklin Paz} cargó a sus hermanos en hombros para cruzar el río.",
        "{Abel Paz} carried his daughter over the river.",
        "O motorista fugiu. {Rui Paz}, de 26 anos, um passageiro, ficou para trás.",
        "Police had shown {Kelvin Paz}, 23, a passenger, to the cameras as the guide of the group.",
        "En la yola quedaron 40; {Wilkin Paz}, pescador, uno de los que iban a Puerto Rico, enderezó la proa.",
        "Smugglers locked them in a garage and rang her brother, {Mateo Sic}, a dishwasher in Ohio, for $5,000 apiece.",
        "{Ana Sol} was promised a job in a salon and found a debt.",
        "A {Ana Sol} le prometieron trabajo de niñera.",
    ],
)
def test_who_pays_or_travels_is_spared(said: str) -> None:
    assert _spared(said)


@pytest.mark.parametrize(
    "said",
    [
        "{Teo Marbán} juntaba el dinero de los pasajeros y lo repartía con los choferes.",
        "{Teo Marbán} recogió el dinero de los migrantes y lo entregó al jefe.",
        "{Teo Marbán} vendió pasajes a Chile.",
        "In the chair at the back {Teo Marbán} sold lorry places from Zeebrugge.",
        "{Teo Marbán}, who sold worthless farm work cards, was fined.",
        "{Teo Marbán} was promised $500 to drive them north.",
        "{Teo Marbán} was promised a job as a driver moving people.",
        "Investigators say he called his wife, {Ana Sol}, to collect the migrants.",
        "{Teo Marbán} cargó a los migrantes en la camioneta.",
        "{Teo Marbán} carried people over the river.",
        "The driver and a guide, {Teo Marbán}, ran.",
        "{Teo Marbán}, who sold passengers a seat, ran.",
    ],
)
def test_who_takes_the_money_is_not(said: str) -> None:
    assert not _spared(said)


@pytest.mark.parametrize(
    "piece", ["vendió su ", "llamó a su esposa, ", "junto el dinero ", "entregó al ", ", de 20 anos"]
)
def test_hostile_rows_are_read_to_their_end(piece: str) -> None:
    assert not _spared(f"{piece * 4000}{{Teo Marbán}} {piece * 4000}")
