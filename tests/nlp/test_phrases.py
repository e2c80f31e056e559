"""The phrase language: choices, gaps, wildcards, and folding that keeps every offset."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.errors import InputError
from nlp.wording.fold import fold, name_key
from nlp.wording.phrases import PhraseIndex


def matches(phrase: str, text: str) -> list[str]:
    index: PhraseIndex[str] = PhraseIndex()
    index.add(phrase, phrase)
    return [text[start:end] for start, end, _ in index.find(fold(text))]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("sin (papeles|pasaporte)", "Viaja SIN  PASAPORTE hoy", ["SIN  PASAPORTE"]),
        ("cruz* la frontera", "cruzamos la frontera", ["cruzamos la frontera"]),
        ("pag* ~3 al llegar", "pagas todo el resto al llegar", ["pagas todo el resto al llegar"]),
        ("pag* ~3 al llegar", "pagas uno dos tres cuatro al llegar", []),
        ("(a|b c) (x)? y", "b c y", ["b c y"]),
        ("a (b (c|d)|e) f", "a b d f", ["a b d f"]),
        ("sin papeles", "sin. papeles", []),
        ("paso", "pasos", []),
    ],
)
def test_phrases(phrase: str, text: str, expected: list[str]) -> None:
    assert matches(phrase, text) == expected


@pytest.mark.parametrize("phrase", ["a (b", "a) b", "a|b"])
def test_a_broken_phrase_is_named(phrase: str) -> None:
    with pytest.raises(InputError, match="phrase"):
        matches(phrase, "a b")


@example("ẞ")
@given(st.text())
def test_folding_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_styled_letters_are_read() -> None:
    assert fold("𝗩𝗜𝗔𝗝𝗘 Ñandú") == "viaje nandu"


@pytest.mark.parametrize("form", ["VIVE ON LINE S.A.S.", "Vive On-Line", "ViveOnline", "víve online, Ltda."])
def test_one_key_for_the_forms_of_a_name(form: str) -> None:
    assert name_key(form) == "viveonline"
