"""The journey: the stops and countries that the heads put on the way, in the order in which they are passed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.records import Route
from nlp.reading import Reading
from nlp.route import find_route
from nlp.signals import find_hits
from nlp.trained.candidates import Candidate, country_candidates, is_shown
from nlp.trained.heads import Floats, Judging, probability
from nlp.trained.place_lines import place_lines, without_board_places
from nlp.trained.second_look import SecondLook, look_again, read_second_look
from nlp.trained.spans import Tagged
from nlp.trained.stops import is_region_alone, places_apart, stop_candidates, towns_told
from nlp.trained.tags import ROLE_NAMES, WAYPOINT
from nlp.trained.ways import Ways, read_ways

LEAST_STOP, LEAST_COUNTRY = 0.55, 0.35  # how sure the heads must be of a stop or of a country on the way
A_JOURNEY = 2  # countries on the way, at the least
LEAST_SECOND = 0.4
"""How sure of a second country the second look must be where it puts one alone on the way: few journeys have but one.
Of 1,388 journeys of the development part ten more are told so, and two fewer (a script)."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a text that may lie on the way. `stop_logits`, `country_logits`: (n, 2), whether and how far."""

    stops: Sequence[Candidate]
    countries: Sequence[Candidate]
    stop_logits: Floats
    country_logits: Floats

    @property
    def crossed(self) -> int:
        """How many countries the heads by themselves put on the way."""
        return sum(probability(row[0]) >= LEAST_COUNTRY for row in self.country_logits)


class Journeys:
    """What is known of journeys beside a model: how far its heads are believed, and what ways there are."""

    def __init__(self, folder: Path) -> None:
        self.look: SecondLook = read_second_look(folder)
        self.ways: Ways = read_ways(folder)

    def route(self, reading: Reading, places: Places) -> Route:
        """Countries and stops in travel order; empty where there is no journey."""
        stops, countries = _stops(places), self._countries(reading, places, LEAST_SECOND)
        spots = sorted({spot for place in (*stops, *countries) for spot in place.spots})
        return Route(
            countries=tuple(country.key for country in countries),
            waypoints=tuple(stop.key for stop in stops),
            spans=tuple(reading.span(start, end) for start, end in spots),
        )

    def is_told(self, reading: Reading, places: Places) -> bool:
        """Whether the second look is sure of as many countries as a journey has."""
        return len(self._countries(reading, places, self.look.least)) >= A_JOURNEY

    def _countries(self, reading: Reading, places: Places, least_second: float) -> list[Candidate]:
        shares = self.look.probabilities(figures_of(reading, places, self.ways))
        on_the_way = chosen(shares, self.look.least, least_second)
        along = {
            country.key: float(row[1])
            for country, row, is_on in zip(places.countries, places.country_logits, on_the_way, strict=True)
            if is_on
        }
        by_code = {country.key: country for country in places.countries}
        return [by_code[code] for code in self.ways.in_order(along, words=self.look.words, ways=self.look.ways)]


def chosen(shares: NDArray[np.float64], least: float, least_second: float) -> NDArray[np.bool_]:
    """(n,) which countries are on the way, by their probabilities, (n,): those from `least` on, and beside one alone
    the next from `least_second` on."""
    on_the_way: NDArray[np.bool_] = shares >= least
    if on_the_way.sum() == 1 and len(shares) > 1:
        rest = np.where(on_the_way, 0.0, shares)
        on_the_way[rest.argmax()] |= rest.max() >= least_second
    return on_the_way


def places_of(
    reading: Reading, judge: Judging, tagged: Sequence[Tagged], entities: Iterable[tuple[int, int, str]]
) -> Places:
    """The stops and countries of a text as the heads judge them. `entities`: start, end, label."""
    marked = [(tag.start, tag.end) for tag in tagged if tag.kind == WAYPOINT]
    names = [(tag.start, tag.end) for tag in tagged if tag.kind in ROLE_NAMES]
    seen = [*places_apart(entities, names), *towns_told(reading.text, names)]
    lines = place_lines(reading)
    stops = without_board_places(stop_candidates(reading, marked, seen), lines)
    countries = without_board_places(country_candidates(reading, stops), lines)
    return Places(stops, countries, judge.logits(stops, countries), judge.logits(countries, stops))


def shows_a_journey(reading: Reading) -> bool:
    """Whether a text shows as many countries as a journey has, which costs no look of the network."""
    stops = stop_candidates(reading, (), towns_told(reading.text, ()))
    return sum(map(is_shown, country_candidates(reading, stops))) >= A_JOURNEY


def figures_of(reading: Reading, places: Places, ways: Ways) -> NDArray[np.float64]:
    """The figures of a second look at every country, (n, FIGURES)."""
    by_rules = find_route(reading, find_hits(reading)).countries
    judged = (places.stop_logits, places.country_logits)
    return look_again(reading, places.stops, places.countries, judged, ways, by_rules)


def _stops(places: Places) -> list[Candidate]:
    rows = zip(places.stops, places.stop_logits, strict=True)
    likely = [(float(row[1]), n, stop) for n, (stop, row) in enumerate(rows) if probability(row[0]) >= LEAST_STOP]
    return [stop for _, _, stop in sorted(likely, key=lambda found: found[:2]) if not is_region_alone(stop.key)]
