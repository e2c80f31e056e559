"""Which part a name gets, from the shares of the heads and from its own words."""

from __future__ import annotations

import pytest

from core.terms import Role
from nlp.trained.names import LEAST_OPERATOR, _role


def part(*forms: str, share: float, is_ad: bool = False) -> Role | None:
    """The part of a name that the heads take for an operator's."""
    return _role(list(forms), {Role.OPERATOR: share, Role.OTHER: 1 - share, None: 0.0}, is_ad)


@pytest.mark.parametrize("name", ["Polícia Federal", "Fiscalía de Frontera", "Centro Comum de Vistos", "Border Patrol"])
def test_an_institution_is_never_a_lead_however_sure_the_model_is(name: str) -> None:
    assert part(name, share=0.999) is Role.AUTHORITY


@pytest.mark.parametrize("word", ["asesor", "el patrón"])
def test_what_news_calls_somebody_is_no_name(word: str) -> None:
    assert part(word, share=0.97) is Role.OTHER
    assert part(word, share=0.97, is_ad=True) is Role.OPERATOR  # adverts write their own names so


def test_news_asks_for_more_than_adverts() -> None:
    between = (LEAST_OPERATOR[True] + LEAST_OPERATOR[False]) / 2
    assert part("Rutas del Alba", share=between) is Role.OTHER
    assert part("Rutas del Alba", share=between, is_ad=True) is Role.OPERATOR
    assert part("Rutas del Alba", share=0.9) is Role.OPERATOR
