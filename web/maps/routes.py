"""Routes as a map: one operator's journeys with their crossings, or everybody's corridors with their weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import cos, hypot, log, sin

from store.views import RouteLine
from web.maps.basemap import Frame, Land, Point, anchor, frame_around, lands_in, place

_WIDEST, _NARROWEST = 2.6, 0.6  # in hundredths of the frame
APART = 4.6
"""How far apart marks lie at least, in hundredths of the frame: they are 4.2 wide."""


_LOOKS = 10_000
"""At pairs of marks, at most, until they lie apart."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A numbered mark."""

    number: int
    name: str  # of a place; "" where only the country is known
    country: str  # code, where only that is known
    is_crossing: bool
    at: Point  # of the place
    drawn_at: Point = (0.0, 0.0)  # of the mark, which gives way to its neighbours


@dataclass(frozen=True, slots=True)
class Line:
    """A leg: from, to, how many documents speak of it, and how wide it is drawn."""

    start: Point
    end: Point
    weight: int
    width: float
    names: tuple[str, str] = ("", "")

    @property
    def bow(self) -> tuple[Point, Point, Point]:
        """Start, the point that bends the line, end: a slight curve, so that the way there and back lie apart."""
        (ax, ay), (bx, by) = self.start, self.end
        return self.start, ((ax + bx) / 2 - (by - ay) * 0.12, (ay + by) / 2 + (bx - ax) * 0.12), self.end

    @property
    def path(self) -> str:
        """The bow as an SVG path."""
        (ax, ay), (cx, cy), (bx, by) = self.bow
        mx, my = (ax + 2 * cx + bx) / 4, (ay + 2 * cy + by) / 4  # the arrow stands here
        first = f"Q{(ax + cx) / 2:.2f},{(ay + cy) / 2:.2f} {mx:.2f},{my:.2f}"
        return f"M{ax:.2f},{ay:.2f}{first}Q{(cx + bx) / 2:.2f},{(cy + by) / 2:.2f} {bx:.2f},{by:.2f}"


@dataclass(frozen=True, slots=True)
class RouteMap:
    """All that a template draws."""

    frame: Frame
    lands: Sequence[Land]
    lines: Sequence[Line]
    stops: Sequence[Stop]
    on_route: frozenset[str]  # countries to be set off
    unplaced: tuple[str, ...] = ()  # waypoints that the map doesn't know


def journeys(routes: Iterable[RouteLine]) -> RouteMap | None:
    """One operator's routes that count, by their waypoints where these are known, else by country; None where nothing
    can be drawn."""
    weights: Counter[tuple[_Known, _Known]] = Counter()
    met: dict[_Known, None] = {}
    unplaced: dict[str, None] = {}
    countries: set[str] = set()
    for route in (each for each in routes if each.counts):
        countries |= set(route.countries)
        unplaced |= dict.fromkeys(name for name in route.waypoints if place(name) is None)
        stops = _stops(route)
        met |= dict.fromkeys(stops)
        for leg in pairwise(stops):
            weights[leg] += route.documents
    if not met:
        return None
    legs = {((a.at, a.label), (b.at, b.label)): weight for (a, b), weight in weights.items()}
    marks = [Stop(n, s.name, s.country, s.is_crossing, s.at) for n, s in enumerate(met, start=1)]
    return _map(legs, [mark.at for mark in marks], marks, countries, tuple(unplaced))


def corridors(weights: Mapping[tuple[str, str], int]) -> RouteMap | None:
    """Legs between countries with how many documents speak of them."""
    legs = {}
    for (start, end), weight in weights.items():
        here, there = anchor(start), anchor(end)
        if here and there:
            legs[(here, start), (there, end)] = weight
    points = [point for leg in legs for point, _ in leg]
    return _map(legs, points, (), {code for leg in legs for _, code in leg}) if points else None


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    country: str
    is_crossing: bool
    at: Point

    @property
    def label(self) -> str:
        return self.name or self.country


def _stops(route: RouteLine) -> list[_Known]:
    places = [found for name in route.waypoints if (found := place(name)) is not None]
    stops = [_Known(found.name, "", found.is_crossing, found.at) for found in places]
    if len(stops) >= 2:
        return stops
    return [_Known("", code, False, at) for code in route.countries if (at := anchor(code)) is not None] or stops


def _map(
    legs: Mapping[tuple[tuple[Point, str], tuple[Point, str]], int],
    points: Sequence[Point],
    stops: Sequence[Stop],
    countries: set[str],
    unplaced: tuple[str, ...] = (),
) -> RouteMap:
    frame = frame_around(points)
    most = max(legs.values(), default=1)
    lines = [
        Line(start, end, weight, _width(weight, most) * frame.unit, (here, there))
        for ((start, here), (end, there)), weight in sorted(legs.items(), key=lambda leg: -leg[1])
    ]
    spots = spread([stop.at for stop in stops], APART * frame.unit)
    marks = [replace(stop, drawn_at=spot) for stop, spot in zip(stops, spots, strict=True)]
    return RouteMap(frame, lands_in(frame), lines, marks, frozenset(countries), unplaced)


def spread(points: Sequence[Point], least: float) -> list[Point]:
    """The points, moved no more than it takes for any two to lie about `least` apart: crossings have a town on either
    side, and a mark under another one can't be read."""
    spots = list(points)
    pairs = len(spots) * (len(spots) - 1) // 2
    for _ in range(min(_LOOKS // max(pairs, 1), 200)):  # a page waits for it, and hundreds of marks have no room anyway
        moved = False
        for one, other in combinations(range(len(spots)), 2):
            (ax, ay), (bx, by) = spots[one], spots[other]
            dx, dy = bx - ax, by - ay
            far = hypot(dx, dy)
            if far >= least * 0.99:
                continue
            if far < least * 0.01:  # one place: each goes its own way
                dx, dy, far = cos(other), sin(other), 1.0
                push = least / 2
            else:
                push = (least - far) / 2
            dx, dy, moved = dx / far * push, dy / far * push, True
            spots[one], spots[other] = (ax - dx, ay - dy), (bx + dx, by + dy)
        if not moved:
            break
    return spots


def _width(weight: int, most: int) -> float:
    """Wider for more documents, and modest while there are few in all."""
    reach = min(log(most + 1) / log(30), 1.0)
    return float(_NARROWEST + (_WIDEST - _NARROWEST) * reach * (weight / max(most, 1)) ** 0.5)  # a list has none
