"""In which countries towns of a name lie (GeoNames, CC BY 4.0): to tell the country of a stop that the reader marked.

Too many towns bear the names of people and things for this list to find stops by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set as AbstractSet
from functools import cache
from importlib import resources

from nlp.gazetteer.borders import touching
from nlp.gazetteer.place_words import first_words, parts, without_kind, written_out
from nlp.gazetteer.places import Place, places_by_name
from nlp.wording.fold import fold

_KNOWN_BONUS = 50.0  # a town of a country that the text names outweighs a town fifty times its size
_LISTED_BONUS = 20.0  # and so does one of the routes' own list: 'Doha' is no village of India where a text names India
_FAR_LARGER = 50
_LARGE = 300  # thousands of people: a town so large is meant by a part of a name whatever countries the text names,
_LONG = 6  # if its name is not so short that other words are written like it


@cache
def towns() -> dict[str, dict[str, int]]:
    """Name by its key -> country -> population in thousands; the list is made by `models.gazetteer`."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    text = (resources.files("nlp.gazetteer") / "cities.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            country, name, thousands = line.split("\t")
            found[name][country] = int(thousands)
    return dict(found)


def key_of(name: str) -> str:
    """The form in which the list holds a name."""
    return fold(name).strip(" .,")


def countries_of(name: str, known: AbstractSet[str]) -> tuple[str, ...]:
    """The country of a stop; both of a border crossing, in the order of its list; () where nothing tells it.

    `known`: countries that the text names, preferred among homonyms. A name that no list holds is written out ('Sta.
    Elena'), taken apart ('Madrid-Barajas') or looked up by the town in it ('aeroporto de Lisboa', 'London Victoria').
    """
    key = key_of(name)
    for form in (key, *written_out(key)):
        if found := _listed(form, known):
            return found
    if together := tuple(dict.fromkeys(code for part in parts(key) for code in _listed(part, known))):
        return together
    return next(filter(None, (_of_town_in(part, known) for part in (without_kind(key), *first_words(key)))), ())


def _listed(key: str, known: AbstractSet[str]) -> tuple[str, ...]:
    """The country of a name that a list holds."""
    listed = _likeliest_first(key, known)
    for place in sorted(listed, key=lambda place: -len(set(place.countries) & known)):
        if set(place.countries) & known or not towns().get(key):
            return place.countries
    if homes := towns().get(key):
        own = {code for place in listed if not place.common for code in place.countries}

        def claim(code: str) -> float:
            bonus = (_KNOWN_BONUS if code in known else 1.0) * (_LISTED_BONUS if code in own else 1.0)
            return (homes[code] + 1) * bonus

        best = max(homes, key=claim)
        if best in known or not listed:
            return (best,)
    return listed[0].countries if listed else ()


def _likeliest_first(key: str, known: AbstractSet[str]) -> tuple[Place, ...]:
    """The places of a name in the order of their list, but first a town far larger than its namesakes, unless the text
    names a neighbour of theirs: 'Roma' is no village of Texas, 'San Antonio' beside Colombia no city of it."""
    listed, homes = places_by_name().get(key, ()), towns().get(key, {})
    if len(listed) < 2 or touching(known) & set(listed[0].countries):
        return listed
    sizes = [max((homes.get(code, 0) for code in place.countries), default=0) for place in listed]
    if min(sizes) == 0 or max(sizes) < _FAR_LARGER * sorted(sizes)[-2]:
        return listed
    return tuple(sorted(listed, key=lambda place: place is not listed[sizes.index(max(sizes))]))


def _of_town_in(part: str, known: AbstractSet[str]) -> tuple[str, ...]:
    """The country of a part of a name, where the text names that country or the town is large."""
    found = _listed(part, known) if part else ()
    is_meant = len(part) >= _LONG and people_of(part) >= _LARGE
    return found if is_meant or (len(part) > len("las") and set(found) & known) else ()


def homes_of(name: str, most: int = 3) -> tuple[str, ...]:
    """Countries in which the largest towns of a name lie, the largest first."""
    homes = towns().get(key_of(name), {})
    return tuple(sorted(homes, key=lambda code: -homes[code])[:most])


def people_of(name: str) -> int:
    """How many thousands live in the largest town of a name; 0 where it is in no list."""
    return max(towns().get(key_of(name), {}).values(), default=0)
