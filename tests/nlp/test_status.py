"""What a report says of an operator's standing: what was never said, or of somebody else, is not told of it."""

from __future__ import annotations

import pytest

from core.terms import LegalStatus
from nlp.status import read_status
from tests.nlp.readings import reading_of

REPORTED, INVESTIGATED = LegalStatus.REPORTED, LegalStatus.UNDER_INVESTIGATION
CHARGED, CONVICTED = LegalStatus.CHARGED, LegalStatus.CONVICTED


def standing(text: str, language: str, name: str = "Teo Marbán") -> LegalStatus:
    reading = reading_of(text, kind="news", language=language)
    status, said = read_status(reading, [reading.text.index(name)], in_ad=False)
    assert said == ("" if status is REPORTED else text)
    return status


@pytest.mark.parametrize(
    ("language", "text", "status"),
    [
        ("es", "Teo Marbán nunca fue condenado.", REPORTED),
        ("pt", "Teo Marbán nunca foi condenado.", REPORTED),
        ("en", "Teo Marbán was never convicted.", REPORTED),
        ("es", "Teo Marbán no fue imputado.", REPORTED),
        ("pt", "Teo Marbán não foi acusado.", REPORTED),
        ("en", "Teo Marbán has not been charged.", REPORTED),
        ("es", "Teo Marbán no fue condenado, pero sigue detenido.", INVESTIGATED),
        ("en", "Teo Marbán has not yet been charged and is being held by police.", INVESTIGATED),
        ("en", "If convicted, Teo Marbán faces up to 20 years in prison.", REPORTED),
        ("es", "De ser condenado, Teo Marbán enfrenta hasta doce años de cárcel.", REPORTED),
        ("pt", "Se condenado, Teo Marbán pode pegar até doze anos de prisão.", REPORTED),
        ("es", "La fiscalía pide doce años de cárcel para Teo Marbán.", REPORTED),
        ("en", "Teo Marbán was charged $900 for the seat.", REPORTED),
        ("en", "Teo Marbán wanted to leave.", REPORTED),
        ("en", "Teo Marbán, who led the ring, accused the police of beating the migrants.", REPORTED),
        ("es", "Teo Marbán acusó a la policía de golpear a los migrantes.", REPORTED),
        ("pt", "Teo Marbán acusou a polícia de bater nos migrantes.", REPORTED),
        ("en", "The migrants were held in the house of Teo Marbán.", REPORTED),
    ],
)
def test_what_is_not_said_is_no_standing(language: str, text: str, status: LegalStatus) -> None:
    assert standing(text, language) is status


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Teo Marbán viajaba con Rui Paz, condenado en 2015."),
        ("pt", "Teo Marbán viajava com Rui Paz, condenado em 2015."),
        ("en", "Teo Marbán travelled with Rui Paz, 34, who was convicted in 2015."),
    ],
)
def test_what_is_said_of_another_is_not_his_standing(language: str, text: str) -> None:
    assert standing(text, language) is REPORTED
    assert standing(text, language, "Rui Paz") is CONVICTED


@pytest.mark.parametrize(
    ("language", "text", "status"),
    [
        ("es", "Rui Paz, líder de la banda, y Teo Marbán fueron condenados.", CONVICTED),
        ("es", "Cayó Rui Paz, condenado junto a Teo Marbán en 2015.", CONVICTED),
        ("es", "Teo Marbán y Rui Paz, condenados en mayo, apelan.", CONVICTED),
        ("en", "Rui Paz, arrested together with a driver, Teo Marbán, has a boat.", INVESTIGATED),
        ("en", "Teo Marbán, 34, of Laval Heights, pleaded guilty.", CONVICTED),
        ("es", "Se condena a Teo Marbán a la pena de quince años.", CONVICTED),
        ("es", "Teo Marbán no solo fue condenado: perdió la casa.", CONVICTED),
        ("pt", "Teo Marbán foi no ano passado condenado.", CONVICTED),
        ("pt", "Teo Marbán, preso no Pará, foi condenado.", CONVICTED),
        ("en", "Teo Marbán, jailed for eight years, kept the books.", CONVICTED),
        ("en", "Teo Marbán pleads guilty.", CONVICTED),
        ("en", "Teo Marbán got nine years in prison.", CONVICTED),
        ("en", "Teo Marbán has been charged.", CHARGED),
        ("en", "Teo Marbán faces three charges.", CHARGED),
        ("en", "Teo Marbán is accused of ferrying them.", CHARGED),
        ("pt", "O MP deduziu acusação contra Teo Marbán.", CHARGED),
        ("es", "Detuvo a Teo Marbán la Guardia Civil.", INVESTIGATED),
        ("pt", "A GNR deteve Teo Marbán.", INVESTIGATED),
        ("pt", "Teo Marbán foi detido.", INVESTIGATED),
        ("pt", "Teo Marbán foi constituído arguido.", INVESTIGATED),
        ("pt", "Teo Marbán confessou.", INVESTIGATED),
        ("pt", "Teo Marbán é procurado pela polícia.", INVESTIGATED),
        ("en", "Teo Marbán was detained.", INVESTIGATED),
        ("en", "Teo Marbán is being held.", INVESTIGATED),
        ("es", "Teo Marbán fue encarcelado.", INVESTIGATED),
        ("en", "Teo Marbán may appeal after he was convicted.", CONVICTED),
        ("en", "Teo Marbán faces deportation after being convicted.", CONVICTED),
        ("es", "Teo Marbán podría apelar tras ser condenado.", CONVICTED),
        ("pt", "Teo Marbán pode recorrer após ser condenado.", CONVICTED),
        ("en", "Teo Marbán, accused of moving migrants, fled.", CHARGED),
        ("es", "La fiscalía que investiga a Teo Marbán acusó a la banda.", CHARGED),
        ("pt", "A Teo Marbán acusou a procuradora.", CHARGED),
        ("en", "The prosecutor accused Teo Marbán of moving migrants.", CHARGED),
        ("es", "Teo Marbán fue apresado.", INVESTIGATED),
    ],
)
def test_what_is_said_of_him_is(language: str, text: str, status: LegalStatus) -> None:
    assert standing(text, language) is status
