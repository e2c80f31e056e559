"""The route: countries and stops of the journey in travel order, whatever the order in which the text names them."""

from __future__ import annotations

import re

from core.records import Route
from nlp.gazetteer.places import NO_WAYPOINTS, country_of_demonym
from nlp.reading import Reading
from nlp.signals import Hit
from nlp.stops import DESTINATION, NOWHERE, ORIGIN, Stop, find_stops
from nlp.wording.fold import fold

_TRAVEL = re.compile(
    r"\b(?:viaj\w*|viag\w*|travel\w*|trip\w*|journey\w*|rout?[ea]s?\b|ruta\w*|trasla\w*|transport\w*|llev\w*|lev[ao]\w*|cruz\w*|cross\w*|pas[ao]\w*|pass\w*|"
    r"traves\w*|atraves\w*|salid\w*|salen?|saind\w*|said\w*|mov\w*|smuggl\w*|traffick\w*|traslad\w*|conduc\w*|conduz\w*|ingres\w*|intern\w*|entr\w*|introduc\w*|introduz\w*|lleg\w*|cheg\w*|arriv\w*|reach\w*|"
    r"bound|rumbo|rumo|destino|embarc\w*|sail\w*|zarp\w*|navega\w*|boat\w*|lancha\w*|patera\w*|cayuco\w*|camin\w*|walk\w*|drove|drive\w*|driving|took|taken|take|brought|bring\w*|sent|enviad\w*|envi\w*|tr[aá]fic\w*|recog\w*|fly|flew|flown|vol\w*|voa\w*|migra\w*)\b"
)
_FIRM = re.compile(
    r"\b(?:(\w+) (?:company|agency|travel agency|firm|network|ring|gang|organi[sz]ation)|(?:empresa|compania|agencia|agencia de viajes|red|banda|"
    r"organizacion|rede|quadrilha|agencia de viagens|organizacao) (\w+))\b"
)


def find_route(reading: Reading, hits: list[Hit]) -> Route:
    """The journey that the document offers or tells; empty where it tells none."""
    stops = _of_the_journey(reading, find_stops(reading), hits)
    if not stops:
        return Route()
    ordered = _in_travel_order(stops)
    codes = _countries(ordered)
    start = _origin_of_the_firm(reading, ordered, codes)
    codes = (start, *codes) if start and start not in codes else codes
    return Route(
        countries=tuple(codes),
        waypoints=_waypoints(reading, ordered, codes),
        spans=tuple(reading.span(stop.start, stop.end) for stop in sorted(ordered, key=lambda s: s.start)),
    )


def _of_the_journey(reading: Reading, stops: list[Stop], hits: list[Hit]) -> list[Stop]:
    """In adverts every place with a word of travel; in news those of sentences that tell of moving people."""
    placed = [stop for stop in stops if stop.rank != NOWHERE]
    if reading.is_ad:
        return placed or _crossings(stops)
    telling = {hit.sentence for hit in hits if hit.element in {"crime", "act", "passage", "evasion"}}
    near = telling | {index + 1 for index in telling}
    kept = [stop for stop in placed if stop.sentence in near and _travels(reading, stop)]
    return kept if len({s.place.countries for s in kept}) > 1 or any(s.rank != DESTINATION for s in kept) else []


def _crossings(stops: list[Stop]) -> list[Stop]:
    return [stop for stop in stops if stop.place.kind in {"crossing", "trail"}]


def _travels(reading: Reading, stop: Stop) -> bool:
    start, end = reading.sentence_bounds(stop.sentence)
    return bool(_TRAVEL.search(reading.folded[start:end]))


def _in_travel_order(stops: list[Stop]) -> list[Stop]:
    """Origins, then what lies between, then destinations; told leg by leg ('de A a B, de B a C'), the order of the text."""
    origins = {fold(stop.place.name) for stop in stops if stop.rank == ORIGIN}
    ends = {fold(stop.place.name) for stop in stops if stop.rank == DESTINATION}
    if len(origins) > 1 and origins & ends:
        return sorted(stops, key=lambda stop: stop.start)
    return sorted(stops, key=lambda stop: (stop.rank, stop.start))


def _countries(stops: list[Stop]) -> tuple[str, ...]:
    """Each country once, in travel order; a crossing adds the side that is not there yet."""
    codes: list[str] = []
    last = [stop for stop in stops if stop.rank == DESTINATION and len(stop.place.countries) == 1]
    finals = {stop.place.countries[0] for stop in last} - {s.place.countries[0] for s in stops if s.rank != DESTINATION}
    for stop in stops:
        for code in stop.place.countries:
            late = code in finals and stop.rank != DESTINATION
            if code not in codes and not late:
                codes.append(code)
    return tuple(codes)


def _waypoints(reading: Reading, stops: list[Stop], codes: tuple[str, ...]) -> tuple[str, ...]:
    """The stops as written, ordered by their country's place on the route, then as the words order them."""

    def position(stop: Stop) -> float:
        at = [codes.index(code) for code in stop.place.countries if code in codes]
        return sum(at) / len(at) if at else len(codes)

    named: dict[str, str] = {}
    for stop in sorted(stops, key=position):
        if stop.place.kind not in NO_WAYPOINTS:
            named.setdefault(fold(stop.place.name), reading.text[stop.start : stop.end])
    return tuple(named.values())


def _origin_of_the_firm(reading: Reading, stops: list[Stop], codes: tuple[str, ...]) -> str | None:
    """The country of 'the Colombian company' that moves people through other countries, where no origin is named."""
    if any(stop.rank == ORIGIN for stop in stops) or len(codes) < 2:
        return None
    for index in dict.fromkeys(stop.sentence for stop in stops):
        start, end = reading.sentence_bounds(index)
        for match in _FIRM.finditer(reading.folded[start:end]):
            if code := country_of_demonym(match.group(1) or match.group(2)):
                return code
    return None
