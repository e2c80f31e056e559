from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.terms import Language
from nlp.gazetteer.joints import joints, row_spots
from nlp.pipeline import pipeline


@pytest.mark.parametrize("language", [Language.SPANISH, Language.PORTUGUESE, Language.ENGLISH])
@pytest.mark.parametrize(
    ("row", "places"),
    [
        ("Voo Confins-Panamá-México DF", ["Panamá", "México"]),
        ("Manaus-Panamá-San Salvador-Monterrey.", ["Manaus", "Panamá", "San Salvador", "Monterrey"]),
        ("Cúcuta→Rumichaca→Quito", ["Cúcuta", "Rumichaca", "Quito"]),
        ("Praia–Fortaleza", ["Praia", "Fortaleza"]),
        ("GRU-Lima-San José, dali", ["Lima", "San José"]),
        ("na Guiné-Bissau", ["Guiné-Bissau"]),
    ],
)
def test_places_of_a_row_are_found_in_every_language(language: Language, row: str, places: list[str]) -> None:
    doc = pipeline(language)(row)
    assert [span.text for span in doc.spans["places"]] == places


@pytest.mark.parametrize(
    "word",
    [
        "Guiné-Bissau",
        "Ji-Paraná",
        "Loon-Plage",
        "segunda-feira",
        "porto-riquenhos",
        "levá-lo",
        "Jean-Robert",
        "Dubai-based",
    ],
)
def test_what_is_one_name_or_no_place_stays_whole(word: str) -> None:
    assert joints(word) == ()


def test_codes_and_small_towns_of_a_row_may_be_stops() -> None:
    text = "GRU-BOG-MEX-TIJ e toronto-niagara-buffalo, mas Praia-Fortaleza"
    found = [text[start:end] for start, end in row_spots(text)]
    assert found == ["GRU", "BOG", "MEX", "TIJ", "toronto", "niagara", "buffalo"]


@given(st.text(alphabet="aPáñ-–→/.Lim ", max_size=60))
def test_joints_lie_inside_of_the_word_and_apart(text: str) -> None:
    for word in text.split():
        edges = [edge for joint in joints(word) for edge in joint]
        assert edges == sorted(set(edges))
        assert all(0 < edge < len(word) for edge in edges)


@given(
    st.sampled_from([Language.SPANISH, Language.PORTUGUESE, Language.ENGLISH]),
    st.text(alphabet="LimaPnáç-–→/>.,'(1 ", max_size=40),
)
def test_a_text_stays_what_it_was(language: Language, text: str) -> None:
    doc = pipeline(language)(f"Lima{text}Quito-Panamá")
    assert doc.text == f"Lima{text}Quito-Panamá"
    assert all(token.text for token in doc)
