"""What words tell of whose a number is."""

from __future__ import annotations

import pytest
from lxml.html import fromstring

from extraction.whose import words


@pytest.mark.parametrize("number", ["0800 000 0000", "01 800 000 0000", "+57 01 8000 000000", "1-800-000-0000"])
def test_numbers_that_cost_nothing(number: str) -> None:
    assert words.is_toll_free(number)


@pytest.mark.parametrize("number", ["+57 300 000 0041", "+51 900 000 000", "+56 9 0000 0000", "11 8000 0000"])
def test_numbers_of_people(number: str) -> None:
    assert not words.is_toll_free(number)


@pytest.mark.parametrize(
    ("line", "announces"),
    [
        ("Avisos similares", True),
        ("Otros anuncios de Arica", True),
        ("» Te puede interesar", True),
        ("Mais anúncios", True),
        ("Related ads", True),
        ("Más seguro que en bus", False),
        ("Viajes a Chile", False),
    ],
)
def test_lines_that_announce_others(line: str, announces: bool) -> None:
    assert words.announces_others(line) is announces


def test_labels_say_what_a_number_is_for_and_names_whose() -> None:
    assert words.is_label("Ver teléfono: 300 000 0041 (WhatsApp)")
    assert not words.is_label("Taxi Legal: ver teléfono")


def test_help_is_offered_in_small_boxes_alone() -> None:
    assert words.is_for_help("¿Necesita ayuda? Llámenos")
    assert words.is_for_help("Anuncie aquí")
    assert not words.is_for_help("Con ayuda de un guía " + "y de sus amigos " * 20)


@pytest.mark.parametrize(("name", "seller"), [("sellerCard", True), ("box vendedor", True), ("bestsellers", False)])
def test_boxes_that_are_called_the_sellers(name: str, seller: bool) -> None:
    assert words.is_sellers(fromstring(f'<div class="{name}"></div>')) is seller
