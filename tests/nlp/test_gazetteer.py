"""The gazetteer as data: rows well formed, pairs that touch, nothing twice, and the country of a stop."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources
from itertools import pairwise

import pytest

from nlp.gazetteer.borders import neighbours
from nlp.gazetteer.cities import countries_of, homes_of, key_of
from nlp.gazetteer.epithets import countries_called
from nlp.gazetteer.places import beyond_border_towns, countries, country_of_demonym, places_by_name
from nlp.wording.fold import fold

KINDS = {"crossing", "border_town", "trail", "port", "city", "region", "sea"}
POINTS = {"crossing", "trail"}


def rows(name: str) -> list[list[str]]:
    """The rows of one file, comments left out."""
    text = (resources.files("nlp.gazetteer") / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def forms(cell: str) -> list[str]:
    """The folded forms of one place; what stands in brackets only tells it from another."""
    return [fold(re.sub(r"\s*\([^)]*\)", "", form.removesuffix("*")).strip()) for form in cell.split("|")]


CROSSINGS = rows("crossings.tsv")
TOWNS = [(code, cell.strip()) for code, cells in rows("towns.tsv") for cell in cells.split(";")]


@pytest.mark.parametrize("row", CROSSINGS, ids=lambda row: row[0])
def test_every_row_is_well_formed(row: list[str]) -> None:
    assert len(row) == 4
    cell, codes, kind, source = row
    assert all(forms(cell))
    assert len(set(forms(cell))) == len(forms(cell)), "a form of the row stands twice"
    assert set(codes.split(",")) <= set(countries())
    assert len(set(codes.split(","))) == len(codes.split(","))
    assert kind in KINDS
    assert source.strip() == source != ""


@pytest.mark.parametrize("row", [row for row in CROSSINGS if row[2] in POINTS], ids=lambda row: row[0])
def test_a_point_lies_between_neighbours(row: list[str]) -> None:
    """By land or by one of the short ways over sea of neighbours.tsv."""
    codes = row[1].split(",")
    assert len(codes) >= 2
    for one, other in pairwise(codes):
        assert other in neighbours()[one] | {c for c in neighbours() if one in neighbours()[c]}


def test_a_sea_lies_between_countries() -> None:
    assert all(len(codes.split(",")) >= 2 for _, codes, kind, _ in CROSSINGS if kind == "sea")


def test_there_are_at_least_150_points_with_a_source() -> None:
    points = [row for row in CROSSINGS if row[2] in POINTS and row[3]]
    assert len(points) >= 150
    assert sum(row[2] == "trail" for row in points) >= 30


def test_no_place_stands_twice() -> None:
    """The same name for the same countries; homonyms in other countries may stay."""
    seen = Counter((form, tuple(sorted(codes.split(",")))) for cell, codes, *_ in CROSSINGS for form in forms(cell))
    seen.update((form, (code,)) for code, cell in TOWNS for form in forms(cell))
    assert [key for key, count in seen.items() if count > 1] == []


@pytest.mark.parametrize(
    ("border", "least"),
    [
        ("VE,CO", 8),
        ("CO,EC", 6),
        ("EC,PE", 4),
        ("PE,BO", 2),
        ("BO,CL", 4),
        ("PE,CL", 3),
        ("AR,CL", 15),
        ("CO,PA", 5),
        ("GT,MX", 8),
        ("MX,US", 40),
        ("CA,US", 15),
        ("HT,DO", 5),
        ("MA,ES", 6),
        ("GR,TR", 3),
        ("FR,GB", 10),
    ],
)
def test_the_borders_that_matter_are_covered(border: str, least: int) -> None:
    wanted = set(border.split(","))
    assert sum(row[2] in POINTS and set(row[1].split(",")) == wanted for row in CROSSINGS) >= least


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Roxham Road", "trail"), ("Rumichaca", "crossing"), ("Puente Tienditas", "crossing"), ("La Cortica", "trail")],
)
def test_posts_and_paths_are_told_apart(name: str, kind: str) -> None:
    assert {place.kind for place in places_by_name()[fold(name)]} == {kind}


@pytest.mark.parametrize(
    ("name", "known", "wanted"),
    [
        ("Belfast", "IE", ("GB",)),
        ("Foz", "BR", ("BR",)),
        ("Santa Elena", "BR,VE", ("VE",)),
        ("Caiena", "BR", ("GF",)),
        ("Chamic", "MX", ("MX",)),
        ("Loon-Plage", "GB", ("FR", "GB")),
        ("San Antonio", "US", ("US",)),
        ("San Antonio", "VE,CO", ("VE",)),
        ("San Antonio", "CO", ("VE",)),
        ("Doha", "IN", ("QA",)),
        ("Doha", "", ("QA",)),
        ("Roma", "", ("IT",)),
        ("Roma", "ES", ("IT",)),
        ("Roma", "MX", ("US",)),
        ("Roma", "US", ("US",)),
        ("Tacna", "CL", ("PE",)),
        ("Mwanza", "MZ", ("MW",)),
        ("Mwanza", "MW", ("MW",)),
        ("Mwanza", "TZ,MW", ("TZ",)),
        ("Mwanza", "KE", ("TZ",)),
        ("Mwanza", "", ("TZ",)),
        ("Palmeira", "CV", ("CV",)),
        ("Palmeira", "BR", ("BR",)),
        ("Bridgetown", "", ("BB",)),
        ("Grantley Adams", "", ("BB",)),
        ("Rio Branco", "", ("BR",)),
        ("Puente Zaragoza", "MX", ("MX", "US")),
        ("Nowhere-on-Sea", "GB", ()),
        ("Madrid-Barajas", "", ("ES",)),
        ("Kayar-Tenerife", "SN", ("SN", "ES")),
        ("Sta. Elena de Uairén", "BR", ("VE",)),
        ("Pto Maldonado", "PE", ("PE",)),
        ("aeroporto de Lisboa", "", ("PT",)),
        ("Dublin Airport", "", ("IE",)),
        ("Playa Bayahíbe", "DO", ("DO",)),
        ("Lisboa Sete Rios", "", ("PT",)),
        ("London Victoria", "FR", ("GB",)),
        ("Las Vueltas de Arriba", "PA", ()),
        ("Delta Uno", "PE", ()),
        ("Bom Intento", "BR,GY", ()),
    ],
)
def test_the_country_of_a_stop(name: str, known: str, wanted: tuple[str, ...]) -> None:
    assert countries_of(name, frozenset(known.split(","))) == wanted


def test_towns_are_listed_once_by_their_keys() -> None:
    listed = [(country, name) for country, name, _ in rows("cities.tsv")]
    assert listed == sorted(set(listed))
    assert all(name == key_of(name) != "" for _, name in listed)


@pytest.mark.parametrize(
    ("name", "country"),
    [("Étaples", "FR"), ("Pearsall", "US"), ("Veurne", "BE"), ("ADZ", "CO"), ("Galeão", "BR"), ("Viru Viru", "BO")],
)
def test_small_towns_and_airports_have_a_country(name: str, country: str) -> None:
    assert countries_of(name, frozenset()) == homes_of(name)[:1] == (country,)


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("hondurenhos", "HN"), ("paquistaneses", "PK"), ("pakistaníes", "PK"), ("iranianos", "IR"),
        ("iraquianas", "IQ"),
        ("iemenitas", "YE"), ("caboverdianos", "CV"), ("Ghanaians", "GH"), ("ganeses", "GH"), ("costarricenses", "CR"),
        ("moçambicanos", "MZ"), ("Indians", "IN"), ("hindúes", "IN"), ("guineanos", "GN"), ("camaroneses", "CM"),
        ("maleses", "ML"), ("males", None), ("camarones", None), ("ganes", None), ("Indiana", None), ("Nicasio", None),
        ("catrachos", "HN"), ("chapines", "GT"), ("boricuas", "PR"), ("brasucas", "BR"),
        ("camaronenses", "CM"), ("cameroneses", "CM"), ("cameronês", "CM"), ("cameronesas", "CM"),
        ("camerones", None), ("Cameron", None),
    ],
)  # fmt: skip
def test_a_people_is_known_in_its_plural_too(word: str, country: str | None) -> None:
    assert country_of_demonym(word) == country


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Rumo aos States", ["States"]), ("terra do Tio Sam", ["Tio Sam"]), ("iban pal gabacho", ["pal gabacho"]),
        ("AMÉRICA JÁ", ["AMÉRICA"]),
        ("o sonho americano parou", ["sonho americano"]), ("go America later", ["America"]),
        ("Member States of the EU", []), ("he states that", []), ("the United States", []), ("Copa América", []),
        ("América Latina e América do Sul", []), ("Estados Unidos de América", []), ("Bank of America", []),
    ],
)  # fmt: skip
def test_a_country_is_known_by_what_it_is_called(text: str, called: list[str]) -> None:
    assert [text[slice(*spot)] for _, spot in countries_called(text)] == called


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("viajecito pa la isla del encanto", {"PR"}), ("salida esta semana pa PR", {"PR"}),
        ("IELTS, PR and visa", set()),
        ("Joni amanhã 3h", {"ZA"}), ("JHB–BYO, permit or no permit", {"ZA", "ZW"}), ("Makina to Angli!!", {"GB"}),
        ("ticket DXB-GRU, then by road", {"AE", "BR"}), ("Trini mañana", {"TT"}), ("@trini_tours", set()),
        ("who a try reach Provo", {"TC"}), ("kanua di Spanha", {"ES"}), ("SIN VISA", set()), ("GUÍAS DEL NORTE", set()),
    ],
)  # fmt: skip
def test_short_and_foreign_names_of_countries_are_known(text: str, codes: set[str]) -> None:
    assert {code for code, _ in countries_called(text)} == codes


@pytest.mark.parametrize(
    ("town", "country"),
    [
        ("Oiapoque", "GF"), ("Reynosa", "US"), ("Corumbá", "BO"), ("Irún", "FR"), ("Ipiales", "EC"),
        ("Zóbuè", "MW"), ("Mwanza", "MZ"), ("Milange", "MW"), ("Muloza", "MZ"), ("Mandimba", "MW"),
    ],
)  # fmt: skip
def test_beyond_a_border_town_lies_its_neighbour(town: str, country: str) -> None:
    assert country in beyond_border_towns()[fold(town)]


@pytest.mark.parametrize(
    ("portuguese", "spanish"),
    [
        ("Berlim", "Berlín"),
        ("Bucareste", "Bucarest"),
        ("Antuérpia", "Amberes"),
        ("Amesterdão", "Ámsterdam"),
        ("Sevilha", "Sevilla"),
        ("Bilbau", "Bilbao"),
        ("Teerã", "Teherán"),
        ("Teerão", "Teherán"),
        ("Bagdá", "Bagdad"),
        ("Cabul", "Kabul"),
        ("Pequim", "Pekín"),
        ("Dacar", "Dakar"),
        ("Melilha", "Melilla"),
        ("Cidade da Guatemala", "Ciudad de Guatemala"),
        ("Cidade do Leste", "Ciudad del Este"),
        ("Porto Suárez", "Puerto Suárez"),
        ("Montevidéu", "Montevideo"),
        ("Assunção", "Asunción"),
        ("Santiago do Chile", "Santiago de Chile"),
        ("Nova Jérsei", "Nueva Jersey"),
        ("RD Congo", "República Democrática del Congo"),
        ("EAU", "Emiratos Árabes Unidos"),
    ],
)
def test_a_place_is_known_by_its_portuguese_name(portuguese: str, spanish: str) -> None:
    assert {place.countries for place in places_by_name()[fold(portuguese)]} & {
        place.countries for place in places_by_name()[fold(spanish)]
    }


@pytest.mark.parametrize(
    ("town", "beyond"),
    [
        ("Luvo", "CD"),
        ("Noqui", "CD"),
        ("Luau", "CD"),
        ("Ressano Garcia", "ZA"),
        ("Ponta do Ouro", "ZA"),
        ("Machipanda", "ZW"),
        ("Namacunde", "NA"),
        ("Mpak", "GW"),
        ("Batugadé", "ID"),
    ],
)
def test_beyond_the_border_towns_of_the_lusophone_countries(town: str, beyond: str) -> None:
    assert beyond_border_towns()[fold(town)] == {beyond}
