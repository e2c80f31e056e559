"""From tags to spans: whole words, likeliest kinds, and neighbours told apart."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nlp.trained.encoder import Answer
from nlp.trained.spans import pieces_of, tag_at, tagged_spans
from nlp.trained.tags import KINDS, LABELS, TAG_INDEX, TAGS

TEXT = "Los Chapulines cobraban 900 dólares hasta Tapachula"


def answer_of(text: str, tags: dict[str, str]) -> Answer:
    """An answer with one piece a word; `tags`: word -> tag, all others outside."""
    places = [match.span() for match in re.finditer(r"\S+", text)]
    probabilities = np.full((len(places), len(TAGS)), 0.001, np.float32)
    for row, (start, end) in enumerate(places):
        probabilities[row, TAG_INDEX[tags.get(text[start:end], "O")]] = 0.95
    words = np.zeros((len(places), 4), np.float32)
    return Answer(np.zeros(len(LABELS), np.float32), tuple(places), probabilities, words)


def test_runs_of_one_kind_are_one_span() -> None:
    answer = answer_of(
        TEXT,
        {
            "Los": "B-operator",
            "Chapulines": "I-operator",
            "900": "B-price",
            "dólares": "I-price",
            "Tapachula": "B-waypoint",
        },
    )
    spans = tagged_spans(answer, TEXT)
    assert [(s.kind, TEXT[s.start : s.end]) for s in spans] == [
        ("operator", "Los Chapulines"),
        ("price", "900 dólares"),
        ("waypoint", "Tapachula"),
    ]
    assert all(span.score > 0.9 for span in spans)


def test_a_new_beginning_parts_two_names() -> None:
    text = "Rojas Medina"
    apart = answer_of(text, {"Rojas": "B-operator", "Medina": "B-authority"})
    assert [text[s.start : s.end] for s in tagged_spans(apart, text)] == ["Rojas", "Medina"]
    together = answer_of(text, {"Rojas": "B-operator", "Medina": "I-operator"})
    assert [text[s.start : s.end] for s in tagged_spans(together, text)] == ["Rojas Medina"]


def test_a_name_is_one_span_where_its_pieces_disagree_on_the_role() -> None:
    text = "Policía Nacional"
    answer = answer_of(text, {"Policía": "B-authority", "Nacional": "I-other"})
    (span,) = tagged_spans(answer, text)
    assert text[span.start : span.end] == "Policía Nacional"


def test_no_piece_no_span() -> None:
    empty = Answer(np.zeros(len(LABELS), np.float32), (), np.zeros((0, len(TAGS)), np.float32), np.zeros(0, np.float32))
    assert tagged_spans(empty, "") == []
    assert tag_at(empty, 0, 5).score == 0.0


@given(st.integers(0, len(TEXT)), st.integers(1, 20))
def test_what_is_asked_of_any_place_is_a_probability(start: int, length: int) -> None:
    answer = answer_of(TEXT, {"900": "B-price"})
    first, last = pieces_of(answer, start, start + length)
    assert 0 <= first <= last <= len(answer.offsets)
    tag = tag_at(answer, start, start + length)
    assert tag.kind in KINDS
    assert 0.0 <= tag.score <= 1.0
