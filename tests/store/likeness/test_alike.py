"""How alike two words are."""

from __future__ import annotations

import pytest

from store.likeness.alike import ALIKE, SAME_SOUND, likeness
from store.likeness.form import token


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("kantuta", "kantutta", True),
        ("kantuta", "kantura", True),
        ("guana", "guama", True),
        ("guana", "guafas", False),  # a short word with two slips is another
        ("quirquincho", "quirkinchu", True),
        ("zo", "za", False),
    ],
)
def test_a_short_word_has_room_for_one_slip(one: str, other: str, alike: bool) -> None:
    assert (likeness(token(one), token(other)) >= ALIKE) is alike
    assert likeness(token(one), token(other)) == likeness(token(other), token(one))


def test_words_of_one_sound_and_numbers() -> None:
    assert likeness(token("quirquincho"), token("kirkincho")) == SAME_SOUND
    assert likeness(token("kantuta"), token("kantuta")) == 1
    assert likeness(token("1234"), token("1235")) == 0
