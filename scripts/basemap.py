"""The base map that the pages ship, from Natural Earth (public domain) as the npm package world-atlas carries it:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/basemap.py package/countries-50m.json web/maps/americas.json

Arcs are simplified one by one, so that neighbours keep one border; small islands are left out.
"""

from __future__ import annotations

import json
import sys
from itertools import accumulate
from pathlib import Path

# ISO 3166-1 numeric (the ids of the atlas) to alpha-2
_CODES = """
032:AR 068:BO 076:BR 124:CA 152:CL 170:CO 188:CR 192:CU 214:DO 218:EC 222:SV 254:GF 320:GT 328:GY 332:HT 340:HN 388:JM
484:MX 558:NI 591:PA 600:PY 604:PE 630:PR 740:SR 780:TT 840:US 858:UY 862:VE 084:BZ 044:BS
"""
CODES = dict(pair.split(":") for pair in _CODES.split())
TOLERANCE = 0.06  # degrees
SMALLEST = 0.05  # square degrees of a box
WEST, SOUTH, EAST, NORTH = -128.0, -56.0, -30.0, 51.0

Point = tuple[float, float]


def main(source: Path, target: Path) -> None:
    """Write {alpha-2: [ring, ...]}, a ring being [lon, lat, lon, lat, ...] in hundredths of a degree."""
    atlas = json.loads(source.read_text())
    arcs = [simplified(decoded(arc, atlas["transform"])) for arc in atlas["arcs"]]
    found: dict[str, list[list[int]]] = {}
    for country in atlas["objects"]["countries"]["geometries"]:
        code = CODES.get(str(country.get("id", "")))
        if code is None:
            continue
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        rings = [stitched(ring, arcs) for polygon in polygons for ring in polygon[:1]]
        found[code] = [flat(ring) for ring in rings if is_kept(ring)]
    target.write_text(json.dumps(dict(sorted(found.items())), separators=(",", ":")) + "\n")


def decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    xs, ys = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    return [(x * kx + dx, y * ky + dy) for x, y in zip(xs, ys, strict=True)]


def simplified(line: list[Point]) -> list[Point]:
    """Douglas-Peucker, without recursion."""
    kept, open_spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        far, place = max(
            ((distance(line[i], line[first], line[last]), i) for i in range(first + 1, last)), default=(0.0, first)
        )
        if far > TOLERANCE:
            kept.add(place)
            open_spans += [(first, place), (place, last)]
    return [line[i] for i in sorted(kept)]


def distance(point: Point, start: Point, end: Point) -> float:
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length if length else 0.0
    along = min(max(along, 0.0), 1.0)
    return float(((px - ax - along * (bx - ax)) ** 2 + (py - ay - along * (by - ay)) ** 2) ** 0.5)


def stitched(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    return points


def is_kept(ring: list[Point]) -> bool:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    inside = max(xs) > WEST and min(xs) < EAST and max(ys) > SOUTH and min(ys) < NORTH
    return inside and len(ring) > 3 and (max(xs) - min(xs)) * (max(ys) - min(ys)) > SMALLEST


def flat(ring: list[Point]) -> list[int]:
    return [round(each * 100) for point in ring for each in point]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
