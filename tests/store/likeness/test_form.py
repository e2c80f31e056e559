"""A name taken apart: what says who, what says what, and the legal form wherever it stands."""

from __future__ import annotations

import pytest

from store.likeness.form import form, sound
from store.likeness.words import Part, rarity


@pytest.mark.parametrize(
    ("name", "words", "legal"),
    [
        ("Kantuta S. de R.L. de C.V.", ["kantuta"], {"limited"}),
        ("ООО «Кантута»", ["kantuta"], {"limited"}),
        ("Kantuta GmbH & Co. KG", ["kantuta"], {"partners"}),
        ("Kantuta Joint Stock Company", ["kantuta"], {"shares"}),
        ("Kantuta Company", ["kantuta"], set()),
        ("Company Limited", ["company", "limited"], {"limited"}),
        ("Me Kantuta Zorzal", ["me", "kantuta", "zorzal"], set()),
    ],
)
def test_legal_forms(name: str, words: list[str], legal: set[str]) -> None:
    assert [token.text for token in form(name).tokens] == words
    assert form(name).legal == legal


def test_parts() -> None:
    parts = {token.text: token.part for token in form("Viajes Kantuta del Norte 7").tokens}
    assert parts == {
        "viajes": Part.TRADE,
        "kantuta": Part.WORD,
        "del": Part.JOINER,
        "norte": Part.PLACE,
        "7": Part.NUMBER,
    }


def test_initials_of_the_name_itself_tell_nothing_more() -> None:
    assert form("Kantuta Zorzal Quirquincho (KZQ)").tokens[-1].part is Part.JOINER


def test_what_many_bear_weighs_less() -> None:
    weight = {token.text: token.weight for token in form("Kantuta Star Trading").tokens}
    assert weight["kantuta"] > weight["star"] > weight["trading"]
    assert rarity("trading") < rarity("kantuta") == 1


def test_sounds() -> None:
    assert sound("quirquincho") == sound("kirkincho")
    assert sound("yusuf") == sound("yousouf")
    assert sound("kantuta") != sound("kanduta")
