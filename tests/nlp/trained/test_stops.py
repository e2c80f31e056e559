"""What may be a stop: towns, crossings and trails; a country only where a town is called like it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.trained.candidates import country_candidates
from nlp.trained.stops import _longest as longest
from nlp.trained.stops import is_region_alone, stop_candidates, towns_told
from tests.nlp.readings import reading_of


def stops(text: str, *marked: str, language: str = "es") -> list[str]:
    """The stops of a text in which these stretches are marked."""
    reading = reading_of(text, kind="news", language=language)
    spots = [(reading.text.index(part), reading.text.index(part) + len(part)) for part in marked]
    return [stop.key for stop in stop_candidates(reading, spots)]


@pytest.mark.parametrize(
    ("text", "marked", "language"),
    [
        ("de El Salvador a Tapachula", "Salvador", "es"),
        ("de Libia a Tapachula", "Libia", "es"),
        ("desde Albania a Tapachula", "Albania", "es"),
        ("de El Salvador para Tapachula", "Salvador", "pt"),
        ("de Marrocos para Tapachula", "Marrocos", "pt"),
        ("dos Camarões para Tapachula", "Camarões", "pt"),
        ("do Equador para Tapachula", "Equador", "pt"),
        ("from El Salvador to Tapachula", "Salvador", "en"),
        ("from Malawi to Tapachula", "Malawi", "en"),
        ("from St. Lucia to Tapachula", "Lucia", "en"),
    ],
)
def test_a_country_or_a_part_of_its_name_is_no_stop(text: str, marked: str, language: str) -> None:
    assert stops(text, marked, "Tapachula", language=language) == ["Tapachula"]


def test_nor_is_what_a_recogniser_of_names_takes_for_a_place() -> None:
    reading = reading_of("dos Camarões para o norte", kind="news", language="pt")
    assert stop_candidates(reading, [], [(4, 12)]) == []


@pytest.mark.parametrize(
    ("text", "marked", "language"),
    [
        ("de Cali a Panamá en avión", "Panamá", "es"),
        ("de Tapachula a México en bus", "México", "es"),
        ("de Díli por Singapura", "Singapura", "pt"),
        ("do Porto ao Luxemburgo", "Luxemburgo", "pt"),
        ("from Quito by way of Panama", "Panama", "en"),
        ("from Obock to Djibouti", "Djibouti", "en"),
        ("de Salvador para Lisboa", "Salvador", "pt"),
        ("from Benin City to Kano", "Benin City", "en"),
    ],
)
def test_a_town_that_is_called_like_its_country_may_be_one(text: str, marked: str, language: str) -> None:
    assert marked in stops(text, marked, language=language)


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("um ganês", "pt", "GH"), ("un ganés", "es", "GH"), ("a Ghanaian", "en", "GH"),
        ("um camaronês", "pt", "CM"), ("un camerunés", "es", "CM"), ("a Cameroonian", "en", "CM"),
        ("três cabo-verdianos", "pt", "CV"), ("tres caboverdianos", "es", "CV"), ("three Cape Verdeans", "en", "CV"),
        ("um porto-riquenho", "pt", "PR"), ("un puertorriqueño", "es", "PR"), ("a Puerto Rican", "en", "PR"),
        ("dois estadunidenses", "pt", "US"), ("dois norte-americanos", "pt", "US"),
        ("um serra-leonês", "pt", "SL"), ("two South Africans", "en", "ZA"), ("uma indiana", "pt", "IN"),
    ],
)  # fmt: skip
def test_a_people_is_known_in_every_language(text: str, language: str, code: str) -> None:
    found = {each.key: each.spots for each in country_candidates(reading_of(text, language=language), ())}
    assert len(found[code]) == 1


@pytest.mark.parametrize(
    ("text", "language", "code"), [("que ganes mucho", "es", "GH"), ("venden camarones", "es", "CM")]
)
def test_words_that_only_sound_like_a_people_are_none(text: str, language: str, code: str) -> None:
    assert code not in {each.key for each in country_candidates(reading_of(text, language=language), ())}


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("dormiram em Tete e seguiram", ["Tete"]),
        ("saiu de Chimoio para Moatize", ["Chimoio", "Moatize"]),
        ("hasta San Pedro de Atacama mañana", ["San Pedro de Atacama"]),
        ("uma noite em Tete Sarlem", ["Tete"]),
        ("a van from Dover to Calais", ["Dover", "Calais"]),
        ("comeram em tete a tete", []),
        ("Tete é longe", []),
        ("bem Tete", []),
        ("em Ai e em Sarlemvia", []),
        ("", []),
    ],
)
def test_towns_behind_a_word_of_place_are_found(text: str, towns: list[str]) -> None:
    assert [text[slice(*spot)] for spot in towns_told(text, [])] == towns


def test_a_town_in_somebody_s_name_is_none() -> None:
    text = "el coche de Moshi Prado llegó a Moshi"
    name = (text.index("Moshi"), text.index("Prado") + len("Prado"))
    assert list(towns_told(text, [name])) == [(text.rindex("Moshi"), len(text))]


@pytest.mark.parametrize(
    "text", ["seguiam até à Beira", "chegaram aos Açores", "vinham dos Arcos", "entre Tete e o lago"]
)
def test_a_town_is_told_behind_the_articles_of_portuguese(text: str) -> None:
    assert len(list(towns_told(text, []))) == 1


def test_a_town_that_is_told_may_be_a_stop() -> None:
    reading = reading_of("dormiram em Chimoio", kind="news", language="pt")
    assert stop_candidates(reading, []) == []
    assert [stop.key for stop in stop_candidates(reading, [], towns_told(reading.text, []))] == ["Chimoio"]


@pytest.mark.parametrize(
    ("written", "alone"),
    [
        ("Canárias", True),
        ("Islas Canarias", True),
        ("New Jersey", True),
        ("Darién", True),
        ("Panamá", False),  # a city, too
        ("Rio Grande", False),  # a port of Brazil
        ("Tapachula", False),
        ("Xyz", False),
    ],
)
def test_a_region_that_the_list_knows_is_no_stop(written: str, alone: bool) -> None:
    assert is_region_alone(written) is alone


@given(st.text(alphabet="aAT eno-'", max_size=60))
def test_towns_told_lie_in_the_text_and_apart(text: str) -> None:
    last = 0
    for start, end in towns_told(f"{text} em Tete {text}", []):
        assert last <= start < end <= len(text) * 2 + len(" em Tete ")
        last = end


@pytest.mark.parametrize("part", ["em A-a", "a-A-", "em Tete ", "em Tete-", "de A de "])
def test_a_text_of_nothing_but_towns_and_hyphens_is_read(part: str) -> None:
    text = part * (200_000 // len(part))
    assert len(list(towns_told(text, []))) == (text.count(part) if part == "em Tete " else 0)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=12))
def test_of_places_over_each_other_the_longest_stays(pairs: list[tuple[int, int]]) -> None:
    spots = [(start, start + length) for start, length in pairs]
    kept = longest(spots)
    assert kept == sorted(kept)
    assert all(one[1] <= other[0] for one, other in pairwise(kept))
    for start, end in spots:
        over = [last - first for first, last in kept if first < end and start < last]
        assert over
        assert max(over) >= end - start
