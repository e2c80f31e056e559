"""Which words some tongue has, and what it tells of two that are spelled alike."""

from __future__ import annotations

from store.likeness import compare
from store.likeness.dictionary import KNOWN_WORDS, SHORTEST, is_known
from store.likeness.form import token


def test_words_of_the_world_are_known() -> None:
    assert all(map(is_known, ("petrol", "camino", "casino", "puentes", "flughafen")))
    assert not any(map(is_known, ("petrool", "quirquinchito", "", "s")))


def test_the_list_is_as_names_are_written() -> None:
    words = KNOWN_WORDS.read_text(encoding="ascii").split()
    assert words == sorted(set(words))
    assert all(word.isalpha() and word == word.lower() and len(word) >= SHORTEST for word in words)


def test_trades_are_not_among_them() -> None:
    assert token("camino").known
    assert not token("transportes").known


def test_two_known_words_are_told_from_a_slip() -> None:
    two, slip = compare("Camino Zorzal", "Camina Zorzal").figures, compare("Quirquincho Sur", "Quirquanpho Sur").figures
    assert (two["spelled_known"], two["spelled_new"]) == (1, 0)
    assert (slip["spelled_known"], slip["spelled_new"]) == (0, 1)
    own = compare("Zorzal Camino", "Zorzal Quirquinchito Puente").figures
    assert (own["own_known_both"], own["own_new_one"]) == (1, 1)
