"""To whom it happened is no operator, unless a sentence that names him accuses him."""

from __future__ import annotations

import re

import pytest

from core.terms import DocumentKind, Role
from nlp.naming.occurrences import Occurrence
from nlp.pipeline import read_words
from nlp.trained.standing import by_standing
from tests.nlp.build import make_document

PASSENGER = "Police had shown Kelvin Paz, 23, a passenger, to the cameras as the guide of the group."
FORCED = "Traffickers who had charged 5,000 euros for each migrant forced Kelvin Paz to steer."


def part(text: str, name: str = "Kelvin Paz") -> Role | None:
    """What the words of news make of somebody whom the heads surely take for an operator."""
    reading = read_words(make_document(text, kind=DocumentKind.NEWS))
    starts = [found.start() for found in re.finditer(name, reading.text)]
    at = [Occurrence(name, start, start + len(name), reading.sentence_index(start)) for start in starts]
    return by_standing(reading, at, {Role.OPERATOR: 0.999, Role.OTHER: 0.001})


@pytest.mark.parametrize(
    "text",
    [
        PASSENGER,
        FORCED,
        f"{FORCED} Kelvin Paz is in hospital.",
        "Kelvin Paz took the wheel at gunpoint.",
        "Kelvin Paz sold his cassava farm.",
        "Armed men called her uncle, Kelvin Paz, in Newark, demanding another $6,000.",
        "Kelvin Paz dirigia a van sob a mira de uma arma e avisou os policiais.",
    ],
)
def test_whom_it_happened_to_is_a_victim(text: str) -> None:
    assert part(text) is Role.VICTIM


@pytest.mark.parametrize(
    "more",
    [
        "Police arrested Kelvin Paz.",
        "Kelvin Paz, known as El Rojo, is at large.",
        "Kelvin Paz pleaded guilty.",
        "Kelvin Paz guiaba al grupo.",
        "Kelvin Paz cobraba 300 dólares.",
    ],
)
def test_who_is_accused_anywhere_is_not_spared(more: str) -> None:
    assert part(f"{FORCED} {more}") is None
    assert part(f"{PASSENGER} {more}") is None


def test_a_firm_pays_nobody() -> None:
    assert part("Viajes Dos Cerros vendió dos camionetas.", "Viajes Dos Cerros") is None
