"""Who was forced, who helps, kin and counsel are no leads; who did it under such a name stays one."""

from __future__ import annotations

import pytest

from core.terms import Role
from tests.nlp.trained.test_standing import standing


@pytest.mark.parametrize(
    "text",
    [
        "Nora Alba fue obligada a guiar al grupo.",
        "Nora Alba foi obrigada a guiar o grupo.",
        "Nora Alba was forced to guide the group.",
        "Nora Alba, que fue forzada a manejar la lancha, llora.",
        "Nora Alba, que foi forçada a conduzir a lancha, chora.",
        "Nora Alba, who was forced to steer the boat, cried.",
        "Nora Alba, a quien obligaron a cargar el agua, llora.",
        "Nora Alba, a quem obrigaram a carregar a água, chora.",
        "Nora Alba, whom they forced to carry the water, cried.",
    ],
)
def test_who_was_forced_to_work_for_them_is_no_lead(text: str) -> None:
    assert standing(text, "Nora Alba") is Role.VICTIM


@pytest.mark.parametrize(
    "text",
    [
        "Nora Alba, que dirige el albergue, recibió a los migrantes.",
        "Nora Alba, que dirige o abrigo, recebeu os migrantes.",
        "Nora Alba, who runs the shelter, took in the migrants.",
        "Nora Alba, directora de la Casa del Migrante, los recibió.",
        "Nora Alba, diretora da Casa do Migrante, recebeu-os.",
        "Nora Alba, head of the shelter, took them in.",
        "Nora Alba buscaba a su hijo, que viajaba con el grupo.",
        "Nora Alba procurava o filho, que viajava com o grupo.",
        "Nora Alba was looking for her son, who travelled with the group.",
        "Nora Alba, que representa al cabecilla, no respondió.",
        "Nora Alba, que representa o cabecilla, não respondeu.",
        "Nora Alba, who represents the ringleader, did not answer.",
        "Nora Alba, que defiende a los acusados, pidió tiempo.",
        "Nora Alba, que defende os arguidos, pediu tempo.",
        "Nora Alba, who defends the accused, asked for time.",
        "Nora Alba, por la defensa, pidió tiempo.",
        "Nora Alba, pela defesa, pediu tempo.",
        "Nora Alba, for the defence, asked for time.",
        "La abogada habló: Nora Alba, que representa al líder, no respondió.",
        "Nora Alba, que representa a los acusados de dirigir la red, pidió tiempo.",
        "Nora Alba, directora del albergue, coordina la red de casas de acogida.",
        "Nora Alba, diretora do abrigo, trabalha para a rede de apoio aos migrantes.",
    ],
)
def test_shelters_kin_and_counsel_are_no_leads(text: str) -> None:
    assert standing(text, "Nora Alba") is Role.OTHER


@pytest.mark.parametrize(
    "text",
    [
        "Nora Alba, por el Ministerio Público, pidió diez años.",
        "Nora Alba, pelo Ministério Público, pediu dez anos.",
        "Nora Alba, for the DPP, asked for ten years.",
        "Nora Alba, jefa de la Policía en Ipiales, habló de la red detenida.",
        "Nora Alba, chefe da Polícia Federal em Belém, falou do caso.",
        "Nora Alba, head of NAPTIP in Benin, spoke of the case.",
        "Nora Alba, jefa de la Policía de Fronteras, dijo que el detenido dirigía la red.",
        "Nora Alba, chefe da Polícia Federal em Belém, prendeu quem vendia os vistos.",
        "Nora Alba, head of NAPTIP in Benin, said the gang sold visas and took the money.",
    ],
)
def test_who_speaks_for_the_state_or_heads_an_office_is_no_lead(text: str) -> None:
    assert standing(text, "Nora Alba") is Role.AUTHORITY


@pytest.mark.parametrize(
    "text",
    [
        "Iban en un bus de Rutas Alba, que ayudó a los agentes.",
        "Iam num autocarro da Rutas Alba, que ajudou os agentes.",
        "They rode a coach of Rutas Alba, which helped the agents.",
        "Viajaban con Rutas Alba, que denunció a la policía el caso, no: que alertó a las autoridades.",
        "Viajavam com a Rutas Alba, que alertou as autoridades.",
        "They travelled with Rutas Alba, which alerted the authorities.",
    ],
)
def test_a_firm_that_helped_the_police_is_no_lead(text: str) -> None:
    assert standing(text, "Rutas Alba") is Role.OTHER


@pytest.mark.parametrize(
    "text",
    [
        "Nora Alba fue obligada a entregarse.",
        "Nora Alba foi obrigada a entregar-se.",
        "Nora Alba was forced to surrender.",
        "Nora Alba fue obligada a guiar al grupo, alegó su defensa.",
        "Nora Alba foi obrigada a guiar o grupo, alega a defesa.",
        "Nora Alba was forced to steer the boat, her lawyer claims.",
        "Nora Alba obligaba a las mujeres a trabajar.",
        "Nora Alba obrigava as mulheres a trabalhar.",
        "Nora Alba forced the women to work.",
        "Nora Alba, que dirige el albergue, cobraba a los migrantes.",
        "Nora Alba, que dirige o abrigo, cobrava aos migrantes.",
        "Nora Alba, who runs the shelter, charged the migrants.",
        "Nora Alba, que dirige el albergue, fue detenida.",
        "Nora Alba, que dirige o abrigo, foi detida.",
        "Nora Alba, who runs the shelter, was arrested.",
        "Nora Alba, que dirige la red, los recibió.",
        "Nora Alba, que dirige a rede, recebeu-os.",
        "Nora Alba, who runs the ring, took them in.",
        "Nora Alba buscaba a sus clientes en la plaza.",
        "Nora Alba procurava clientes na praça.",
        "Nora Alba was looking for customers.",
        "Nora Alba, que representa a la red en Turquía, los recibía.",
        "Nora Alba, que representa a rede na Turquia, recebia-os.",
        "Nora Alba, who represents the ring in Turkey, met them.",
        "Nora Alba, jefa de la Policía en Ipiales, fue detenida.",
        "Nora Alba, chefe da Polícia em Belém, foi presa.",
        "Nora Alba, head of the police in Benin, was arrested.",
        "Nora Alba, jefa de la banda, los recibió.",
        "Nora Alba, chefe da quadrilha, recebeu-os.",
        "Nora Alba, head of the gang, met them.",
        "Nora Alba, que ayudó a la policía, cobraba.",
        "Nora Alba, que ajudou a polícia, cobrava.",
        "Nora Alba, who helped the police, charged them.",
        "Nora Alba, jefa de la Policía de Fronteras, dirigía la red de coyotes.",
        "Nora Alba, chefe da Polícia de Fronteiras, dirigia a rede de coiotes.",
        "Nora Alba, head of the border police, led the ring.",
        "Nora Alba, comandante de la Policía, escoltaba los camiones de la red.",
        "Nora Alba, comandante da Polícia, escoltava os caminhões da rede.",
        "Nora Alba, commander of the police, escorted the trucks of the ring.",
        "Nora Alba, head of the Immigration office, sold visas to the ring.",
        "Nora Alba, head of the police in Benin, who took money from the ring, met them.",
        "Nora Alba, que representa a los coyotes en la frontera, fijaba el precio y está acusada de tráfico.",
        "Nora Alba, que representa os coiotes na fronteira, fixava o preço.",
        "Nora Alba, who represents the leader of the ring, collected the money.",
        "Nora Alba, directora del albergue, escondía a los migrantes por encargo de la red.",
        "Nora Alba, diretora do abrigo, escondia os migrantes a mando da rede.",
        "Nora Alba, head of the shelter, hid the migrants on the orders of the ring.",
    ],
)
def test_who_is_said_to_have_done_it_stays_a_lead(text: str) -> None:
    assert standing(text, "Nora Alba") is None


@pytest.mark.parametrize(
    "text",
    [
        "Iban con Rutas Alba, que ayudó a los migrantes a cruzar.",
        "Iam com a Rutas Alba, que ajudou os migrantes a passar.",
        "They rode with Rutas Alba, which helped the migrants across.",
        "Iban con Rutas Alba, que ayudó a los policías a pasar gente.",
        "Iam com a Rutas Alba, que ajudou os agentes a passar gente.",
        "They rode with Rutas Alba, which helped the officers to smuggle people.",
    ],
)
def test_a_firm_that_helped_them_across_stays_a_lead(text: str) -> None:
    assert standing(text, "Rutas Alba") is None


@pytest.mark.parametrize(
    "text",
    [
        "A clerk was charged. His employer, Rift Sky Coaches, reported him.",
        "Detuvieron al chofer. La empresa, Rift Sky Coaches, lo denunció.",
        "O motorista foi preso. A empresa, Rift Sky Coaches, demitiu-o.",
    ],
)
def test_who_reported_its_own_clerk_is_no_lead(text: str) -> None:
    assert standing(text, "Rift Sky Coaches") is Role.OTHER


@pytest.mark.parametrize(
    "text",
    [
        "Migrants paid Rift Sky Coaches, and a customer reported him.",
        "His employer, Rift Sky Coaches, charged migrants 300 dollars.",
        "Su empresa, Rift Sky Coaches, fue denunciada.",
    ],
)
def test_whom_others_reported_stays_one(text: str) -> None:
    assert standing(text, "Rift Sky Coaches") is None
