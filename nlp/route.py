"""The route: countries and stops of the journey in travel order, whatever the order in which the text names them."""

# ruff: noqa: E501  a list of words is one line
from __future__ import annotations

import re
from dataclasses import replace

from core.records import Route
from nlp.gazetteer.borders import shortest_way, steps
from nlp.gazetteer.places import NO_WAYPOINTS, country_of_demonym
from nlp.reading import Reading
from nlp.signals import Hit
from nlp.stops import ARROW, DESTINATION, NOWHERE, ORIGIN, STANDS, WAY, Stop, find_stops
from nlp.wording.fold import fold

_TRAVEL = re.compile(
    r"\b(?:viaj\w*|viag\w*|travel\w*|trip\w*|journey\w*|rout?[ea]s?\b|ruta\w*|trasla\w*|transport\w*|llev\w*|lev[ao]\w*|cruz\w*|cross\w*|pas[ao]\w*|pass\w*|"
    r"traves\w*|atraves\w*|salid\w*|salen?|saind\w*|said\w*|sa(?:ir|iram|iam|iu)|sal(?:ir|ieron|ian|io)|part(?:ir|iram|iam|iu|ieron|ian|io)|v(?:inham|ieram|indos)|venian|vinieron|tra(?:zi|zer|er|ian|id)\w*|mov\w*|smuggl\w*|traffick\w*|traslad\w*|conduc\w*|conduz\w*|ingres\w*|intern\w*|entr\w*|introduc\w*|introduz\w*|lleg\w*|cheg\w*|arriv\w*|reach\w*|"
    r"bound|rumbo|rumo|destino|embarc\w*|sail\w*|zarp\w*|navega\w*|boat\w*|lancha\w*|patera\w*|cayuco\w*|barc[oa]s?|botes?|yolas?|canoas?|voadeiras?|pirogas?|camin\w*|walk\w*|drove|drive\w*|driving|took|taken|take|brought|bring\w*|sent|enviad\w*|envi\w*|tr[aá]fic\w*|recog\w*|fly|flew|flown|vol\w*|vuel\w*|voa\w*|voos?|migra\w*|bus(?:es)?|onibus|autocarros?|carrinhas?|tramos?|trecho|coyotes?|coiotes?|fronter\w*|fronteir\w*|border|cobr\w*|polleros?|selva|mata|trocha|trilhas?|pie|subi\w*|deja\w*|deix\w*|recolh\w*|recorr\w*|seguia\w*|siguen|seguiam|seguem)\b"
)
_KEPT_AT = re.compile(
    r"\b(?:casas? (?:de )?(?:acopio|seguridad|seguranca)|stash houses?|safe houses?|drop houses?|casas? de apoio|reteni\w+|alojaba\w*|alojava\w*|hospedaba\w*|hospedava\w*|escondite\w*|esconderijo\w*|held (?:them|migrants|people)|encerrad\w+)\b"
)
"""Where people are kept between two legs of a journey."""
_FIRM = re.compile(
    r"\b(?:(\w+) (?:company|agency|travel agency|firm|network|ring|gang|organi[sz]ation)|(?:empresa|compania|agencia|agencia de viajes|red|banda|"
    r"organizacion|rede|quadrilha|agencia de viagens|organizacao) (\w+))\b"
)


def find_route(reading: Reading, hits: list[Hit], *, leaves: str | None = None) -> Route:
    """The journey that the document offers or tells; empty where it tells none.

    `leaves`: the country where an advert that lures people away is read, the start where no other is named.
    """
    stops = _of_the_journey(reading, _found(reading, lures=leaves is not None), hits)
    if not stops:
        return Route()
    ordered = _in_travel_order(stops)
    codes = _countries(reading, ordered)
    start = _origin_of_the_firm(reading, ordered, codes)
    if leaves and not any(stop.rank == ORIGIN for stop in ordered):
        start = leaves
    codes = (start, *codes) if start and start not in codes else codes
    return Route(
        countries=tuple(codes),
        waypoints=_waypoints(reading, ordered, codes),
        spans=tuple(reading.span(stop.start, stop.end) for stop in sorted(ordered, key=lambda s: s.start)),
    )


def _found(reading: Reading, *, lures: bool) -> list[Stop]:
    """The stops; in an advert for work abroad the place of the work ('trabajo en X') is the end of the journey."""
    stops = find_stops(reading)
    return [replace(stop, rank=DESTINATION) if lures and stop.rank == STANDS else stop for stop in stops]


def _of_the_journey(reading: Reading, stops: list[Stop], hits: list[Hit]) -> list[Stop]:
    """In adverts every place with a word of travel; in news those of sentences that tell of a journey.

    A border place where something stands or happens ('en Colchane') is on the way; a bare country in an advert is its end.
    """
    legs = _legs(stops)
    placed = [
        stop
        for stop in stops
        if stop.rank not in {NOWHERE, STANDS} and (reading.is_ad or stop.sentence in legs or _travels(reading, stop))
    ]
    if reading.is_ad and not placed:
        placed = _crossings(stops)
    standing = [stop for stop in stops if stop.rank == STANDS and _stands_on_the_way(reading, stop, placed)]
    kept = placed + [replace(stop, rank=WAY) for stop in standing]
    if reading.is_ad and not any(stop.rank == DESTINATION for stop in kept):
        known = {code for stop in kept for code in stop.place.countries} | {reading.document.country}
        bare = [
            s
            for s in stops
            if s.rank in {NOWHERE, STANDS} and s.place.kind == "country" and s.place.countries[0] not in known
        ]
        kept += [replace(stop, rank=DESTINATION) for stop in bare[:1]]
    if reading.is_ad:
        return kept
    several = len({stop.place.countries for stop in kept}) > 1
    telling = {hit.sentence for hit in hits if hit.element in {"crime", "act", "passage"}}
    return kept if several or any(stop.rank != DESTINATION or stop.sentence in telling for stop in kept) else []


def _legs(stops: list[Stop]) -> set[int]:
    """Sentences that name a start and an end ('desde A hasta B'): journeys whatever their verb."""
    starts = {stop.sentence for stop in stops if stop.rank == ORIGIN}
    return starts & {stop.sentence for stop in stops if stop.rank == DESTINATION}


def _stands_on_the_way(reading: Reading, stop: Stop, placed: list[Stop]) -> bool:
    """Whether 'en X' puts a place on the way: a border place, or a country in an advert that names a way already."""
    if stop.place.kind == "country":
        return reading.is_ad and any(other.sentence == stop.sentence for other in placed)
    if reading.is_ad and stop.place.kind in {"crossing", "trail", "border_town"}:
        return bool(placed)
    if stop.place.kind == "city":
        return bool(_KEPT_AT.search(reading.folded_sentence(stop.start)))
    return stop.place.kind in {"crossing", "trail", "border_town", "port"} and _travels(reading, stop)


def _crossings(stops: list[Stop]) -> list[Stop]:
    return [
        stop
        for stop in stops
        if stop.place.kind in {"crossing", "trail"} or (stop.rank == STANDS and stop.place.kind == "border_town")
    ]


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


def _countries(reading: Reading, stops: list[Stop]) -> tuple[str, ...]:
    """Each country once, in travel order: from the farthest start to the farthest end the words name, by few borders."""
    named = tuple(dict.fromkeys(code for stop in stops for code in stop.place.countries))
    in_text = sorted(stops, key=lambda stop: stop.start)
    if itinerary := _itinerary(reading, in_text):
        return tuple(dict.fromkeys([*_starts(in_text), *itinerary, *named]))
    named_starts = [stop.place.countries[0] for stop in in_text if stop.rank == ORIGIN]
    named_ends = {stop.place.countries[-1] for stop in in_text if stop.rank == DESTINATION}
    starts = [code for code in named_starts if code not in named_ends] or named_starts
    last_ends = _ends(in_text)
    if starts and last_ends:
        first, last = max(((a, b) for a in starts for b in last_ends), key=lambda pair: steps(*pair))
        return shortest_way(named, first=first, last=last) if first != last else named
    if starts:
        return shortest_way(named, first=starts[0], last=None)
    last_end = last_ends[-1] if last_ends and len(named) > len(set(last_ends)) else None
    return shortest_way(named, first=None, last=last_end) if last_end else named


def _starts(stops: list[Stop]) -> list[str]:
    return [stop.place.countries[0] for stop in stops if stop.rank == ORIGIN]


def _itinerary(reading: Reading, stops: list[Stop]) -> tuple[str, ...]:
    """The countries of a list of three or more ('La Habana - Managua - Tapachula'), which is written in travel order."""
    best: tuple[str, ...] = ()
    codes: dict[str, None] = {}  # of the list that goes on
    last: Stop | None = None
    for stop in stops:
        if not (last and stop.listed and ARROW.search(reading.folded[last.end : stop.start])):
            codes = {}
        codes |= dict.fromkeys(stop.place.countries)
        last, best = stop, max(best, tuple(codes), key=len)
    return best if len(best) > 2 else ()


def _ends(stops: list[Stop]) -> list[str]:
    """Countries that the words only ever put at the end of the journey."""
    others = {code for stop in stops if stop.rank == ORIGIN for code in stop.place.countries}
    ends = dict.fromkeys(stop.place.countries[-1] for stop in stops if stop.rank == DESTINATION)
    return [code for code in ends if code not in others]


def _waypoints(reading: Reading, stops: list[Stop], codes: tuple[str, ...]) -> tuple[str, ...]:
    """The stops as written, ordered by their country's place on the route, then as the words order them."""

    def position(stop: Stop) -> float:
        at = [codes.index(code) for code in stop.place.countries if code in codes]
        return sum(at) / len(at) if at else len(codes)

    named: dict[str, str] = {}
    for stop in sorted(stops, key=position):
        if stop.place.kind not in NO_WAYPOINTS:
            key, written = fold(stop.place.name), reading.text[stop.start : stop.end]
            named[key] = max(named.get(key, written), written, key=len)
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
