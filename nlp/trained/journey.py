"""The journey: stops and countries that the model marks, in the order in which it says that they are passed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from core.records import Route
from nlp.gazetteer.cities import countries_of
from nlp.gazetteer.places import NO_WAYPOINTS, country_of_demonym, places_by_name
from nlp.reading import Reading
from nlp.trained.encoder import Answer
from nlp.trained.spans import Tagged, tag_at
from nlp.trained.tags import COUNTRY, KINDS, WAYPOINT
from nlp.wording.fold import fold, name_key

_COUNTRY = KINDS.index(COUNTRY)
_WAYPOINT = KINDS.index(WAYPOINT)
LEAST = 0.5  # how sure the model must be of a stop or of a country on the way


@dataclass(frozen=True, slots=True)
class _Stop:
    written: str
    countries: tuple[str, ...]
    order: float
    start: int
    end: int
    is_country: bool


def find_journey(reading: Reading, answer: Answer, tagged: Iterable[Tagged]) -> Route:
    """Countries and stops in travel order; empty where the model marks none."""
    spans = list(tagged)
    countries = list(_countries(reading, answer, spans))
    known = frozenset({code for stop in countries for code in stop.countries} | _named(reading))
    stops = [*countries, *_waypoints(reading, spans, known)]
    codes = _in_order(stops)
    return Route(
        countries=codes,
        waypoints=_names(stops, codes),
        spans=tuple(reading.span(stop.start, stop.end) for stop in sorted(stops, key=lambda s: s.start)),
    )


def _named(reading: Reading) -> set[str]:
    """Countries that the text names, and the document's own."""
    places = (place for span in reading.doc.spans["places"] for place in span._.places)
    return {place.countries[0] for place in places if place.kind == "country"} | {reading.document.country}


def _countries(reading: Reading, answer: Answer, spans: list[Tagged]) -> Iterable[_Stop]:
    """Names and adjectives of countries that the model puts on the way."""
    seen: set[int] = set()
    for span in reading.doc.spans["places"]:
        codes = [place.countries[0] for place in span._.places if place.kind == "country"]
        tag = tag_at(answer, span.start_char, span.end_char, kind=COUNTRY)
        if codes and tag.score >= LEAST:
            seen.add(span.start_char)
            yield _Stop(span.text, (codes[0],), tag.order, span.start_char, span.end_char, is_country=True)
    for tag in spans:
        written = reading.text[tag.start : tag.end]
        code = country_of_demonym(written.split()[0]) if tag.kind == COUNTRY and written.split() else None
        if code and tag.start not in seen:
            yield _Stop(written, (code,), tag.order, tag.start, tag.end, is_country=True)


def _waypoints(reading: Reading, spans: list[Tagged], known: frozenset[str]) -> Iterable[_Stop]:
    for tag in spans:
        written = reading.text[tag.start : tag.end]
        kinds = {place.kind for place in places_by_name().get(fold(written), ())}
        if tag.kind != WAYPOINT or (kinds and kinds <= NO_WAYPOINTS):
            continue
        yield _Stop(written, countries_of(written, known), tag.order, tag.start, tag.end, is_country=False)


def _in_order(stops: list[_Stop]) -> tuple[str, ...]:
    """Each country once, by the mean order of its mentions; a crossing adds its countries only where none is known."""
    orders: dict[str, list[float]] = defaultdict(list)
    for stop in stops:
        if len(stop.countries) == 1:
            orders[stop.countries[0]].append(stop.order)
    for stop in stops:
        if len(stop.countries) > 1 and not set(stop.countries) & orders.keys():
            for index, code in enumerate(stop.countries):
                orders[code].append(stop.order + index * 0.01)
    return tuple(sorted(orders, key=lambda code: fmean(orders[code])))


def _names(stops: list[_Stop], codes: tuple[str, ...]) -> tuple[str, ...]:
    """The stops as written, once each, in travel order."""
    orders: dict[str, list[float]] = defaultdict(list)
    written: dict[str, str] = {}
    for stop in stops:
        if not stop.is_country and (key := name_key(stop.written)):
            orders[key].append(stop.order)
            written.setdefault(key, stop.written)
    return tuple(written[key] for key in sorted(orders, key=lambda key: fmean(orders[key])))
