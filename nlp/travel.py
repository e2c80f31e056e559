"""How a journey is made: by what, how long, and through the border's posts or beside them.

Read by rules from the sentences in which the reader found the route (in an advert from the whole text), each answer
with the words that say it. Nothing said gives nothing: no answer is guessed from the countries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from core.records import Route, Span
from core.terms import PathKind, TravelMode
from nlp.reading import Reading
from nlp.wording.numbers import amount_in_words
from nlp.wording.ways import (
    CLOCK,
    DURATION,
    HIDDEN,
    HOURS,
    IRREGULAR,
    LAWMENS,
    LAWMENS_BEFORE,
    LENGTH_BEFORE,
    MODE,
    NOT,
    OFFICIAL,
    ON_THE_WAY,
    OTHER_TIME_AFTER,
    OTHER_TIME_BEFORE,
    RATE,
    RULE,
    UNITS,
    VAGUE,
)

_NEAR = 60  # characters beside a word in which it may be denied or explained
_MOST_HOURS = 60 * 24.0  # a longer time is a stay
_HALF = re.compile(r"\b(?:y medi[ao]|e mei[ao]|and a half)\b")
_Zone = list[tuple[int, int]]  # stretches of the reading's text, in order


@dataclass(frozen=True, slots=True)
class Ride:
    """A means of travel and the first word that names it."""

    mode: TravelMode
    span: Span


@dataclass(frozen=True, slots=True)
class Duration:
    """How long the journey or its longest leg lasts; `hours` is None where no number is given ('varios días')."""

    written: str
    hours: float | None
    span: Span


@dataclass(frozen=True, slots=True)
class Path:
    """Whether the border's posts are passed or gone around, and the words that say so."""

    kind: PathKind
    span: Span


@dataclass(frozen=True, slots=True)
class Travel:
    """All that a document says of how its journey is made."""

    rides: tuple[Ride, ...] = ()  # each mode once, in the order of the text
    duration: Duration | None = None
    path: Path | None = None


def with_travel(reading: Reading, route: Route) -> Route:
    """The route with its modes, hours and path; unchanged where the document tells no journey."""
    travel = find_travel(reading, route.spans)
    return replace(
        route,
        modes=tuple(ride.mode.value for ride in travel.rides),
        duration_hours=travel.duration.hours if travel.duration else None,
        path=travel.path.kind.value if travel.path else "",
    )


def find_travel(reading: Reading, spans: Iterable[Span]) -> Travel:
    """How the journey at these spans (of a Route) is made; nothing without spans."""
    places = [_offsets(reading, span) for span in spans]
    if not places:
        return Travel()
    zone = _zone(reading, places)
    return Travel(tuple(_rides(reading, zone)), _duration(reading, zone), _path(reading, zone, places))


def _offsets(reading: Reading, span: Span) -> tuple[int, int]:
    shift = 0 if span.in_title else reading.body_start
    return span.start + shift, span.end + shift


def _zone(reading: Reading, places: list[tuple[int, int]]) -> _Zone:
    """An advert whole; of a report the sentences of the route, and one that stands alone between two of them."""
    if reading.is_ad:
        return [reading.sentence_bounds(index) for index in range(len(reading.sentence_ends))]
    told = {reading.sentence_index(start) for start, _ in places}
    told |= {index + 1 for index in told if index + 2 in told}
    return [reading.sentence_bounds(index) for index in sorted(told)]


def _rides(reading: Reading, zone: _Zone) -> Iterator[Ride]:
    seen: set[TravelMode] = set()
    for start, end in zone:
        for match in MODE.finditer(reading.folded, start, end):
            mode = TravelMode(str(match.lastgroup))
            before, after = _around(reading, match, start, end)
            if mode in seen or NOT.search(before) or LAWMENS_BEFORE.search(before) or LAWMENS.search(after):
                continue
            seen.add(mode)
            yield Ride(mode, reading.span(match.start(), match.end()))


def _duration(reading: Reading, zone: _Zone) -> Duration | None:
    """The longest time of the journey: legs are shorter than the whole."""
    found = [each for start, end in zone for each in _times(reading, start, end)]
    return max(found, key=lambda each: each.hours or 0.0, default=None)


def _times(reading: Reading, start: int, end: int) -> Iterator[Duration]:
    """The times of one sentence that stand by a word of being on the way."""
    for match in DURATION.finditer(reading.folded, start, end):
        before, after = _around(reading, match, start, end)
        if NOT.search(before) or OTHER_TIME_BEFORE.search(before) or OTHER_TIME_AFTER.search(after):
            continue
        if (CLOCK.match(match.group()) or RATE.match(match.group())) and not LENGTH_BEFORE.search(before):
            continue
        hours = _hours(match)
        if not ON_THE_WAY.search(f"{before} {after}") or reading.folded[match.start() - 1 : match.start()] == ":":
            continue
        if hours is None or 0 < hours <= _MOST_HOURS:
            yield Duration(reading.text[match.start() : match.end()], hours, reading.span(match.start(), match.end()))


def _around(reading: Reading, match: re.Match[str], start: int, end: int) -> tuple[str, str]:
    """What stands before and after a match, within its sentence."""
    before = reading.folded[max(start, match.start() - _NEAR) : match.start()]
    return before, reading.folded[match.end() : min(end, match.end() + _NEAR)]


def _hours(match: re.Match[str]) -> float | None:
    """Hours of a written time, of a range its longer end: '36 a 48 horas' -> 48; None for 'varios días'."""
    count = match.group("count")
    if count in VAGUE:
        return None
    unit = next(name for name in UNITS if match.group(name))
    amount = _amount(count)
    if amount is None:
        return None
    if _HALF.search(match.group()):
        amount += 0.5
    return round(amount * HOURS[unit], 2)


def _amount(count: str) -> float | None:
    if count.startswith(("medi", "mei", "half")):
        return 0.5
    if "par de" in count or "couple" in count:
        return 2.0
    if count[0].isdigit():
        return float(count.replace(",", "."))
    value = amount_in_words(["a" if word == "an" else word for word in re.split(r"[ -]", count)])
    return float(value) if value is not None else None


def _path(reading: Reading, zone: _Zone, places: list[tuple[int, int]]) -> Path | None:
    """Beside the posts where anything says so; through them where words do, and none that people were hidden. That a
    post is named says neither: trails begin beside it, too."""
    beside = [*_said(reading, zone, IRREGULAR), *_named(reading, zone, places, "trail")]
    hidden = next(_said(reading, zone, HIDDEN), None)
    through = [] if hidden else list(_said(reading, zone, OFFICIAL))
    for kind, found in ((PathKind.IRREGULAR, beside), (PathKind.OFFICIAL, through)):
        if found:
            start, end = min(found)
            return Path(kind, reading.span(start, end))
    return None


def _said(reading: Reading, zone: _Zone, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    for start, end in zone:
        for match in pattern.finditer(reading.folded, start, end):
            before, after = _around(reading, match, start, end)
            if not (NOT.search(before) or RULE.search(after)):
                yield match.start(), match.end()


def _named(reading: Reading, zone: _Zone, places: list[tuple[int, int]], kind: str) -> Iterator[tuple[int, int]]:
    """Places of one kind; a name that is also a common word counts only where the reader took it for a stop."""
    for span in reading.doc.spans["places"]:
        start, end = span.start_char, span.end_char
        if not any(first <= start < last for first, last in zone):
            continue
        marked = any(first < end and start < last for first, last in places)
        kinds = {place.kind for place in span._.places if marked or not place.common}
        before = reading.folded[max(0, start - _NEAR) : start]
        if kinds == {kind} and not NOT.search(before):
            yield start, end
