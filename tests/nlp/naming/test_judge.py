"""What the second reader makes of the words beside a name: it clears nobody whom the words beside it do not."""

from __future__ import annotations

import re

import pytest

from nlp.naming import evidence
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


class Measured:
    """A pattern that notes how long the longest text is in which it was sought."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern, self.longest = pattern, 0

    def search(self, text: str) -> re.Match[str] | None:
        self.longest = max(self.longest, len(text))
        return self.pattern.search(text)


def test_of_a_sentence_without_end_only_what_is_near_a_name_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a row of 8,000 names each was held against all of it, which held a worker for most of a minute."""
    measured = Measured(evidence.VICTIM_BEFORE)
    monkeypatch.setattr(evidence, "VICTIM_BEFORE", measured)
    find_mentions(reading_of("Teo Marbán, Viajes Luna, " * 200, kind="news"), [], is_report=True)
    assert 500 < measured.longest <= 1000
