"""A text's pieces, and where each stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import SettingsError
from nlp.trained.passages import LONGEST, passages
from nlp.trained.pieces import Pieces
from nlp.trained.reader import MODEL

VOCABULARY = Pieces(MODEL)


@given(st.text(max_size=300))
def test_any_text_is_cut_in_order_and_inside_itself(text: str) -> None:
    ids, offsets = VOCABULARY.cut(text)
    assert len(ids) == len(offsets)
    assert all(0 <= start <= end <= len(text) for start, end in offsets)
    assert [start for start, _ in offsets] == sorted(start for start, _ in offsets)


def test_a_long_text_is_cut_to_its_end() -> None:
    """No limit of the vocabulary's file cuts it: passages are made here, and only here."""
    text = " ".join(["Cobran por llevar gente."] * 2_000)
    _, offsets = VOCABULARY.cut(text)
    assert text[offsets[-1][0] : offsets[-1][1]].strip() == "."
    assert len(offsets) > 10 * LONGEST


def test_every_passage_begins_and_ends_as_the_encoder_wants() -> None:
    found = list(passages(VOCABULARY, "news:", "Titular del día\n" + "Cobran por llevar gente. " * 200))
    assert len(found) > 1
    for passage in found:
        assert (passage.ids[0], passage.ids[-1]) == (VOCABULARY.first, VOCABULARY.last)
        assert len(passage.ids) <= LONGEST


def test_a_word_of_no_language_is_unknown() -> None:
    assert VOCABULARY.unknown in VOCABULARY.cut("\U0001f9ff")[0]


def test_a_folder_without_a_vocabulary_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"tokenizer\.json"):
        Pieces(tmp_path)
