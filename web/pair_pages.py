"""Who is who, on pages: the pairs that wait for a person, two operators side by side, and what is said of them.

To merge is to say `same`, to take that back is to split on the operator's page; everything else is taken back by a new
judgement here. Nothing is ever overwritten.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from core.reason_words import TAKEN_BACK
from core.terms import Verdict
from store import views
from store.identity import judgements
from store.identity.evidence import NAME, NAME_OF_A_PERSON
from store.identity.pairs import pairs_behind
from store.likeness.compare import weights
from store.views.operator_lines import operator_lines
from web.comparing import twice
from web.desk import MAX_ID, AtDesk, Desk, Id
from web.flag_list import FromList, behind
from web.forms import LongFormRoute
from web.judging import (
    FromFlag,
    Keys,
    Seen,
    Token,
    Typed,
    Who,
    form_page,
    gone_to,
    recorded,
    typed_by,
)
from web.problems import Problem, Why, not_taken

router = APIRouter(include_in_schema=False, route_class=LongFormRoute)
LISTED = 30
SHOWN = 6
"""Documents that a side shows, newest first."""
OFFERED = 100
"""Operators that the form offers for comparing, last seen first; others are named by hand."""


@router.get("/pairs")
def waiting(request: Request, desk: AtDesk, behind: Annotated[int, Query(ge=0, le=MAX_ID)] = 0) -> Response:
    """Pairs that may be one operator, best first on each page, and what was judged last. `behind`: the place that the
    page before ended at."""
    with desk.reading() as session:
        found, goes_on = pairs_behind(session, behind, limit=LISTED)
        judged = judgements.recent(session, limit=LISTED)
        lines = operator_lines(session, {end for each in found for end in (each.left_id, each.right_id)})
        names = views.names_of(session, {end for each in judged for end in (each.left_id, each.right_id)})
        known = views.lately_seen(session, limit=OFFERED)
    listed = {"pairs": found, "behind": behind, "goes_on": goes_on, "lines": lines}
    values = {**listed, "judged": judged, "names": names, "known": known}
    return desk.page(request, "pairs.html", values, section="/pairs")


@router.get("/pairs/{one}/{other}")
def pair(request: Request, desk: AtDesk, one: Id, other: Id) -> Response:
    """Two operators side by side, under the entries that they go by; one operator is shown as what it is."""
    if one == other:
        return RedirectResponse(twice(one), status_code=303)
    with desk.reading() as session:
        left, right = views.entries_of(session, one, other)
    if left == right:
        return RedirectResponse(f"/operators/{left}#entries", status_code=303)
    if (left, right) != (one, other):
        return RedirectResponse(f"/pairs/{left}/{right}", status_code=303)
    return _show(request, desk, (one, other))


@router.post("/pairs/{one}/{other}/judgements")
def say(  # noqa: PLR0913 - one parameter a form field
    request: Request,
    desk: AtDesk,
    one: Id,
    other: Id,
    place: FromList,
    *,
    token: Token = "",
    seen: Seen = 0,
    evidence: Keys,
    verdict: Annotated[str, Form(max_length=20)] = "",
    why: Why = "",
    who: Who = "",
    undoes: Annotated[bool, Form()] = False,
    flag: FromFlag = None,
) -> Response:
    """Record what a person says of two, or say why it couldn't be."""
    typed = typed_by(request, verdict=verdict, why=why, who=who)
    said = replace(typed, why=TAKEN_BACK) if undoes and not why.strip() else typed
    problem = not_taken(request, desk, token, why) or recorded(desk, (one, other), said, seen, evidence)
    if problem is not None:
        return _show(request, desk, (one, other), typed=typed, problem=problem)
    if flag is not None:
        return gone_to(f"/flags/{flag}{behind(place)}#candidates", typed)
    if verdict == Verdict.SAME:
        return gone_to(f"/operators/{min(one, other)}#entries", typed)
    return gone_to(f"/pairs/{one}/{other}#history", typed)


def _show(
    request: Request,
    desk: Desk,
    ends: tuple[int, int],
    *,
    typed: Typed | None = None,
    problem: Problem | None = None,
) -> Response:
    with desk.reading() as session:
        left, right = views.entries_of(session, *ends)
        if problem is not None and left == right:  # somebody made them one in the meantime
            detail = views.operator(session, left)
            values: dict[str, object] = {"one": detail, "ends": ends}
            return form_page(request, desk, "pair_gone.html", values, section="/pairs", typed=typed, problem=problem)
        found = views.pair_of(session, *ends)
    values = {"found": found, "shown": SHOWN, **_shared(found), "same_from": weights().threshold}
    values |= {"name_counts": NAME, "person_counts": NAME_OF_A_PERSON}
    return form_page(request, desk, "pair.html", values, section="/pairs", typed=typed, problem=problem)


def _shared(found: views.PairDetail) -> dict[str, object]:
    """What both sides have, so that the page can mark it."""
    left, right = found.left, found.right
    return {
        "both_names": {line.name for line in left.names} & {line.name for line in right.names},
        "both_contacts": {line.value for line in left.contacts} & {line.value for line in right.contacts},
        "both_countries": set(left.summary.countries) & set(right.summary.countries),
        "both_routes": {line.countries for line in left.routes} & {line.countries for line in right.routes},
        "both_documents": {line.revision_id for line in left.mentions} & {line.revision_id for line in right.mentions},
    }
