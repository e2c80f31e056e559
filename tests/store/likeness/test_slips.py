"""How two words that look alike differ, and which words tell two firms apart."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.likeness.contrasts import begin_otherwise, differ, sides
from store.likeness.slips import changed

_WORD = st.text(string.ascii_lowercase, min_size=3, max_size=12)


@pytest.mark.parametrize(
    ("one", "other", "edits", "replaced"),
    [
        ("quirquincho", "quirquinho", 1, 0),  # dropped
        ("quirquincho", "quirqiuncho", 1, 0),  # swapped
        ("kantuta", "kantuda", 1, 0),  # heard alike
        ("kantuta", "kantura", 1, 0),  # neighbours on a keyboard
        ("kantuta", "kanluta", 1, 1),
        ("zorzal", "zorman", 2, 2),
    ],
)
def test_slips_are_told_from_other_letters(one: str, other: str, edits: int, replaced: int) -> None:
    found = changed(one, other)
    assert (found.edits, found.replaced, found.head) == (edits, replaced, False)


@given(_WORD, _WORD)
def test_the_order_of_two_words_does_not_matter(one: str, other: str) -> None:
    found, turned = changed(one, other), changed(other, one)
    assert found.edits == turned.edits
    assert (found.head, found.turned, found.share) == (turned.head, turned.turned, turned.share)
    assert changed(one, one) == (0, 0.0, False, 0, False)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("norte", "sur", True),
        ("norte", "north", False),
        ("oriente", "poniente", True),
        ("nuevo", "old", True),
        ("norte", "nuevo", False),  # of another kind
        ("rosa", "violeta", True),
        ("rosa", "rose", False),  # a flower and a colour, in both the same
        ("kantuta", "norte", False),
    ],
)
def test_sides(one: str, other: str, *, apart: bool) -> None:
    assert differ(sides(one), sides(other)) is apart
    assert differ(sides(other), sides(one)) is apart


@pytest.mark.parametrize(
    ("one", "other", "turned"),
    [
        ("northgate", "southgate", True),
        ("oberkantuta", "unterkantuta", True),
        ("northgate", "southford", False),
        ("northgate", "northgate", False),
        ("norte", "sur", False),  # nothing follows
    ],
)
def test_what_is_written_together_with_a_side(one: str, other: str, *, turned: bool) -> None:
    assert begin_otherwise(one, other) is turned
