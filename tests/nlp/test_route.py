"""Routes: travel order from language and from the map, waypoints, and places that are only mentioned."""

from __future__ import annotations

import pytest

from nlp.gazetteer.borders import neighbours, shortest_way, steps
from nlp.gazetteer.places import countries, country_of_demonym, places_by_name
from tests.nlp.build import analyse

_NO_PAPERS = " Sin pasaporte, por la trocha, pagas al llegar."
_NEWS = "La policía detuvo a una banda por tráfico de migrantes. "


def ad(text: str, language: str = "es") -> tuple[tuple[str, ...], tuple[str, ...]]:
    route = analyse(text + _NO_PAPERS, language=language).route
    return route.countries, route.waypoints


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Te llevamos desde Cúcuta hasta Santiago de Chile pasando por Ecuador y Perú.", ("CO", "EC", "PE", "CL")),
        (
            "Te llevamos hasta Chile, pasando por Ecuador, Perú y Bolivia, desde Colombia.",
            ("CO", "EC", "PE", "BO", "CL"),
        ),
        ("Viaje: Cúcuta → Rumichaca → Huaquillas → Desaguadero → Pisiga → Colchane", ("CO", "EC", "PE", "BO", "CL")),
        ("Salimos de San Pedro Sula a Houston por Tecún Umán y Tapachula.", ("HN", "GT", "MX", "US")),
        ("salimos de cucuta a lima todos los dias", ("CO", "PE")),
    ],
)
def test_countries_in_travel_order(text: str, expected: tuple[str, ...]) -> None:
    assert ad(text)[0] == expected


def test_waypoints_are_as_written_and_follow_the_route() -> None:
    _, waypoints = ad("Te dejamos en Colchane desde Cúcuta, pasando por Pisiga, Rumichaca y Desaguadero.")
    assert waypoints == ("Cúcuta", "Rumichaca", "Desaguadero", "Pisiga", "Colchane")


def test_seas_and_regions_carry_countries_but_are_no_stops() -> None:
    route, waypoints = ad("Cruzamos por la selva del Darién desde Necoclí.")
    assert route == ("CO", "PA")
    assert waypoints == ("Necoclí",)


def test_english_and_portuguese() -> None:
    english = analyse(
        "We take you from Zuwara to Lampedusa by boat at night. No papers, pay on arrival.", language="en"
    )
    portuguese = analyse(
        "Levamos você de Macapá até Saint-Georges, sem documento, de noite pela fronteira.", language="pt"
    )
    assert english.route.countries == ("LY", "IT")
    assert portuguese.route.countries == ("BR", "GF")


@pytest.mark.parametrize(
    ("spanish", "portuguese", "expected"),
    [
        (
            "Salían de Colombia rumbo a Ecuador.",
            "Saíam da Colômbia rumo ao Equador.",
            ("CO", "EC"),
        ),
        (
            "Partieron de Colombia con destino a Ecuador.",
            "Partiram da Colômbia com destino ao Equador.",
            ("CO", "EC"),
        ),
        (
            "Los migrantes venían de Colombia y querían llegar a Ecuador.",
            "Os migrantes vinham da Colômbia e queriam chegar ao Equador.",
            ("CO", "EC"),
        ),
        ("Ingresaban a Ecuador por Colombia.", "Ingressavam no Equador pela Colômbia.", ("CO", "EC")),
        (
            "Hacían escala en Ecuador antes de llegar a Perú; salían de Colombia.",
            "Faziam escala no Equador antes de chegar ao Peru; saíam da Colômbia.",
            ("CO", "EC", "PE"),
        ),
        (
            "Viajaban de las Bahamas a las Canarias cruzando Mauritania.",
            "Viajavam das Bahamas às Canárias cruzando a Mauritânia.",
            ("BS", "MR", "ES"),
        ),
        (
            "El bote zarpó de Colombia y desembarcaban en Ecuador.",
            "O barco zarpou da Colômbia e desembarcavam no Equador.",
            ("CO", "EC"),
        ),
        (
            "Los migrantes entraban por la frontera con Bolivia y seguían hasta Chile.",
            "Os migrantes entravam pela fronteira com a Bolívia e seguiam até o Chile.",
            ("BO", "CL"),
        ),
    ],
)
def test_a_journey_is_told_alike_in_spanish_and_in_portuguese(
    spanish: str, portuguese: str, expected: tuple[str, ...]
) -> None:
    for text, language, opening in (
        (spanish, "es", _NEWS),
        (portuguese, "pt", "A polícia prendeu uma quadrilha por contrabando de migrantes. "),
    ):
        assert analyse(opening + text, kind="news", language=language, country="CL").route.countries == expected


def test_who_accuses_somebody_is_no_stop() -> None:
    text = (
        "A polícia prendeu um coiote apontado pelos Estados Unidos como chefe de uma rota de contrabando de migrantes. "
        "Levava migrantes do Brasil ao Panamá."
    )
    assert analyse(text, kind="news", language="pt", country="BR").route.countries == ("BR", "PA")


def test_the_firms_country_starts_a_journey_without_a_named_start() -> None:
    text = "Police investigate the Peruvian company Andes Bridge, smuggling migrants through Bolivia to Chile."
    assert analyse(text, kind="news", language="en").route.countries == ("PE", "BO", "CL")


def test_where_somebody_spoke_or_was_born_is_no_stop() -> None:
    text = (
        _NEWS + "Trasladaba a los migrantes desde Tacna hasta Arica. El cabecilla nació en Caracas. "
        "El ministro habló desde Bogotá con sus pares de Ecuador y Brasil."
    )
    assert analyse(text, kind="news", country="CL").route.countries == ("PE", "CL")


def test_no_label_in_the_news_no_route() -> None:
    assert analyse("El tren va desde Lima hasta Cusco.", kind="news").route.countries == ()


def test_the_shortest_way_settles_the_order_of_what_lies_between() -> None:
    assert shortest_way(("CO", "BO", "EC", "PE", "CL"), first="CO", last="CL") == ("CO", "EC", "PE", "BO", "CL")
    assert steps("CO", "CL") == 2
    assert steps("CL", "CL") == 0


def test_the_gazetteer_holds_together() -> None:
    known = set(countries())
    assert {code for group in places_by_name().values() for place in group for code in place.countries} <= known
    assert set(neighbours()) <= known
    assert {code for others in neighbours().values() for code in others} <= known
    crossings = {
        p.name for g in places_by_name().values() for p in g if p.kind in {"crossing", "border_town", "trail", "port"}
    }
    assert len(crossings) >= 150


def test_demonyms_of_three_languages() -> None:
    assert [country_of_demonym(word) for word in ("colombiana", "Colombian", "colombianos", "mesa")] == ["CO"] * 3 + [
        None
    ]


@pytest.mark.parametrize(
    "word", ["servicio", "services", "serviço", "suicidio", "chinelos", "Gregorio", "Luciana", "polished", "Camboriú"]
)
def test_a_word_that_begins_as_a_demonym_does_is_none(word: str) -> None:
    assert country_of_demonym(word) is None


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("sérvios", "RS"),
        ("Serbian", "RS"),
        ("chinos", "CN"),
        ("chinesa", "CN"),
        ("griegos", "GR"),
        ("suíços", "CH"),
        ("polacos", "PL"),
        ("españolas", "ES"),
        ("iraniano", "IR"),
        ("espanholas", "ES"),
        ("palestinianos", "PS"),
        ("srilanqueses", "LK"),
        ("kuwaitianos", "KW"),
        ("keniatas", "KE"),
    ],
)
def test_what_is_a_demonym_stays_one(word: str, country: str) -> None:
    assert country_of_demonym(word) == country
