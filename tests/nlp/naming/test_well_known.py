"""Names of bodies that everybody knows."""

from __future__ import annotations

import pytest

from nlp.naming.well_known import is_well_known


@pytest.mark.parametrize(
    "name",
    [
        "Save the Children",
        "SAVE THE CHILDREN MÉXICO",
        "Fundación Scalabrini",
        "Somos El Universo",
        "biobiochile",
        "Tur-Bus",
        "Médicos sin fronteras Colombia",
        "Cáritas Ecuador",
    ],
)
def test_a_body_that_everybody_knows_is_known_by_its_name_with_or_without_a_country(name: str) -> None:
    assert is_well_known(name)


@pytest.mark.parametrize(
    "name",
    [
        "Universo Viajes",
        "Turbus Express Migratorio",
        "La Tía del Comercio",
        "Chile",
        "Fundación",
        "",
        "Somos",
        "Mundo",
        "Nora Alba",
    ],
)
def test_a_name_that_shares_a_word_with_one_is_not(name: str) -> None:
    assert not is_well_known(name)
