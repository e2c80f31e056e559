"""Passages and glances of a text: their pieces stand where they say, and can be left out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from core.terms import DocumentKind
from nlp.trained.encoder import encoder
from nlp.trained.passages import GLANCE, LONGEST, Passage, glances, passages, reread
from nlp.trained.reader import MODEL
from nlp.trained.tags import MARKS

HEADLINE = "Caen cinco coyotes en Tacna"
TEXT = HEADLINE + "\n" + "El mercado abrió temprano y los vecinos compraron pan y queso. " * 60
MARK = MARKS[DocumentKind.NEWS]


def cut(text: str) -> list[Passage]:
    return list(passages(encoder(MODEL).tokenizer, MARK, text))


def words(passage: Passage) -> list[str]:
    """What a passage shows, piece for piece."""
    return [TEXT[start:end] for start, end in passage.shown if end > start]


def written(ids: Sequence[int]) -> str:
    """Ids as a text in which a row of them can be looked for."""
    return " ".join(map(str, ids))


def test_every_passage_shows_the_headline_and_only_the_first_is_judged_by_it() -> None:
    first, *later = cut(TEXT)
    assert later
    for passage in later:
        assert "".join(words(passage)).startswith(HEADLINE.replace(" ", ""))
        assert all(end <= start or start > len(HEADLINE) for start, end in passage.offsets)
        assert passage.shows(0, len(HEADLINE))
    assert first.shown == first.offsets


def test_a_passage_with_a_blank_has_all_other_pieces() -> None:
    tokenizer = encoder(MODEL).tokenizer
    first, *later = cut(TEXT)
    for passage in (first, *later):
        less = reread(tokenizer, MARK, TEXT, passage, (0, len(HEADLINE)))
        gone = sum(1 for start, end in passage.shown if end > start and start < len(HEADLINE))
        assert gone > 0
        assert written(passage.ids[60:-10]) in written(less)
        change = len(less) - (len(passage.ids) - gone)
        assert abs(change) <= 4, "the blank, and a word that the passage cuts, may be other pieces"
    assert reread(tokenizer, MARK, TEXT, later[-1], (len(HEADLINE) + 1, len(HEADLINE) + 40)) == later[-1].ids


def test_a_text_of_one_passage_with_a_blank_is_that_text() -> None:
    text = "Te llevamos sin pasaporte por la trocha, 350 USD."
    (passage,) = cut(text)
    start = text.index("por la trocha")
    blank = text[:start] + " " + text[start + 13 :]
    assert reread(encoder(MODEL).tokenizer, MARK, text, passage, (start, start + 13)) == cut(blank)[0].ids


def test_glances_are_the_opening_and_the_place_asked_for() -> None:
    tokenizer = encoder(MODEL).tokenizer
    opening, elsewhere = glances(tokenizer, MARK, TEXT, 2000)
    assert opening.offsets[-2][1] in range(GLANCE - 20, GLANCE + 1)
    assert max(end for _, end in elsewhere.offsets) <= 2000 + GLANCE
    assert min(start for start, end in elsewhere.offsets if end > start) >= 2000
    assert len(glances(tokenizer, MARK, TEXT, 50)) == 1, "the opening shows it"
    assert glances(tokenizer, MARK, TEXT, 10**6)[1].offsets[-2][1] <= len(TEXT)


@pytest.mark.parametrize("text", ["😀" * 3000, "\u202e" * 3000, "ñ" * 3000, " " * 3000])
def test_no_text_makes_a_glance_longer_than_a_passage(text: str) -> None:
    for glance in glances(encoder(MODEL).tokenizer, MARK, text, 1500):
        assert len(glance.ids) == len(glance.offsets) == len(glance.shown) <= LONGEST
