"""The page of one statement, on which a person corrects what was read of an operator's standing."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from core.terms import LegalStatus
from store import views
from store.flagging import corrections
from web.audit import handed_out
from web.desk import AtDesk, Desk, Id, now
from web.forms import missing
from web.judging import Seen, Token, Typed, Who, form_page, gone_to, record, signed, typed_by
from web.languages import marked_text as N_
from web.problems import STILL_BELOW, Problem, Why, not_taken

router = APIRouter(include_in_schema=False)
NOTHING = "nothing"
"""What the form sends where the source does not accuse this operator."""


@router.get("/operators/{operator_id}/statements/{statement_id}")
def statement(request: Request, desk: AtDesk, operator_id: Id, statement_id: Id) -> Response:
    """What a source says of an operator's standing, as what it stands, and the form that corrects it."""
    return _at_home(desk, operator_id, statement_id) or _show(request, desk, statement_id)


@router.post("/operators/{operator_id}/statements/{statement_id}")
def correct(  # noqa: PLR0913 - one parameter a form field
    request: Request,
    desk: AtDesk,
    operator_id: Id,
    statement_id: Id,
    *,
    version: Seen = 0,
    token: Token = "",
    stands_as: Annotated[str, Form(max_length=40)] = "",
    why: Why = "",
    who: Who = "",
) -> Response:
    """Record as what it stands, or say why that couldn't be."""
    typed = typed_by(request, verdict=stands_as, why=why, who=who)
    problem = not_taken(request, desk, token, why)
    with desk.reading() as session:
        home = views.statement(session, statement_id).operator_id
    if home != operator_id:  # of an entry that was merged or split meanwhile; who is shown then is on record, too
        handed_out(request, desk, [home])
        moved = Problem(404, f"There is no statement {statement_id} of this operator.", STILL_BELOW)
        problem = problem or moved
    if problem is None and stands_as not in {NOTHING, *LegalStatus}:
        problem = Problem(422, N_("Choose as what this stands, so that it can be recorded."), field="stands_as")
    signature = signed(typed)
    problem = problem or record(
        desk,
        lambda session: corrections.correct(
            session,
            statement_id,
            None if stands_as == NOTHING else LegalStatus(stands_as),
            who=signature.who,
            why=why,
            expected_version=version,
            now=now(),
            way=signature.way,
        ),
        lacks=missing(who=typed.who, why=why),
    )
    if problem is not None:
        return _show(request, desk, statement_id, typed=typed, problem=problem)
    return gone_to(f"/operators/{operator_id}/statements/{statement_id}#corrections", typed)


def _at_home(desk: Desk, operator_id: int, statement_id: int) -> Response | None:
    """The way to the operator that it is of, where another was named: what is looked at is on record as about it."""
    with desk.reading() as session:
        home = views.statement(session, statement_id).operator_id
    return None if home == operator_id else RedirectResponse(f"/operators/{home}/statements/{statement_id}", 303)


def _show(
    request: Request, desk: Desk, statement_id: int, *, typed: Typed | None = None, problem: Problem | None = None
) -> Response:
    with desk.reading() as session:
        found = views.statement(session, statement_id)
    values: dict[str, object] = {"statement": found, "nothing": NOTHING}
    return form_page(request, desk, "statement.html", values, section="/operators", typed=typed, problem=problem)
