"""Where the names of places begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.trained import stop_edges
from nlp.trained.stop_edges import is_name, places_in, with_its_edges, with_shortened


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
        ("voo Quito-Lima-Arica já", ("Quito", "Lima", "Arica"), ["Quito", "Lima", "Arica"]),
        ("rota Sarlem-Tete-Moatize", ("Sarlem", "Tete", "Moatize"), ["Sarlem", "Tete", "Moatize"]),
        ("en Berlin-Mitte", ("Berlin", "Mitte"), ["Berlin-Mitte"]),
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


@pytest.mark.parametrize(
    ("text", "marked", "name"),
    [
        ("chegam ao Mindelo de noite", "o Mindelo", "Mindelo"),
        ("Santa Cruz dorme cedo", "Santa Cruz dorme", "Santa Cruz"),
        ("pela Chapada do outro lado", "Chapada do", "Chapada"),
        ("the Calais boat", "the Calais", "Calais"),
        ("em Casa Verde, de manhã", "Verde", "Casa Verde"),
        ("a Coronel Oviedo en bus", "Coronel", "Coronel Oviedo"),
        ("rumo a Ciudad del Este hoy", "Este", "Ciudad del Este"),
        ("a van to Boulogne-sur-Mer", "Boulogne", "Boulogne-sur-Mer"),
        ("hasta Pto. Maldonado", "Maldonado", "Pto. Maldonado"),
    ],
)
def test_a_name_has_the_edges_that_its_list_gives_it(text: str, marked: str, name: str) -> None:
    assert with_edges(text, marked) == name


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("hasta El Paso en tren", "El Paso"),
        ("near Dover port at dawn", "Dover port"),
        ("en San Lorenzo 2, al fondo", "San Lorenzo 2"),
        ("la casa verde de la esquina", "verde"),
        ("sigan a @Casa Verde", "Verde"),
        ("Es mi Casa. Verde por fuera", "Verde"),
        ("Ana Lima espera", "Lima"),
        ("de Quito a Lima", "Quito"),
        ("rumo ao Vale Sarlem do norte", "Vale Sarlem"),
        ("", ""),
    ],
)
def test_what_is_whole_or_no_name_keeps_its_edges(text: str, marked: str) -> None:
    assert with_edges(text, marked) == marked


def with_edges(text: str, marked: str) -> str:
    """The name of which this stretch of the text is marked."""
    start = text.index(marked)
    first, last = with_its_edges(text, (start, start + len(marked)))
    return text[first:last]


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


@given(st.text(alphabet="AaÁo-.' delsur", max_size=60), st.integers(0, 60), st.integers(1, 20))
def test_edges_stay_within_the_text(text: str, start: int, length: int) -> None:
    if start + length <= len(text):
        first, last = with_its_edges(text, (start, start + length))
        assert 0 <= first < last <= len(text)


def test_of_a_word_without_end_with_marks_everywhere_little_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether a hyphen parts places is asked of a stretch around it, and never of the whole word."""
    text, asked, joints = "a-A-" * 50_000, [], stop_edges.joints

    def counted(word: str) -> tuple[tuple[int, int], ...]:
        asked.append(len(word))
        return joints(word)

    monkeypatch.setattr(stop_edges, "joints", counted)
    names = places_in(text, [(at, at + 1) for at in range(0, len(text), 2)])
    assert all(end - start <= 120 for start, end in names)
    assert "".join(text[slice(*name)] for name in names).count("a") == text.count("a")
    assert max(asked, default=0) <= 120
