"""Whoever an advert warns of has not advertised, and who warns offers nothing by it; what it offers besides is read."""

# ruff: noqa: E501  an example is one line

from __future__ import annotations

import numpy as np
import pytest

from nlp.trained.others_offers import told_of_others, without
from nlp.trained.spans import Tagged
from nlp.trained.tags import KINDS
from tests.nlp.readings import reading_of


def rest(text: str, *names: str, title: str = "", language: str = "es") -> str:
    """What is left of an advert in which these names are marked."""
    reading = reading_of(text, title=title, language=language)
    places = [(start, start + len(name)) for name in names if (start := reading.text.find(name)) >= 0]
    marked = [Tagged(start, end, KINDS[0], np.zeros(len(KINDS))) for start, end in sorted(places)]
    return without(reading, told_of_others(reading, marked))


@pytest.mark.parametrize(
    ("language", "text", "name", "left"),
    [
        ("pt", "Cuidado com a Rota Serena Viagens! Prometem levar sem visto. Eu perdi a entrada.", "Rota Serena Viagens", "Eu perdi a entrada."),
        ("pt", "Não caia na conversa da Rota Serena Viagens. Levam pela fronteira.", "Rota Serena Viagens", ""),
        ("pt", "Denúncia: a Rota Serena Viagens leva gente sem visto. Chamem a PF.", "Rota Serena Viagens", ""),
        ("en", "BEWARE of Harbour Lane Travel. They take people over in small boats. I run Thistle Coaches.", "Harbour Lane Travel", "I run Thistle Coaches."),
        ("en", "Stay away from Harbour Lane Travel. No papers, pay when you land.", "Harbour Lane Travel", ""),
        ("en", "Don't trust the people at Harbour Lane Travel! They vanish with the deposit.", "Harbour Lane Travel", ""),
        ("es", "¡OJO CON EXPRESO MONTEBELLO! Pasan gente por la trocha. No les paguen.", "EXPRESO MONTEBELLO", ""),
        ("es", "Mucho cuidado con la agencia Turismo Valleverde, pasan sin sello. Viaje con nosotros, con pasaporte.", "Turismo Valleverde", "Viaje con nosotros, con pasaporte."),
        ("es", "Quiero denunciar a Turismo Valleverde: cobran y te dejan en la trocha.", "Turismo Valleverde", ""),
        ("es", "Turismo Valleverde son estafadores. Cobran y no llega nadie.", "Turismo Valleverde", ""),
        ("pt", "Rota Serena Viagens são burlões! Levam sem visto.", "Rota Serena Viagens", ""),
        ("en", "Harbour Lane Travel are scammers. They take people over without papers.", "Harbour Lane Travel", ""),
        ("es", "Alerta de estafa: Turismo Valleverde. Cruzan de noche.", "Turismo Valleverde", ""),
        ("pt", "Alerta de burla: Rota Serena Viagens. Levam sem visto.", "Rota Serena Viagens", ""),
        ("pt", "Caí no golpe da Rota Serena Viagens, levam sem visto.", "Rota Serena Viagens", ""),
        ("en", "Scam alert: Harbour Lane Travel. They take people over.", "Harbour Lane Travel", ""),
        ("es", "Atentos con Turismo Valleverde. Cruzan de noche y roban.", "Turismo Valleverde", ""),
        ("pt", "Fiquem ligados com a Rota Serena Viagens, são burlões. Levam sem visto.", "Rota Serena Viagens", ""),
        ("pt", "Abram o olho com a Rota Serena Viagens. Levam sem visto.", "Rota Serena Viagens", ""),
        ("en", "Mind yourself with Harbour Lane Travel. They vanish.", "Harbour Lane Travel", ""),
        ("es", "Fui estafada por Turismo Valleverde, cruzan de noche.", "Turismo Valleverde", ""),
        ("pt", "Fui burlada pela Rota Serena Viagens, levam sem visto.", "Rota Serena Viagens", ""),
        ("en", "I was scammed by Harbour Lane Travel, they take people over.", "Harbour Lane Travel", ""),
        ("es", "Eviten a Turismo Valleverde. Cruzan de noche.", "Turismo Valleverde", ""),
    ],
)  # fmt: skip
def test_what_is_told_of_whom_an_advert_warns_of_is_left_out(language: str, text: str, name: str, left: str) -> None:
    assert rest(text, name, language=language) == left


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("es", "Cuidado con los estafadores. Rutas Sol te lleva sin papeles, pagas al llegar.", "Rutas Sol"),
        ("es", "Ojo con los imitadores de Rutas Sol: el único número es este.", "Rutas Sol"),
        ("es", "No confíes en cualquiera, confía en Rutas Sol.", "Rutas Sol"),
        ("pt", "Cuidado com golpes! A Rota Serena leva até a fronteira sem visto.", "Rota Serena"),
        ("en", "Beware of scammers using our name. Harbour Lane gets you across.", "Harbour Lane"),
        ("en", "Avoid the queue: Harbour Lane gets you across without papers.", "Harbour Lane"),
        ("es", "Cero estafas, Rutas Sol te lleva sin papeles.", "Rutas Sol"),
        ("es", "No somos estafa: Rutas Sol te lleva sin papeles.", "Rutas Sol"),
        ("pt", "Sem golpe, a Rota Serena leva até a fronteira.", "Rota Serena"),
        ("en", "No scam. Harbour Lane gets you across.", "Harbour Lane"),
        ("es", "Rutas Sol no son estafadores: pagas al llegar.", "Rutas Sol"),
        ("es", "Te estafaron? Rutas Sol te lleva sin papeles.", "Rutas Sol"),
        ("es", "Alerta de estafa! Rutas Sol es la única que cruza.", "Rutas Sol"),
        ("es", "Me estafaron! Rutas Sol cumple y cruza.", "Rutas Sol"),
        ("en", "Been scammed by others? Harbour Lane gets you across.", "Harbour Lane"),
        ("es", "Rutas Sol es estafa? Nada de eso, pagas al llegar.", "Rutas Sol"),
        ("es", "Atentos a Rutas Sol, que sale cada viernes.", "Rutas Sol"),
        ("es", "Evita la fila y el sello con Rutas Sol.", "Rutas Sol"),
        ("es", "Atentos con Rutas Sol: salidas cada noche por la trocha, sin visa.", "Rutas Sol"),
        ("es", "Pilas con Rutas Sol: salidas cada noche, sin estafas.", "Rutas Sol"),
        ("es", "Pilas con Rutas Sol: nadie te roba, salidas cada noche.", "Rutas Sol"),
        ("pt", "Fiquem ligados com Rota Sol: saídas toda noite, sem visto.", "Rota Sol"),
        ("es", "No fuimos estafados por Rutas Sol.", "Rutas Sol"),
        ("pt", "Não fomos burlados pela Rota Sol.", "Rota Sol"),
        ("en", "We were never scammed by Harbour Lane.", "Harbour Lane"),
        ("es", "Dicen que Rutas Sol son estafadores. Mentira.", "Rutas Sol"),
        ("pt", "Dizem que a Rota Sol são burlões. Mentira.", "Rota Sol"),
        ("en", "They say Harbour Lane are scammers. Lies.", "Harbour Lane"),
    ],
)
def test_an_advertiser_who_warns_of_nobody_by_name_is_read_whole(language: str, text: str, name: str) -> None:
    assert rest(text, name, language=language) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Alerta de estafa: Turismo Valleverde. Cruzan de noche."),
        ("pt", "Alerta de burla: Rota Serena. Levam sem visto."),
        ("en", "Scam alert: Harbour Lane Travel. They take people over."),
    ],
)
def test_who_is_called_a_cheat_is_known_without_the_model(language: str, text: str) -> None:
    assert rest(text, language=language) == ""
    others = "Las Agencias son estafa. Rutas Sol te lleva sin papeles."
    assert rest(others) == others


def test_an_offer_that_warns_of_a_rival_is_read_by_itself() -> None:
    text = "Salidas cada viernes. Ojo con Turismo Valleverde, roban. Con nosotros pasas sin sello, Rutas Sol."
    assert rest(text, "Turismo Valleverde", "Rutas Sol") == (
        "Salidas cada viernes.\nCon nosotros pasas sin sello, Rutas Sol."
    )


def test_firms_compared_are_all_others() -> None:
    text = "Estudios Alborada, 900 dólares, contrato. Visa Ya Express, 600, arregla el extracto."
    assert rest(text, "Estudios Alborada", "Visa Ya Express", title="Comparación de asesores") == ""
    assert rest(text, "Estudios Alborada", "Visa Ya Express") == text


def test_who_compares_prices_and_offers_is_read() -> None:
    text = "We are the cheapest: Rutas Sol takes you across without papers, ask on WhatsApp."
    assert rest(text, "Rutas Sol", "WhatsApp", title="Comparing prices?", language="en") == text


def test_a_heading_warns_too() -> None:
    text = "Prometem levar pelo México, só paga quando chegar. Quem mais caiu chama aqui (33) 90000-0061."
    left = rest(text, "Serra Clara Viagens", title="CUIDADO com a Serra Clara Viagens", language="pt")
    assert left == "Quem mais caiu chama aqui (33) 90000-0061."
