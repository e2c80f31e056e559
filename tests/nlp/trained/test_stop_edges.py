"""Where the names of places begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.trained.stop_edges import is_name, places_in, with_shortened


def found(text: str, *marked: str) -> list[str]:
    """The names found where these stretches of the text are marked, each at its first place after the last."""
    spots, at = [], 0
    for part in marked:
        at = text.index(part, at)
        spots.append((at, at + len(part)))
        at += len(part)
    return [text[start:end] for start, end in places_in(text, spots)]


@pytest.mark.parametrize(
    ("text", "marked", "names"),
    [
        ("Passo de los Libres, Uruguaiana", ("Passo", "Libres", "Uruguaiana"), ["Passo de los Libres", "Uruguaiana"]),
        ("até a Cid. Mexico", ("Cid", "Mexico"), ["Cid. Mexico"]),
        ("en Tacna. Arica espera", ("Tacna", "Arica"), ["Tacna", "Arica"]),
        ("Oviedo–Asunción–Clorinda", ("Oviedo–Asunción–Clorinda",), ["Oviedo", "Asunción", "Clorinda"]),
        ("por Machu Picchu y", ("Machu", "Picchu"), ["Machu Picchu"]),
        ("a Croix-des-Bouquets", ("Croix", "Bouquets"), ["Croix-des-Bouquets"]),
        ("ruta TACNA ARICA hoy", ("TACNA", "ARICA"), ["TACNA", "ARICA"]),
        ("Lima, Tacna", ("Lima", "Tacna"), ["Lima", "Tacna"]),
        ("da Guarda", ("da", "Guarda"), ["da Guarda"]),
        ("en la noche; LA espera", ("la", "LA"), ["LA"]),
        ("Saint Martin's Island", ("s",), []),
        ("vou Lisboa Burgos Calais", ("Lisboa Burgos Calais",), ["Lisboa", "Burgos", "Calais"]),
        ("Tumaco - Buenaventura", ("Tumaco - Buenaventura",), ["Tumaco", "Buenaventura"]),
        ("La Paz > Cobija", ("La Paz > Cobija",), ["La Paz", "Cobija"]),
        ("em Santiago Papasquiaro", ("Santiago Papasquiaro",), ["Santiago Papasquiaro"]),
        ("por Santa Rosa de Copán", ("Santa Rosa de Copán",), ["Santa Rosa de Copán"]),
        ("em Madrid-Barajas", ("Madrid-Barajas",), ["Madrid-Barajas"]),
    ],
)  # fmt: skip
def test_names_are_whole(text: str, marked: tuple[str, ...], names: list[str]) -> None:
    assert found(text, *marked) == names


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("taxi Sta. Elena – Boa Vista", "Elena", "Sta. Elena"),
        ("hasta Cd. Juárez", "Juárez", "Cd. Juárez"),
        ("la costa. Elena", "Elena", "Elena"),
        ("Elena", "Elena", "Elena"),
    ],
)
def test_a_shortened_word_belongs_to_the_name(text: str, name: str, whole: str) -> None:
    start = text.index(name)
    first, last = with_shortened(text, (start, start + len(name)))
    assert text[first:last] == whole


def test_an_article_is_no_place() -> None:
    assert not is_name("La")
    assert not is_name("ahí")
    assert is_name("LA")


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=6))
def test_no_place_leaves_the_text_or_overlaps(text: str, marks: list[tuple[int, int]]) -> None:
    spots, at = [], 0
    for gap, length in marks:
        start = at + gap
        if start + length > len(text):
            break
        spots.append((start, start + length))
        at = start + length
    last = 0
    for start, end in places_in(text, spots):
        assert last <= start < end <= len(text)
        last = end
