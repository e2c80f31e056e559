"""Sums of money: what holds of any amount in any dress, and of any text."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.price.figures import figures, parse_figures
from nlp.price.read import read_prices
from nlp.wording.numbers import amount_in_words
from tests.nlp.readings import reading_of
from tests.nlp.test_price_candidates import read


@given(amount=st.integers(min_value=0, max_value=10**9), mark=st.sampled_from([".", ",", " ", "'"]))
def test_thousands_by_any_mark(amount: int, mark: str) -> None:
    assert parse_figures(f"{amount:,}".replace(",", mark)) == Decimal(amount)


@given(whole=st.integers(min_value=0, max_value=10**7), cents=st.integers(0, 99), marks=st.sampled_from([".,", ",."]))
def test_two_decimals_after_the_other_mark(whole: int, cents: int, marks: str) -> None:
    written = f"{whole:,}".replace(",", marks[0]) + f"{marks[1]}{cents:02d}"
    assert parse_figures(written) == Decimal(whole) + Decimal(cents) / 100


_SMALL = [
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
]
_TENS = {30: "treinta", 40: "cuarenta", 50: "cincuenta", 60: "sesenta", 70: "setenta", 80: "ochenta", 90: "noventa"}
_HUNDREDS = {100: "ciento", 200: "doscientos", 300: "trescientos", 500: "quinientos", 900: "novecientos"}
_EN_TENS = {20: "twenty", 30: "thirty", 50: "fifty", 90: "ninety"}
_EN_SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


@st.composite
def _spanish(draw: st.DrawFn) -> tuple[int, str]:
    """A number from 1,000 on and how it is said."""
    thousands, hundreds = draw(st.integers(1, 15)), draw(st.sampled_from([0, *_HUNDREDS]))
    tens, ones = draw(st.sampled_from([0, *_TENS])), draw(st.integers(0, 9))
    words = ["mil"] if thousands == 1 else [_SMALL[thousands - 1], "mil"]
    words += [_HUNDREDS[hundreds]] if hundreds else []
    words += [_TENS[tens]] if tens else []
    if ones:
        words += ["y"] * bool(tens) + [_SMALL[ones - 1]]
    return thousands * 1000 + hundreds + tens + ones, " ".join(words)


@st.composite
def _english(draw: st.DrawFn) -> tuple[int, str]:
    thousands, hundreds, tens = draw(st.integers(1, 9)), draw(st.integers(0, 9)), draw(st.sampled_from([0, *_EN_TENS]))
    ones = draw(st.integers(0, 9)) if tens else 0
    words = f"{_EN_SMALL[thousands - 1]} thousand"
    words += f" {_EN_SMALL[hundreds - 1]} hundred" if hundreds else ""
    words += draw(st.sampled_from([" ", " and "])) + _EN_TENS[tens] if tens else ""
    words += draw(st.sampled_from([" ", "-"])) + _EN_SMALL[ones - 1] if ones else ""
    return thousands * 1000 + hundreds * 100 + tens + ones, words


@given(number=st.one_of(_spanish(), _english()))
def test_numbers_in_words_keep_their_value(number: tuple[int, str]) -> None:
    amount, words = number
    assert [figure.amount for figure in figures(f"por {words} usd")] == [amount]


_FORMS = ["{0} USD", "USD {0}", "US$ {0}", "US${0}", "{0} dólares", "{0}usd", "$us {0}", "{0} dls", "{0} US$"]


@given(
    amount=st.integers(min_value=1, max_value=10**7),
    mark=st.sampled_from(["", ".", ",", " "]),
    form=st.sampled_from(_FORMS),
    country=st.sampled_from(["CO", "BR", "US", "NG", "ES", "MX"]),
    around=st.sampled_from(["{}", "Precio: {}.", "sale ({}) hoy", "cobran {} por persona", "✅{}✅"]),
)
def test_a_sum_comes_back_in_any_dress(amount: int, mark: str, form: str, country: str, around: str) -> None:
    text = around.format(form.format(f"{amount:,}".replace(",", mark)))
    assert read(text, country=country) == [(amount, "USD")]


@given(amount=st.integers(1, 999), scale=st.sampled_from([("mil", 1000), ("k", 1000), ("millones", 10**6)]))
def test_words_of_scale_multiply(amount: int, scale: tuple[str, int]) -> None:
    for written in (f"{amount} {scale[0]}", f"{amount}{scale[0]}"):
        assert read(f"{written} USD") == [(amount * scale[1], "USD")]


_PIECES = st.sampled_from(
    [
        "300",
        "1.200",
        " ",
        "mil",
        "y",
        "e",
        "$",
        "US$",
        "€",
        "dólares",
        "k",
        "a",
        "o",
        "-",
        "medio",
        "2,5",
        "lakh",
        "\n",
        "palos",
        "cien",
        "/",
        "por",
        ".",
        ",",
        "0",
        "²",
        "٣",
        "half",
        "million",
        "(",
        ")",
        "R$",
        "Q",
        "%",
        "%d",
        "contos",
        "por persona",
        "anticipo de",
        "al llegar",
        "total",
        "y",
    ]
)


@settings(max_examples=200)
@given(
    text=st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=20).map(" ".join)),
    kind=st.sampled_from(["ad", "news"]),
)
def test_no_text_breaks_the_reading(text: str, kind: str) -> None:
    reading = reading_of(text, kind=kind)
    before = 0
    for price, (start, end) in read_prices(reading):
        assert 0 <= start < end <= len(reading.text)
        assert before <= start
        assert price.amount > 0
        assert len(price.currency) == 3
        before = start


@pytest.mark.parametrize("piece", ["1 ", "mil ", "mil y ", "$", "300 o ", "1.", "5k or ", "us$ ", "medio "])
def test_long_rows_are_read_to_their_end(piece: str) -> None:
    assert isinstance(read(piece * 2000), list)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("mil", 1000),
        ("three hundred", 300),
        ("dois mil e quinhentos", 2500),
        ("cien mil", 100000),
        ("a thousand", 1000),
    ],
)
def test_a_row_of_number_words(words: str, value: int) -> None:
    assert amount_in_words(words.split()) == value


def test_words_that_are_no_number() -> None:
    assert amount_in_words(["casa", "mil"]) is None
