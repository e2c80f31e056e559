"""Where names begin and end, and when two are told apart."""

from __future__ import annotations

import re

import numpy as np
import pytest

from nlp.naming.clearance import is_cleared
from nlp.trained.edges import names_in, whole_names
from nlp.trained.spans import Tagged
from nlp.trained.tags import KINDS
from tests.nlp.readings import reading_of


def named(text: str, marked: str, kind: str = "news") -> list[str]:
    reading = reading_of(text, kind=kind)
    start = reading.text.index(marked)
    tag = Tagged(start, start + len(marked), KINDS[0], np.zeros(len(KINDS)))
    return [occurrence.name for occurrence in names_in(reading, tag)]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("Rufina e Dalila Brocardo", ["Rufina", "Dalila Brocardo"]),
        ("Teo Marbán y Lucio Ansaldi", ["Teo Marbán", "Lucio Ansaldi"]),
        ("Bikram and Yusuf", ["Bikram", "Yusuf"]),
    ],
)
def test_two_persons_are_two_names(marked: str, wanted: list[str]) -> None:
    assert named(f"Detuvieron a {marked} en la terminal.", marked) == wanted


@pytest.mark.parametrize(
    "marked",
    [
        "Transportes Marbán y Ansaldi",
        "Ansaldi e Filhos",
        "Marbán Câmbio e Passagens",
        "Marbán y Asociados",
        "Ministerio de Justicia y Paz",
        "Marbán & Ansaldi",
    ],
)
def test_a_firm_or_a_body_stays_whole(marked: str) -> None:
    assert named(f"Detuvieron al dueño de {marked} ayer.", marked) == [marked]


def test_what_stands_in_quotes_or_in_an_advert_stays_whole() -> None:
    assert named('Se hacía llamar "Noche y Luna" en el chat.', "Noche y Luna") == ["Noche y Luna"]
    assert named("Pregunta por Nena y Beto", "Nena y Beto", "ad") == ["Nena y Beto"]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("Agencia Brisa — Doña Nena", ["Agencia Brisa", "Doña Nena"]),
        ("Taller Brisa | Nena", ["Taller Brisa", "Nena"]),
        ("Rutas Lima-Tacna", ["Rutas Lima-Tacna"]),
        ("Mr. Omar & Zuzy", ["Mr. Omar", "Zuzy"]),
        ("Dona Lia da Cantina Boa Maré", ["Dona Lia", "Cantina Boa Maré"]),
        ("Lic. Nelva de Grupo Arce Jobs", ["Lic. Nelva", "Grupo Arce Jobs"]),
        ("Tia Zefa do Rocha", ["Tia Zefa do Rocha"]),
        ("Don Pepe & Hijos", ["Don Pepe & Hijos"]),
        ("La Casa de Viajes Arce", ["La Casa de Viajes Arce"]),
        ("Mrs. Dalma, Hearts & Reefs Introductions", ["Mrs. Dalma", "Hearts & Reefs Introductions"]),
        ("Yorga de la Caravana Sol", ["Yorga", "Caravana Sol"]),
        ("Suraj bhai Brisa Consultancy", ["Suraj bhai", "Brisa Consultancy"]),
        ("Suraj bhai", ["Suraj bhai"]),
        ("Falar c/ Beto do Ramal", ["Beto do Ramal"]),
        ("fono", []),
        ("Nena @ Brisa Care Routes", ["Nena", "Brisa Care Routes"]),
        ("Brisa Travels a.k.a. BrisaFly", ["Brisa Travels", "BrisaFly"]),
        ("Hijos de la Caravana Sol", ["Hijos de la Caravana Sol"]),
        ("Rutas del Grupo Sol", ["Rutas del Grupo Sol"]),
    ],
)
def test_a_mark_between_two_names_of_an_advert_tells_them_apart(marked: str, wanted: list[str]) -> None:
    assert named(f"Escribe a {marked}, sale viernes.", marked, "ad") == wanted


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("@lanchas.sol no Face", "@lanchas.sol"),
        ("Rafa no", "Rafa"),
        ("en Puerta Dorada", "Puerta Dorada"),
        ("Yuly\nInsta", "Yuly"),
        ("Baby Face", "Baby Face"),
        ("Nena às", "Nena"),
        ("Chama Nhô Tino", "Nhô Tino"),
        ("Contato Brisa Models", "Brisa Models"),
        ("Somos Brisa Models", "Brisa Models"),
        ("Nosotros somos la Caravana Sol", "Caravana Sol"),
        ("Marcações Tonho das Viagens", "Tonho das Viagens"),
        ("Viber Brisa Agency", "Brisa Agency"),
        ("Falar Mestre Cuca", "Mestre Cuca"),
        ("Trust Auntie Bisi", "Auntie Bisi"),
        ("Fala com Tino", "Tino"),
        ("Salão Mi Chama", "Salão Mi Chama"),
        ("Trustworthy Travels", "Trustworthy Travels"),
        ("Fala Sério Viagens", "Fala Sério Viagens"),
        ("Call Center Lima", "Call Center Lima"),
        ("Dr. No", "Dr. No"),
        ("@sol", "@sol"),
        ("Escribime Ña Chiqui", "Ña Chiqui"),
        ("Link Sis. Dalma", "Sis. Dalma"),
        ("Link Travel Sol", "Link Travel Sol"),
        ("Moreno Brisa ocho cero nueve", "Moreno Brisa"),
        ("a) Pichón", "Pichón"),
    ],
)
def test_what_is_no_part_of_a_name_goes(marked: str, wanted: str) -> None:
    assert named(f"Saída sexta, fala com {marked} 3.", marked, "ad") == [wanted]


@pytest.mark.parametrize(
    ("marked", "verdict"),
    [
        ("Teo Marbán Ortiz Vega y Lucio Ansaldi Prado Ríos", "fueron absueltos ayer."),
        ("Bikram Thapa Gurung and Yusuf Omar Ali Warsame", "were cleared of all charges."),
    ],
)
def test_an_acquittal_of_two_clears_each(marked: str, verdict: str) -> None:
    reading = reading_of(f"{marked} {verdict}", kind="news")
    start = reading.text.index(marked)
    both = names_in(reading, Tagged(start, start + len(marked), KINDS[0], np.zeros(len(KINDS))))
    assert [is_cleared(reading, occurrence) for occurrence in both] == [True, True]


def test_a_name_ends_where_the_title_does() -> None:
    reading = reading_of("LOS PRIMOS ocupa gente.", title="Vaya con Primos", kind="ad")
    start, end = reading.text.index("Primos"), reading.text.index(" ocupa")
    found = names_in(reading, Tagged(start, end, KINDS[0], np.zeros(len(KINDS))))
    assert [occurrence.name for occurrence in found] == ["Primos", "LOS PRIMOS"]


def test_a_name_ends_where_the_sentence_does() -> None:
    marked = "Foz Beleza Unhas. Palmira Seara"
    assert named(f"Foi presa na loja {marked} cobrava ali.", marked) == ["Foz Beleza Unhas", "Palmira Seara"]
    for whole in ("Capt. Tino Vera", "Juan Fco. Pérez", "Transportes Hnos. Rivas"):
        assert named(f"Llegó {whole} ayer.", whole) == [whole]


def test_who_is_acquitted_in_the_next_sentence_clears_nobody_before() -> None:
    marked = "Foz Beleza Unhas. Palmira Seara"
    reading = reading_of(f"A polícia fechou a loja {marked} foi absolvida.", kind="news", language="pt")
    start = reading.text.index(marked)
    both = names_in(reading, Tagged(start, start + len(marked), KINDS[0], np.zeros(len(KINDS))))
    assert [is_cleared(reading, occurrence) for occurrence in both] == [False, True]


def test_a_word_without_end_takes_no_time_without_end() -> None:
    for hostile in ("Aa" * 10_000, "Yuly" + "\n" * 5_000 + "Rios"):
        assert len(named(f"Llegó {hostile} ayer.", hostile, "ad")) == 1


def test_a_nickname_in_a_name_keeps_both_its_marks() -> None:
    assert named('Detuvieron a Tino "Mergulho" ayer.', 'Tino "Mergulho') == ['Tino "Mergulho"']
    assert named("Detuvieron a Tino «Mergulho» ayer.", "Tino «Mergulho") == ["Tino «Mergulho»"]
    assert named('Dijo: "La red de Tino Vera" cayó.', "Tino Vera") == ["Tino Vera"]


def test_a_title_marked_by_itself_is_nobodys_name() -> None:
    assert named("Escríbele a Prof. Nelo hoy.", "Prof", "ad") == []
    assert named("Escríbele al Profe. Hoy no atiende.", "Profe. Hoy"[:5], "ad") == []
    assert named("Escríbele al Profe, que atiende.", "Profe", "ad") == ["Profe"]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("Multiservicios Luz E.I.R.L. Recojo", "Multiservicios Luz E.I.R.L."),
        ("Viajes Brisa SAS", "Viajes Brisa SAS"),
        ("SAS Viajes Brisa", "SAS Viajes Brisa"),
        ("Brisa S.A.S. y Otros", "Brisa S.A.S. y Otros"),
        ("D'Ávila Viagens S/A. Zap", "D'Ávila Viagens S/A"),
        ("Assessoria Brisa & Cia. Zap", "Assessoria Brisa & Cia."),
        ("Viagens Brisa ME. Whats", "Viagens Brisa ME."),
    ],
)
def test_a_firms_name_ends_with_its_legal_form(marked: str, wanted: str) -> None:
    assert named(f"Atiende {marked} a domicilio.", marked, "ad") == [wanted]


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        (("Transporte", "Servicios Gran Brisa"), ["Transporte y Servicios Gran Brisa"]),
        (("Brisa", "Servicios Gran Mar"), ["Brisa", "Servicios Gran Mar"]),
        (("BRS Asesorías", "Intercambios SRL"), ["BRS Asesorías y Intercambios SRL"]),
        (("BRS Asesorías", "Transportes Brisa SRL"), ["BRS Asesorías", "Transportes Brisa SRL"]),
        (("Rui Paz", "Intercambios SRL"), ["Rui Paz", "Intercambios SRL"]),
    ],
)
def test_a_trade_alone_is_no_name(parts: tuple[str, str], wanted: list[str]) -> None:
    reading = reading_of(f"Viaja con {' y '.join(parts)} al sur.", kind="ad")
    tags = [
        Tagged(at, at + len(part), KINDS[0], np.zeros(len(KINDS)))
        for part in parts
        for at in [reading.text.index(part)]
    ]
    assert [reading.text[tag.start : tag.end] for tag in whole_names(reading, tags)] == wanted


def test_a_name_of_a_report_ends_with_its_line() -> None:
    assert named("Caso de Transportes Brisa\nIquique, lunes.", "Transportes Brisa\nIquique") == [
        "Transportes Brisa",
        "Iquique",
    ]
    assert named("Llama a Transportes\nBrisa hoy.", "Transportes\nBrisa", "ad") == ["Transportes Brisa"]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("Karla Nelva N. El", "Karla Nelva N"),
        ("Anabela P. Cada", "Anabela P"),
        ("Cristo Marbán of Palestine", "Cristo Marbán"),
        ("Ansaldi Trucking of Laredo", "Ansaldi Trucking"),
        ("Sons of Lagos", "Sons of Lagos"),
        ("Bank of Laredo", "Bank of Laredo"),
        ("Prosecution Service of Kenya", "Prosecution Service of Kenya"),
    ],
)
def test_a_name_ends_before_the_next_sentence_and_before_a_home(marked: str, wanted: str) -> None:
    assert named(f"They held {marked} on Monday.", marked) == [wanted]


def test_a_name_keeps_its_own_figure() -> None:
    assert named("Somos Los Siete, salida viernes.", "Los Siete", "ad") == ["Los Siete"]
    assert named("Pregunta por Brisa ocho cero nueve 555 01 44", "Brisa ocho", "ad") == ["Brisa"]


def test_a_nickname_before_a_name_is_no_part_of_it() -> None:
    assert named("El grupo de la «Gringa» Sulma Brocardo cayó.", "Gringa» Sulma Brocardo") == ["Sulma Brocardo"]
    assert named("Falar na Companhia 'Mar Sabi'.", "Companhia 'Mar Sabi", "ad") == ["Companhia 'Mar Sabi'"]
    assert named("Cayó Dina O'Brien ayer.", "Dina O'Brien") == ["Dina O'Brien"]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("Coordina el Sapo Marbán", ["Sapo Marbán"]),
        ("Bar Brisa\nVisto", ["Bar Brisa"]),
        ("@ansaldi_viajes\nReport ad", ["@ansaldi_viajes"]),
        ("Visto Bueno", ["Visto Bueno"]),
    ],
)
def test_what_an_advert_and_its_site_say_beside_a_name_is_no_part_of_it(marked: str, wanted: list[str]) -> None:
    assert named(f"Viajes a diario. {marked} 301 veces", marked, kind="ad") == wanted


@pytest.mark.parametrize(
    ("text", "marked", "wanted"),
    [
        ("Dona da {Brisa Agro}, {Unipessoal Lda}., em Beja.", 2, ["Brisa Agro, Unipessoal Lda"]),
        ("A gerente da {Brisa Unipessoal}, {Lda}, negou.", 2, ["Brisa Unipessoal, Lda"]),
        ("O dono da {Brisa}, {Beto}, negou.", 2, ["Brisa", "Beto"]),
        ("A firma, {Lda}, negou.", 1, []),
        ("Detuvieron a {S.L.}, de 29 años, que pilotaba.", 1, ["S.L."]),
        ("Detuvieron a {Luis Mora}, {S.L.} y otros.", 2, ["Luis Mora", "S.L."]),
        ("Police arrested {Aka}, 41, at the port.", 1, ["Aka"]),
        ("Segundo a PF, {Fala} recebia o dinheiro.", 1, ["Fala"]),
        ("Pagaram {do Seu Nonô} ao porto.", 1, ["Seu Nonô"]),
        ("Prenderam {dos Santos} no porto.", 1, ["dos Santos"]),
        ("Prenderam {Rui Costa}, {Sá} e outros.", 2, ["Rui Costa", "Sá"]),
        ("Prenderam {Kofi Aka Boateng} no porto.", 1, ["Kofi Aka Boateng"]),
        ("Falar com o {Taxi Ansaldi (@taxi_ansaldi}) já.", 1, ["Taxi Ansaldi"]),
    ],
)
def test_a_firm_keeps_its_legal_form_and_a_name_what_is_its_own(text: str, marked: int, wanted: list[str]) -> None:
    reading = reading_of(re.sub("[{}]", "", text), kind="news")
    tags, at = [], 0
    for part in re.findall(r"{(.+?)}", text):
        at = reading.text.index(part, at)
        tags.append(Tagged(at, at + len(part), KINDS[0], np.zeros(len(KINDS))))
        at += len(part)
    assert len(tags) == marked
    assert [each.name for tag in whole_names(reading, tags) for each in names_in(reading, tag)] == wanted


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("Turco Samiro\nTurco Samiro", ["Turco Samiro", "Turco Samiro"]),
        ("Estrela do Vale Viagens\nEstrela do Vale", ["Estrela do Vale Viagens", "Estrela do Vale"]),
        ("Samiro\nTurco Samiro", ["Samiro", "Turco Samiro"]),
        ("Agencia\nBrisa Clara", ["Agencia\nBrisa Clara"]),
    ],
)
def test_a_seller_whose_name_a_board_repeats_is_named_once(marked: str, wanted: list[str]) -> None:
    found = named(f"Levo até Foz sem carimbo. Falar com {marked} 300 000 0017", marked, "ad")
    assert [" ".join(name.split()) for name in found] == [" ".join(name.split()) for name in wanted]
