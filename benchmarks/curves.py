"""Curves of a benchmark as one SVG: times against size, both by powers of ten, so that what grows in step with the size
rises by one for one, and what does not depend on it stays flat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from math import ceil, floor, log10

Points = Sequence[tuple[float, float]]
_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 860, 520, 70, 50, 230, 50
_COLOURS = (
    "#1b4965",
    "#b23a48",
    "#2a7f62",
    "#c77d0a",
    "#6a4c93",
    "#0f8b8d",
    "#7a4419",
    "#555555",
    "#ad1457",
    "#4b5d16",
)


def draw(title: str, across: str, up: str, curves: Mapping[str, Points]) -> str:
    """The picture. Every curve has a colour and its name at its end."""
    points = [point for each in curves.values() for point in each]
    x0, x1 = floor(log10(min(x for x, _ in points))), ceil(log10(max(x for x, _ in points)))
    y0, y1 = floor(log10(min(y for _, y in points))), ceil(log10(max(y for _, y in points)))

    def place(x: float, y: float) -> tuple[float, float]:
        right = _LEFT + (log10(x) - x0) / max(x1 - x0, 1) * (_WIDTH - _LEFT - _RIGHT)
        down = _TOP + (y1 - log10(y)) / max(y1 - y0, 1) * (_HEIGHT - _TOP - _BOTTOM)
        return round(right, 1), round(down, 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="12" role="img" aria-label="{escape(title)}">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="24" font-size="16">{escape(title)}</text>',
        f'<text x="{_LEFT}" y="{_HEIGHT - 12}">{escape(across)}</text>',
        f'<text x="8" y="{_TOP - 10}">{escape(up)}</text>',
    ]
    for power in range(x0, x1 + 1):
        x, y = place(10**power, 10**y0)
        parts.append(f'<path d="M{x} {_TOP}V{y}" stroke="#ddd"/><text x="{x - 12}" y="{y + 18}">{10**power:,}</text>')
    for power in range(y0, y1 + 1):
        x, y = place(10**x0, 10**power)
        parts.append(
            f'<path d="M{x} {y}H{_WIDTH - _RIGHT}" stroke="#ddd"/><text x="8" y="{y + 4}">{10.0**power:g}</text>'
        )
    ends: list[float] = []
    for (name, each), colour in zip(sorted(curves.items(), key=lambda item: item[1][-1][1]), _COLOURS, strict=False):
        placed = [place(x, y) for x, y in each]
        line = " ".join(f"{x},{y}" for x, y in placed)
        at = min([placed[-1][1] + 4, *(end - 14 for end in ends)])  # names stand one above the other
        ends.append(at)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in placed]
        parts.append(f'<text x="{placed[-1][0] + 10}" y="{at}" fill="{colour}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>\n"])
