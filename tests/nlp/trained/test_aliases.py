"""Under which other forms a name is known."""

from __future__ import annotations

import pytest

from core.terms import DocumentKind
from nlp.naming.occurrences import Occurrence
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
        ("malawiano Teo Marbán", "Teo Marbán"),
        ("clan Los Marbán", "Los Marbán"),
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
    ("text", "alias"),
    [
        ("Pagou à Brisa Agro, Unipessoal Lda., em Beja.", "Brisa Agro, Unipessoal Lda."),
        ("Whose Brisa Agro CC paid the driver.", "Brisa Agro CC"),
        ("El dueño de Brisa Agro S.L.U. negó.", "Brisa Agro S.L.U."),
        ("Whose Brisa Agro Incidents paid.", None),
        ("Capturaron a Brisa Agro CC 80.000.001 ayer.", None),  # an identity card
    ],
)
def test_a_firm_is_known_with_its_legal_form(text: str, alias: str | None) -> None:
    reading = read_words(make_document(text, kind=DocumentKind.NEWS))
    start = reading.text.index("Brisa Agro")
    place = Occurrence("Brisa Agro", start, start + len("Brisa Agro"), 0)
    assert aliases(reading, "Brisa Agro", ["Brisa Agro"], [place]) == ((alias,) if alias else ())


@pytest.mark.parametrize(
    "name",
    [
        "rutas Costa Rica",
        "coyotes Honduras",
        "Bhairavi",
        "Ji",
        "Manolo",
        "Ali Baba",
        "Servio Marbán",
        "Francesca Totti",
        "Rock 'n' Roll",
    ],
)
def test_a_name_that_only_looks_like_an_honour_stays_whole(name: str) -> None:
    assert aliases(read_words(make_document(name)), name, [name], []) == ()


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("Pregunta por Prof. Nelo.", "Nelo", "Prof. Nelo"),
        ("Atiende la Hna. Ruth en la feria.", "Ruth", "Hna. Ruth"),
        ("Recoge la familia Prado en la plaza.", "Prado", "familia Prado"),
        ("Chama a Turma do Kota Zé na feira.", "Kota Zé", "Turma do Kota Zé"),
        ("Busque al EL CATIRE de la 350 por la tarde.", "EL CATIRE", "EL CATIRE de la 350"),
    ],
)
def test_a_name_of_an_advert_is_known_with_what_stands_beside_it(text: str, name: str, alias: str) -> None:
    reading = read_words(make_document(text, kind=DocumentKind.AD))
    start = reading.text.index(name)
    at = Occurrence(name, start, start + len(name), reading.sentence_index(start))
    assert alias in aliases(reading, name, [name], [at])


def test_where_somebody_is_from_is_no_name() -> None:
    reading = read_words(make_document("Viajes con Nelo de la Cruz Verde.", kind=DocumentKind.AD))
    start = reading.text.index("Nelo")
    at = Occurrence("Nelo", start, start + 4, reading.sentence_index(start))
    assert aliases(reading, "Nelo", ["Nelo"], [at]) == ()
