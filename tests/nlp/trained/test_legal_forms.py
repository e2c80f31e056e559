"""A firm's form is no name, and initials are."""

from __future__ import annotations

import pytest

from nlp.trained.legal_forms import LEGAL_FORM_BEHIND, is_legal_form


@pytest.mark.parametrize(
    ("text", "in_ads", "in_news"),
    [
        ("Lda", True, True),
        ("Unipessoal, Lda.", True, True),
        ("S.A.", True, False),
        ("SAS", True, False),
        ("Sá", False, False),
    ],
)
def test_what_is_a_form_alone(text: str, in_ads: bool, in_news: bool) -> None:
    assert (is_legal_form(text, is_ad=True), is_legal_form(text, is_ad=False)) == (in_ads, in_news)


@pytest.mark.parametrize(
    ("behind", "form"),
    [
        (", Unipessoal Lda., em Beja", ", Unipessoal Lda."),
        (" CC paid", " CC"),
        (", CC No. 80.000.001", None),
        (" Incidents", None),
    ],
)
def test_the_form_behind_a_name(behind: str, form: str | None) -> None:
    found = LEGAL_FORM_BEHIND.match(behind)
    assert (found.group() if found else None) == form
