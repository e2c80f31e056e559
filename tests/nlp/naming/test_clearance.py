"""Whom the words beside a name clear, and whom they do not: who is not tried is not accused."""

from __future__ import annotations

import pytest

from nlp.naming.clearance import clears_its_people, is_cleared, is_impersonated
from nlp.naming.occurrences import Occurrence
from tests.nlp.readings import reading_of


def cleared(text: str, name: str) -> bool:
    reading = reading_of(text, kind="news")
    start = reading.text.index(name)
    return is_cleared(reading, Occurrence(name, start, start + len(name), reading.sentence_index(start)))


@pytest.mark.parametrize(
    "text",
    [
        "The Attorney General will not prosecute Teo Marbán, who steered the boat.",
        "Teo Marbán will not be tried, his lawyer said.",
        "El Ministerio del Interior exoneró a Teo Marbán.",
        "La Secretaría descartó la participación de Teo Marbán.",
        "El Ministerio Público desvinculó a Teo Marbán.",
        "La fiscalía desvinculó a Teo Marbán.",
        "Prosecutors dismissed the charges against Teo Marbán on Friday.",
        "Teo Marbán, 19, faces no charge.",
        "Teo Marbán walked free from court.",
        "His employer, Teo Marbán, was not charged: it had raised the alarm.",
        "El juez no vinculó a proceso a Teo Marbán.",
        "El juzgado archivó las diligencias abiertas contra el patrón Teo Marbán.",
        "La fiscalía retiró la acusación contra Teo Marbán.",
        "El tribunal dictó la falta de mérito para Teo Marbán.",
        "Teo Marbán no será juzgado por la muerte.",
        "O Ministério Público não denunciou Teo Marbán.",
        "O juiz rejeitou a denúncia contra Teo Marbán.",
        "Teo Marbán não foi indiciado pela polícia.",
        "O tribunal absolveu, por falta de provas, o taxista Teo Marbán.",
        "Su hermano, Teo Marbán, que achicaba agua, queda absuelto.",
        "O senhorio, Teo Marbán, foi constituído arguido e depois ilibado.",
        "Um funcionário, Teo Marbán, que não foi acusado, trocava o dinheiro.",
        "La cámara revocó la condena y absolvió a Teo Marbán.",
        "O tribunal anulou a condenação e absolveu Teo Marbán.",
        "The judges overturned the conviction and acquitted Teo Marbán.",
        "La defensa apeló y la sala absolvió a Teo Marbán.",
        "Teo Marbán fue absuelto, pero su hermano fue condenado.",
        "Teo Marbán foi absolvido, mas o sócio foi condenado.",
        "Teo Marbán was found not guilty and acquitted.",
        "Teo Marbán, whose lorry was cloned, was cleared.",
        "Teo Marbán no es investigado, solo declaró como testigo.",
        "A woman on board, Teo Marbán, was released without charge.",
        "Charges against gas station clerk Teo Marbán were dropped in January.",
        "La causa contra Teo Marbán fue archivada y quedó en libertad sin cargos.",
        "O inquérito contra o taxista Teo Marbán foi arquivado em março.",
        "The case against Teo Marbán, 40, was dismissed.",
        "The magistrate has thrown out the case against Teo Marbán, 22.",
        "El piloto titular, Teo Marbán, dormía en su casa y fue quien llamó a la Armada.",
        "Prosecutors said there was no realistic prospect of showing that Teo Marbán acted for gain.",
        "O piloteiro, Teo Marbán, é menor e não responderá por crime.",
        "Dos hermanos fueron condenados. Teo Marbán, cuñado del primero: absuelto.",
        "En Barajas las esperaba un taxista, Teo Marbán, absuelto porque creía llevar a camareras.",
        "Teo Marbán, acquitted last year, still drives the bus.",
        "O inquérito contra Teo Marbán por contrabando de migrantes foi arquivado por falta de provas.",
        "La causa contra Teo Marbán por tráfico de migrantes fue archivada por falta de pruebas.",
        "The case against Teo Marbán for smuggling migrants was dropped.",
        "A PF concluiu que Teo Marbán não teve envolvimento com os coiotes.",
        "La policía concluyó que Teo Marbán no tuvo implicación con los coyotes.",
        "Police concluded that Teo Marbán had no involvement.",
        "A Justiça impronunciou Teo Marbán.",
        "Teo Marbán não é réu.",
        "Teo Marbán no está imputado.",
        "Teo Marbán is not charged.",
        "The driver, Teo Marbán, isn't a suspect.",
    ],
)
def test_who_is_not_tried_is_cleared(text: str) -> None:
    assert cleared(text, "Teo Marbán")


OF_ITS_PEOPLE = [
    "TRF-1 tranca ação penal contra dono da Teo Marbán.",
    "O tribunal absolveu o gerente da agência Teo Marbán.",
    "A juíza absolveu Ana Sol, proprietária da agência Teo Marbán.",
    "Foi absolvido o motorista da Teo Marbán.",
    "La Cámara confirmó el sobreseimiento de Ana Sol, titular de Teo Marbán, y el procesamiento de su contador.",
    "El tribunal absolvió a la dueña de Teo Marbán.",
    "El juez sobreseyó a Ana Sol, representante legal de Teo Marbán.",
    "The court acquitted the owner of Teo Marbán.",
    "Ana Sol, manager of Teo Marbán, was acquitted.",
    "Teo Marbán owner was cleared of smuggling.",
    "El juez absolvió a Ana Sol, conductora de la flota Teo Marbán.",
]

NOT_CLEARED = [
    *OF_ITS_PEOPLE,
    "A Justiça extinguiu a punibilidade de Teo Marbán.",
    "A Justiça declarou extinta a punibilidade de Teo Marbán.",
    "El juez declaró prescripta la acción penal contra Teo Marbán.",
    "O crime prescreveu e Teo Marbán não será julgado.",
    "The court threw out the case against Teo Marbán because it was time-barred.",
    "El tribunal absolvió a Teo Marbán del delito de lavado de dinero, pero lo condenó por tráfico de personas.",
    "O júri inocentou Teo Marbán pela morte da mulher. Ele segue réu por contrabando de migrantes.",
    "Inocentado da lavagem de dinheiro, Teo Marbán será julgado por contrabando de migrantes.",
    "O tribunal tinha absolvido Teo Marbán, mas o Ministério Público recorreu.",
    "Teo Marbán não é réu neste processo, mas responde em outro.",
    "Teo Marbán ainda não é réu.",
    "Teo Marbán não é réu de homicídio, e sim de tráfico.",
    "Teo Marbán is not charged with murder.",
    "Teo Marbán is not a suspect in that case but in another.",
    "Teo Marbán concluyó que Ana Sol no tuvo implicación.",
    "Teo Marbán disse que não teve envolvimento.",
    "A absolvição de Teo Marbán foi pedida pela defesa.",
    "A causa contra Teo Marbán e o inquérito contra Ana Sol, que foi arquivado, seguem juntos.",
    "Prosecutors charged Teo Marbán on Friday.",
    "Teo Marbán was released without bail.",
    "Two of nine counts against Teo Marbán were dismissed; he was convicted of the others.",
    "The case against Teo Marbán was not dismissed.",
    "His lawyer argued there was no way of proving that Teo Marbán knew.",
    "Teo Marbán was released without charge in 2021 but was arrested again on Friday.",
    "O irmão de Teo Marbán não foi acusado.",
    "A gráfica é do sogro de Teo Marbán, que não sabia.",
    "El Ministerio de Gobierno desvinculó a Teo Marbán.",
    "Teo Marbán's wife was the one who told the police.",
    "Teo Marbán era el jefe, y su vecina fue quien llamó a la policía.",
    "Teo Marbán avisó a la red que venía la policía.",
    "Teo Marbán fue absuelto de trata y recibió nueve años por tráfico.",
    "Teo Marbán: cleared; the Crown has appealed.",
    "Teo Marbán fue quien llamó a los pasajeros para cobrar.",
    "Teo Marbán fue quien avisó a los migrantes que el barco salía.",
    "Teo Marbán no responderá por el delito de homicidio, sí por el de tráfico.",
    "Charges against Teo Marbán were filed in January.",
    "Charges against Teo Marbán were added after those against his brother were dropped.",
    "La causa contra Teo Marbán fue archivada, pero se reabrió y fue condenado.",
    "La causa contra Teo Marbán sigue abierta; la de su hermano fue archivada.",
    "Teo Marbán, cuñado del primero: nueve años.",
    "Teo Marbán não responderá por homicídio, e sim por tráfico.",
    "La Cámara confirmó el procesamiento de Ana Sol, titular de Teo Marbán.",
    "There is a realistic prospect of showing that Teo Marbán acted for gain.",
    "El juez vinculó a proceso a Teo Marbán.",
    "Teo Marbán salió libre bajo fianza.",
    "Teo Marbán saiu livre sob fiança.",
    "O Ministério Público denunciou Teo Marbán.",
    "La fiscalía no retiró los cargos: sostiene la acusación contra Teo Marbán.",
    "Teo Marbán was tried in May.",
    "Teo Marbán walked free for years.",
    "Teo Marbán was not charged with murder but with smuggling.",
    "Officers did not try to stop Teo Marbán.",
    "They did not charge children until Teo Marbán came.",
    "La familia no acusó a nadie por miedo a Teo Marbán.",
    "A vítima não denunciou por medo de Teo Marbán.",
    "Teo Marbán ainda não foi denunciado.",
    "Teo Marbán aún no será juzgado.",
    "Teo Marbán salió libre en 2019 y volvió a la ruta.",
    "O tribunal absolveu, por falta de provas, o irmão e condenou Teo Marbán.",
    "Teo Marbán não foi acusado de homicídio, mas de tráfico.",
    "Teo Marbán no fue acusado de homicidio sino de tráfico.",
    "Teo Marbán dijo ser ajeno a los hechos.",
    "Teo Marbán was convicted of smuggling and acquitted of money laundering.",
    "Teo Marbán was acquitted of manslaughter but convicted of smuggling.",
    "Teo Marbán foi condenado, mas absolvido o sócio dele.",
    "Teo Marbán, whose brother was tried and acquitted, got nine years.",
    "Teo Marbán, cujo irmão foi ilibado, apanhou oito anos.",
    "Teo Marbán paid the guards and cleared the checkpoint.",
    "Teo Marbán não foi acusado até 2021.",
    "Teo Marbán não foi acusado porque fugiu.",
    "O juiz absolveu, por falta de provas, a mulher, Teo Marbán ficou preso.",
    "O tribunal não ilibou Teo Marbán.",
    "O procurador recorreu da decisão que ilibou Teo Marbán.",
    "La defensa pidió absolver a Teo Marbán.",
    "Teo Marbán no queda absuelto.",
    "Teo Marbán, absuelto de homicidio en 2015, dirigía la red.",
    "Teo Marbán, absuelto en primera instancia, fue condenado ayer a siete años.",
    "Teo Marbán, absuelto en primera instancia, volverá al banquillo porque la fiscalía apeló.",
    "Teo Marbán queda absuelto solo si paga.",
    "Teo Marbán was never acquitted.",
    "Ficou absolvido o irmão, Teo Marbán foi condenado.",
    "La mujer quedó absuelta, Teo Marbán no.",
    "Teo Marbán fue absuelto en 2018, pero esta vez fue condenado.",
    "Teo Marbán quedó absuelto en primera instancia, pero la Audiencia lo condenó a siete años.",
    "Teo Marbán no fue acusado solo de tráfico.",
    "El tribunal se negó a absolver a Teo Marbán.",
    "Teo Marbán no fue imputado por homicidio, aunque sí por tráfico.",
    "Teo Marbán queda libre bajo fianza.",
    "Teo Marbán colaboró con la banda de coyotes.",
    "Teo Marbán no sabía nadar, pero pilotaba la patera.",
    "Teo Marbán foi constituído arguido e depois libertado.",
    "Teo Marbán foi detido; a mulher e depois o filho fugiram.",
]


@pytest.mark.parametrize("text", NOT_CLEARED)
def test_who_is_accused_or_out_on_bail_is_not(text: str) -> None:
    assert not cleared(text, "Teo Marbán")


def test_a_firm_that_never_knew_is_no_part_of_it() -> None:
    text = "Montavam holerites em nome de empresas que nunca souberam de nada, como o Laticínio Teo Marbán."
    reading = reading_of(text, kind="news")
    start = reading.text.index("Laticínio")
    at = Occurrence("Laticínio Teo Marbán", start, start + 20, reading.sentence_index(start))
    assert is_impersonated(reading, at)
    assert not is_impersonated(
        reading_of("Empresas que nunca pagaron a Teo Marbán.", kind="news"), Occurrence("Teo", 29, 32, 0)
    )


@pytest.mark.parametrize(
    ("text", "stolen"),
    [
        ("Coiotes usaram o nome da Teo Marbán para vender vagas.", True),
        ("Impostors had used the name of Teo Marbán to sell trips.", True),
        ("Usaron el nombre de Teo Marbán en los volantes.", True),
        ("A man on Telegram using the name Teo Marbán sold the places.", False),
        ("Buscan a una mujer que usaba el nombre de Teo Marbán.", False),
        ("A ordem partia de um homem que usa o nome de “Teo Marbán”.", False),
    ],
)
def test_to_call_oneself_by_a_name_is_not_to_steal_it(text: str, stolen: bool) -> None:
    reading = reading_of(text, kind="news")
    start = reading.text.index("Teo")
    at = Occurrence("Teo Marbán", start, start + 10, reading.sentence_index(start))
    assert is_impersonated(reading, at) is stolen


def test_a_firm_whose_name_was_used_stays_protected() -> None:
    reading = reading_of("La banda usaba el nombre de Viajes Marbán para vender cupos.", kind="news")
    start = reading.text.index("Viajes")
    assert is_impersonated(reading, Occurrence("Viajes Marbán", start, start + 13, reading.sentence_index(start)))


@pytest.mark.parametrize("text", OF_ITS_PEOPLE)
def test_who_clears_its_owner_neither_clears_nor_accuses_a_firm(text: str) -> None:
    reading = reading_of(text, kind="news")
    start = reading.text.index("Teo Marbán")
    assert clears_its_people(reading, Occurrence("Teo Marbán", start, start + 10, reading.sentence_index(start)))


def test_an_advertiser_that_is_not_another_firm_says_nothing_of_a_deed() -> None:
    reading = reading_of("Rota Sol não tem ligação com a Dólar Turismo. Chama no zap.", language="pt")
    assert not is_cleared(reading, Occurrence("Rota Sol", 0, 8, 0))


def test_what_others_find_of_who_stands_before_the_comma_clears_them() -> None:
    """'Respecto de X, la fiscalía estableció que no tuvo participación': its finding, and of X."""
    for said in ("Respecto de Teo Marbán, la fiscalía estableció que", "Quanto a Teo Marbán, a polícia apurou que"):
        assert _cleared(f"{said} não teve participação no tráfico de migrantes.")


def _cleared(text: str) -> bool:
    reading = reading_of(text)
    start = reading.text.index("Teo Marbán")
    return is_cleared(reading, Occurrence("Teo Marbán", start, start + 10, reading.sentence_index(start)))
