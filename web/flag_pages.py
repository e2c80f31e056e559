"""The page of one flag, the check of its evidence, and the decision of a person.

What a person typed is never lost: where a decision can't be recorded (somebody was faster, a reason is missing, the
server was restarted), the same page comes back with the words still in the form and the cause above it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from core.errors import BusyError, ConflictError, EvidenceError, InputError
from core.reason_words import TAKEN_BACK
from core.terms import FlagKind, FlagState
from digest.bundle import Evidence, bundle, evidence_of
from evidence.seal import log_faults
from store import audit, flags, views
from store.views.operator_lines import operator_lines
from store.ways import UNKNOWN, Way
from web import highlight
from web.audit import WHO_COOKIE, known_name, shown_by_post
from web.deciding import deciding, proposed, way_of
from web.desk import MAX_ID, AtDesk, Desk, Id, now
from web.flag_list import FlagList, FromList, Reach, behind, steps
from web.flag_versions import UNCHECKED, checks
from web.forms import COOKIE, missing, set_cookie
from web.languages import marked_text as N_
from web.languages import speaking, wanted
from web.problems import STILL_BELOW, Problem, Why, not_taken, told
from web.uncovering import Asker, Token, uncovering
from web.visitor import visitor_of
from web.visits import visit_at

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the decision form."""

    to: str = ""
    why: str = ""
    who: str = ""
    undoes: bool = False  # takes back what was decided, which needs no reason
    way: Way = UNKNOWN


@router.get("/flags/{flag_id}")
def flag(request: Request, desk: AtDesk, flag_id: Id, place: FromList) -> Response:
    """The document as seen, why it was flagged, and the decision form."""
    return _show(request, desk, flag_id, place)


@router.get("/flags/{flag_id}/evidence")
def verified(request: Request, desk: AtDesk, flag_id: Id, place: FromList) -> Response:
    """The same page, with the archive's bytes read and their digests computed anew."""
    with desk.reading() as session:
        detail = views.flag(session, flag_id)
    return _show(request, desk, flag_id, place, more=checks(desk, detail))


@router.post("/flags/{flag_id}/bundle")
def handed_on(
    request: Request,
    desk: AtDesk,
    flag_id: Id,
    place: FromList,
    *,
    token: Annotated[str, Form(max_length=200)] = "",
    who: Annotated[str, Form(max_length=120)] = "",
) -> Response:
    """The evidence as a bundle that others can check; who took it is noted in the custody log and in the audit log."""
    who, root, name = deciding(request, who), desk.settings.archive_root, f"flag-{flag_id}.zip"

    def refused(problem: Problem) -> Response:
        return _show(request, desk, flag_id, place, problem=problem, taker=who)

    if (untrusted := desk.tokens.refusal(request, token)) is not None:
        return refused(Problem(403, untrusted.what, untrusted.remedy))
    if not who:
        return refused(Problem(422, N_("A bundle needs the name of who takes it."), N_("Say your name."), "who"))
    with desk.reading() as session:
        evidence = evidence_of(session, flag_id, root)
    try:
        with tempfile.TemporaryDirectory() as folder, speaking(wanted(request)):
            content = bundle(evidence, root, Path(folder) / name, actor=who).read_bytes()
    except BusyError as error:
        return refused(Problem(503, N_("No bundle was made yet."), str(error)))
    except EvidenceError as error:
        return refused(_unfit(root, evidence, error))
    with desk.database.transaction() as session:  # before anything is handed out
        audit.record(session, "evidence exported", who, f"flag {flag_id}", details=way_of(request).details)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return _remembering(request, who, Response(content, media_type="application/zip", headers=headers))


def _unfit(root: Path, evidence: Evidence, error: EvidenceError) -> Problem:
    """Why there is no bundle; what has to be mended is told by the check."""
    if not evidence.faults and not log_faults(root, [each.capture.warc_file for each in evidence.exhibits]):
        return Problem(409, N_("No bundle could be made."), str(error))
    of_log = N_("The custody log is not as it was written; Verify now says where.")
    more = N_("Verify now says which version or copy it is.") if evidence.faults else of_log
    return Problem(409, N_("No bundle was made: what it should show does not hold."), more)


@router.post("/flags/{flag_id}/names")
def named(
    request: Request, desk: AtDesk, flag_id: Id, place: FromList, *, token: Token = "", who: Asker = ""
) -> Response:
    """The same page with the names of bystanders, once it is on record who had them shown."""
    problem = uncovering(request, desk, f"flag {flag_id}", token=token, who=who)
    return _show(request, desk, flag_id, place, problem=problem, uncovered=problem is None)


@router.post("/flags/{flag_id}/decisions")
def decide(  # noqa: PLR0913 - one parameter a form field
    request: Request,
    desk: AtDesk,
    flag_id: Id,
    place: FromList,
    *,
    version: Annotated[int, Form(ge=1, le=MAX_ID)],
    token: Annotated[str, Form(max_length=200)] = "",
    to: Annotated[str, Form(max_length=40)] = "",
    why: Why = "",
    who: Annotated[str, Form(max_length=120)] = "",
    undoes: Annotated[bool, Form()] = False,
) -> Response:
    """Record a decision, or say why it couldn't be."""
    typed = Typed(to, why, deciding(request, who), undoes, way_of(request))
    problem = not_taken(request, desk, token, why)
    if problem is None and to not in set(FlagState):
        problem = Problem(422, N_("Choose what this is, so that it can be recorded."), field="to")
    elif problem is None:
        problem = _record(desk, flag_id, typed, version)
    if problem is not None:
        return _show(request, desk, flag_id, place, typed=typed, problem=problem)
    return _remembering(request, typed.who, RedirectResponse(f"/flags/{flag_id}{behind(place)}#history", 303))


def _record(desk: Desk, flag_id: int, typed: Typed, version: int) -> Problem | None:
    why = TAKEN_BACK if typed.undoes and not typed.why.strip() else typed.why
    try:
        with desk.database.transaction() as session:
            flags.decide(
                session,
                flag_id,
                FlagState(typed.to),
                who=typed.who,
                why=why,
                expected_version=version,
                now=now(),
                four_eyes=desk.settings.review.four_eyes,
                accounts=desk.settings.web.signed_in,
                way=typed.way,
            )
    except ConflictError as error:
        return Problem(409, error.what, STILL_BELOW)
    except InputError as error:
        with desk.reading() as session:
            stays = flags.stays(session, flag_id, FlagState(typed.to))
        reason = {"why": typed.why} if stays or typed.to == FlagState.DISMISSED else {}
        return Problem(422, error.what, error.remedy, missing(who=typed.who, **reason))
    return None


def _remembering(request: Request, who: str, response: Response) -> Response:
    """The same answer; at an open desk the browser remembers the name that was typed."""
    if visitor_of(request).account is None:
        set_cookie(response, WHO_COOKIE, who.encode().hex(), days=90)
    return response


def _show(  # noqa: PLR0913 - one parameter a thing that the page with its form needs
    request: Request,
    desk: Desk,
    flag_id: int,
    place: FlagList | None,
    *,
    typed: Typed | None = None,
    problem: Problem | None = None,
    more: Mapping[str, object] | None = None,
    taker: str | None = None,
    uncovered: bool = False,
) -> Response:
    """The page; `taker` is who a bundle was not made for."""
    shown_by_post(request, desk)
    visit = visit_at(request, desk, now()) if place is not None and place.reach is Reach.VISIT else None
    with desk.reading() as session:
        detail = views.flag(session, flag_id, uncovered=uncovered)
        beside = steps(session, place, flag_id, visit.before if visit else None) if place is not None else None
        accused = detail.summary.operators if detail.summary.kind is FlagKind.LEAD else ()
        standing = operator_lines(session, [operator_id for operator_id, _name in accused])
        statements = views.statements_of_flag(session, flag_id)
        rivals, merged = views.rivals(session, detail.candidates), views.merged(session, detail.candidates)
    cookie, form_token = desk.tokens.issue(request)
    values = {
        "detail": detail,
        "steps": beside,
        "came_from": behind(place),
        "typed": typed or Typed(who=known_name(request)),
        "form_token": form_token,
        **told(problem),
        "taker": known_name(request) if taker is None else taker,
        "taking": taker is not None,
        "asker": known_name(request),
        "names_shown": uncovered,
        "standing": standing,
        "statements": statements,
        "rivals": rivals,
        "merged": merged,
        "proposed_it": _proposed_it(request, desk, detail.summary),
        **highlight.of_page(detail),
        **(more or UNCHECKED),
    }
    response = desk.page(request, "flag.html", values, section="/", status=problem.status if problem else 200)
    set_cookie(response, COOKIE, cookie)
    if visit is not None:
        visit.remember(response)  # the visit goes on, and its list with it
    return response


def _proposed_it(request: Request, desk: Desk, flag: views.FlagSummary) -> bool:
    """Whether who looks proposed to confirm it, and can't be the second person."""
    return desk.settings.review.four_eyes and bool(proposed(request, desk, {flag.proposed_by} - {""}))
