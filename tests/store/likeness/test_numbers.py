"""Numbers in words are read in six tongues, and words that only look like numbers are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.likeness import compare
from store.likeness.numbers import in_figures


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("unit six hundred and forty", "unit 640"),
        ("fondo seiscientos cuarenta", "fondo 640"),
        ("inversiones dos mil", "inversiones 2000"),
        ("treinta y tres orientales", "33 orientales"),
        ("fifty sixth battalion", "56 battalion"),
        ("novecentos e noventa", "990"),
        ("quarante deux", "42"),
        ("dreiundzwanzig", "23"),
        ("three thousand and five", "3005"),
        ("two brothers", "two brothers"),
        ("second chance and one love", "second chance and one love"),
        ("hundred percent and thousand islands", "hundred percent and thousand islands"),
        ("luz y tres", "luz y tres"),
    ],
)
def test_numbers_in_words(said: str, figures: str) -> None:
    assert in_figures(said.split()) == tuple(figures.split())


_WORDS = st.sampled_from(["one", "mil", "cien", "veinte", "y", "and", "thousand", "tres", "kantuta", "sixth"])


@given(st.lists(_WORDS, max_size=8))
def test_nothing_but_numbers_goes(words: list[str]) -> None:
    found = in_figures(words)
    assert [word for word in found if word == "kantuta"] == [word for word in words if word == "kantuta"]
    assert len(found) <= len(words)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Unidad Kantuta 640", "Unidad Kantuta Seiscientos Cuarenta", True),
        ("Kantuta 3.ª Brigada Fluvial", "Tercera Brigada Fluvial Kantuta", True),
        ("Unidad Kantuta 640", "Unidad Kantuta Seiscientos Cincuenta", False),
    ],
)
def test_names_with_numbers(one: str, other: str, *, same: bool) -> None:
    assert compare(one, other).is_same is same
