"""Searches kept by a name: saved on the search page and forgotten there. They are looked through at night, never here.

An alert goes to a recipient of the digest and to nobody else, and the page does not tell who they are. Where people
sign in, it goes to the one whose search it is: to the address that `almenara user mail` noted for their account.
"""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Form, Request
from pydantic import ValidationError
from starlette.responses import RedirectResponse, Response

from core.errors import AlmenaraError, ConflictError, InputError, NotFoundError
from store import saved_searches
from web.audit import WHO_COOKIE
from web.deciding import deciding
from web.desk import AtDesk, Desk, Id, now
from web.forms import UNTRUSTED, missing, set_cookie
from web.search_pages import Saving, shown
from web.searching import SearchQuery, refuse_half_a_leg
from web.visitor import visitor_of

router = APIRouter(include_in_schema=False)


@router.post("/searches")
def save(  # noqa: PLR0913 - one parameter a form field
    request: Request,
    desk: AtDesk,
    *,
    query: Annotated[str, Form(max_length=2000)] = "",
    name: Annotated[str, Form(max_length=saved_searches.LONGEST_NAME)] = "",
    address: Annotated[str, Form(max_length=200)] = "",
    alert: Annotated[bool, Form()] = False,
    who: Annotated[str, Form(max_length=120)] = "",
    token: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Keep the search that stands in the form, or say why it can't be kept."""
    asked = _asked(query)
    account = visitor_of(request).account
    if account is not None:
        address = account.mailbox if alert else ""
    typed = Saving(name, deciding(request, who), address)
    problem = desk.tokens.refusal(request, token) or _save(desk, asked, typed)
    if problem is not None:
        return shown(request, desk, asked, _with(typed, problem))
    response = RedirectResponse(f"{asked.address('/search')}#saved", status_code=303)
    set_cookie(response, WHO_COOKIE, typed.who.encode().hex(), days=90)
    return response


@router.get("/searches")
def kept() -> Response:
    """Where a form that was refused left its address in the browser: the page on which it stands."""
    return RedirectResponse("/search#saved", status_code=303)


@router.post("/searches/{search_id}/silence")
def silence(
    request: Request, desk: AtDesk, search_id: Id, *, token: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """Let one's own search alert no more: from *My account*, where accounts are."""
    problem: AlmenaraError | None = desk.tokens.refusal(request, token)
    if problem is None:
        try:
            with desk.database.transaction() as session:
                saved_searches.silence(session, search_id, who=deciding(request, ""))
        except NotFoundError as error:
            problem = error
    if problem is not None:
        return shown(request, desk, _asked(""), _with(Saving(), problem))
    return RedirectResponse("/account#alerts", status_code=303)


@router.post("/searches/{search_id}/forget")
def forget(
    request: Request,
    desk: AtDesk,
    search_id: Id,
    *,
    who: Annotated[str, Form(max_length=120)] = "",
    token: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Keep a search no longer. The form names its owner; where people sign in, who has signed in has to be that, or an
    admin."""
    problem: AlmenaraError | None = desk.tokens.refusal(request, token)
    if problem is None:
        try:
            with desk.database.transaction() as session:
                may_any = visitor_of(request).may_administer
                saved_searches.forget(session, search_id, who=deciding(request, who), of_another=may_any)
        except NotFoundError as error:
            problem = error
    if problem is not None:
        return shown(request, desk, _asked(""), _with(Saving(), problem))
    return RedirectResponse("/search#saved", status_code=303)


def _asked(query: str) -> SearchQuery:
    """The search as it stands in an address.

    Raises:
        InputError: nothing that our own form would send.
    """
    try:
        return SearchQuery.model_validate(dict(parse_qsl(query)))
    except (ValidationError, ValueError) as error:
        raise InputError("This search can't be read.", remedy="Search again, then save it.") from error


def _save(desk: Desk, asked: SearchQuery, typed: Saving) -> AlmenaraError | None:
    try:
        refuse_half_a_leg(asked)
        with desk.database.transaction() as session:
            saved_searches.save(
                session,
                asked.q,
                asked.chosen(desk.settings.nightly.zone),
                name=typed.name,
                owner=typed.who,
                address=typed.address,
                defaults=desk.settings.mail.recipients,
                now=now(),
            )
    except (InputError, ConflictError) as error:
        return error
    return None


def _with(typed: Saving, problem: AlmenaraError) -> Saving:
    status = {ConflictError: 409, NotFoundError: 404}.get(type(problem), 422)
    status = 403 if problem.what == UNTRUSTED else status
    field = missing(who=typed.who, name=typed.name) if status == 422 else ""
    return Saving(typed.name, typed.who, typed.address, status, problem.what, problem.remedy, field)
