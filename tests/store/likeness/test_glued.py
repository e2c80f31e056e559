"""What a name that is run together begins with and ends in."""

from __future__ import annotations

import pytest

from store.likeness.glued import parted


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
