"""A name taken apart: what says who, what says what, and the legal form wherever it stands."""

from __future__ import annotations

import pytest

from store.likeness import compare
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


@pytest.mark.parametrize("name", ["Buses Honrados Dos Ltda", "Buses Honrados dos"])
def test_what_joins_nothing_is_a_number(name: str) -> None:
    """'Casa dos Viajantes' joins; at the end of a name it is Spanish, and tells two firms apart."""
    last = form(name).tokens[-1]
    assert (last.text, last.meaning, last.part) == ("dos", "two", Part.NUMBER)
    assert not compare(name, name.casefold().replace("dos", "uno")).is_same
    assert form("Casa dos Viajantes").tokens[1].part is Part.JOINER


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
