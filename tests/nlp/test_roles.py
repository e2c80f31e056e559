"""Roles: operators need positive words; authorities, media and victims are never operators; clearances count."""

from __future__ import annotations

import pytest

from core.records import Analysis, Mention
from core.terms import LegalStatus, Role
from nlp.naming.folding import fold_forms, same_name
from tests.nlp.build import analyse

_RELEASE = (
    "LIMA. Deputy Minister Laura Pinto said on Tuesday that the government would ask its neighbours for help "
    "against people smuggling. She spoke of press reports on the Bolivian company SaltRoad, smuggling migrants "
    "through Argentina and Uruguay to Brazil. The company has sold tourist packages since 2019 and promised that "
    "someone would wait at each border to get people past the police. Prosecutor Marta Ruiz was asked to open a "
    "case. The head of the Federal Police (PF), Jorge Salas, will send officers to Argentina, Uruguay and Brazil, "
    "in line with the Palermo Convention."
)


def names(analysis: Analysis) -> list[str]:
    return [mention.name for mention in analysis.operators]


def find(analysis: Analysis, name: str) -> Mention:
    return next(m for m in analysis.mentions if name in (m.name, *m.aliases))


def test_a_ministers_release_names_one_operator_and_no_authority() -> None:
    analysis = analyse(_RELEASE, kind="news", country="PE", language="en", title="Government moves against smuggling")
    assert [label.value for label in analysis.labels] == ["smuggling_report"]
    assert names(analysis) == ["SaltRoad"]
    assert analysis.route.countries == ("BO", "AR", "UY", "BR")
    for official in ("Marta Ruiz", "Jorge Salas", "PF"):
        assert find(analysis, official).role is Role.AUTHORITY


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("La Fiscalía imputó por tráfico de migrantes a Nora Quispe, alias La Tía.", "es", {"Nora Quispe"}),
        ('Cayó la banda "Los Tejones", que cruzaba migrantes por trocha desde Ecuador.', "es", {"Los Tejones"}),
        ("Police arrested Harold Finch for smuggling migrants into Texas in a trailer.", "en", {"Harold Finch"}),
        ("Ray Dunn, 41, was sentenced to six years in prison for migrant smuggling.", "en", {"Ray Dunn"}),
        ("A PF prendeu Otávio Reis, apontado como coiote, por contrabando de migrantes.", "pt", {"Otávio Reis"}),
        (
            "A rede Vento Sul cobrava 900 dólares de cada migrante pela travessia ilegal, diz a PF, que prendeu três.",
            "pt",
            {"Vento Sul"},
        ),
    ],
)
def test_operators_by_positive_words(text: str, language: str, expected: set[str]) -> None:
    assert set(names(analyse(text, kind="news", language=language))) == expected


@pytest.mark.parametrize(
    ("text", "language", "cleared"),
    [
        (
            "El tribunal absolvió a Viajes Alondra de tráfico de migrantes. Fue condenado Beto Luna, su imitador.",
            "es",
            "Viajes Alondra",
        ),
        (
            "Police said smugglers had used the name of Heron Coaches to move migrants; two were arrested.",
            "en",
            "Heron Coaches",
        ),
        (
            "A polícia prendeu coiotes que se faziam passar por Rota Clara Turismo para levar migrantes.",
            "pt",
            "Rota Clara Turismo",
        ),
    ],
)
def test_who_was_cleared_or_impersonated_is_no_operator(text: str, language: str, cleared: str) -> None:
    analysis = analyse(text, kind="news", language=language)
    mention = find(analysis, cleared)
    assert mention.cleared
    assert mention.role is not Role.OPERATOR
    assert cleared not in names(analysis)


def test_a_denial_does_not_clear() -> None:
    text = (
        "La policía allanó la agencia Norte Fácil, que ofrecía cruzar la frontera sin papeles a migrantes. "
        "La empresa negó los cargos."
    )
    assert names(analyse(text, kind="news")) == ["Norte Fácil"]


def test_victims_are_never_operators() -> None:
    text = (
        "La policía detuvo a dos coyotes por tráfico de migrantes. La víctima, Marisol Paz, fue rescatada en un camión."
    )
    analysis = analyse(text, kind="news")
    assert find(analysis, "Marisol Paz").role is Role.VICTIM
    assert names(analysis) == []


def test_a_bribed_officer_of_the_ring_is_an_operator_and_his_service_is_not() -> None:
    text = (
        "El sargento Raúl Ibarra fue detenido: integraba la banda que trasladaba a migrantes y recibía sobornos, "
        "dijo la Policía Nacional."
    )
    analysis = analyse(text, kind="news")
    assert names(analysis) == ["Raúl Ibarra"]
    assert find(analysis, "Policía Nacional").role is Role.AUTHORITY


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Iván Rey fue condenado a ocho años de prisión por tráfico de migrantes.", LegalStatus.CONVICTED),
        ("Iván Rey fue imputado por tráfico de migrantes.", LegalStatus.CHARGED),
        ("Iván Rey fue detenido por tráfico de migrantes.", LegalStatus.UNDER_INVESTIGATION),
    ],
)
def test_the_status_is_what_the_sentence_says(text: str, status: LegalStatus) -> None:
    (mention,) = analyse(text, kind="news").operators
    assert mention.status is status
    assert mention.status_sentence == ("" if status is LegalStatus.REPORTED else text)
    assert mention.sentence == text


def test_without_a_report_nobody_is_an_operator() -> None:
    text = "Pedro Lira fue detenido por robar un banco. La banda Los Lentos usaba un camión."
    assert names(analyse(text, kind="news")) == []


def test_an_advert_names_its_advertiser_with_every_form() -> None:
    text = (
        "VIAJES PUMA AZUL: de Cúcuta a Lima por la trocha, sin pasaporte, pagas al llegar.\n"
        "Viajes Puma Azul, Instagram @pumaazul.viajes"
    )
    (mention,) = analyse(text).operators
    assert {mention.name, *mention.aliases} >= {"Viajes Puma Azul", "@pumaazul.viajes"}
    assert mention.status is LegalStatus.ADVERTISED


def test_a_lawful_advert_names_no_operator() -> None:
    assert names(analyse("Viajes Puma Azul: bus a Lima con pasaporte vigente. Boletos en el terminal.")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("VIVE ON LINE S.A.S.", "ViveOnline"),
        ("Héctor Arce", "Arce"),
        ("Policía de Investigaciones", "PI"),
        ("@pumaazul.viajes", "Puma Azul"),
        ("viajes_zafiro", "PasoZafiro"),
    ],
)
def test_forms_of_one_name(one: str, other: str) -> None:
    assert same_name(one, other) is (other != "PI")


def test_a_name_of_two_words_stands_behind_a_trade_too() -> None:
    assert same_name("Estrella Coral", "Agencia ESTRELLA CORAL EVENTOS")
    assert not same_name("Estrella Azul", "Agencia ESTRELLA CORAL EVENTOS")


def test_a_handle_of_trade_words_or_short_ones_is_nobodys() -> None:
    assert not same_name("viajes_travel", "Puma Azul Travel")
    assert same_name("nelo_rotas", "Prof. Nelo")
    assert same_name("casabrisa88", "Casa Brisa")
    assert same_name("casabrisa_hn", "Viajes Casa Brisa")
    assert not same_name("nelo_rotas", "Nelonia Prado")
    assert not same_name("teo_nelo", "Nelo Prado")
    assert not same_name("Casa 88", "Casa Brisa")
    assert not same_name("viajes_sol", "Puma Solar")
    assert not same_name("viajes_zafiro", "viajes_puma")


@pytest.mark.parametrize(
    ("handle", "name", "same"),
    [
        ("primosdelvalle.rgv", "Los Primos del Valle", True),
        ("nonnaberta.example", "Nonna Berta Assessoria", True),
        ("@elcalifa.corte", "Barbería El Califa", True),
        ("sol.tour", "Sol Azul Tour", False),
        ("alejandro.mora", "Alejandro Pinto", False),
        ("transportes.lima", "Transportes Aurora", False),
        ("brisa.viajes", "Brisa", True),
        ("policiafederal.sp", "Polícia Federal", False),
        ("viajesnorte.example", "Viajes Sur", False),
    ],
)
def test_a_handle_or_domain_is_the_name_run_together(handle: str, name: str, same: bool) -> None:
    assert same_name(handle, name) is same
    assert same_name(name, handle) is same


def test_names_that_share_a_trade_word_stay_apart() -> None:
    assert fold_forms(["Viajes Luna", "Viajes Sol"], linked=[]) == [["Viajes Luna"], ["Viajes Sol"]]


_RING = "Police dismantled a human trafficking ring that smuggled migrants across the border on Monday. "
_BANDA = "La policia desarticulo el lunes una red de trata que trasladaba migrantes por la frontera. "
_QUADRILHA = "A policia prendeu na segunda uma quadrilha de trafico de pessoas que levava migrantes pela fronteira. "


@pytest.mark.parametrize(
    ("text", "language", "protected"),
    [
        (_RING + "Ana Lirio Bask, known as Lirio, filed a federal lawsuit against the men.", "en", "Lirio"),
        (
            _RING + "Three women said he abused women, including Ana Lirio Bask, who testified against him.",
            "en",
            "Ana Lirio Bask",
        ),
        (_RING + "An investigator posing as a 16-year-old named Lirio answered the message.", "en", "Lirio"),
        (_BANDA + "Ana Lirio Basque, conocida como Lirio, presento una denuncia ante la fiscalia.", "es", "Lirio"),
        (_BANDA + "Una agente que se hizo pasar por una joven llamada Lirio respondio el mensaje.", "es", "Lirio"),
        (_QUADRILHA + "Ana Lirio Basca, conhecida como Lirio, registrou uma queixa na delegacia.", "pt", "Lirio"),
        (_RING + "In May Lirio Bask and Oro Fennel were arrested with 200 kilos of cocaine.", "en", "Lirio Bask"),
    ],
)
def test_who_complains_plays_a_part_or_moves_goods_is_no_operator(text: str, language: str, protected: str) -> None:
    analysis = analyse(text, kind="news", country="US", language=language)
    assert analysis.labels  # the report itself is one
    assert not [name for m in analysis.operators for name in (m.name, *m.aliases) if protected in name]


def test_a_complaint_by_prosecutors_protects_nobody() -> None:
    text = _RING + "Oro Fennel was arrested on Tuesday after prosecutors filed a complaint against him."
    assert names(analyse(text, kind="news", country="US", language="en")) == ["Oro Fennel"]


def test_a_firm_is_one_whichever_end_its_trade_stands_at() -> None:
    assert same_name("Assessoria Sol Poente", "Sol Poente Assessoria")
    assert not same_name("Sol Poente Assessoria", "Poente Sol Assessoria")
    assert not same_name("Assessoria Viagens", "Viagens Assessoria")


def test_a_surname_is_its_bearers_and_not_the_firms_that_is_called_after_him() -> None:
    names = ["Valdecir Nogueira Prates", "Prates & Moura Viagens Ltda", "Prates"]
    assert fold_forms(names, linked=[]) == [["Valdecir Nogueira Prates", "Prates"], ["Prates & Moura Viagens Ltda"]]
    assert fold_forms(["Prates & Moura Viagens Ltda", "Prates"], linked=[]) == [
        ["Prates & Moura Viagens Ltda", "Prates"]
    ]
