"""From a labelled record to the answers about its candidates: who has which role, which sums are prices, and so on.

Names that the record does not list are shown too, as no name of anybody: words in capitals, places, ships.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from core.terms import ContactType
from models.examples import Labelled, Target
from models.records import Record
from nlp.reading import Reading
from nlp.trained.candidates import (
    Candidate,
    Spot,
    contact_candidates,
    country_candidates,
    name_candidate,
    price_candidates,
)
from nlp.trained.entities import Entities
from nlp.trained.stops import places_apart, stop_candidates, towns_told
from nlp.trained.tags import ROLES, WAYPOINT
from nlp.wording.fold import name_key

NOBODY = len(ROLES)
"""The class of what is no name of anybody."""

_MOST_NOBODIES = 6  # shown of one text
_ROLES = [role.value for role in ROLES]


def targets(record: Record, reading: Reading, spans: Sequence[Labelled]) -> Iterator[Target]:
    """The candidates of one text with their answers; none where the record does not say."""
    entities = _entities(reading)
    yield from _names(record, reading, spans, [(start, end) for start, end, _ in entities])
    if record["labels"]:
        yield from _contacts(record, reading)
    if record["labels"] or record["prices"]:
        yield from _prices(record, reading)
    if record["labels"] or record["route"] or record["waypoints"]:
        marked = [(span.start, span.end) for span in spans if span.kind == WAYPOINT]
        named = [(span.start, span.end) for span in spans if span.kind in _ROLES]
        seen = [*places_apart(entities, named), *towns_told(reading.text, named)]
        stops = stop_candidates(reading, marked, seen)
        yield from _stops(record, stops)
        yield from _countries(record, reading, stops)


def _names(record: Record, reading: Reading, spans: Sequence[Labelled], entities: Sequence[Spot]) -> Iterator[Target]:
    taken = [span for span in spans if span.kind in _ROLES]
    listed: list[tuple[Any, str]] = [(entity, "operator") for entity in record["operators"]]
    listed += [(entity, entity["role"]) for entity in record["others"]]
    for entity, role in listed:
        forms = [entity["name"], *entity.get("aliases", [])]
        spots = [(span.start, span.end) for span in taken if span.form in forms and span.kind == role]
        if spots:
            written = list(dict.fromkeys(reading.text[start:end] for start, end in spots))
            yield Target(name_candidate(reading, written, spots), _ROLES.index(role))
    others: dict[str, list[Spot]] = defaultdict(list)
    for start, end in [*entities, *((s.start, s.end) for s in spans if s.kind == WAYPOINT)]:
        if all(end <= span.start or span.end <= start for span in taken):
            others[reading.text[start:end]].append((start, end))
    for form, places in list(others.items())[:_MOST_NOBODIES]:
        yield Target(name_candidate(reading, [form], places), NOBODY)


def _entities(reading: Reading) -> list[tuple[int, int, str]]:
    doc = Entities(reading.doc.vocab)(reading.doc)
    return [(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]


def _contacts(record: Record, reading: Reading) -> Iterator[Target]:
    wanted = {(family(point["type"]), point["value"]) for point in record["operator_contacts"]}
    for candidate, point, _ in contact_candidates(reading):
        yield Target(candidate, int((family(point.type), point.value) in wanted))


def family(kind: str) -> str:
    """A number is one contact point, whether it is called or written to."""
    return "number" if kind in {ContactType.PHONE, ContactType.WHATSAPP} else str(kind)


def _prices(record: Record, reading: Reading) -> Iterator[Target]:
    wanted = {(float(price["amount"]), price["currency"]) for price in record["prices"]}
    for candidate, price in price_candidates(reading):
        yield Target(candidate, int((float(price.amount), price.currency) in wanted))


def _stops(record: Record, stops: Sequence[Candidate]) -> Iterator[Target]:
    wanted = {name_key(name): index for index, name in enumerate(record["waypoints"])}
    for stop in stops:
        order = wanted.get(name_key(stop.key))
        yield Target(stop, int(order is not None), order)


def _countries(record: Record, reading: Reading, stops: Sequence[Candidate]) -> Iterator[Target]:
    route = record["route"]
    for country in country_candidates(reading, stops):
        listed = country.key in route
        once = listed and route.count(country.key) == 1
        yield Target(country, int(listed), route.index(country.key) if once else None)
