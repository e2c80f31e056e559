"""Tokens in bounded time, of a text that stays what it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.terms import Language
from nlp.pipeline import pipeline
from nlp.tokens import BoundedTokenizer

_LONGEST = 200


def tokenizer_of(language: Language) -> BoundedTokenizer:
    """The tokenizer with which a language is read."""
    found = pipeline(language).tokenizer
    assert isinstance(found, BoundedTokenizer)
    return found


@pytest.mark.parametrize("language", [Language.SPANISH, Language.ENGLISH, Language.PORTUGUESE])
@pytest.mark.parametrize("sign", ["(", "€", "…", "a-"])
def test_the_longest_word_given_to_spacy_is_short(language: Language, sign: str) -> None:
    tokenizer = tokenizer_of(language)
    given_words: list[str] = []

    def inner(text: str) -> object:
        given_words.extend(text.split())
        return tokenizer.inner(text)

    text = f"Sale de Cúcuta {sign * 3_000} hasta Chile"
    doc = BoundedTokenizer(inner)(text)  # type: ignore[arg-type]
    assert doc.text == text
    assert max(map(len, given_words)) <= _LONGEST
    assert [doc[0].text, doc[1].norm_, doc[-1].text] == ["Sale", "de", "Chile"]


@given(st.text(max_size=900))
def test_the_text_stays_what_it_was(text: str) -> None:
    assert pipeline(Language.PORTUGUESE).tokenizer(text).text == text


def test_ordinary_texts_are_tokenised_as_ever() -> None:
    text = "Viajes Sol S.A.S., tel. +57 300 000 0017: de Cúcuta a Iquique (350 USD)."
    tokenizer = tokenizer_of(Language.SPANISH)
    assert [token.text for token in tokenizer(text)] == [token.text for token in tokenizer.inner(text)]
