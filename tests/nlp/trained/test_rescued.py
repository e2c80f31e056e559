"""Who was found or freed is nobody's operator, however sure the model is; who was arrested beside them may be."""

# ruff: noqa: E501  a sentence is one line
from __future__ import annotations

import re

import pytest

from core.terms import DocumentKind
from nlp.naming.occurrences import Occurrence
from nlp.pipeline import read_words
from nlp.trained.never_leads import never_lead
from tests.nlp.build import make_document


def _spared(said: str) -> list[bool]:
    """Of each name in braces, whether it is spared."""
    reading = read_words(make_document(re.sub("[{}]", "", said), kind=DocumentKind.NEWS))
    found = []
    for name in re.findall(r"\{(.*?)\}", said):
        start = reading.text.index(name)
        place = Occurrence(name, start, start + len(name), reading.sentence_index(start))
        found.append(never_lead(reading, place) is not None)
    return found


@pytest.mark.parametrize(
    "said",
    [
        "A PF resgatou 34 haitianos trancados numa casa em Assis Brasil, entre eles {Jean Toussaint} e a esposa {Claudette Pierre}. Cada um pagou US$ 800 a um coiote.",
        "Deputies rescued 12 migrants held by smugglers in a Laredo trailer, including {Josue Paz} and his wife, {Karen Lemus}, both of Honduras.",
        "Police found nine people in a lorry, among them {Nguyen Van Tu} and his wife {Lan Pham}, who had paid smugglers £9,000.",
        "A PF encontrou 14 bengaleses presos num apartamento do Brás. {Rafiq Islam} e o irmão, {Jamal Islam}, estavam entre eles.",
        "Policiais libertaram 9 bolivianos de um cativeiro. Um dos libertados é {Rui Paz}.",
        "One of the survivors, {Abel Nunez}, had paid a smuggler.",
        "Una de las rescatadas se llama {Ana Sol}.",
        "Rescataron a 20 migrantes retenidos por coyotes en una casa, entre ellos {Ana Sol}.",
        "Los bomberos rescataron a seis venezolanos perdidos en el desierto. {Ana Sol} estaba entre los rescatados.",
        "Police rescued 14 Vietnamese from a house in Telford, among them {Nguyen Van Tu} and his wife {Lan}. Each had paid.",
        "A PF encontrou 14 bengaleses num apartamento. Rafiq Islam e o irmão, {Jamal}, estavam entre eles. Cada um pagou a coiotes.",
        "Quinze venezuelanos foram retirados do baú de um caminhão em Caracaraí. {Yusmary Coromoto Hernández}, de 34 anos, contou aos policiais que batia na lataria.",
        "Fue ubicado un grupo de siete personas. La colombiana {Sandra Ospina Quiceno} presentaba principio de congelamiento.",
        "Entre os nepaleses que a PJ retirou de uma exploração agrícola está {Suraj Gurung}, que anotava as horas de todos.",
        "Entre los rescatados en la finca está {Mayerlin Soto}, de 30 años.",
        "Among the migrants whom deputies freed from the house was {Josue Paz}, of Honduras.",
        "Carabineros encontró en una vivienda de adobe a {Yuleisy Barra}, a su esposo {Darwin Paz} y a sus dos hijos, junto con otras nueve personas.",
        "Policiais retiraram de um imóvel a haitiana {Marie Pétion}, 31 anos, e os três filhos.",
        "Eight women were removed from a Chaguanas apartment. {Mariangel Rondón Brito} and Yorgelis Marcano, both 24, told officers that they came by pirogue.",
    ],
)
def test_who_was_found_or_freed(said: str) -> None:
    assert all(_spared(said))


@pytest.mark.parametrize(
    "said",
    [
        "Police arrested one of the drivers, {Abel Nunez}, of the freed men.",
        "Um dos libertados acusou {Rui Paz}.",
        "Salieron del penal seis miembros de la red. Uno de los liberados es {Abel Nuez}, de Sonora.",
        "Os detidos saíram por excesso de prazo. Um dos libertados, {Rui Paz}, angariava trabalhadores.",
        "La red llevaba migrantes a Texas. Uno de los salvadoreños, {Elmer Chura}, esperaba en la casa.",
        "Uno de los rescatados, {Karim Dall}, llevaba el timón y había recogido el dinero en la playa.",
        "O juiz mandou soltar dois coiotes. Um dos libertados é {Jadir Mota}, de Valadares.",
        "Um dos sobreviventes, {Rui Paz}, é suspeito de comandar a piroga.",
        "One of the survivors, {Abel Nunez}, was arrested as its skipper.",
        "A PF resgatou 34 haitianos e prendeu quatro coiotes, entre eles {Rui Paz}.",
        "La policía rescató a 12 migrantes y detuvo a tres personas, entre ellas {Rui Paz}.",
        "Police found three smugglers hiding in a barn, including {Rui Paz}.",
        "A PF resgatou 34 haitianos. Foram presos quatro homens, entre eles {Rui Paz}.",
        "Deputies rescued 12 migrants from a house run by {Rui Paz}.",
        "La policía encontró a {Rui Paz} y a su esposa con veinte migrantes en el camión.",
        "La Armada sacó con vida a doce personas. Su capitán, {Rui Paz}, cobraba por viaje.",
        "Entre los detenidos en la finca está {Rui Paz}.",
        "O juiz soltou dois coiotes. Entre os libertados está {Rui Paz}.",
        "Rescataram a doze mulheres. Sua esposa, {Ana Sol}, guardava os comprovantes.",
        "A PF encontrou doze mulheres trancadas. Sua filha, {Ana Sol}, cuidava do ponto.",
        "Rescataron a una mujer y a sus hijos. Su primo, {Rui Paz}, fue detenido.",
        "Rescataron a 20 migrantes en casa de {Rui Paz}.",
        "Police found the suspects, including {Rui Paz}.",
        "Deputies rescued 12 migrants and arrested five, including {Rui Paz}.",
        "Hallaron a los guías del grupo, entre ellos {Rui Paz}.",
        "Rescataron a 12 migrantes. Los coyotes, entre ellos {Rui Paz}, huyeron.",
        "Quince migrantes fueron rescatados de un camión. El chofer {Rui Paz} contó a los policías que cobró.",
        "Fue ubicado un grupo de siete personas. El guía {Rui Paz} presentaba principio de congelamiento.",
        "Police stopped a lorry. {Rui Paz} told officers that he was paid.",
        "Police rescued 12 migrants in a house in Laredo. {Rui Paz} told officers that he was paid 500 dollars a head.",
        "La policía rescató a 12 migrantes en una casa. {Rui Paz} contó a los agentes que le pagaron por guardarlos.",
    ],
)
def test_who_was_caught_or_only_named_beside_them(said: str) -> None:
    assert not any(_spared(said))
