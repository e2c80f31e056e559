"""What a sentence says that an official, counsel or a shelter did itself, and what it says of others."""

from __future__ import annotations

import pytest

from nlp.naming.occurrences import Occurrence
from nlp.trained.own_doing import did_it
from tests.nlp.readings import reading_of


def did(text: str) -> bool:
    reading = reading_of(text, kind="news")
    start = reading.text.index("Nora Alba")
    place = Occurrence("Nora Alba", start, start + 9, reading.sentence_index(start))
    return did_it(reading, place, reading.text.index(" Sur") + 4)


@pytest.mark.parametrize(
    "text",
    [
        "Nora Alba, jefa en el Sur, recibía dinero de la red.",
        "Nora Alba, chefe no Sur, recebia dinheiro da rede.",
        "Nora Alba, head in the Sur, took money from the ring.",
        "Acusada de tráfico, Nora Alba, jefa en el Sur, calló.",
        "Acusada de tráfico, Nora Alba, chefe no Sur, calou-se.",
        "Accused of smuggling, Nora Alba, head in the Sur, kept silent.",
    ],
)
def test_her_own_doing(text: str) -> None:
    assert did(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nora Alba, jefa en el Sur, capturó a quien cobraba.",
        "Nora Alba, chefe no Sur, prendeu quem cobrava.",
        "Nora Alba, head in the Sur, said the gang took money.",
        "Nora Alba, jefa en el Sur, dirigió el operativo.",
        "Nora Alba, chefe no Sur, dirigiu a operação.",
        "Nora Alba, head in the Sur, led the raid on the ring.",
    ],
)
def test_what_others_did(text: str) -> None:
    assert not did(text)
