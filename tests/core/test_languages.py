"""Numbers as a language writes them, and such that no country of it reads another."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from core.languages import language


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("es", ["350", "1500", "12\u202f500", "1\u202f234\u202f567", "1500.5", "−12\u202f500"]),
        ("pt", ["350", "1.500", "12.500", "1.234.567", "1.500,5", "−12.500"]),
        ("en", ["350", "1,500", "12,500", "1,234,567", "1,500.5", "−12,500"]),
    ],
)
def test_numbers(code: str, said: list[str]) -> None:
    values = (350, 1500, 12_500, 1_234_567, Decimal("1500.5"), -12_500)
    assert [language(code).number(value).replace("-", "−") for value in values] == said


@pytest.mark.parametrize(("code", "said"), [("es", "0.87"), ("pt", "0,87"), ("en", "0.87")])
def test_scores(code: str, said: str) -> None:
    assert language(code).score(0.87) == said


@pytest.mark.parametrize(("code", "said"), [("es", "nov 2026"), ("pt", "nov. de 2026"), ("en", "Nov 2026")])
def test_months(code: str, said: str) -> None:
    assert language(code).month(date(2026, 11, 1)) == said
