"""What the reader has to decide upon in a text: each name, sum, contact, country and place once, with all its places.

Rules find the candidates, here for training and for reading alike; the trained heads (`heads.py`) say what each is. A
candidate shows the heads the words at its places, the text as a whole and a few plain features of its own.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.records import ContactPoint, Price
from core.terms import ContactType
from nlp.contact.numbering import country_of_number
from nlp.contacts import find_contacts
from nlp.gazetteer.cities import countries_of, homes_of
from nlp.gazetteer.epithets import countries_called
from nlp.gazetteer.places import (
    NO_WAYPOINTS,
    beyond_border_towns,
    countries,
    country_of_demonym,
)
from nlp.naming.lexicon import AUTHORITY, SURELY_OTHER
from nlp.naming.shape import is_person
from nlp.price.read import read_prices
from nlp.price.wages import is_wage
from nlp.reading import Reading
from nlp.wording.fold import fold

Family = Literal["name", "price", "contact", "country", "stop"]
Spot = tuple[int, int]

FEATURES = 13
"""Numbers about each candidate: five that all families share, and up to eight of its own."""

PLACES = 2
"""Where among a candidate's features stands how often it is spoken of."""

NAMED, TOWN, HOME = 5, 7, 10
"""Where among a country's features stands whether it is named, shown by a town, the source's own."""

_NUMBERS = frozenset({ContactType.PHONE, ContactType.WHATSAPP})
_BORDER = 2  # countries that meet in a region: who crosses the Darién is in both
_NORTH = frozenset({"MX", "US"})  # 'al norte', 'arriba': whither most of the ways of the Americas lead
_SECOND_WORD = re.compile(r"(?:rican|african)s?$")
"""Of a people that has two in English: 'Puerto Ricans', 'South African'."""
_FLAG_A = 0x1F1E6
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing to judge. `spots`: its places in the text, none for a country that only the source implies."""

    family: Family
    key: str
    spots: tuple[Spot, ...]
    features: tuple[float, ...]  # FEATURES numbers, about 0 to 1


def candidate(reading: Reading, family: Family, key: str, spots: Iterable[Spot], own: Sequence[float]) -> Candidate:
    """A candidate with what all families show of their places, and up to eight numbers of its own, about 0 to 1."""
    places = tuple(sorted(set(spots)))
    in_title = any(start < reading.body_start for start, _ in places)
    length = max(len(reading.text), 1)
    first, last = (places[0][0] / length, places[-1][0] / length) if places else (0.0, 0.0)
    shared = (float(reading.is_ad), float(in_title), math.log1p(len(places)) / 2, first, last)
    numbers = (*shared, *map(float, own))
    return Candidate(family, key, places, numbers + (0.0,) * (FEATURES - len(numbers)))


def name_candidate(reading: Reading, forms: Sequence[str], spots: Iterable[Spot]) -> Candidate:
    """A name with the forms in which it is written."""
    folded = [fold(form) for form in forms]
    own = (
        any(map(is_person, forms)),
        any(map(AUTHORITY.search, folded)),
        any(map(SURELY_OTHER.search, folded)),
        any("@" in form or "_" in form for form in forms),
        len(forms) > 1,
    )
    return candidate(reading, "name", forms[0], spots, own)


def price_candidates(reading: Reading) -> list[tuple[Candidate, Price]]:
    """Every sum of money, once for an amount and currency."""
    home = countries()[reading.document.country].currency if reading.document.country in countries() else ""
    spots: dict[tuple[Decimal, str], list[Spot]] = defaultdict(list)
    prices: dict[tuple[Decimal, str], Price] = {}
    for price, spot in read_prices(reading):
        if is_wage(reading, *spot):
            continue
        key = (price.amount, price.currency)
        spots[key].append(spot)
        prices.setdefault(key, price)
    found = []
    for (amount, currency), price in prices.items():
        size = math.log10(float(amount) + 1) / 8
        own = (currency == home, currency == "USD", size, amount < 1000, amount >= 100_000)
        found.append((candidate(reading, "price", f"{amount} {currency}", spots[amount, currency], own), price))
    return found


def contact_candidates(reading: Reading) -> list[tuple[Candidate, ContactPoint, Spot]]:
    """Every contact point with the place where it is read."""
    found = []
    for point, spot in zip(*find_contacts(reading), strict=True):
        kind = point.type
        own = (
            kind in _NUMBERS,
            kind is ContactType.WHATSAPP,
            kind is ContactType.EMAIL,
            kind is ContactType.URL,
            kind in {ContactType.INSTAGRAM, ContactType.FACEBOOK, ContactType.TIKTOK, ContactType.TELEGRAM},
        )
        found.append((candidate(reading, "contact", f"{kind}:{point.value}", [spot], own), point, spot))
    return found


def country_candidates(reading: Reading, stops: Iterable[Candidate]) -> list[Candidate]:
    """Countries that may lie on the way, and with what evidence.

    By name or flag, by adjective, by a town of theirs (or of the same name, or right across the border), by a dialling
    code; the source's own and the north of the Americas, which adverts need not name, are always asked about.
    """
    named, adjectives = _named(reading), _adjectives(reading)
    home = reading.document.country
    known = frozenset({*named, *adjectives, home})
    towns, homonyms, beyond = (defaultdict[str, set[Spot]](set) for _ in range(3))
    for stop in stops:
        written = reading.text[slice(*stop.spots[0])]
        likely = countries_of(written, known)
        for code in likely:
            towns[code].update(stop.spots)
        for code in homes_of(written):
            homonyms[code].update(() if code in likely else stop.spots)
        for code in beyond_border_towns().get(fold(written), ()):
            beyond[code].update(stop.spots)
    dialled = {country_of_number(c.value) or "" for c in find_contacts(reading)[0] if c.type in _NUMBERS}
    found = []
    for code in sorted({*known, *towns, *homonyms, *beyond, *dialled, *_NORTH} & set(countries())):
        sources = (named, adjectives, towns, homonyms, beyond)
        own = (*(code in source for source in sources), code == home, code in dialled)
        spots = named.get(code, set()) | adjectives.get(code, set()) | towns[code]
        # A town of the same name far away says nothing of the north, which is asked about in any case.
        others = beyond[code] or (set() if code in _NORTH else homonyms[code])
        found.append(candidate(reading, "country", code, spots or others, (*own, code in _NORTH)))
    return found


def is_shown(country: Candidate) -> bool:
    """Whether a text shows a country, in whatever way, or is from there; not one that is only always asked about."""
    return any(country.features[NAMED : HOME + 2])


def touches(one: Candidate, other: Candidate) -> bool:
    """Whether a stop lies in a country: one of its places speaks for the country."""
    return not set(one.spots).isdisjoint(other.spots)


def _named(reading: Reading) -> dict[str, set[Spot]]:
    """By name ("Perú", regions of one country or, as the Darién, of two), as people call it, or by flag."""
    found: dict[str, set[Spot]] = defaultdict(set)
    for span in reading.doc.spans["places"]:
        for place in span._.places:
            if place.kind in NO_WAYPOINTS and len(place.countries) <= _BORDER:
                for code in place.countries:
                    found[code].add((span.start_char, span.end_char))
    for match in _FLAG.finditer(reading.text):
        found["".join(chr(ord(c) - _FLAG_A + ord("A")) for c in match.group())].add(match.span())
    for code, spot in countries_called(reading.text):
        found[code].add(spot)
    return dict(found)


def _adjectives(reading: Reading) -> dict[str, set[Spot]]:
    """'venezolanos', 'the Haitian woman': by country, where they stand."""
    found: dict[str, set[Spot]] = defaultdict(set)
    for token in reading.doc:
        first = token.nbor(-1) if token.i and _SECOND_WORD.match(token.norm_) else token
        people = reading.text[first.idx : token.idx + len(token.text)]
        if len(token.text) >= 4 and (code := country_of_demonym(people)):
            found[code].add((first.idx, token.idx + len(token.text)))
    return dict(found)
