"""Which of the encoder's pieces are words."""

from __future__ import annotations

import pytest

pytest.importorskip("tokenizers")

from models.known_words import whole_words


def test_words_are_written_as_names_are() -> None:
    pieces = ["▁Camino", "▁camino", "mino", "▁caf", "▁Café", "▁de", "▁2021", "▁Бер", "▁", "▁straße"]
    assert whole_words(pieces) == ["ber", "caf", "cafe", "camino", "strasse"]
