"""The journey: the stops and countries that the heads put on the way, in the order in which they are passed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.records import Route
from nlp.reading import Reading
from nlp.trained.candidates import Candidate, country_candidates
from nlp.trained.heads import Judge, probability
from nlp.trained.spans import Tagged
from nlp.trained.stops import places_apart, stop_candidates
from nlp.trained.tags import ROLE_NAMES, WAYPOINT

LEAST_STOP, LEAST_COUNTRY = 0.55, 0.35  # how sure the heads must be of a stop or of a country on the way


def find_journey(
    reading: Reading, judge: Judge, tagged: Sequence[Tagged], entities: Iterable[tuple[int, int, str]]
) -> Route:
    """Countries and stops in travel order; empty where there is no journey. `entities`: start, end, label."""
    marked = [(tag.start, tag.end) for tag in tagged if tag.kind == WAYPOINT]
    names = [(tag.start, tag.end) for tag in tagged if tag.kind in ROLE_NAMES]
    every = stop_candidates(reading, marked, places_apart(entities, names))
    lands = country_candidates(reading, every)
    stops = _on_the_way(judge, every, lands, LEAST_STOP)
    countries = _on_the_way(judge, lands, every, LEAST_COUNTRY)
    spots = sorted({spot for place in (*stops, *countries) for spot in place.spots})
    return Route(
        countries=tuple(country.key for country in countries),
        waypoints=tuple(stop.key for stop in stops),
        spans=tuple(reading.span(start, end) for start, end in spots),
    )


def _on_the_way(
    judge: Judge, candidates: Sequence[Candidate], others: Sequence[Candidate], least: float
) -> list[Candidate]:
    logits = judge.logits(candidates, others)
    chosen = [(float(row[1]), n) for n, row in enumerate(logits) if probability(row[0]) >= least]
    return [candidates[n] for _, n in sorted(chosen)]
