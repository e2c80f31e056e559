"""Prices: how sums are written, whose currency a bare sign is, and sums that nobody pays for a passage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.price.read import sums
from nlp.prices import find_prices
from tests.nlp.build import analyse
from tests.nlp.readings import reading_of

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


def test_what_a_thing_went_for_is_its_price_in_any_dollars() -> None:
    for sign in ("US$", "U$", "U$S", "u$d"):
        assert _told(f"A vaga no barco era por {sign} 1.500.", "pt") == {(1500, "USD")}


def test_pay_that_a_recruiter_promises_is_no_price() -> None:
    text = "Se buscan choferes para mover gente de noche por la frontera, sin preguntas. Pago 100 dólares por cabeza."
    assert analyse(text).prices == ()


def test_per_person_is_noticed() -> None:
    (price,) = analyse(_OFFER + "350 USD por persona").prices
    assert price.per_person


@given(amount=st.integers(min_value=2, max_value=99).map(lambda n: n * 100))
def test_an_offer_keeps_its_figure(amount: int) -> None:
    assert read(f"Precio {amount} USD por persona") == [(amount, "USD")]


def _told(text: str, language: str) -> set[tuple[int, str]]:
    """Amounts and currencies that a Brazilian report tells as prices."""
    reading = reading_of(text, country="BR", language=language, kind="news")
    return {(int(price.amount), price.currency) for price in find_prices(reading)}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("À polícia, disse que recebeu R$ 3.500 para levar o grupo até São Paulo, e que cobravam caro.", "pt"),
        ("Dijo que recibió 3.500 reales para llevar al grupo y que cobraban caro.", "es"),
        ("He said he was paid 3,500 reais to drive the group, and that they charged a lot.", "en"),
    ],
)
def test_what_a_driver_got_is_no_price(text: str, language: str) -> None:
    assert _told(text, language) == set()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Cobrava e recebeu R$ 3.500 de cada um para levar o grupo.", "pt"),
        ("Cobraba 3.500 reales para llevar al grupo.", "es"),
        ("They were charged and he was paid 3,500 reais a head to drive the group.", "en"),
    ],
)
def test_what_each_of_them_paid_a_driver_is_one(text: str, language: str) -> None:
    assert _told(text, language) == {(3500, "BRL")}


@pytest.mark.parametrize(
    ("text", "country"), [("350 dólares canadienses", "CL"), ("1 palo y medio", "CL"), ("U$ 15 mil", "BR")]
)
def test_the_money_is_what_every_reader_of_sums_reads(text: str, country: str) -> None:
    reading = reading_of(f"Precio: {text}", country=country)
    assert [(p.amount, p.currency) for p in find_prices(reading)] == [(a, c) for a, c, _, _ in sums(reading)] != []


@pytest.mark.parametrize("figure", ["1" * 29, "9" * 400, "US$ " + "1" * 29, "1." * 200 + "1"])
def test_a_figure_without_end_is_no_sum(figure: str) -> None:
    assert (900, "USD") in read(f"Cobraban 900 dólares. Movían {figure} pesos por viaje.", kind="news")


@pytest.mark.parametrize("word", ["mil ", "veinte ", "$1.", "www.", "coyote "])
def test_words_without_end_are_read_in_the_time_of_their_length(word: str) -> None:
    """Five thousand 'mil' took half a minute; an advert of them took its worker's two, and was set aside unread."""
    assert read(f"Viajes a Chile. Cuesta mil dólares. {word * (60_000 // len(word))}")[0] == (1000, "USD")
