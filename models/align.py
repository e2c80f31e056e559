"""From a labelled record to spans of its text: what each word is, as the trained reader is to say it.

Names are found in every place where one of their forms stands; prices, contact points and countries where the rules of
`nlp` find a sum, a number or a place whose value the record lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from core.records import Document
from core.terms import DocumentKind, Language
from models.examples import Example, Labelled
from models.records import Record
from models.targets import family, targets
from nlp.contacts import find_contacts
from nlp.gazetteer.places import country_of_demonym, places_by_name
from nlp.language import reading_language
from nlp.pipeline import pipeline
from nlp.price.read import sums
from nlp.reading import Reading, joined, make_reading
from nlp.trained.tags import CONTACT, COUNTRY, PRICE, WAYPOINT
from nlp.wording.fold import fold


def to_document(record: Record) -> Document:
    """The record as the reader takes it."""
    return Document(
        document_id=record["id"],
        kind=DocumentKind(record["kind"]),
        source_id="data",
        country=record["country"],
        url=record.get("url", ""),
        title=record["title"],
        text=record["text"],
        language=Language(record["lang"]),
    )


def align(record: Record) -> Example:
    """The spans of one record, longest first where two would overlap."""
    document = to_document(record)
    text, body_start = joined(document)
    language = reading_language(document)
    reading = make_reading(document, pipeline(language)(text), language=language, body_start=body_start)
    found = [
        *_names(record, text),
        *_contacts(record, reading),
        *_prices(record, reading),
        *_waypoints(record, text),
        *_countries(record, reading),
    ]
    spans = tuple(without_overlaps(found))
    return Example(record, text, spans, tuple(targets(record, reading, spans)))


def without_overlaps(spans: Iterable[Labelled]) -> list[Labelled]:
    """Of spans that overlap the longer stays; a name gives way to nothing shorter."""
    kept: list[Labelled] = []
    for span in sorted(spans, key=lambda s: (s.start - s.end, s.start)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)


def occurrences(form: str, text: str) -> Iterator[tuple[int, int]]:
    """Where a form stands as whole words."""
    head = r"(?<!\w)" if form[:1].isalnum() else ""
    tail = r"(?!\w)" if form[-1:].isalnum() else ""
    for match in re.finditer(head + re.escape(form) + tail, text):
        yield match.span()


def _names(record: Record, text: str) -> Iterator[Labelled]:
    for entity in record["operators"]:
        for form in [entity["name"], *entity.get("aliases", [])]:
            yield from (Labelled(s, e, "operator", form=form) for s, e in occurrences(form, text))
    for entity in record["others"]:
        for form in [entity["name"], *entity.get("aliases", [])]:
            yield from (Labelled(s, e, entity["role"], form=form) for s, e in occurrences(form, text))


def _contacts(record: Record, reading: Reading) -> Iterator[Labelled]:
    wanted = {(family(c["type"]), c["value"]) for c in record["operator_contacts"]}
    for point, (start, end) in zip(*find_contacts(reading), strict=True):
        if (family(point.type), point.value) in wanted:
            yield Labelled(start, end, CONTACT)


def _prices(record: Record, reading: Reading) -> Iterator[Labelled]:
    wanted = {(float(price["amount"]), price["currency"]) for price in record["prices"]}
    for amount, currency, start, end in sums(reading):
        if (float(amount), currency) in wanted:
            yield Labelled(start, end, PRICE)


def _waypoints(record: Record, text: str) -> Iterator[Labelled]:
    for name in record["waypoints"]:
        yield from (Labelled(s, e, WAYPOINT, form=name) for s, e in occurrences(name, text))


def _countries(record: Record, reading: Reading) -> Iterator[Labelled]:
    """Countries of the route by name; by adjective ('venezolanos') only where the text has no other word for one."""
    route = record["route"]
    if not record["labels"] and not route:
        return
    named = set()
    for span in reading.doc.spans["places"]:
        codes = {place.countries[0] for place in span._.places if place.kind == "country"} & set(route)
        if codes:
            named |= codes
            yield Labelled(span.start_char, span.end_char, COUNTRY)
    named |= {
        code for name in record["waypoints"] for p in places_by_name().get(fold(name), ()) for code in p.countries
    }
    for token in reading.doc:
        adjective = country_of_demonym(token.text) if token.is_alpha else None
        if adjective is not None and adjective in route and adjective not in named:
            yield Labelled(token.idx, token.idx + len(token), COUNTRY)
