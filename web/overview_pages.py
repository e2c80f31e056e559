"""The pages that look at the watch from afar: the overview, and one source with its history."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Path, Request
from starlette.responses import Response

from core.terms import NightState
from store import views
from web.desk import EVER, AtDesk, now
from web.maps.plots import bars
from web.maps.routes import corridors
from web.source_health import is_heard

router = APIRouter(include_in_schema=False)
NIGHTS, LEGS = 60, 40
"""Nights of a source that its page lists, newest first, and legs of the overview, most spoken of first."""


class Span(StrEnum):
    """How far back the overview looks."""

    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


_DAYS = {Span.QUARTER: 91, Span.YEAR: 365}
_LONGEST = 365 * 5
"""Days that the plot goes back at most: more weeks would be narrower than a line."""


@router.get("/overview")
def overview(request: Request, desk: AtDesk, since: Span = Span.YEAR) -> Response:
    """Flags over time, corridors, prices by corridor, coverage."""
    with desk.reading() as session:
        latest = next(iter(views.runs(session, limit=1)), None)
        end = latest.started_at if latest else now()
        start = EVER if since is Span.ALL else end - timedelta(days=_DAYS[since])
        first = max(start, end - timedelta(days=_LONGEST)).date()
        weeks = views.flags_by_week(session, first=first, last=end.date())
        legs = views.legs(session, since=start)
        prices = views.prices_by_corridor(session, since=start.date())
        rows = views.sources(session)
        terms = views.rising_terms(session)
    while len(weeks) > 12 and since is Span.ALL and not weeks[0].flags:
        weeks = weeks[1:]
    values = {
        "span": since,
        "weeks": weeks,
        "bars": bars([(week.begins, week.flags, week.clearances) for week in weeks]),
        "legs": legs,
        "listed": LEGS,
        "map": corridors({(leg.start, leg.end): leg.leads for leg in legs}),
        "prices": prices,
        "terms": terms,
        "coverage": views.coverage(rows, is_heard=lambda row: is_heard(row, desk.settings.nightly.silent_nights)),
    }
    return desk.page(request, "overview.html", values, section="/overview")


@router.get("/sources/{source_id}")
def source(
    request: Request, desk: AtDesk, source_id: Annotated[str, Path(pattern="^[A-Za-z0-9_-]{1,80}$")]
) -> Response:
    """One source: what it is, how it does, its nights."""
    with desk.reading() as session:
        row = views.source(session, source_id)
        nights = views.source_nights(session, source_id, limit=NIGHTS + 1)
        at_work = desk.at_work(session)
    shown: list[tuple[date, int, int]] = [
        (each.night, each.line.new + each.line.revised, 0) for each in nights[:NIGHTS]
    ]
    values = {
        "row": row,
        "nights": nights[:NIGHTS],
        "more": len(nights) > NIGHTS,
        "at_work": at_work,
        "bars": bars(shown[::-1]),
        "brought": sum(number for _night, number, _part in shown),
        "failed": sum(each.line.state == NightState.FAILED for each in nights[:NIGHTS]),
        "silent_limit": desk.settings.nightly.silent_nights,
    }
    return desk.page(request, "source.html", values, section="/sources")
