"""Cases that prosecutors and courts let go, in whatever words; and what sounds so and is none."""

# ruff: noqa: E501  a sentence is one line
from __future__ import annotations

import pytest

from core.terms import DocumentKind
from nlp.naming.clearance import is_cleared
from nlp.naming.occurrences import Occurrence
from nlp.pipeline import read_words
from tests.nlp.build import make_document


def _clears(said: str) -> bool:
    """Whether a sentence clears the name in braces."""
    name = said[said.index("{") + 1 : said.index("}")]
    reading = read_words(make_document(said.replace("{", "").replace("}", ""), kind=DocumentKind.NEWS))
    start = reading.text.index(name)
    return is_cleared(reading, Occurrence(name, start, start + len(name), reading.sentence_index(start)))


@pytest.mark.parametrize(
    "said",
    [
        "El fiscal retiró la acusación de tráfico de personas contra el taxista {Lino Vargas}, que llevó a seis argelinos desde la playa por 300 euros.",
        "The CPS has dropped its case against {Lorenc Prifti}, who was accused of smuggling nine Albanians to Dover for £4,000 each.",
        "Prosecutors abandoned the case against {Lorenc Prifti}, a driver from Hull.",
        "A judge dismissed the indictment of {Delia Fuentes}, who was accused of smuggling Hondurans to Houston for $3,000 each.",
        "The court vacated the conviction of {Delia Fuentes}, who was accused of smuggling.",
        "El tribunal ratificó la inocencia de {Rosa Zhunio}, procesada por llevar migrantes de Azuay a Estados Unidos por 15.000 dólares.",
        "O MP deixou cair a acusação contra {Rui Paz}, motorista de Bragança.",
        "O juiz determinou o arquivamento do inquérito contra o taxista {Rui Paz}.",
        "La jueza dejó sin efecto el procesamiento de {Rui Paz}, transportista.",
        "La fiscalía precluyó la investigación contra {Rui Paz}.",
        "El juez dispuso el archivo de la investigación contra la empresaria {Ana Sol}.",
        "La jueza desligó de la causa a {Ana Sol}.",
        "Se cayó la acusación contra {Ana Sol}, dueña del hostal.",
        "{Elmer Chura}, detenido el lunes, fue liberado: la PDI confirmó que buscaba a otro.",
        "A PF soltou {Rui Paz}, que foi confundido com um homônimo.",
        "{Rui Paz} foi confundido com um homônimo e solto.",
        "Federal prosecutors moved to dismiss the case against {Delia Fuentes}, accused of smuggling for 3,000 dollars, and the judge agreed.",
        "Un juez concedió un amparo a {Rui Paz} y anuló el auto de vinculación por tráfico de personas.",
        "A ministra deu habeas corpus a {Rui Paz} e trancou o processo.",
        "Rickshaw driver {Abel Nunez} is a free man.",
        "{Abel Nunez} walked out a free man after the State withdrew the charge.",
        "Desde ayer {Rui Paz} es un hombre libre.",
        "El juez decretó el no ejercicio de la acción penal a favor de {Ana Sol}.",
        "Prosecutors withdrew the charge of people smuggling against {Abel Nunez}.",
        "The appeals court threw out the conviction of {Abel Nunez}.",
        "El fiscal desistió de la acusación contra {Ana Sol}.",
        "La Fiscalía ha retirado la acusación contra {Abdou Sene}, detenido como patrón del cayuco que llegó a El Hierro.",
        "O MP desistiu da acusação contra {Amadu Baldé}, suspeito de trazer 12 guineenses com vistos falsos.",
        "A court vacated the conviction of {Delia Fuentes}, who had been jailed for smuggling Hondurans to Houston.",
        "{Elmer Chura}, detenido el lunes por cruzar haitianos en Colchane a 100 dólares, fue liberado: la PDI buscaba a otro.",
        "El fiscal retiró ayer la acusación contra {Abdou Sene}.",
        "Un juez penal decretó la preclusión en favor de {Yeison Berrío}, señalado de tráfico de migrantes.",
        "The judge granted a motion for judgment of acquittal Wednesday, ending the trial of {Derrick Poteet}.",
    ],
)
def test_what_lets_a_case_go(said: str) -> None:
    assert _clears(said)


@pytest.mark.parametrize(
    "said",
    [
        "La víctima retiró la acusación contra {Rui Paz} por miedo.",
        "El fiscal pidió el archivo de la causa contra {Rui Paz}, pero el juez lo negó.",
        "Prosecutors dropped the murder charge against {Rui Paz}, who pleaded guilty to smuggling.",
        "Prosecutors dropped the case against {Rui Paz} in exchange for his testimony.",
        "The judge refused to dismiss the indictment of {Rui Paz}.",
        "La sala revocó el archivo de la investigación contra {Rui Paz}.",
        "La defensa pidió la nulidad y el juez no retiró los cargos contra {Rui Paz}.",
        "El juez anuló la condena de {Rui Paz} y ordenó un nuevo juicio.",
        "La policía confundió la casa y detuvo a {Rui Paz}, coyote.",
        "El guía fue confundido con un migrante; {Rui Paz} cobraba 300 dólares.",
        "The case against {Rui Paz} opens on Monday.",
        "La fiscal retiró del expediente la foto de {Rui Paz}.",
        "The officer closed the door behind {Rui Paz}.",
        "El fiscal retiró la acusación por asociación contra {Rui Paz}, que será juzgado por tráfico de personas.",
        "{Rui Paz} llevaba a los migrantes en un camión confundido con otro de reparto.",
        "{Rui Paz} freed the migrants only once he was paid, and wanted another 500 dollars.",
        "La fiscal retiró el expediente de {Rui Paz} del juzgado.",
        "Federal prosecutors moved to dismiss the case against {Delia Fuentes}, and the judge refused.",
        "Un juez concedió un amparo a {Rui Paz}, que sigue en prisión.",
        "Un juez concedió un amparo a {Rui Paz} y anuló la multa de su hotel.",
        "For three years {Rui Paz} was a free man. On Monday a jury found him guilty.",
        "{Abel Nuez} es un hombre libre en Marruecos, prófugo desde que la Audiencia lo procesó.",
        "Smuggler {Rui Paz} got nine years, Ana Sol is a free woman.",
        "{Rui Paz} smuggled them and his driver is a free man.",
        "{Rui Paz} is a free man because he bribed the clerk.",
        "A ministra deu habeas corpus a {Jadir Mota} e revogou a prisão preventiva; ele é réu.",
        "Un juez concedió un amparo a {Abel Nuez} y revocó la orden de traslado al penal.",
        "Un juez concedió un amparo a {Rui Paz} y anuló el proceso contra su hermano.",
        "Prosecutors moved to dismiss the case against {Rui Paz}, and the judge agreed to hear them in May.",
        "His lawyers moved to dismiss the case against {Rui Paz}, and the judge granted a week to reply.",
        "The driver hired by {Abel Nuez} walked out a free man.",
        "El chofer de {Abel Nuez} es un hombre libre.",
        "{Abel Nuez} es un hombre libre mientras espera el juicio.",
        "Nuez left court: {Abel Nuez} is a free man, but prosecutors say he smuggled 40 migrants.",
        "Pardoned by the governor, {Abel Nuez} is a free man.",
        "The defence moved to dismiss the charges against {Abel Nuez}, prosecutors objected, and the judge agreed.",
        "The prosecutor moved to dismiss the case against the driver of {Abel Nuez}, and the judge agreed.",
        "O ministro deu habeas corpus a {Jadir Mota} e trancou o processo por lavagem.",
        "Un tribunal concedió un amparo a {Abel Nuez} y dejó sin efecto el auto de vinculación para que el juez dicte otro.",
        "{Rui Paz} was a free man until his arrest in May.",
        "{Rui Paz} is a free man after serving six years for smuggling.",
        "{Rui Paz} is not a free man yet.",
        "{Rui Paz}, who took the money, said his driver is a free man.",
        "The Court of Appeal has set aside the conviction of {Rui Paz} but directed that he be tried again.",
    ],
)
def test_what_lets_nobody_go(said: str) -> None:
    assert not _clears(said)
