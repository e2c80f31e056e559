"""When and how a court decided stands between the verb and whom it clears, in every order of the press."""

from __future__ import annotations

import pytest

from nlp.naming.asides import without_asides
from nlp.naming.clearance import is_cleared
from nlp.naming.occurrences import Occurrence
from tests.nlp.readings import reading_of

WHOM = "Teo Marbán"
PORTUGUESE = (
    "nesta terça-feira (24)|na quinta-feira (26)|nesta sexta|ontem|na tarde desta terça-feira (24)|em 24 de novembro|"
    "neste sábado (28/11)|na última segunda|na manhã de hoje|por unanimidade|por 3 votos a 0|em segunda instância|"
    "em decisão unânime|em caráter definitivo|por falta de provas|nesta terça (24), por unanimidade,|a pedido do MPF"
)
SPANISH = (
    "este martes|el martes (24)|el pasado jueves|el lunes 23 de noviembre|ayer por la tarde|por unanimidad|"
    "por tres votos a dos|de forma unánime|en segunda instancia|de manera definitiva|por falta de pruebas|"
    "la semana pasada|este viernes, en fallo unánime,|a pedido de la fiscalía"
)
ENGLISH = (
    "on Tuesday|on Tuesday (Nov. 24)|on Thursday afternoon|last week|unanimously|on appeal|on 24 November 2026|"
    "by a vote of 3-0|in a unanimous ruling|for lack of evidence|yesterday, on appeal,|at the request of prosecutors"
)
CLEARS = {
    "pt": (
        PORTUGUESE,
        "absolveu {} o empresário|inocentou {} a agência|descartou {} a participação do motorista|"
        "trancou {} a ação penal contra|arquivou {} o inquérito contra|rejeitou {} a denúncia contra",
    ),
    "es": (
        SPANISH,
        "absolvió {} al empresario|sobreseyó {} a la agencia|descartó {} la participación de|"
        "archivó {} la causa contra|desestimó {} la denuncia contra|retiró {} los cargos contra",
    ),
    "en": (ENGLISH, "acquitted {} the businessman|cleared {} the agency|dismissed {} the case against"),
}


def cleared(text: str, language: str, name: str = WHOM) -> bool:
    reading = reading_of(text, kind="news", language=language)
    start = reading.text.index(name)
    return is_cleared(reading, Occurrence(name, start, start + len(name), reading.sentence_index(start)))


@pytest.mark.parametrize("language", CLEARS)
def test_when_and_how_may_stand_between_verb_and_object(language: str) -> None:
    asides, verbs = (words.split("|") for words in CLEARS[language])
    said = {"pt": "O tribunal {} Teo Marbán.", "es": "El tribunal {} Teo Marbán.", "en": "The court {} Teo Marbán."}
    texts = [said[language].format(verb.format(aside)) for verb in verbs for aside in asides]
    assert [text for text in texts if not cleared(text, language)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "O promotor pediu nesta terça-feira (24) a absolvição de Teo Marbán."),
        ("pt", "O tribunal não absolveu nesta terça (24) Teo Marbán."),
        ("pt", "Absolvido o irmão, na terça-feira, Teo Marbán foi condenado."),
        ("pt", "O juiz absolveu o motorista e condenou na quinta-feira (26) Teo Marbán."),
        ("pt", "A polícia prendeu nesta terça-feira (24) Teo Marbán."),
        ("es", "La fiscalía pidió el martes (24) la absolución de Teo Marbán."),
        ("es", "El tribunal rechazó por unanimidad absolver a Teo Marbán."),
        ("en", "The van cleared on Tuesday the checkpoint of Teo Marbán."),
        ("en", "The court refused on Thursday to acquit Teo Marbán."),
        ("en", "He won his unfair-dismissal case on Thursday against Teo Marbán."),
    ],
)
def test_what_takes_a_clearing_back_is_seen_across_them_too(language: str, text: str) -> None:
    assert not cleared(text, language)


def test_a_chamber_is_no_day_and_a_name_no_month() -> None:
    for words in ("absolveu na segunda vara o ", "absolvio la sexta sala a ", "acquitted may "):
        assert without_asides(words) == words


@pytest.mark.parametrize(
    "text",
    [
        "La jueza absolvió a la esposa por falta de pruebas y Teo Marbán recibió doce años de cárcel.",
        "O juiz absolveu a esposa por falta de provas e Teo Marbán foi condenado a dez anos.",
        "A jury cleared his wife on Tuesday and on Friday Teo Marbán got 14 years.",
        "El juez absolvió al chofer y el martes 24 de marzo Teo Marbán, líder de la red, recibió doce años.",
        "Teo Marbán cayó el martes 3 de marzo y otro fue absuelto.",
        "Teo Marbán não tem vínculos familiares no Brasil e continuará preso.",
        "Teo Marbán no tiene implicación en el homicidio, pero irá a juicio por tráfico de migrantes.",
    ],
)
def test_behind_a_turn_another_s_fate_is_told(text: str) -> None:
    reading = reading_of(text)
    start = reading.text.index("Teo Marbán")
    assert not is_cleared(reading, Occurrence("Teo Marbán", start, start + 10, reading.sentence_index(start)))
