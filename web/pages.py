"""The pages that only show: Tonight, Runs, Sources."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from core.nights import LATE
from core.terms import FlagKind, NightState
from store import runs as ledger
from store import views
from web.deciding import proposed
from web.desk import MAX_ID, AtDesk, Desk, Id, now
from web.flag_list import FLAGS_A_PAGE, AskedList, Groups, Reach, begins, listed
from web.source_health import troubles
from web.visitor import visitor_of
from web.visits import Visit, visit_at

router = APIRouter(include_in_schema=False)
NIGHTS = 90
CLEARINGS, MOVED = 20, 50
"""Clearings of lists, and earlier leads whose pages changed, that the first page names; it counts all."""


@router.get("/")
def tonight(request: Request, desk: AtDesk, asked: AskedList) -> Response:
    """New flags by operator, and beside them how the sources did."""
    here = visit_at(request, desk, now())
    with desk.reading() as session:
        latest = next(iter(views.runs(session, limit=1)), None)
        start = begins(asked.reach, latest, here.before)
        counts = views.waiting(session, start, asked.chosen)
        fresh = views.waiting(session, start, asked.chosen, after=here.before) if here.before else {}
        last = max(-(-sum(counts.values()) // FLAGS_A_PAGE), 1)
        place = asked.at(min(asked.page, last))
        groups = listed(session, place, start)
        added = views.added_since(session, {flag.flag_id for flag in groups.in_order}, start)
        proposers = views.proposers(session) if desk.settings.review.four_eyes else []
        by_lists, of_lists = views.waiting_clearings(session, limit=CLEARINGS), views.waiting_clearing_count(session)
        is_all = asked.reach is Reach.ALL and not asked.is_narrowed
        waiting = sum(counts.values()) if is_all else views.open_flags(session)
        countries = views.source_countries(session)
        rows = views.sources(session, counted=False)
        crowded = views.crowded(session, latest.run_id) if latest else []
        met = views.night_pairs(session, latest.run_id) if latest else None
        since = ledger.news_since(session, latest.run_id) if latest and place.is_nights else None
        moved, more_moved = views.moved(session, since, limit=MOVED) if since else ((), 0)
        at_work = desk.at_work(session)
    values: dict[str, object] = {
        "latest": latest,
        "at_work": at_work,
        "is_unfinished": latest is not None and latest.state != NightState.DONE,
        "late": latest is not None and now() - latest.started_at > LATE,
        "crowded": crowded,
        "met": met,
        "span": asked.reach,
        "countries": countries,
        "waiting": waiting,
        "before": here.before,
        "place": place,
        "page": place.page,
        "last": last,
        "proposed": len(proposers),
        "for_me": _for_me(request, desk, proposers),
    }
    values |= {"in_full": groups.in_full, "leads": groups.leads, "clearances": groups.clearances}
    values |= {"clearings_of_lists": by_lists, "clearing_count": of_lists}
    values |= {"moved": moved, "more_moved": more_moved, "added": added}
    values |= {"named_count": sum(group.operator is not None for group in groups.leads)}
    values |= {"fresh": _fresh(groups, here), "fresh_count": sum(fresh.values())}
    values |= {"lead_count": counts[FlagKind.LEAD], "clearance_count": counts[FlagKind.CLEARANCE]}
    values["troubled"] = [(row, found) for row in rows if (found := troubles(row, desk.settings.nightly.silent_nights))]
    response = desk.page(request, "tonight.html", values, section="/")
    here.remember(response)
    return response


@router.get("/runs")
def runs(request: Request, desk: AtDesk, before: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None) -> Response:
    """The ledger, newest night first; `before` is the last night of the page above."""
    with desk.reading() as session:
        found = views.runs(session, limit=NIGHTS + 1, before_id=before)
        at_work = desk.at_work(session)
    values = {"runs": found[:NIGHTS], "more": len(found) > NIGHTS, "before": before, "at_work": at_work}
    return desk.page(request, "runs.html", values, section="/runs")


@router.get("/runs/{run_id}")
def run(request: Request, desk: AtDesk, run_id: Id) -> Response:
    """One night, a line a source."""
    with desk.reading() as session:
        values = {"detail": views.run(session, run_id), "at_work": desk.at_work(session)}
    return desk.page(request, "run.html", values, section="/runs")


@router.get("/sources")
def sources(request: Request, desk: AtDesk) -> Response:
    """The catalogue and how each source does."""
    limit = desk.settings.nightly.silent_nights
    with desk.reading() as session:
        rows = views.sources(session)
    rows.sort(key=lambda row: (not row.source.enabled, not troubles(row, limit)))  # what needs a look comes first
    values = {
        "sources": rows,
        "enabled": sum(row.source.enabled for row in rows),
        "troubled": sum(bool(troubles(row, limit)) for row in rows),
        "silent_limit": limit,
    }
    return desk.page(request, "sources.html", values, section="/sources")


def _for_me(request: Request, desk: Desk, proposers: Collection[str]) -> int:
    """How many proposals somebody else made, so that who looks may be the second person."""
    own = proposed(request, desk, proposers)
    return sum(who not in own for who in proposers) if visitor_of(request).may_decide else 0


def _fresh(groups: Groups, here: Visit) -> set[int]:
    """The flags that were raised or grew since the last visit; none on a first one, where all would be."""
    if here.before is None:
        return set()
    return {flag.flag_id for flag in groups.in_order if flag.updated_at > here.before}
