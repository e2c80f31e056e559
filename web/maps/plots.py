"""Small plots as SVG: amounts over time, and how many in each week. Pure; the template writes the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

WIDTH, HEIGHT, MARGIN = 600, 180, 14


@dataclass(frozen=True, slots=True)
class Dot:
    """An amount on a day, in pixels."""

    x: float
    y: float
    day: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Amounts of one currency; the lowest and highest, the first and last day are written beside the axes."""

    currency: str
    dots: tuple[Dot, ...]
    low: Decimal
    high: Decimal
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Bar:
    """How many there were in one stretch of time, in pixels; `part` of them are told apart by a hatch."""

    x: float
    y: float
    width: float
    height: float
    part_height: float
    day: date
    number: int
    part: int


def dot_plot(currency: str, points: Sequence[tuple[date, Decimal]]) -> DotPlot:
    """Amounts of one currency over time; at least one."""
    days, amounts = [day for day, _ in points], [amount for _, amount in points]
    first, last, low, high = min(days), max(days), min(amounts), max(amounts)
    span, rise = max((last - first).days, 1), float(high - low) or 1.0
    dots = tuple(
        Dot(
            x=MARGIN + (WIDTH - 2 * MARGIN) * ((day - first).days / span if first != last else 0.5),
            y=HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * (float(amount - low) / rise if low != high else 0.5),
            day=day,
            amount=amount,
        )
        for day, amount in sorted(points)
    )
    return DotPlot(currency, dots, low, high, first, last)


def bars(numbers: Sequence[tuple[date, int, int]]) -> tuple[Bar, ...]:
    """(day, number, part of it) as bars from left to right."""
    most = max((number for _, number, _ in numbers), default=0) or 1
    step = WIDTH / max(len(numbers), 1)
    return tuple(
        Bar(
            x=place * step + step * 0.12,
            y=HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * number / most,
            width=step * 0.76,
            height=(HEIGHT - 2 * MARGIN) * number / most,
            part_height=(HEIGHT - 2 * MARGIN) * part / most,
            day=day,
            number=number,
            part=part,
        )
        for place, (day, number, part) in enumerate(numbers)
    )
