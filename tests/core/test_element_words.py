"""What carried a label is named in words, in every language of the pages."""

from __future__ import annotations

from core.element_words import WORDS, element_in_words
from core.languages import language, speaking
from nlp.wording.terms import elements


def test_every_element_has_words_and_no_other() -> None:
    """A Spanish page said "lure debt"; seven elements that nothing speaks of any more had words."""
    assert set(WORDS) == {*elements(), "operator", "sentence"}  # these two: nlp/trained/explain.py


def test_a_lure_in_spanish() -> None:
    with speaking(language("es")):
        assert element_in_words("lure_debt") == "deuda que se descuenta del sueldo"
