"""Which stretches of a text are places, whatever letters and points they are written with."""

from __future__ import annotations

import pytest

from core.terms import Language
from nlp.gazetteer.places import countries
from tests.nlp.readings import reading_of


def countries_in(text: str, language: str, *, country: str = "CO") -> list[str]:
    """The countries that the text names, by position."""
    spans = reading_of(text, kind="news", country=country, language=language).doc.spans["places"]
    return [span._.places[0].countries[0] for span in spans if span._.places[0].kind == "country"]


@pytest.mark.parametrize("language", ["es", "pt", "en"])
def test_every_name_of_a_country_is_found_as_it_is_listed(language: Language) -> None:
    missing = []
    for country in countries().values():
        for name in country.names:
            spans = reading_of(f"Van a {name} y", language=language).doc.spans["places"]
            if not any(span.text == name and country.code in span._.places[0].countries for span in spans):
                missing.append(name)
    assert missing == []


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("de La Habana a EE.UU. por Nicaragua y Honduras", "es", ["US", "NI", "HN"]),
        ("a EE. UU. vía Guatemala y México", "es", ["US", "GT", "MX"]),
        ("VIAJES A EE.UU. DESDE HONDURAS", "es", ["US", "HN"]),
        ("para os E.U.A. pelo México", "pt", ["US", "MX"]),
        ("para os EE.UU. pelo México", "pt", ["US", "MX"]),
        ("to the U.S. through Nicaragua", "en", ["US", "NI"]),
        ("to the U.S.A. through Nicaragua", "en", ["US", "NI"]),
        ("from France to the U.K. by boat", "en", ["FR", "GB"]),
        ("de Francia al U.K. en lancha", "es", ["FR", "GB"]),
        ("de França para o U.K. de barco", "pt", ["FR", "GB"]),
        ("from St. Lucia to Martinique", "en", ["LC", "MQ"]),
        ("de Haití a Rep. Dominicana", "es", ["HT", "DO"]),
        ("do Haiti à Rep. Dominicana", "pt", ["HT", "DO"]),
        ("from Haiti to Rep. Dominicana", "en", ["HT", "DO"]),
        ("The U.S. Attorney and U.S. Border Patrol in Nicaragua", "en", ["NI"]),
        ("según la U.S. Border Patrol, en Nicaragua", "es", ["NI"]),
        ("segundo a U.S. Border Patrol, na Nicarágua", "pt", ["NI"]),
        ("let u.s. know", "en", []),
    ],
)
def test_short_forms_with_points_are_found_in_every_language(text: str, language: str, codes: list[str]) -> None:
    assert countries_in(text, language) == codes


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("do Gana para Portugal por Marrocos", "pt", ["GH", "PT", "MA"]),
        ("de Ghana a Portugal por Marruecos", "es", ["GH", "PT", "MA"]),
        ("from Ghana to Portugal through Morocco", "en", ["GH", "PT", "MA"]),
        ("do Benim para a Itália", "pt", ["BJ", "IT"]),
        ("dos Camarões para o Gabão", "pt", ["CM", "GA"]),
        ("da Libéria a Espanha", "pt", ["LR", "ES"]),
        ("desde Liberia, en África, a España", "es", ["LR", "ES"]),
        ("from Liberia through Guinea-Bissau to Spain", "en", ["LR", "GW", "ES"]),
        ("da Arménia para a Polónia", "pt", ["AM", "PL"]),
        ("da Armênia para a Polônia", "pt", ["AM", "PL"]),
        ("de Armenia a Georgia", "es", ["AM", "GE"]),
        ("from Armenia through Georgia", "en", ["AM", "GE"]),
        ("from Antigua to Anguilla by boat", "en", ["AG", "AI"]),
        ("left Antigua for Tortola", "en", ["AG"]),
        ("do Nepal ao Catar", "pt", ["NP", "QA"]),
        ("de Nepal a Catar", "es", ["NP", "QA"]),
        ("no Burquina Faso, no Jibuti e em Omã", "pt", ["BF", "DJ", "OM"]),
        ("de Trindade e Tobago, das Baamas e da Bósnia-Herzegovina", "pt", ["TT", "BS", "BA"]),
        ("from Viet Nam, the Republic of Guinea and St Lucia", "en", ["VN", "GN", "LC"]),
    ],
)
def test_countries_are_known_as_each_side_of_the_sea_writes_them(text: str, language: str, codes: list[str]) -> None:
    assert countries_in(text, language) == codes


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Quien gana 500 dólares", "es"),
        ("Gana dinero desde tu casa", "es"),
        ("vende camarões na praia", "pt"),
        ("invitan a catar vinos", "es"),
        ("Los dejó en Liberia, cerca de Peñas Blancas", "es"),
        ("a bus to Liberia, Guanacaste", "en"),
        ("Salieron de Armenia con destino a Cali", "es"),
        ("saíram de Armenia, no Quindío", "pt"),
        ("a shuttle to Antigua with a stop in Panajachel", "en"),
        ("an antigua chapel on a Caribbean shore", "en"),
        ("una casa en Antigua, en el Caribe", "es"),
    ],
)
def test_words_and_towns_that_are_written_like_a_country_are_none(text: str, language: str) -> None:
    assert countries_in(text, language) == []
