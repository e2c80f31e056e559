"""Whom a ring forces to steer or sends to hand out the water is none of it; who says so himself, or steers, may be."""

# ruff: noqa: E501  a text is one line
from __future__ import annotations

import re

import pytest

from core.terms import DocumentKind
from nlp.naming.occurrences import Occurrence
from nlp.pipeline import read_words
from nlp.trained.put_to_work import is_put_to_work
from tests.nlp.build import make_document


def _spared(said: str) -> bool:
    """Whether the name in braces is spared."""
    reading = read_words(make_document(re.sub("[{}]", "", said), kind=DocumentKind.NEWS))
    name = re.findall(r"\{(.*?)\}", said)[0]
    start = reading.text.index(name)
    return is_put_to_work(reading, Occurrence(name, start, start + len(name), reading.sentence_index(start)))


@pytest.mark.parametrize(
    "said",
    [
        "Traffickers who had charged 5,000 euros for each migrant forced {Ousman Jallow}, 19, to steer.",
        "Los coyotes obligaron a {Teo Marbán}, de 17 años, a conducir la camioneta.",
        "Os traficantes obrigaram {Teo Marbán}, 20, a pilotar o barco.",
        "Elegido por los traficantes para repartir el agua, {Josué Paz}, de 20 años, contó que lo golpeaban.",
        "{Samuel Haile}, an Eritrean chosen by the smugglers to hand out water, said they beat him.",
        "Escolhida pelos coiotes para cozinhar, {Ana Sol} dormia no chão.",
        "Había un solo garrafón. A {Josué Paz}, salvadoreño, los que cuidaban la puerta le mandaron repartirlo.",
        "The guards made {Ana Sol} cook for the newcomers.",
        "{Blessing Osa} was promised a salon. Kept in a compound with thirty others, she was made to cook for the newcomers.",
    ],
)
def test_whom_a_ring_puts_to_a_task_is_spared(said: str) -> None:
    assert _spared(said)


@pytest.mark.parametrize(
    "said",
    [
        "{Teo Marbán} claims that the traffickers forced him to steer.",
        "Su abogado alega que los coyotes obligaron a {Teo Marbán} a conducir.",
        "Chosen by the smugglers to steer, {Teo Marbán} was promised a free crossing.",
        "Los coyotes mandaron a {Teo Marbán} a cobrar a las familias.",
        "The smugglers told {Teo Marbán} to collect the migrants.",
        "{Teo Marbán} obligó a los migrantes a repartir el agua.",
        "{Teo Marbán} handed out water and collected the fares.",
        "El jefe ordenó a {Teo Marbán} llevar a los migrantes.",
    ],
)
def test_who_does_its_work_is_not(said: str) -> None:
    assert not _spared(said)


@pytest.mark.parametrize("piece", ["elegido por los ", "los que cuidan ", "forced Teo ", "guardias ", ", de 20 anos"])
def test_hostile_rows_are_read_to_their_end(piece: str) -> None:
    assert not _spared(f"{piece * 4000}{{Teo Marbán}}{piece * 4000}")
