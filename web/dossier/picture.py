"""The map of an operator's routes on paper: the same frame, lands, legs and numbered stops as on its page, in greys."""

from __future__ import annotations

from web.dossier.paper import FAMILY, Paper
from web.maps.basemap import Point
from web.maps.routes import Line, RouteMap, Stop

SIDE = 96.0
"""Millimetres of the map's longer side."""
_SEA, _LAND, _ON_ROUTE, _BORDER, _LEG = 246, 222, 196, 255, 40
_HEAD, _MARK = 1.4, 1.9  # millimetres: half an arrow's length, half a mark's width
_THIN = 0.55
"""Print is looked at from nearer than a screen: lines are thinner on it."""


def draw(paper: Paper, found: RouteMap) -> None:
    """Put the map under what was printed last."""
    frame = found.frame
    scale = SIDE / max(frame.width, frame.height)
    width, height = frame.width * scale, frame.height * scale
    paper.begin(height + 4)
    left, top = paper.l_margin, paper.get_y()

    def at(point: Point) -> Point:
        return left + (point[0] - frame.x) * scale, top + (point[1] - frame.y) * scale

    with paper.local_context(), paper.rect_clip(left, top, width, height):
        paper.set_fill_color(_SEA)
        paper.rect(left, top, width, height, style="F")
        paper.set_line_width(0.15)
        paper.set_draw_color(_BORDER)
        for land in found.lands:
            paper.set_fill_color(_ON_ROUTE if land.code in found.on_route else _LAND)
            for ring in land.rings:
                paper.polygon([at(point) for point in ring], style="DF")
        for line in reversed(found.lines):
            _leg(paper, line, [at(point) for point in line.bow], line.width * scale)
        for stop in found.stops:
            paper.set_line_width(0.25)
            paper.set_draw_color(_LEG)
            paper.line(*at(stop.at), *at(stop.drawn_at))
        for stop in found.stops:
            _stop(paper, stop, at(stop.drawn_at))
    paper.set_y(top + height + 2)


def _leg(paper: Paper, line: Line, bow: list[Point], width: float) -> None:
    """A bow with an arrow in its middle, from the start to the end."""
    (ax, ay), (cx, cy), (bx, by) = bow
    paper.set_draw_color(_LEG)
    paper.set_fill_color(_LEG)
    paper.set_line_width(max(width * _THIN, 0.3))
    paper.bezier([(ax, ay), (cx, cy), (bx, by)])
    mx, my = (ax + 2 * cx + bx) / 4, (ay + 2 * cy + by) / 4
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1.0
    ux, uy = (bx - ax) / length * _HEAD, (by - ay) / length * _HEAD
    paper.polygon([(mx + ux, my + uy), (mx - ux - uy, my - uy + ux), (mx - ux + uy, my - uy - ux)], style="F")


def _stop(paper: Paper, stop: Stop, at: Point) -> None:
    """Its number in a circle; in a square where a border is crossed."""
    x, y = at[0] - _MARK, at[1] - _MARK
    paper.set_fill_color(255)
    paper.set_draw_color(_LEG)
    paper.set_line_width(0.35)
    draw_mark = paper.rect if stop.is_crossing else paper.ellipse
    draw_mark(x, y, 2 * _MARK, 2 * _MARK, style="DF")
    paper.set_font(FAMILY, "B", 6.5)
    paper.set_text_color(20)
    paper.set_xy(x, y)
    paper.cell(2 * _MARK, 2 * _MARK, str(stop.number), align="C")
