"""What a sentence says that an official, counsel or a shelter did itself, and what it says of others."""

from __future__ import annotations

import pytest

from core.records import Mention, Span
from core.terms import LegalStatus, Role
from nlp.naming.occurrences import Occurrence
from nlp.trained.own_doing import by_own_deeds, did_it
from tests.nlp.readings import reading_of


def did(text: str) -> bool:
    reading = reading_of(text, kind="news")
    start = reading.text.index("Nora Alba")
    place = Occurrence("Nora Alba", start, start + 9, reading.sentence_index(start))
    return did_it(reading, place, reading.text.index(" Sur") + 4)


@pytest.mark.parametrize(
    "text",
    [
        "Nora Alba, jefa en el Sur, recibía dinero de la red.",
        "Nora Alba, chefe no Sur, recebia dinheiro da rede.",
        "Nora Alba, head in the Sur, took money from the ring.",
        "Acusada de tráfico, Nora Alba, jefa en el Sur, calló.",
        "Acusada de tráfico, Nora Alba, chefe no Sur, calou-se.",
        "Accused of smuggling, Nora Alba, head in the Sur, kept silent.",
    ],
)
def test_her_own_doing(text: str) -> None:
    assert did(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nora Alba, jefa en el Sur, capturó a quien cobraba.",
        "Nora Alba, chefe no Sur, prendeu quem cobrava.",
        "Nora Alba, head in the Sur, said the gang took money.",
        "Nora Alba, jefa en el Sur, dirigió el operativo.",
        "Nora Alba, chefe no Sur, dirigiu a operação.",
        "Nora Alba, head in the Sur, led the raid on the ring.",
    ],
)
def test_what_others_did(text: str) -> None:
    assert not did(text)


def leads(text: str) -> bool:
    reading = reading_of(text, kind="news")
    at = reading.document.text.index("Nora Alba")
    named = Mention(
        name="Nora Alba",
        aliases=(),
        role=Role.OPERATOR,
        score=0.9,
        sentence=text,
        spans=(Span(at, at + 9),),
        status=LegalStatus.REPORTED,
    )
    (found,) = by_own_deeds(reading, [named])
    assert found.status is (LegalStatus.REPORTED if found.role is Role.OPERATOR else None)
    return found.role is Role.OPERATOR


@pytest.mark.parametrize(
    "text",
    [
        "Detuvieron a Nora Alba con doce migrantes.",
        "Juicio contra Nora Alba por favorecer la inmigración irregular.",
        "Los migrantes pagaron 300 dólares a Nora Alba.",
        "El patrón, Nora Alba, encalló en la playa.",
        "Integrantes de «Nora Alba» movían a 36 personas.",
        "The court declined to release Nora Alba over the trafficking of four women.",
        "Driver Nora Alba and the man who paid are in custody.",
        "Nora Alba cobraba 300 dólares por persona.",
        "A PF prendeu ontem a dona, Nora Alba.",
        "A PJ deteve no Mindelo o funcionário Rui Paz e a intermediária Nora Alba.",
        "La policía detuvo ayer a la dueña, Nora Alba.",
        "Police detained the owner, Nora Alba, yesterday.",
        "Officers held Nora Alba on Monday after eleven men were found in her truck.",
        "The woman held on Tuesday, Nora Alba, drove them.",
        "Nora Alba y Rui Paz quedaron imputados por tráfico de personas.",
        "Rui Paz e Nora Alba foram presos ontem.",
        "Nora Alba and Rui Paz were arrested yesterday.",
        "Nora Alba, who kept the house, pleaded guilty on Monday.",
        "Nora Alba se declaró culpable.",
    ],
)
def test_who_is_held_or_paid_is_a_lead_of_what_both_networks_flag(text: str) -> None:
    assert leads(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nora Alba, cartera, tocó a la puerta; la policía halló allí a 40 nepaleses sin contrato.",
        "Nora Alba, a plumber, mended a pipe at the farm; police found 40 Nepalis there without contracts.",
        "Nora Alba alugou a quinta a uma empresa; a PJ encontrou lá 40 nepaleses.",
        "A delegada disse que os coiotes cobravam e que a sua agente Nora Alba ficou dois meses infiltrada.",
        "O consulado confirmou que os vistos que Nora Alba assinou são autênticos; os que a rede vendia eram falsos.",
        "A solicitadora Nora Alba cobra 200 euros para pedir a residência.",
        "A polícia que deteve os dois homens agradeceu a Nora Alba.",
        "A PJ deteve os dois na casa de Nora Alba.",
        "Police detained two men after a call by Nora Alba.",
        "Officers held talks with Nora Alba.",
        "Los migrantes que alojaba Nora Alba fueron detenidos.",
        "Nora Alba and 12 migrants were detained.",
        "Rui Paz y Nora Alba fueron detenidos en Colchane por ingreso clandestino, junto a otros 14 venezolanos.",
        "Nora Alba y Rui Paz están detenidos en Arrecife, con otros 58 senegaleses que bajaron del cayuco.",
        "Police held Nora Alba, Rui Paz and 41 other Rohingya on a beach.",
        "Nora Alba e Rui Paz foram detidos por entrada irregular.",
    ],
)
def test_who_only_stands_beside_it_is_none(text: str) -> None:
    assert not leads(text)
