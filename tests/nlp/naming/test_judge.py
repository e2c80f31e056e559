"""What the second reader makes of the words beside a name: it clears nobody whom the words beside it do not."""

from __future__ import annotations

import pytest

from nlp.roles import find_mentions
from tests.nlp.naming.test_clearance import NOT_CLEARED
from tests.nlp.naming.test_clearance_words import ACCUSED
from tests.nlp.readings import reading_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        *(("es", text) for text in NOT_CLEARED),
        *ACCUSED,
        ("es", "El tribunal no absolvió a Teo Marbán."),
        ("pt", "O tribunal não ilibou Teo Marbán."),
        ("en", "The court never acquitted Teo Marbán."),
        ("es", "La fiscalía apeló el fallo que absolvió a Teo Marbán."),
        ("es", "El hermano de Teo Marbán fue absuelto."),
        ("es", "Teo Marbán fue absuelto de trata pero condenado por tráfico."),
        ("pt", "Teo Marbán foi absolvido, mas condenado por auxílio."),
    ],
)
def test_the_rules_clear_nobody_more(language: str, text: str) -> None:
    mentions = find_mentions(reading_of(text, kind="news", language=language), [], is_report=True)
    assert not [m.name for m in mentions if m.cleared and "Teo Marbán" in (m.name, *m.aliases)]


def test_the_rules_clear_whom_the_words_clear() -> None:
    mentions = find_mentions(reading_of("El tribunal absolvió a Teo Marbán.", kind="news"), [], is_report=True)
    assert [m.name for m in mentions if m.cleared] == ["Teo Marbán"]
