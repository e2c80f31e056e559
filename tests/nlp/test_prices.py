"""Prices: how sums are written, whose currency a bare sign is, and sums that nobody pays for a passage."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.prices import parse_amount
from nlp.wording.numbers import amount_in_words
from tests.nlp.build import analyse

_OFFER = "Te llevamos por la trocha sin pasaporte de Cúcuta a Lima. "
_REPORT = "Detuvieron a tres coyotes por tráfico de migrantes. "


def read(text: str, *, country: str = "CO", language: str = "es", kind: str = "ad") -> list[tuple[int, str]]:
    """Amounts and currencies in a text that makes an offer, or in a report."""
    lead = _OFFER if kind == "ad" else _REPORT
    analysis = analyse(lead + text, country=country, language=language, kind=kind)
    return [(int(price.amount), price.currency) for price in analysis.prices]


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("350 USD por persona", "CO", [(350, "USD")]),
        ("Precio 1.200.000 pesos", "CO", [(1200000, "COP")]),
        ("Precio $ 450.000", "CL", [(450000, "CLP")]),
        ("Precio $350", "EC", [(350, "USD")]),
        ("US$ 1,500 todo incluido", "PE", [(1500, "USD")]),
        ("R$ 3.000 a vista", "BR", [(3000, "BRL")]),
        ("3 mil reais", "BR", [(3000, "BRL")]),
        ("mil dólares", "VE", [(1000, "USD")]),
        ("dos mil quinientos dólares", "VE", [(2500, "USD")]),
        ("150 lucas", "CL", [(150000, "CLP")]),
        ("S/ 380", "PE", [(380, "PEN")]),
        ("entre 300 y 500 dólares", "CO", [(300, "USD"), (500, "USD")]),
        ("600 €", "ES", [(600, "EUR")]),
        ("200 dólares al salir y 150 dólares al llegar", "CO", [(200, "USD"), (150, "USD")]),
    ],
)
def test_sums_of_an_offer(text: str, country: str, expected: list[tuple[int, str]]) -> None:
    assert read(text, country=country) == expected


@pytest.mark.parametrize(
    "text",
    [
        "El juez fijó una fianza de 5.000 dólares.",
        "La multa es de 3 millones de pesos.",
        "Incautaron 20.000 dólares en efectivo.",
        "El presupuesto será de 40 millones de pesos.",
        "Los choferes recibían 200 dólares por viaje.",
    ],
)
def test_sums_that_are_no_price(text: str) -> None:
    assert read(text, kind="news") == []


def test_a_report_tells_the_price_of_the_crossing() -> None:
    assert read("Cobraban 900 dólares por cada migrante.", kind="news") == [(900, "USD")]


def test_pay_that_a_recruiter_promises_is_no_price() -> None:
    text = "Se buscan choferes para mover gente de noche por la frontera, sin preguntas. Pago 100 dólares por cabeza."
    assert analyse(text).prices == ()


def test_per_person_is_noticed() -> None:
    (price,) = analyse(_OFFER + "350 USD por persona").prices
    assert price.per_person


@given(amount=st.integers(min_value=0, max_value=10**9), mark=st.sampled_from([".", ",", " ", "'"]))
def test_thousands_by_any_mark(amount: int, mark: str) -> None:
    assert parse_amount(f"{amount:,}".replace(",", mark)) == Decimal(amount)


@given(whole=st.integers(min_value=0, max_value=10**7), cents=st.integers(0, 99), marks=st.sampled_from([".,", ",."]))
def test_two_decimals_after_the_other_mark(whole: int, cents: int, marks: str) -> None:
    written = f"{whole:,}".replace(",", marks[0]) + f"{marks[1]}{cents:02d}"
    assert parse_amount(written) == Decimal(whole) + Decimal(cents) / 100


@given(amount=st.integers(min_value=2, max_value=99).map(lambda n: n * 100))
def test_an_offer_keeps_its_figure(amount: int) -> None:
    assert read(f"Precio {amount} USD por persona") == [(amount, "USD")]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("mil", 1000),
        ("three hundred", 300),
        ("dois mil e quinhentos", 2500),
        ("cien mil", 100000),
        ("a thousand", 1000),
        ("veinticinco mil", 25000),
        ("two million", 2000000),
    ],
)
def test_numbers_in_words(words: str, value: int) -> None:
    assert amount_in_words(words.split()) == value


def test_words_that_are_no_number() -> None:
    assert amount_in_words(["casa", "mil"]) is None


@pytest.mark.parametrize("word", ["mil ", "veinte ", "$1.", "www.", "coyote "])
def test_words_without_end_are_read_in_the_time_of_their_length(word: str) -> None:
    """Five thousand 'mil' took half a minute; an advert of them took its worker's two, and was set aside unread."""
    assert read(f"Viajes a Chile. Cuesta mil dólares. {word * (60_000 // len(word))}")[0] == (1000, "USD")
