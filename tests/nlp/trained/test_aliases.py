"""Under which other forms a name is known."""

from __future__ import annotations

import pytest

from nlp.pipeline import read_words
from nlp.trained.aliases import aliases
from tests.nlp.build import make_document


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Profe Nelo", "Nelo"),
        ("Mana Lurdes", "Lurdes"),
        ("Zahid bhai", "Zahid"),
        ("Pastora Nena", "Nena"),
        ("Zerdan abi", "Zerdan"),
        ("compadre Teo", "Teo"),
        ("D. Nena", "Nena"),
        ("Escritório Brisa Vistos", "Brisa Vistos"),
        ("Landlord Zahid Vali", "Zahid Vali"),
        ('Teo "Panza" Marbán', "Panza"),
        ('Teo "Panza" Marbán', "Teo Marbán"),
    ],
)
def test_a_name_is_known_without_what_honours_it(name: str, bare: str) -> None:
    reading = read_words(make_document(f"Pregunta por {name} en la feria."))
    assert bare in aliases(reading, name, [name], [])


def test_an_english_report_begins_with_where_somebody_is_from() -> None:
    reading = read_words(make_document("Togolese Kofi Menza was held on Monday, the police said.", language="en"))
    assert "Kofi Menza" in aliases(reading, "Togolese Kofi Menza", ["Togolese Kofi Menza"], [])
    assert "Menza" not in aliases(reading, "German Menza", ["German Menza"], [])


@pytest.mark.parametrize(
    "name", ["Bhairavi", "Ji", "Manolo", "Ali Baba", "Servio Marbán", "Francesca Totti", "Rock 'n' Roll"]
)
def test_a_name_that_only_looks_like_an_honour_stays_whole(name: str) -> None:
    assert aliases(read_words(make_document(name)), name, [name], []) == ()
