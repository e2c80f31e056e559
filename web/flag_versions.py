"""Another version of a flag's text, or a copy of its story, seen as the flag's own document is: its words, what was
read out of them and whom they may mean, its evidence and the check of it. Decided is on the flag's page."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import APIRouter, Request
from starlette.responses import Response

from digest.bundle import shown_now
from evidence.bundle import exports_of
from evidence.custody import CustodyLog
from evidence.show import CaptureShown
from store import views
from web import highlight
from web.audit import known_name, shown_by_post
from web.desk import AtDesk, Desk, Id
from web.forms import COOKIE, set_cookie
from web.problems import Problem, told
from web.uncovering import Asker, Token, uncovering

router = APIRouter(include_in_schema=False)


@router.get("/flags/{flag_id}/versions/{revision_id}")
def version(request: Request, desk: AtDesk, flag_id: Id, revision_id: Id) -> Response:
    """The text as seen, with its marks."""
    with desk.reading() as session:
        detail = views.flag(session, flag_id, revision_id)
    return _show(request, desk, detail, UNCHECKED)


@router.post("/flags/{flag_id}/versions/{revision_id}/names")
def named(
    request: Request, desk: AtDesk, flag_id: Id, revision_id: Id, *, token: Token = "", who: Asker = ""
) -> Response:
    """The same page with the names of bystanders, once it is on record who had them shown."""
    problem = uncovering(request, desk, f"flag {flag_id}", token=token, who=who)
    shown_by_post(request, desk)
    with desk.reading() as session:
        detail = views.flag(session, flag_id, revision_id, uncovered=problem is None)
    return _show(request, desk, detail, UNCHECKED, problem=problem, uncovered=problem is None)


@router.get("/flags/{flag_id}/versions/{revision_id}/evidence")
def verified(request: Request, desk: AtDesk, flag_id: Id, revision_id: Id) -> Response:
    """The same page, with the archive's bytes read and their digests computed anew."""
    with desk.reading() as session:
        detail = views.flag(session, flag_id, revision_id)
    return _show(request, desk, detail, checks(desk, detail))


UNCHECKED: Mapping[str, object] = {"shown": None, "chain_faults": (), "taken": (), "checked": {}}
"""What `checks` gives, before anybody asks for it."""


def checks(desk: Desk, detail: views.FlagDetail) -> dict[str, object]:
    """What the archive holds now: of the capture shown, of every version and copy listed beside it, and of the log."""
    root = desk.settings.archive_root
    log = CustodyLog(root)
    findings = tuple(f"{finding.subject}: {finding.message}" for finding in log.verify())
    flag_id, revision_id = detail.summary.flag_id, int(detail.document.document_id)
    with desk.reading() as session:
        shown = views.version(session, revision_id, flag_id=flag_id).line
        checked: dict[int, CaptureShown] = {
            line.revision_id: shown_now(session, root, line, flag_id)
            for line in (shown, *detail.revisions, *detail.copies)
        }
    taken = () if findings else exports_of(log, detail.capture)
    return {
        "shown": checked[revision_id],
        "chain_faults": findings,
        "taken": taken,
        "checked": checked,
    }


def _show(
    request: Request,
    desk: Desk,
    detail: views.FlagDetail,
    checked: Mapping[str, object],
    *,
    problem: Problem | None = None,
    uncovered: bool = False,
) -> Response:
    flag_id, revision_id = detail.summary.flag_id, int(detail.document.document_id)
    with desk.reading() as session:
        line = views.version(session, revision_id, flag_id=flag_id).line
    cookie, form_token = desk.tokens.issue(request)
    values = {
        "detail": detail,
        "line": line,
        "is_copy": all(line.document_id != own.document_id for own in detail.revisions),
        "form_token": form_token,
        "taker": known_name(request),
        "taking": False,
        "asker": known_name(request),
        "names_shown": uncovered,
        **told(problem),
        "rivals": {},  # judged is on the flag's page, too
        "merged": {},
        **highlight.of_page(detail),
        **checked,
    }
    response = desk.page(request, "flag_version.html", values, section="/", status=problem.status if problem else 200)
    set_cookie(response, COOKIE, cookie)
    return response
