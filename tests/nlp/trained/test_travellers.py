"""Who was held with a false paper of their own, or as a smuggler's customer, is no lead; who moved others, sold the paper
or flees stays one."""

# ruff: noqa: E501  a text is one line
from __future__ import annotations

import re

import pytest

from core.terms import DocumentKind
from nlp.naming.occurrences import Occurrence
from nlp.pipeline import read_words
from nlp.trained.travellers import is_traveller
from tests.nlp.build import make_document


def told(marked: str) -> set[bool]:
    """What is said of each name in braces."""
    reading = read_words(make_document(re.sub(r"[{}]", "", marked), kind=DocumentKind.NEWS))
    names = re.findall(r"\{(.*?)\}", marked)
    starts = [reading.text.index(name) for name in names]
    places = zip(names, starts, strict=True)
    return {is_traveller(reading, Occurrence(n, at, at + len(n), reading.sentence_index(at))) for n, at in places}


@pytest.mark.parametrize(
    "marked",
    [
        "A Polícia Federal prendeu no aeroporto de Guarulhos o haitiano {Jean-Robert Pierre}, de 31 anos, que tentava embarcar para o México com passaporte brasileiro falso.",
        "A Polícia Federal prendeu no aeroporto o haitiano {Jean-Robert Pierre}, de 31 anos, que tentava embarcar para o México com passaporte falso comprado de um coiote por US$ 4 mil. Ele queria chegar aos Estados Unidos.",
        "A PF impediu o embarque da senegalesa {Aminata Diop}, de 27 anos, que usava visto falso vendido por coiotes. Ela foi presa e depois solta.",
        "Os irmãos cubanos {Yosvany} e {Leandro Pérez} foram presos em Oiapoque ao atravessar o rio de catraia. Eles pagaram US$ 500 a coiotes.",
        "O nepalês {Suman Thapa}, 24, foi preso em Guarulhos com passaporte indiano de outra pessoa. Segundo a PF, ele seria levado aos Estados Unidos por coiotes que cobraram US$ 20 mil da família.",
        "A venezuelana {Karelis Rondón}, 27, foi detida com a filha de 4 anos ao cruzar por uma trocha em Pacaraima com o coiote, que fugiu.",
        "O mineiro {Gilmar Antunes}, de 38 anos, foi preso na fronteira do Texas com o filho de 11 anos ao atravessar com coiotes e responde por entrada ilegal. Pagou R$ 75 mil.",
        "Brasileira de Ipatinga, {Daiane Rocha}, 30, é presa no Texas com cinco conhecidos depois de atravessar o rio com coiotes.",
        "A Justiça condenou a venezuelana {Yelitza Marín}, 33, por uso de documento falso: ela comprou de coiotes um RG brasileiro por R$ 800 para trabalhar.",
        "La policía detuvo en el aeropuerto de Tocumen al cubano {Raúl Mena}, de 40 años, cuando intentaba abordar un vuelo con un pasaporte falso.",
        "{Yusneidy Mora}, de 22 años, fue detenida en Arica tras cruzar por un paso no habilitado. Pagó 300 dólares a un coyote.",
        "Carabineros detuvo a la venezolana {Yusneidy Mora}, que trataba de ingresar con una cédula de otra persona.",
        "{Karelis Rondón}, 27, foi detida com a filha de 4 anos ao cruzar por uma trocha com o primo, Luis Rondón, que guiava o grupo.",
        "{Ana Sol} fue detenida con sus dos hijos cuando cruzaba el río.",
        "{Ana Sol} was held with her daughter after crossing the river.",
        "Con un pasaporte falso fue detenida en Tocumen la cubana {Ana Sol}.",
        "La senegalesa {Coumba Thiam} fue condenada por entrar con el pasaporte de su hermana.",
        "{Coumba Thiam} was fined for using her sister's passport.",
        "El haitiano {Wilner Joseph} fue condenado por usar un pasaporte falsificado que compró a un coyote en Tapachula.",
        "{Amadou Ba}, 24, was arrested at Gatwick while trying to board a flight to Toronto on a fake French passport.",
        "Police stopped {Amadou Ba}, 24, who was travelling on a borrowed passport bought from a smuggler for 3,000 euros.",
        "Border agents arrested {Luz Mejia}, 19, after she crossed the river with coyotes near Eagle Pass.",
        "{Luz Mejia}, 19, was caught while crossing the desert. She had paid 8,000 dollars to a smuggler.",
        "{Rosa Paz}, de 34 años, fue detenida con su hija al cruzar por un paso no habilitado, guiada por un primo.",
        "{Marie Toussaint}, 29 anos, foi detida com a filha ao cruzar a fronteira em Assis Brasil com o primo, que guiava o grupo. Ela disse que pagou 800 dólares a um homem.",
        "Agentes del INM detuvieron en Tapachula a {Eliécer Montoya}, quien viajaba con su esposa y tres hijos y pagó a un coyote 3.000 dólares por cada uno.",
        "{Gurpreet Dhaliwal}, a mulher e o filho foram retidos em Guarulhos depois de pedir refúgio. Segundo a PF, um agente em Delhi cobrou 40 mil dólares pela rota.",
        "Police held {Amadou Ba}, who asked for asylum on landing.",
        "Fue retenida en Barajas {Ana Sol}, que solicitó protección internacional.",
        "{Ana Sol} was arrested while travelling with her husband and two children.",
        "{Binh Tran} was jailed for using a false identity card. He had paid smugglers £18,000 to reach Britain.",
    ],
)
def test_travellers_are_no_leads(marked: str) -> None:
    assert told(marked) == {True}


@pytest.mark.parametrize(
    "marked",
    [
        "A PF prendeu um haitiano com passaporte falso comprado de {Rui Paz} por R$ 4 mil.",
        "Detuvieron a un cubano con pasaporte falso que le vendió {Rui Paz} por 4.000 dólares.",
        "A Nigerian was jailed for using a fake passport supplied by {Rui Paz}.",
        "PF prende cliente da {ViveOnline} com passaporte falso.",
        "Detenido con pasaporte falso un cliente de {Vuelos Andinos}.",
        "The migrants had already paid $13,000 each to a smuggler in Cuenca known as {La Tía Meche}, who has not been arrested.",
        "Um paraguaio de 29 anos, {Rubén Darío Ayala}, foi preso na quarta ao tentar entrar por Foz do Iguaçu. No porta-malas estavam três bolivianas de Santa Cruz de la Sierra.",
        "Karelis Rondón, 27, foi detida ao cruzar por uma trocha em Pacaraima com o primo, {Luis Rondón}, que guiava o grupo de nove parentes.",
        "A PF prendeu {Rui Paz} com um passaporte falso. A prisão ocorreu na rodoviária. Ele é apontado como chefe de uma rede de coiotes.",
        "Apontado como o cabeça do esquema, {Rui Paz} foi preso com passaporte falso em Boa Vista.",
        "{Rui Paz} fue detenido con un pasaporte falso. Ayudaba a venezolanos a cruzar por trochas a cambio de dinero.",
        "Police arrested {Rui Paz} with a forged passport. Investigators say he helped Cubans cross and was paid $900 for each.",
        "{Rui Paz} was convicted after he paid smugglers to bring Guatemalans to his farm, where he sold them on.",
        "Arrestaron a {Ana Sol}, con su hija, cuando cruzaba por el puente a una hondureña con papeles ajenos.",
        "Ana Sol foi detida no embarque com um visto falso e libertada horas depois pela juíza {Rita Paz}.",
        "{Rui Paz} foi detido com o filho ao cruzar a ponte com doze haitianos na van.",
        "{Rui Paz} fue detenido con su hijo cuando cruzaba el río. A él le atribuyen haber cobrado 300 dólares a cada uno.",
        "{Rui Paz}, who drove the van, was held with his son after crossing the bridge.",
        "O coiote {Rui Paz} foi preso ao atravessar o rio com sete cubanos.",
        "{Rui Paz} fue detenido cuando intentaba cruzar la frontera con doce haitianos en una camioneta.",
        "{Rui Paz} fue detenido al cruzar el puente. En el maletero iban dos hondureñas.",
        "{Rui Paz}, 44, was arrested while trying to board a flight with four false passports for his clients.",
        "Police arrested {Rui Paz}, a driver, after crossing the border with migrants in the boot of his car.",
        "A PF prendeu {Rui Paz}, que usava documento falso e é acusado de contrabando de migrantes.",
        "{Rui Paz}, líder da rede de coiotes, foi preso quando tentava embarcar para Lisboa com passaporte falso.",
        "Foragido, {Rui Paz} foi preso ao tentar embarcar para Madri com passaporte falso. Ele era procurado por tráfico de pessoas.",
        "{Rui Paz}, buscado por Interpol por tráfico de migrantes, fue detenido en Tocumen cuando trataba de abordar con un pasaporte falso.",
        "El presunto coyote {Rui Paz} fue capturado al intentar cruzar a Ecuador.",
        "{Rui Paz} fue capturado cuando intentaba salir del país. Pesaba sobre él una orden de captura por trata.",
        "Alleged smuggler {Rui Paz} was arrested at Heathrow while trying to board a plane to Tirana.",
        "{Rui Paz} was arrested after crossing from Mexico; two women were found in his truck.",
        "Fue detenido {Rui Paz} al ingresar a Chile con un pasaporte falso. La fiscalía le atribuye haber cobrado 2.000 dólares a cada familia.",
        "{Rui Paz} fue detenido con su esposa y su hijo cuando cruzaba el puente con doce haitianos en la camioneta.",
        "{Rui Paz}, who guided the group, was held with his wife and son after crossing the river.",
        "{Rui Paz} fue detenido cuando viajaba con su hijo al volante de una furgoneta con siete migrantes.",
        "{Rui Paz}, acusado de tráfico de migrantes, pidió asilo y sigue detenido.",
        "Police held {Rui Paz}, who drove clients to the border and told them to ask for asylum.",
        "A PF prendeu {Rui Paz}. Ele cobrava 500 dólares e mandava os clientes pedir refúgio.",
        "{Rui Paz} fue detenido con un primo, que guiaba al grupo, y cobraba 300 dólares por cabeza.",
        "{Rui Paz} was arrested; he coached families to claim asylum for 2,000 dollars.",
        "{Rui Paz} vendía pasaportes falsos y fue detenido cuando intentaba salir de Lima.",
        "{Rui Paz} foi preso por uso de documento falso e promoção de migração ilegal.",
    ],
)
def test_who_moves_others_sells_papers_or_flees_is_none(marked: str) -> None:
    assert told(marked) == {False}
