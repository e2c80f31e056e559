"""The lands on a map, and where places lie on it. Plate carrée at 15° of latitude: near enough between Chile
and Texas."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path

from store.indexing.words import fold

HERE = Path(__file__).parent
Point = tuple[float, float]
"""x to the east, y to the south, in degrees of latitude."""
_SQUEEZE = cos(radians(15))
_LEAST_SPAN = 14.0

# Where a line to a country ends where the route names no place in it: a large town, or the middle of the land.
_ANCHORS = {
    "AR": (-34.6, -61.0), "BO": (-17.0, -65.5), "BR": (-10.5, -55.0), "BZ": (17.2, -88.7), "CA": (48.5, -90.0),
    "CL": (-30.5, -70.8), "CO": (4.7, -74.1), "CR": (9.9, -84.1), "CU": (22.0, -79.5), "DO": (18.8, -70.3),
    "EC": (-1.2, -78.5), "GT": (15.0, -90.4), "GY": (5.2, -58.9), "HN": (14.8, -86.8),
    "HT": (18.9, -72.5), "JM": (18.1, -77.3), "MX": (22.5, -101.5), "NI": (12.7, -85.4), "PA": (8.7, -80.3),
    "PE": (-11.0, -75.7), "PR": (18.2, -66.4), "PY": (-23.4, -58.4), "SR": (4.3, -56.0), "SV": (13.7, -88.9),
    "TT": (10.4, -61.3), "US": (34.5, -100.0), "UY": (-32.8, -56.0), "VE": (8.0, -66.5),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A place that can be put on the map."""

    name: str
    is_crossing: bool
    at: Point


@dataclass(frozen=True, slots=True)
class Land:
    """A country's outline, as the `d` of an SVG path."""

    code: str
    path: str
    rings: tuple[tuple[Point, ...], ...]  # the same outline as points
    box: tuple[float, float, float, float]  # west, north, east, south


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the map that is shown, in map units."""

    x: float
    y: float
    width: float
    height: float

    @property
    def view_box(self) -> str:
        """As SVG takes it."""
        return f"{self.x:.2f} {self.y:.2f} {self.width:.2f} {self.height:.2f}"

    @property
    def unit(self) -> float:
        """About the hundredth part of the shorter side: line widths and type sizes are told in it."""
        return min(self.width, self.height) / 100


def project(latitude: float, longitude: float) -> Point:
    """Degrees to map units."""
    return (round(longitude * _SQUEEZE, 2), round(-latitude, 2))


def anchor(code: str) -> Point | None:
    """Where a country's end of a line lies."""
    found = _ANCHORS.get(code)
    return project(*found) if found else None


def place(name: str) -> Place | None:
    """A place by any of its names, with or without accents."""
    return _places().get(fold(name).strip())


def frame_around(points: Sequence[Point], *, ratio: float = 1.0) -> Frame:
    """A frame that shows all points with some air, `ratio` times as wide as high."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    height = max((max(ys) - min(ys)) * 1.35, (max(xs) - min(xs)) * 1.35 / ratio, _LEAST_SPAN)
    width = height * ratio
    return Frame((min(xs) + max(xs) - width) / 2, (min(ys) + max(ys) - height) / 2, width, height)


def lands_in(frame: Frame) -> list[Land]:
    """The countries that reach into the frame."""
    east, south = frame.x + frame.width, frame.y + frame.height
    return [
        land
        for land in _lands()
        if land.box[0] < east and land.box[2] > frame.x and land.box[1] < south and land.box[3] > frame.y
    ]


@cache
def _lands() -> tuple[Land, ...]:
    rings_by_code: dict[str, list[list[int]]] = json.loads((HERE / "americas.json").read_text(encoding="utf-8"))
    return tuple(_land(code, rings) for code, rings in rings_by_code.items())


def _land(code: str, rings: Iterable[list[int]]) -> Land:
    outlines = [
        tuple(project(lat / 100, lon / 100) for lon, lat in zip(ring[::2], ring[1::2], strict=True)) for ring in rings
    ]
    path = "".join("M" + "L".join(f"{x:g},{y:g}" for x, y in outline) + "Z" for outline in outlines)
    xs = [x for outline in outlines for x, _ in outline]
    ys = [y for outline in outlines for _, y in outline]
    return Land(code, path, tuple(outlines), (min(xs), min(ys), max(xs), max(ys)))


@cache
def _places() -> dict[str, Place]:
    found: dict[str, Place] = {}
    for line in (HERE / "places.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        names, kind, latitude, longitude = line.split("\t")
        first, *others = names.split("|")
        known = Place(first, kind == "crossing", project(float(latitude), float(longitude)))
        found |= {fold(name): known for name in (first, *others)}
    return found
