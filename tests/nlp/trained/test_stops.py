"""Places as they are judged: whole names."""

from __future__ import annotations

from nlp.trained.stops import _whole_names


def names(text: str, *marked: str) -> list[str]:
    """The marked words of a text, put together."""
    spots = [(text.index(word), text.index(word) + len(word)) for word in marked]
    return [text[start:end] for start, end in _whole_names(text, spots)]


def test_parts_of_one_name_are_put_together() -> None:
    assert names("por Machu Picchu y", "Machu", "Picchu") == ["Machu Picchu"]
    assert names("a Croix-des-Bouquets", "Croix", "Bouquets") == ["Croix-des-Bouquets"]


def test_two_towns_side_by_side_stay_two() -> None:
    assert names("ruta TACNA ARICA hoy", "TACNA", "ARICA") == ["TACNA", "ARICA"]
    assert names("Lima, Tacna", "Lima", "Tacna") == ["Lima", "Tacna"]
