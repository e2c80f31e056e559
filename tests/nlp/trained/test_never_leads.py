"""Migrants who are held or die as such, victims whom a court hides, and who speaks to the press are no leads; who moves
people stays one, whatever stands beside the name."""

from __future__ import annotations

import pytest

from core.terms import Role
from tests.nlp.trained.test_standing import standing


@pytest.mark.parametrize(
    "text",
    [
        "Murió baleada la migrante hondureña Nora Alba.",
        "Morreu no rio a migrante Nora Alba.",
        "The Honduran migrant Nora Alba told the court what she saw.",
        "La solicitante de asilo Nora Alba llegó en marzo.",
        "Nora Alba, de 40 años, formaba parte de un grupo de migrantes que caminaba hacia el norte.",
        "Nora Alba, who was part of a group of migrants, fell.",
        "La policía detuvo a cuatro personas por carecer de documentos migratorios. Son Rui Paz y Nora Alba.",
        "Foram detidos por não portar documentos Rui Paz e Nora Alba.",
        "Four people were arrested for being in the country illegally: Rui Paz and Nora Alba.",
        "Una mujer fue asesinada de un disparo en la frontera. La mujer fue identificada como Nora Alba.",
        "O corpo de uma mulher foi encontrado na praia. A mulher foi identificada como Nora Alba.",
        "A body was found in the desert. The woman was identified as Nora Alba.",
    ],
)
def test_migrants_held_or_dead_as_such_are_no_leads(text: str) -> None:
    assert standing(text, "Nora Alba") is Role.VICTIM


@pytest.mark.parametrize("name", ["Jane Doe", "Jane Doe 2", "John Doe", "Victim No. 3", "Fulano de Tal"])
def test_whom_a_court_hides_is_a_victim(name: str) -> None:
    assert standing(f"He recruited {name} and took the money.", name) is Role.VICTIM


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The man was sentenced for smuggling. Nora Alba, spokesperson, Office: 0100.", "Nora Alba"),
        ("The man was sentenced for smuggling. Nora Alba\nPublic Information Officer", "Nora Alba"),
        ("Condenaron al coyote. Contacto: Nora Alba, vocera, fiscalía.", "Nora Alba"),
        ("O coiote foi condenado. Nora Alba, assessora de imprensa.", "Nora Alba"),
        ("The man was sentenced for smuggling. Spokesperson: see below.", "Spokesperson"),
    ],
)
def test_who_speaks_to_the_press_is_no_lead(text: str, name: str) -> None:
    assert standing(text, name) is Role.OTHER


@pytest.mark.parametrize(
    "text",
    [
        "La migrante Nora Alba, acusada de guiar al grupo, fue detenida.",
        "La red de tráfico de migrantes de Nora Alba cobraba tres mil dólares.",
        "La banda cobraba a los migrantes. Nora Alba la dirigía.",
        "The woman migrants knew as Nora Alba got 14 years.",
        "Fueron detenidos por no tener documentos, y Nora Alba por transportarlos.",
        "Dos personas murieron ahogadas. La mujer identificada como Nora Alba fue detenida por pilotar la lancha.",
        "El piloto, que se salvó y huyó, fue identificado como Nora Alba.",
        "Nora Alba, spokeswoman for the ring, told them where to wait.",
        "Nora Alba llevaba a extranjeros sin papeles hasta la frontera.",
    ],
)
def test_who_moves_people_stays_a_lead(text: str) -> None:
    assert standing(text, "Nora Alba") is None
