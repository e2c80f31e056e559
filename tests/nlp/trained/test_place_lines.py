"""Where a board says that an advert was put up: no stop of a journey, unless the advert itself tells of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.pipeline import read_words
from nlp.trained.candidates import candidate
from nlp.trained.place_lines import place_lines, without_board_places
from tests.nlp.build import make_document

OFFER = "Salimos los martes de Cúcuta.\nPasamos por Rumichaca.\nLlegamos a Santiago."


def _told(text: str, kind: str = "ad") -> list[str]:
    reading = read_words(make_document(text, kind=kind))
    return [reading.text[start:end].strip() for start, end in place_lines(reading)]


@pytest.mark.parametrize(
    "line",
    [
        "Ubicación: Tacna, Perú",
        "📍 Localização: Boa Vista, RR",
        "Município: Dourados",
        "Zona: Tapachula",
        "CEP 85851-000 Foz do Iguaçu, Centro",
        "Cód. 101 · Foz do Iguaçu - PR",
        "Cód. 101 · Cúcuta - Norte de Santander",
        "Cuiabá, MT | Serviços | Turismo",
        "Servicios > Viajes > Trujillo",
        "Publicado en Arequipa · hace 2 días",
        "Publicado em 12/09 às 14:30 - Corumbá",
        "Posted in Tampa · 3 days ago",
        "Foz do Iguaçu - PR",
        "Tampa, FL",
        "Guayaquil, Guayas",
        "Desaguadero (Puno)",
    ],
)
def test_a_line_of_the_board_is_known_before_and_behind_the_advert(line: str) -> None:
    assert _told(f"{line}\n{OFFER}") == [line]
    assert _told(f"{OFFER}\n{line}") == [line]
    assert _told(f"{OFFER}\n{line}", kind="news") == []


@pytest.mark.parametrize(
    "line",
    [
        "Cúcuta > Rumichaca > Tulcán",
        "Tacna - Arica",
        "Viajes - Santiago",
        "Viajes | Tacna | Arica",
        "Ciudad Juárez",
        "Salida: Tacna, Perú",
        "Zona: salimos de Tapachula y llegamos a Tijuana",
        "Publicado para quien viaja de Tacna",
        "Ruta 101 · Cúcuta · Lima",
        "Tacna, Perú > Arica, Chile",
        f"Cód. 101 · Tacna{' ' * 90}· Arica",
    ],
)
def test_what_tells_a_way_is_none(line: str) -> None:
    assert _told(f"{line}\n{OFFER}") == []
    assert _told(f"{OFFER}\n{line}") == []


def test_a_town_and_its_region_in_the_middle_or_in_a_list_may_be_a_stop() -> None:
    assert _told(f"{OFFER}\nTacna, Perú\n{OFFER}") == []
    assert _told(f"{OFFER}\nTacna, Perú\nArica, Chile") == []
    assert _told(f"{OFFER}\nDestino:\nArica, Chile") == []


def test_a_place_that_the_advert_tells_as_well_keeps_its_other_places() -> None:
    reading = read_words(make_document("Ubicación: Tacna\nSalimos de Tacna a Arica", kind="ad"))
    spots = [(at, at + 5) for at in (reading.text.index("Tacna"), reading.text.rindex("Tacna"))]
    tacna = candidate(reading, "stop", "Tacna", spots, ())
    alone = candidate(reading, "stop", "Tacna", spots[:1], ())
    implied = candidate(reading, "country", "PE", (), ())
    kept = without_board_places([tacna, alone, implied], place_lines(reading))
    assert [(each.key, each.spots) for each in kept] == [("Tacna", (spots[1],)), ("PE", ())]


@given(st.text(alphabet="Aa ·>-,/()1:\n\u00e1", max_size=200))
def test_any_lines_are_read(text: str) -> None:
    reading = read_words(make_document(text, kind="ad"))
    assert all(0 <= start < end <= len(reading.text) for start, end in place_lines(reading))
