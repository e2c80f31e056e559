"""Who shares the way at cost offers nothing; who names a sum, a guide, or a way past a control does."""

# ruff: noqa: E501  a text is one line
from __future__ import annotations

import pytest

from core.terms import DocumentLabel
from nlp.trained.shared_rides import of_sharers, shares_the_way
from nlp.wording.fold import fold
from tests.nlp.readings import reading_of

SHARED = [
    "Somos 8 personas, salimos de Tulcán a Santiago de Chile, queremos compartir gastos, nadie cobra. Nos faltan dos. Escribir a Kelly.",
    "Vamos en caravana de Tapachula hacia el norte, somos 8 y compartimos gastos de combi, nadie cobra, no somos polleros.",
    "Somos oito, saindo de Boa Vista pra Manaus, dividindo a gasolina, ninguém cobra. Tem vaga para dois. Falar com Luisa.",
    "Eight of us leaving for Monterrey, sharing costs, nobody charges, no coyote. Two more can come. Message Kevin.",
    "Dividimos la nafta entre todos, sin fines de lucro. Salimos el viernes.",
    "Nos vamos juntos a Boa Vista, ponemos cada uno lo de la gasolina. Aquí nadie se lucra. Sellamos en Pacaraima.",
    "Chip in for diesel and motels, that's it, no one's making a dime.",
    "Rachamos a gasolina, sem lucro de ninguém, saída na quinta.",
]
OFFERED = [
    "Compartimos gastos, nadie cobra por adelantado. Cruzamos la frontera sin pasaporte.",
    "Compartir gastos, nadie cobra más barato. Pregunta por Chino.",
    "Compartimos gastos, nadie cobra, son 150 dólares por persona.",
    "Compartimos gastos, nadie cobra. Si no tienes sello no importa.",
    "Compartimos gastos, nadie cobra. Vamos por la trocha con guía.",
    "Compartimos gastos, nadie cobra. Te llevamos hasta Arica.",
    "Dividimos a gasolina, ninguém cobra, não passamos pela PF.",
    "Share the gas, nobody charges up front, we take you around the checkpoint.",
    "Sharing gas, nobody charges, no passport needed.",
    "Compartimos gastos hasta Lima. Precio a tratar.",
    "Nadie cobra por preguntar.",
]


@pytest.mark.parametrize("text", SHARED)
def test_who_shares_the_way_at_cost_offers_nothing(text: str) -> None:
    assert shares_the_way(fold(text))


@pytest.mark.parametrize("text", OFFERED)
def test_who_offers_something_besides_does(text: str) -> None:
    assert not shares_the_way(fold(text))


def test_only_labels_of_moving_people_go_and_only_in_adverts() -> None:
    labels = (DocumentLabel.SMUGGLING_OFFER, DocumentLabel.DOCUMENT_FRAUD_OFFER)
    assert of_sharers(reading_of(SHARED[0]), labels) == labels[1:]
    assert of_sharers(reading_of(SHARED[0], kind="news"), labels) == labels
    assert of_sharers(reading_of(OFFERED[0]), labels) == labels


@pytest.mark.parametrize("piece", ["compartir ", "gastos ", "nadie cobra ", "no de una ", "sin coyotes no hay ", "te "])
def test_hostile_rows_are_read_to_their_end(piece: str) -> None:
    shares_the_way(fold(piece * 20_000))
