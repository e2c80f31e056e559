"""The page of one contact point of an operator, on which a person takes it off, or gives it back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from core.terms import ContactType
from store import views
from store.flagging import removals
from store.session import Session
from web.audit import handed_out
from web.desk import AtDesk, Desk, Id, now
from web.forms import ONCE_MORE, UNTRUSTED, missing
from web.judging import Token, Typed, Who, form_page, gone_to, record, signed, typed_by
from web.problems import Problem, Why, not_taken

router = APIRouter(include_in_schema=False)
Kind = Annotated[str, Form(max_length=40)]
Value = Annotated[str, Form(max_length=2000)]


@router.get("/operators/{operator_id}/contacts/{contact_id}")
def contact(request: Request, desk: AtDesk, operator_id: Id, contact_id: Id) -> Response:
    """A contact point that an operator has, and the form that takes it off."""
    with desk.reading() as session:
        found = views.contact_of(session, operator_id, contact_id)
    if found.operator_id != operator_id:
        return RedirectResponse(f"/operators/{found.operator_id}/contacts/{contact_id}", 303)
    return _show(request, desk, found)


@router.post("/operators/{operator_id}/contacts/{contact_id}")
def take_off(  # noqa: PLR0913 - one parameter a form field
    request: Request,
    desk: AtDesk,
    operator_id: Id,
    contact_id: Id,
    *,
    token: Token = "",
    kind: Kind = "",
    value: Value = "",
    why: Why = "",
    who: Who = "",
) -> Response:
    """Take off what the page showed (the form has it), or say why that couldn't be."""
    typed, done = typed_by(request, why=why, who=who), list[int]()
    signature, problem = signed(typed), not_taken(request, desk, token, why)
    if kind not in set(ContactType):
        with desk.reading() as session:
            found = views.contact_of(session, operator_id, contact_id)
        return _show(request, desk, found, typed=typed, problem=problem or Problem(422, UNTRUSTED, ONCE_MORE))

    def work(session: Session) -> None:
        number = removals.take_off(
            session,
            operator_id,
            ContactType(kind),
            value,
            who=signature.who,
            why=why,
            now=now(),
            way=signature.way,
        )
        done.append(number)

    problem = problem or record(desk, work, lacks=missing(who=typed.who, why=why))
    if problem is None:
        return gone_to(f"/operators/{operator_id}/removals/{done[0]}", typed)
    with desk.reading() as session:
        found = views.contact(session, operator_id, ContactType(kind), value)
    return _show(request, desk, found, typed=typed, problem=problem)


@router.get("/operators/{operator_id}/removals/{removal_id}")
def removal(request: Request, desk: AtDesk, operator_id: Id, removal_id: Id) -> Response:
    """What a person took off an operator, and the form that gives it back."""
    with desk.reading() as session:
        found = views.removal(session, removal_id)
    if found.operator_id != operator_id:
        return RedirectResponse(f"/operators/{found.operator_id}/removals/{removal_id}", 303)
    return _show(request, desk, found)


@router.post("/operators/{operator_id}/removals/{removal_id}")
def give_back(  # noqa: PLR0913 - one parameter a form field
    request: Request,
    desk: AtDesk,
    operator_id: Id,
    removal_id: Id,
    *,
    token: Token = "",
    why: Why = "",
    who: Who = "",
) -> Response:
    """Give it back, or say why that couldn't be."""
    typed = typed_by(request, why=why, who=who)
    signature = signed(typed)
    problem = not_taken(request, desk, token, why) or record(
        desk,
        lambda session: removals.give_back(
            session, removal_id, who=signature.who, why=why, now=now(), way=signature.way
        ),
        lacks=missing(who=typed.who, why=why),
    )
    with desk.reading() as session:
        found = views.removal(session, removal_id)
    if found.operator_id != operator_id:  # its entry was merged or split meanwhile; who is shown is on record, too
        handed_out(request, desk, [found.operator_id])
    if problem is None:
        return gone_to(f"/operators/{found.operator_id}#contacts", typed)
    return _show(request, desk, found, typed=typed, problem=problem)


def _show(
    request: Request,
    desk: Desk,
    found: views.ContactDetail,
    *,
    typed: Typed | None = None,
    problem: Problem | None = None,
) -> Response:
    values: dict[str, object] = {"found": found}
    return form_page(request, desk, "contact.html", values, section="/operators", typed=typed, problem=problem)
