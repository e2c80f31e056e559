"""Of whom a verb is told: who stands behind it or before it, or who was spoken of."""

from __future__ import annotations

import pytest

from core.terms import Role
from nlp.naming.let_go_whose import Cast
from tests.nlp.naming.test_let_go import FIRM, HE, SHE, mentions_of
from tests.nlp.readings import reading_of


def told_of(text: str, words: str, *, language: str = "es", judge: str = "") -> set[str]:
    reading = reading_of(text, kind="news", language=language)
    mentions = [each for each in mentions_of(reading, HE, SHE, FIRM) if each.spans]
    if judge:
        mentions += mentions_of(reading, judge, role=Role.AUTHORITY)
    start = reading.folded.index(words)
    found = Cast(reading, mentions).told_of(start, start + len(words))
    return {mentions[who].name for who in found if who >= 0}


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (f"El juez absolvió a {HE}. {SHE} declaró.", "absolvio", {HE}),
        (f"El juez absolvió a {HE} y a {SHE}.", "absolvio", {HE, SHE}),
        (f"{HE} declaró; {SHE} fue absuelta.", "absuelta", {SHE}),
        (f"{HE} y {SHE} fueron absueltos.", "absueltos", {HE, SHE}),
        (f"{HE} manejaba. Fue absuelto.", "absuelto", {HE}),
        (f"{HE}, taxista, y {SHE}, abogada, fueron citados. El taxista fue absuelto.", "absuelto", {HE}),
        (f"{HE} trabajaba allí. {FIRM} era investigada. La empresa fue sobreseída.", "sobreseida", {FIRM}),
        (f"{HE} manejaba. El juez absolvió a la hermana.", "absolvio", set()),
        (f"La esposa de {HE} fue absuelta.", "absuelta", set()),
        (f"{HE} manejaba. Tres pasajeros fueron liberados.", "liberados", set()),
        (f"El juez absolvió a Ciro Lanza, primo de {HE}.", "absolvio", set()),
        (f"{HE} manejaba. Ella fue absuelta.", "absuelta", set()),
    ],
)
def test_who_is_meant(text: str, words: str, who: set[str]) -> None:
    assert told_of(text, words) == who


def test_an_official_says_it_of_somebody_else() -> None:
    text = f"{HE} manejaba. El juez Ciro Lanza dijo que no es sospechoso."
    assert told_of(text, "no es sospechoso", judge="Ciro Lanza") == {HE}
