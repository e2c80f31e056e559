"""The gazetteer as data: countries, towns, crossing points and trails, read once from the TSV files of this folder."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from nlp.gazetteer.borders import touching
from nlp.wording.fold import fold

NO_WAYPOINTS = frozenset({"country", "region", "sea"})
"""Kinds that carry countries to a route without being a stop of it."""


_ENDING = 4  # letters that may follow the stem of a people's name
_NEAR = 6  # lines of crossings.tsv within which a town and a crossing are neighbours
_BESIDE = 2  # the same, of two towns


@dataclass(frozen=True, slots=True)
class Country:
    """One country of the routes (ISO 3166-1 alpha-2) with its currency (ISO 4217) and calling code."""

    code: str
    currency: str
    calling: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]  # folded stems


@dataclass(frozen=True, slots=True)
class Place:
    """A name on the map. A crossing belongs to two countries, in the order in which its usual travellers pass it."""

    name: str
    countries: tuple[str, ...]
    kind: str  # country, city, border_town, crossing, trail, port, region, sea
    common: bool  # also a common word, a person's name or the name of other places


def _rows(name: str) -> Iterator[list[str]]:
    text = (resources.files("nlp.gazetteer") / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def countries() -> dict[str, Country]:
    """All countries by code."""
    return {
        code: Country(
            code, currency, calling, tuple(names.split("|")), tuple(d for d in demonyms.split("|") if d != "-")
        )
        for code, currency, calling, names, demonyms in _rows("countries.tsv")
    }


@cache
def _demonym_stems() -> dict[str, str]:
    found: dict[str, str] = {}
    for country in countries().values():
        for stem in country.demonyms:
            found.setdefault(stem, country.code)
    return found


_NO_DEMONYM = re.compile(
    r"serv(?!i(?:[ao]s?|ans?|)$)\w*|suici\w+|chin(?:ch|el|am|ed|d|g|h)\w*|gregg?(?:s|or\w*)?|francesc\w+|lucian[oa]s?|cambo(?:r|l)\w+"
    r"|belgran\w+|belich\w+|espan[tc]\w+|polish(?:ed|ing|er)\w*|trinit(?:y|ari\w+)|ticona|uruguaiana|paraguaipoa|thai(?:na|sa)|iran(?:i?[lr]|e)\w+|libido|turkeys|luciane|indiana|nicasi\w+"
)
"""Words that begin as an adjective does and are none: 'servicio' is not Serbian, Gregorio no Greek."""


_BY_ITS_LETTERS = {
    "ganês": "GH", "ganés": "GH", "camaronês": "CM", "cameronês": "CM", "indiana": "IN", "indianas": "IN",
    "catarí": "QA", "cataríes": "QA",
}  # fmt: skip
"""Peoples whose folded name is another word: 'que ganes', 'camarones', Indiana, Catarina."""


@lru_cache(maxsize=50_000)
def country_of_demonym(word: str) -> str | None:
    """The country of an adjective in any of the three languages: 'colombiana' -> 'CO'. None where it is none."""
    if code := _BY_ITS_LETTERS.get(word):
        return code
    folded, stems = fold(word), _demonym_stems()
    if _NO_DEMONYM.fullmatch(folded):
        return None
    for length in range(len(folded), max(0, len(folded) - _ENDING - 1), -1):  # the longest stem counts
        if code := stems.get(folded[:length]):
            return code
    return None


def _forms(cell: str) -> Iterator[tuple[str, bool]]:
    """The forms of one cell; a bracket after a name only tells it from another and is dropped."""
    for form in cell.split("|"):
        common = form.endswith("*")
        yield re.sub(r"\s*\([^)]*\)", "", form.removesuffix("*")).strip(), common


@cache
def beyond_border_towns() -> dict[str, frozenset[str]]:
    """Folded name of a border town -> the countries that may lie across its border.

    crossings.tsv goes along the borders: those count that share a crossing, listed near the town, with its country;
    where none is, the neighbours whose own towns of that border are listed beside it.
    """
    rows = [(cell, frozenset(codes.split(",")), kind) for cell, codes, kind, _ in _rows("crossings.tsv")]
    found: dict[str, frozenset[str]] = {}
    for index, (cell, own, kind) in enumerate(rows):
        near = rows[max(0, index - _NEAR) : index + _NEAR + 1]
        beside = rows[max(0, index - _BESIDE) : index + _BESIDE + 1]
        across = frozenset().union(*(codes for _, codes, _ in near if own < codes)) - own
        across = across or frozenset().union(*(codes for _, codes, kind in beside if kind == "border_town")) & touching(
            own
        )
        if kind == "border_town" and len(own) == 1 and across:
            found |= {fold(form): across for form, _ in _forms(cell)}
    return found


@cache
def places_by_name() -> dict[str, tuple[Place, ...]]:
    """Folded name -> the places that bear it, border places first."""
    found: dict[str, list[Place]] = defaultdict(list)
    for country in countries().values():
        for name in country.names:
            found[fold(name)].append(Place(country.names[0], (country.code,), "country", common=False))
    for cell, codes, kind, _ in _rows("crossings.tsv"):
        for form, common in _forms(cell):
            found[fold(form)].append(Place(form, tuple(codes.split(",")), kind, common))
    for code, cells in _rows("towns.tsv"):
        for cell in cells.split(";"):
            for form, common in _forms(cell.strip()):
                found[fold(form)].append(Place(form, (code,), "city", common))
    return {name: tuple(dict.fromkeys(group)) for name, group in found.items()}
