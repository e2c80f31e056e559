"""What the words beside a name make of it, however sure the model is."""

from __future__ import annotations

import pytest

from core.terms import DocumentKind, Role
from nlp.naming.occurrences import Occurrence
from nlp.pipeline import read_words
from nlp.trained.standing import by_standing
from tests.nlp.build import make_document


def standing(text: str, name: str, *, kind: DocumentKind = DocumentKind.NEWS, share: float = 0.999) -> Role | None:
    """What the words beside a name make of somebody whom the heads take for an operator."""
    reading = read_words(make_document(text, kind=kind))
    start = reading.text.index(name)
    at = [Occurrence(name, start, start + len(name), reading.sentence_index(start))]
    return by_standing(reading, at, {Role.OPERATOR: share, Role.OTHER: 1 - share})


@pytest.mark.parametrize(
    "text",
    [
        "Según la fiscal contra el tráfico ilícito de migrantes Nora Alba, se les llevaba en bus.",
        "Del lado tico, la oficial Nora Alba, de la Policía de Fronteras, confirma un detenido.",
        "La jueza Nora Alba explicó que el grupo cobraba por persona.",
        "A delegada Nora Alba disse que o grupo cobrava por pessoa.",
        "According to prosecutor Nora Alba, the group charged by the head.",
        "Detective Nora Alba told the court that the group charged by the head.",
        "Los vocales Ana Sol y Nora Alba dieron por probado que la pareja traía jóvenes de Potosí.",
        "VISTOS por la Corte, integrada por las juezas superiores Ana Sol y Nora Alba, FALLA: condenando a Beto Ruiz.",
        "The court sat with judges Ana Sol, Nora Alba and Beto Ruiz.",
        "Los jueces Ana Sol y Nora Alba condenaron a ocho años al coyote, detenido en marzo.",
        "As desembargadoras Nora Alba e Ana Sol mantiveram a pena.",
        "Judges Ana Sol, Beto Ruiz and Nora Alba upheld it.",
        "Con esa frase cierra Nora Alba, titular del juzgado mixto número 2, un auto que archiva la vía penal.",
        "O grupo cobrava por pessoa, escreveu Nora Alba, juíza da 3ª Vara Federal.",
        'But the agency\'s own undercover, testifying as "Nora Alba", told jurors that he sold her a seat.',
        "Una agente encubierta, conocida como Nora Alba, compró dos cupos.",
        "La agente encubierta que se hizo pasar por compradora de pasajes, y que habló como «Nora Alba», es de HSI.",
        "O Nora Alba, força conjunta da PRF e da Polícia Militar, prendeu o coiote.",
        "They were lured with jobs, wrote Nora Alba, presiding judge of the district court.",
        "09.40 Beto Ruiz. Tráfico de migrantes. Fiscal: Nora Alba. Defensa: Ana Sol.",
        "Sala 2. Beto Ruiz, promoção de migração ilegal. Juíza: Nora Alba.",
        "Court 2. Beto Ruiz: assisting unlawful immigration. Prosecuting: Nora Alba.",
    ],
)
def test_an_official_whose_word_is_given_is_no_lead_however_sure_the_model_is(text: str) -> None:
    assert standing(text, "Nora Alba") is Role.AUTHORITY


@pytest.mark.parametrize(
    "text",
    [
        "La oficial de migración Nora Alba, que dejaba pasar a los grupos, fue detenida.",
        "Nora Alba, titular del juzgado mixto número 2, fue detenida por vender sentencias al grupo.",
        "Según la investigación, Nora Alba cobraba por persona.",
        "Dijo el capitán Nora Alba a los pasajeros que no hablaran.",
        "Según el fiscal, que no dio más detalles, cobraba Nora Alba.",
        "La jueza envió a prisión a Nora Alba, dijo su abogado.",
        "Explicó la fiscal que Nora Alba cobraba por persona.",
        "Según el fiscal cobraba por persona Nora Alba.",
        "Ante el juez Nora Alba dijo que cobraba por persona.",
        "Before the judge Nora Alba said that she had charged them.",
        "La fiscal acusó a Nora Alba, dijo la prensa.",
        "Un agente encubierto compró dos cupos a la mujer conocida como Nora Alba.",
        "An undercover officer met a woman known as Nora Alba.",
        "Fueron citados como testigos contra la banda: Ana Sol. Nora Alba, la jefa, cobraba.",
        "Foram ouvidos como testemunhas: Ana Sol; foi presa Nora Alba.",
        "El agente encubierto que se hizo pasar por cliente compró dos cupos a la mujer conocida como Nora Alba.",
        "Detuvieron a Nora Alba, y la unidad de la Policía la llevó al juzgado.",
    ],
)
def test_who_is_accused_stays_a_lead_in_office_too(text: str) -> None:
    assert standing(text, "Nora Alba") is None


@pytest.mark.parametrize(
    "text",
    ["Viajes al norte. Ver referencias: Nora Alba, de Déleg.", "No confundir con Nora Alba, que son otros.",
     "Viajamos todos los lunes. Los que ya viajaron con nosotros: Nora Alba."],
)  # fmt: skip
def test_customers_and_namesakes_of_an_advert_are_no_leads(text: str) -> None:
    assert standing(text, "Nora Alba", kind=DocumentKind.AD) is Role.OTHER


@pytest.mark.parametrize(
    "text",
    ["Referencia: frente al banco, preguntar por Nora Alba.", "Viajes al norte con Nora Alba.",
     "Referencias: casa de Nora Alba, portón verde."],
)  # fmt: skip
def test_whom_an_advert_tells_to_ask_for_stays_one(text: str) -> None:
    assert standing(text, "Nora Alba", kind=DocumentKind.AD) is None


@pytest.mark.parametrize(
    "text",
    [
        "Nora Alba, de 16 años, llevaba a los grupos por la trocha.",
        "Nora Alba, 14, cleaned saws for the ring.",
        "Nora Alba, 17 anos, guiava o barco.",
        "O piloteiro, Nora Alba, morador de Letícia, é menor e foi entregue ao Conselho Tutelar.",
        "No barco iam três clientes de Jadir: Ana Sol, o irmão dela, Rui, e Nora Alba, de Sobrália.",
        "Entre los muertos hay dos vecinos: Ana Sol y Nora Alba.",
        "FALLA: CONDENANDO a Beto Ruiz en perjuicio de las menores de iniciales A. S. y R. T. y de la mayor Nora Alba.",
        "Fue condenado por trata en agravio de Ana Sol, Rita Paz y Nora Alba, a nueve años.",
        "Condenado por tráfico de pessoas em prejuízo da jovem Nora Alba.",
        "One passenger, Nora Alba, paid US$350.",
        "La migrante Nora Alba pagó 300 dólares.",
        "Among his clients were home health aide Nora Alba and taxi driver Beto Sol.",
        "Nora Alba and her friend Ana Sol paid 6.8 million each to the agency.",
        "Los hermanos, de apellido Nora Alba, habían pagado siete mil dólares cada uno a una señora.",
        "Nora Alba pagó 300 dólares por el cupo en la lancha.",
        "Uma delas, Nora Alba, fugiu e foi à Guardia Civil.",
        "Nora Alba, de 24 años, cuenta desde la cama del hospital que el chofer corría.",
    ],
)
def test_children_and_those_whom_it_happened_to_are_no_leads(text: str) -> None:
    assert standing(text, "Nora Alba") is Role.VICTIM


@pytest.mark.parametrize(
    "text",
    [
        "Nora Alba, 36, steered the boat.",
        "Nora Alba, 12 anos de prisão.",
        "O tribunal condenou os três: Ana Sol, nove anos, e Nora Alba, 12 anos.",
        "Nora Alba es menor que su hermano.",
        "Foram presentes ao juiz Beto Sol, Nora Alba e um menor.",
        "The driver, Beto Sol, and a passenger, Nora Alba, are held without bond.",
        "Las víctimas: dos. La banda de Nora Alba cobraba 300 dólares.",
        "Por el delito en perjuicio de nueve migrantes, Nora Alba pagará nueve años.",
        "En perjuicio de los migrantes actuó Nora Alba.",
        "Em prejuízo de doze haitianos, cobrava Nora Alba.",
        "Cobraba a sus clientes Nora Alba.",
        "Detuvieron al dueño del barco con Nora Alba.",
        "La testigo señaló a Nora Alba.",
        "Nora Alba não responde por menos: são nove anos.",
        "Nora Alba paid the skipper 500 dollars each night.",
        "Among his clients were six men whom Nora Alba had recruited.",
        "Nora Alba, detenida el lunes, pagó 300 dólares por el cupo de otros.",
        "Quem atendia era Nora Alba, que cobrou sete mil dólares e agora não responde.",
        "Nora Alba cobraba a los pasajeros y su hermano es testigo.",
        "Nora Alba, whose cousin is a witness, ran the ring.",
        "Detuvieron en el barco a Nora Alba.",
        "Las víctimas señalaron a tres: Ana Sol y Nora Alba.",
        "La migrante Nora Alba fue acusada de conducir la lancha.",
        "Según la víctima, Nora Alba le exigió otros 2.000 dólares.",
        "For every migrant, Nora Alba was paid $500.",
        "O ex-deportado Nora Alba é apontado como chefe.",
        "A bordo del barco, Nora Alba daba las órdenes.",
        "The owner of the vessel, Nora Alba, collected the fares.",
        "Nora Alba no es testigo, sino la principal acusada.",
        "Nora Alba negó los hechos, pero el chófer será testigo de cargo contra ella.",
        "El tribunal impuso a Nora Alba 12 años y una multa.",
        "Víctimas: la red de Nora Alba dejó 12 muertos.",
        "Ao delegado Nora Alba disse que cobrava.",
        "Former prosecutor Nora Alba said she never took bribes.",
        "Detuvieron a los jueces Ana Sol y Nora Alba por cobrar a la red.",
        "Los jueces Ana Sol y Nora Alba fueron detenidos con el dinero.",
        "Los jueces Ana Sol y Nora Alba cobraban a la red.",
        "Nora Alba told the women from the shelter that she had jobs for them.",
        "Nora Alba contou às jovens do abrigo que havia vagas.",
        "Los jueces corruptos Ana Sol y Nora Alba cobraban a la red.",
        "Los jueces dijeron que Ana Sol y Nora Alba cobraban por persona.",
        "Los jueces Ana Sol y Beto Ruiz mantuvieron la pena. Nora Alba cobraba por persona.",
        "Nora Alba, acusada de captarlas, escapó y acudió a la policía de Quito.",
    ],
)
def test_years_of_another_kind_leave_a_lead(text: str) -> None:
    assert standing(text, "Nora Alba") is None


def test_a_firm_is_no_child() -> None:
    assert standing("Transportes Sol, 15 años en el rubro, ofrecía el paso.", "Transportes Sol") is None


@pytest.mark.parametrize(
    "text",
    [
        "La banda usaba el pesquero Nora Alba para los viajes.",
        "They are two brothers, whose pirogue Nora Alba was found with wet life vests.",
        "O condutor do minibus, Nora Alba, transportava encomendas e foi testemunha.",
        "Another cousin, Nora Alba, drove the boys to work and is a witness.",
        "El chofer, Nora Alba, creyó la historia y no tiene cargos.",
        "The taxi man, Nora Alba, is listed among the prosecution's witnesses.",
        "The taxi man, Nora Alba, is a prosecution witness and reported the ring.",
        "09.40 Beto Ruiz. Tráfico de migrantes. Defensa: Nora Alba.",
        "Court 2. Beto Ruiz: assisting unlawful immigration. Defending: Nora Alba.",
        "São os ouvidos como testemunhas, pela ordem dos autos: o vaqueiro Rui; Nora Alba, haitiana; e Ana Sol.",
        "Fueron citados como testigos: la vecina Ana Sol y Nora Alba.",
        "Nora Alba depôs como testemunha e disse que hospedava os grupos.",
        "Nora Alba, que los llevó al hotel, declaró como testigo protegido.",
        "Nora Alba testified as a key witness that she had driven them.",
    ],
)
def test_boats_witnesses_and_the_defence_are_no_leads(text: str) -> None:
    assert standing(text, "Nora Alba") is Role.OTHER


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Os músicos, procurados por Nora Alba, nunca ouviram falar do caso.", Role.MEDIA),
        ("Os haitianos eram procurados por Nora Alba, que cobrava a viagem.", None),
    ],
)
def test_a_paper_that_asked_for_an_answer_is_no_lead(text: str, wanted: Role | None) -> None:
    assert standing(text, "Nora Alba") is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Un abogado de Nora Alba aseguró que colaborará.", None),
        ("El abogado Nora Alba aseguró que colaborará.", Role.OTHER),
        ("O delegado chama-se Nora Alba.", Role.AUTHORITY),
        ("O agente espanhol Nora Alba leu.", Role.AUTHORITY),
    ],
)
def test_an_office_is_that_of_the_name_behind_it(text: str, wanted: Role | None) -> None:
    assert standing(text, "Nora Alba", share=0.9) is wanted


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        (
            "Ali estavam 54 vítimas, agora acompanhadas pela Associação Nora Alba.",
            "Associação Nora Alba",
            Role.OTHER,
        ),
        ("As vítimas eram acolhidas por Nora Alba, que as levava ao bar.", "Nora Alba", None),
        ("Na morada, por cima do restaurante Nora Alba, estavam registadas 318 pessoas.", "Nora Alba", Role.OTHER),
        ("A rede era chefiada do restaurante Nora Alba.", "Nora Alba", None),
    ],
)
def test_who_helps_and_the_house_where_it_was_are_no_leads(text: str, name: str, wanted: Role | None) -> None:
    assert standing(text, name) is wanted


_OFFER = "Cruce de Pisiga a Colchane sin papeles, 300 dólares por persona. "


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Contacto: la reportera Nora Alba, WhatsApp +56 9 0000 0000.", "Nora Alba"),
        ("Preguntar por Nora Alba, periodista de Ecos del Llano.", "Nora Alba"),
        ("Preguntar por Nora Alba, periodista de Ecos del Llano.", "Ecos del Llano"),
        ("Contato: jornalista Nora Alba, WhatsApp.", "Nora Alba"),
        ("Contact: reporter Nora Alba of the Valley Ledger.", "Nora Alba"),
        ("Contact: reporter Nora Alba of the Valley Ledger.", "Valley Ledger"),
        ("Llame al comisario Nora Alba de la policía.", "Nora Alba"),
        ("Contacto: sargento Nora Alba, Carabineros.", "sargento Nora Alba"),
        ("Contacto: la víctima Nora Alba, WhatsApp.", "Nora Alba"),
    ],
)
def test_an_advert_can_not_list_whom_it_calls_an_official_a_reporter_or_a_victim(text: str, name: str) -> None:
    assert standing(_OFFER + text, name, kind=DocumentKind.AD) is Role.OTHER


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("No sea víctima de Rutas Alba.", "Rutas Alba"),
        ("Pregunte por el agente de viajes Nora Alba.", "Nora Alba"),
        ("Capitán Nora Alba, lancha propia.", "Nora Alba"),
        ("Con Nora Alba, sin policía de por medio.", "Nora Alba"),
        ("Atiende un ex policía Nora Alba.", "Nora Alba"),
        ("Síganos en @rutas.oficial Nora Alba.", "Nora Alba"),
    ],
)
def test_who_signs_an_advert_beside_such_words_stays_a_lead(text: str, name: str) -> None:
    assert standing(_OFFER + text, name, kind=DocumentKind.AD) is None


@pytest.mark.parametrize(
    "text",
    [
        "Among those who named her is Nora Alba, who cooked for the house.",
        "Entre quienes lo denunciaron a la fiscalía está Nora Alba, que cocinaba.",
        "Entre os que a acusaram estão Nora Alba e Ana Sol.",
    ],
)
def test_who_is_among_those_who_accuse_is_a_witness(text: str) -> None:
    assert standing(text, "Nora Alba") is Role.OTHER


@pytest.mark.parametrize(
    "text",
    [
        "Among those whom she named is Nora Alba, who cooked for the house.",
        "Entre los que denunció la fiscalía está Nora Alba.",
        "Entre os acusados está Nora Alba.",
    ],
)
def test_who_is_among_those_accused_is_none(text: str) -> None:
    assert standing(text, "Nora Alba") is None
