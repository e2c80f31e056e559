"""What a name that is run together begins with and ends in."""

from __future__ import annotations

import pytest

from store.likeness.glued import made_of, parted


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("kantutadelnorte", ((), "kantuta", ("del", "norte"))),
        ("agenciakantutadelsur", (("agencia",), "kantuta", ("del", "sur"))),
        ("kantutaperu", ((), "kantuta", ("peru",))),
        ("kantuta", ((), "kantuta", ())),
        ("kantutasur", ((), "kantutasur", ())),  # so short a place counts behind a joiner alone
    ],
)
def test_trades_and_places_are_cut_off(word: str, parts: tuple[tuple[str, ...], str, tuple[str, ...]]) -> None:
    assert parted(word) == parts


@pytest.mark.parametrize(
    ("word", "name", "places"),
    [
        ("viajeskantutasur", "viajes kantuta del sur", (0, 1, 3)),
        ("oakandkantuta", "oak kantuta", (0, 1)),
        ("kantutaykantuta", "kantuta kantuta", (0, 1)),
        ("kantuta", "kantuta sur", ()),  # a word is not made of itself
        ("surkantuta", "kantuta sur", ()),  # nor of words in another order
        ("kantutasurx", "kantuta sur", ()),
        ("ykantuta", "kantuta sur", ()),
        ("cruzdelsur", "cruz verde del sur", ()),  # nor with a word left out that says who
        ("kantutadelsur", "cruz kantuta del sur verde", (1, 2, 3)),
        ("kantutazorzal", "kantuta verde kantuta zorzal", (2, 3)),
    ],
)
def test_what_words_an_account_is_made_of(word: str, name: str, places: tuple[int, ...]) -> None:
    assert made_of(word, [(text, text not in {"viajes", "del", "sur"}) for text in name.split()]) == places
