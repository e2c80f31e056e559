"""Keys as sites spell them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extraction.embedded import keys


@pytest.mark.parametrize(
    ("key", "known"),
    [
        ("bodyHtml", keys.BODIES),
        ("content_elements", keys.BODIES),
        ("Descripción", keys.DESCRIPTIONS),
        ("título", keys.TITLES),
    ],
)
def test_spelling_does_not_count(key: str, known: frozenset[str]) -> None:
    assert keys.plain(key) in known


@pytest.mark.parametrize("key", ["phone", "phone_number", "contactPhone", "teléfono1", "WhatsApp", "celulares", "tel"])
def test_numbers_stand_under_these(key: str) -> None:
    assert keys.is_phone(key)


@pytest.mark.parametrize("key", ["phoneHidden", "phoneVerified", "hotel", "telemetry", "id", ""])
def test_and_not_under_these(key: str) -> None:
    assert not keys.is_phone(key)


@pytest.mark.parametrize(
    "key", ["relatedAds", "avisosSimilares", "recommended", "menu", "footerLinks", "site", "author", "comments", "seo"]
)
def test_what_is_about_others(key: str) -> None:
    assert keys.is_others(key)


@pytest.mark.parametrize("key", ["ad", "article", "post", "data", "items", "dataInterna", "aviso", "props"])
def test_what_may_be_the_pages_own(key: str) -> None:
    assert not keys.is_others(key)


@given(st.text())
def test_any_key_is_spelt_in_letters(key: str) -> None:
    assert keys.plain(key) == "" or keys.plain(key).isascii()
