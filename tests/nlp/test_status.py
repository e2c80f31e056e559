"""What a report says of an operator's standing: what was never said, or of somebody else, is not told of it."""

from __future__ import annotations

import re

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


@pytest.mark.parametrize(
    ("language", "text", "status"),
    [
        ("pt", "Foram indiciados Teo Marbán e Lia Inventada por promoção de migração ilegal.", INVESTIGATED),
        ("pt", "A Polícia Federal indiciou Teo Marbán.", INVESTIGATED),
        ("pt", "A PF pediu o indiciamento de Teo Marbán.", INVESTIGATED),
        ("pt", "Teo Marbán teve a prisão preventiva decretada.", INVESTIGATED),
        ("pt", "O MPF denunciou Teo Marbán por tráfico de pessoas.", CHARGED),
        ("pt", "Teo Marbán foi denunciado pelo MPF.", CHARGED),
        ("pt", "Teo Marbán foi denunciado à Justiça.", CHARGED),
        ("pt", "Teo Marbán foi denunciado pela vizinha à polícia.", REPORTED),
        ("pt", "A vizinha denunciou Teo Marbán à polícia.", REPORTED),
        ("pt", "A Justiça recebeu a denúncia contra Teo Marbán.", CHARGED),
        ("pt", "Teo Marbán virou réu por promoção de migração ilegal.", CHARGED),
        ("pt", "Teo Marbán ainda não foi denunciado pelo MPF.", REPORTED),
        ("pt", "O MPF ainda não denunciou Teo Marbán.", REPORTED),
        ("pt", "Teo Marbán pode ser denunciado pelo MPF.", REPORTED),
        ("pt", "Teo Marbán foi acusado pelo Ministério Público.", CHARGED),
        ("pt", "Os passageiros acusaram Teo Marbán de abandoná-los.", REPORTED),
        ("pt", "Teo Marbán foi acusado pelos passageiros de abandoná-los.", REPORTED),
        ("pt", "Teo Marbán foi pronunciado pelo juiz.", CHARGED),
        ("es", "La fiscalía imputó a Teo Marbán por tráfico de migrantes.", CHARGED),
        ("es", "Teo Marbán fue imputado por tráfico de migrantes.", CHARGED),
        ("es", "El imputado Teo Marbán guiaba a los migrantes.", INVESTIGATED),
        ("es", "La Fiscalía formalizó a Teo Marbán por tráfico de migrantes.", CHARGED),
        ("es", "Teo Marbán fue formalizado por tráfico de migrantes.", CHARGED),
        ("es", "La fiscalía formalizó la investigación contra Teo Marbán.", INVESTIGATED),
        ("es", "El fiscal formalizará mañana a Teo Marbán.", REPORTED),
        ("es", "Teo Marbán será formalizado mañana.", REPORTED),
        ("es", "Teo Marbán fue procesado por trata.", CHARGED),
        ("es", "El juez procesó a Teo Marbán por trata.", CHARGED),
        ("es", "El juez federal dictó el procesamiento de Teo Marbán.", CHARGED),
        ("es", "El juez vinculó a proceso a Teo Marbán.", CHARGED),
        ("es", "Teo Marbán fue vinculado a proceso.", CHARGED),
        ("es", "El fiscal formuló cargos contra Teo Marbán.", CHARGED),
        ("es", "Teo Marbán enfrenta cargos por tráfico.", CHARGED),
        ("es", "Teo Marbán quedó libre sin cargos.", REPORTED),
        ("es", "A juicio del fiscal, Teo Marbán cobraba.", REPORTED),
        ("es", "Teo Marbán irá a juicio.", CHARGED),
        ("es", "La fiscalía solicitó prisión preventiva para Teo Marbán.", REPORTED),
        ("es", "El juez dictó prisión preventiva para Teo Marbán.", CHARGED),
        ("es", "Los migrantes acusaron a Teo Marbán de abandonarlos.", REPORTED),
        ("es", "Teo Marbán fue acusado por los migrantes de abandonarlos.", REPORTED),
        ("es", "Teo Marbán, acusado por la fiscalía, huyó.", CHARGED),
        ("es", "La fiscal acusó a Teo Marbán.", CHARGED),
        ("en", "Police charged Teo Marbán with assisting unlawful immigration.", CHARGED),
        ("en", "Police charged Teo Marbán.", CHARGED),
        ("en", "Prosecutors have charged Teo Marbán and two others.", CHARGED),
        ("en", "Police have not charged Teo Marbán.", REPORTED),
        ("en", "Police have not yet charged Teo Marbán.", REPORTED),
        ("en", "Teo Marbán has yet to be charged.", REPORTED),
        ("en", "Teo Marbán could be charged with smuggling.", REPORTED),
        ("en", "Prosecutors will decide whether to charge Teo Marbán.", REPORTED),
        ("en", "Teo Marbán was also charged.", CHARGED),
        ("en", "Teo Marbán, charged over the boats, denies it.", CHARGED),
        ("en", "A grand jury indicted Teo Marbán.", CHARGED),
        ("en", "Teo Marbán was indicted by a grand jury.", CHARGED),
        ("en", "The court heard that officers charged $500 to let Teo Marbán pass.", REPORTED),
        ("en", "Teo Marbán charged migrants $900 each.", REPORTED),
        ("en", "Teo Marbán charged them with a smile.", REPORTED),
        ("en", "Passengers were charged for the trip by Teo Marbán.", REPORTED),
        ("en", "The agency charged Teo Marbán a fee.", REPORTED),
        ("en", "Officers charged Teo Marbán $50 to pass.", REPORTED),
        ("en", "Police charged Teo Marbán with smuggling them for $500 each.", CHARGED),
        ("en", "Migrants accused Teo Marbán of leaving them.", REPORTED),
        ("en", "Teo Marbán was accused by the migrants of leaving them.", REPORTED),
        ("en", "Prosecutors accused Teo Marbán of smuggling.", CHARGED),
        ("en", "Teo Marbán was released without charge.", REPORTED),
        ("en", "Teo Marbán will stand trial.", CHARGED),
        ("es", "El juez desestimó los cargos contra Teo Marbán.", REPORTED),
        ("pt", "Teo Marbán foi indiciado pela corte federal de Boston.", CHARGED),
        ("es", "El fiscal solicitó la elevación a juicio de Teo Marbán.", CHARGED),
    ],
)
def test_who_is_charged_a_prosecutor_brought_before_a_court(language: str, text: str, status: LegalStatus) -> None:
    """In the active and in the passive alike; whom police or people accuse is not."""
    assert standing(text, language) is status


def test_spain_calls_a_suspect_imputado() -> None:
    for country, status in (("ES", INVESTIGATED), ("CO", CHARGED)):
        reading = reading_of("La juez imputa a Teo Marbán por tráfico.", kind="news", country=country)
        assert read_status(reading, [reading.text.index("Teo")], in_ad=False)[0] is status


@pytest.mark.parametrize(
    ("language", "text", "status"),
    [
        (
            "en",
            "An indictment was unsealed against three unnamed associates of Rota Sol Turismo.",
            LegalStatus.REPORTED,
        ),
        ("en", "Indictment ties travel agency Rota Sol Turismo to smuggling route.", LegalStatus.REPORTED),
        ("en", "A grand jury indicted Rota Sol Turismo; the indictment describes its route.", CHARGED),
        ("en", "Two Rota Sol Turismo drivers were charged with smuggling migrants.", LegalStatus.REPORTED),
        ("en", "Rota Sol Turismo's owner was convicted.", LegalStatus.REPORTED),
        ("pt", "O MPF denunciou três sócios da Rota Sol Turismo por contrabando.", LegalStatus.REPORTED),
        ("pt", "O dono da agência Rota Sol Turismo foi condenado a oito anos de prisão.", LegalStatus.REPORTED),
        ("es", "La fiscalía imputó a dos empleados de Rota Sol Turismo.", INVESTIGATED),
        ("es", "Condenaron a la dueña de la agencia Rota Sol Turismo.", LegalStatus.REPORTED),
        ("es", "Fueron condenados los dueños de Rota Sol Turismo y la propia empresa.", LegalStatus.CONVICTED),
        ("en", "The owner of Rota Sol Turismo and the company itself were charged.", CHARGED),
        ("pt", "O MPF denunciou a Rota Sol Turismo e dois sócios da Rota Sol Turismo.", CHARGED),
        ("pt", "A polícia investiga três sócios da Rota Sol Turismo.", INVESTIGATED),
    ],
)
def test_what_a_court_says_of_its_people_is_not_a_firms_standing(language: str, text: str, status: LegalStatus) -> None:
    reading = reading_of(text, kind="news", language=language)
    starts = [match.start() for match in re.finditer("Rota Sol Turismo", reading.text)]
    assert read_status(reading, starts, in_ad=False)[0] is status
