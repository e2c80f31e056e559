"""Contact points of a document: numbers, links, addresses and handles, each once, with their places in the text."""

from __future__ import annotations

from functools import lru_cache

from core.records import ContactPoint
from core.terms import ContactType
from nlp.contact.links import find_links
from nlp.contact.phones import find_phones
from nlp.reading import READ_AHEAD, Reading

_Found = tuple[ContactPoint, tuple[int, int]]


def find_contacts(reading: Reading) -> tuple[list[ContactPoint], list[tuple[int, int]]]:
    """All contact points, each once, and their offsets in the reading's text; owners are not yet known."""
    found = _contacts(reading)
    return [point for point, _ in found], [place for _, place in found]


@lru_cache(maxsize=READ_AHEAD)  # asked for by both readers, and once more for the dialling codes of a journey
def _contacts(reading: Reading) -> tuple[_Found, ...]:
    links = list(find_links(reading))
    taken = [place for _, place in links]
    found = links + [(p, _offsets(p, reading)) for p in find_phones(reading, taken)]
    by_value: dict[tuple[str, str], _Found] = {}
    for point, place in sorted(found, key=lambda pair: pair[1]):
        key = (_family(point.type), point.value)
        known = by_value.get(key)
        if known is None or (known[0].type is ContactType.PHONE and point.type is ContactType.WHATSAPP):
            by_value[key] = (point, place)
    return tuple(by_value.values())


def _family(kind: ContactType) -> str:
    """A number is one contact point, whether it is called or written to."""
    return "number" if kind in {ContactType.PHONE, ContactType.WHATSAPP} else kind.value


def _offsets(point: ContactPoint, reading: Reading) -> tuple[int, int]:
    shift = 0 if point.span.in_title else reading.body_start
    return point.span.start + shift, point.span.end + shift
