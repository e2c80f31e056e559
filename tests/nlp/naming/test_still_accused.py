"""Who is let go and accused all the same."""

from __future__ import annotations

import pytest

from nlp.naming.occurrences import Occurrence
from nlp.naming.still_accused import is_still_accused
from tests.nlp.readings import reading_of


def still_accused(text: str, language: str) -> bool:
    reading = reading_of(text, kind="news", language=language)
    start = reading.text.index("Teo Marbán")
    return is_still_accused(reading, Occurrence("Teo Marbán", start, start + 10, reading.sentence_index(start)))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La sala absolvió a Teo Marbán de asociación ilícita."),
        ("es", "Absolvieron a Teo Marbán, pero lo condenaron por el traslado."),
        ("es", "El delito está prescripto y Teo Marbán no será juzgado."),
        ("es", "Teo Marbán recibió un indulto y quedó libre."),
        ("pt", "O juiz absolveu Teo Marbán por associação criminosa."),
        (
            "pt",
            "A pena de Teo Marbán foi extinta: ele recebeu o indulto, segundo o juiz, que extinguiu a punibilidade.",
        ),
        ("en", "Jurors acquitted Teo Marbán of murder but convicted him of smuggling."),
        ("en", "The judge dismissed the case against Teo Marbán as time-barred."),
        ("en", "Teo Marbán was acquitted in a land case."),
    ],
)
def test_another_deed_or_time_that_ran_out_clears_nobody(language: str, text: str) -> None:
    assert still_accused(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La sala absolvió a Teo Marbán de tráfico ilícito de migrantes y de asociación ilícita."),
        ("es", "Teo Marbán no será juzgado por la muerte."),
        ("pt", "O juiz absolveu Teo Marbán de todas as acusações."),
        ("en", "Jurors acquitted Teo Marbán of every count, murder among them."),
        ("en", "The case was time-barred in part; of the rest Teo Marbán was acquitted."),
    ],
)
def test_who_is_cleared_of_the_deed_is_not_accused(language: str, text: str) -> None:
    assert not still_accused(text, language)
