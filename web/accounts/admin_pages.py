"""Everybody's accounts, for admins: make one, change its name or role, shut it out, give it a new password. A password
that an admin gives is invented here, shown once, and must be changed at the next sign-in."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from core.errors import ConflictError, InputError
from store.accounts import passwords, people, totp
from store.accounts.people import NewAccount
from store.accounts.records import Account, AccountRole
from store.accounts.renaming import rename
from store.outgoing import recipients
from store.signers import former_names
from web.accounts.showing import TRUSTED_FORM, Problem, acting, show
from web.audit import shown_by_post
from web.desk import AtDesk, Desk, Id
from web.forms import missing

router = APIRouter(prefix="/accounts", include_in_schema=False)
Role = Annotated[AccountRole, Form()]


@router.get("")
def accounts(request: Request, desk: AtDesk) -> Response:
    """Who has an account."""
    return _page(request, desk)


@router.post("", dependencies=TRUSTED_FORM)
def make(
    request: Request,
    desk: AtDesk,
    *,
    login: Annotated[str, Form(max_length=200)] = "",
    name: Annotated[str, Form(max_length=200)] = "",
    role: Role = AccountRole.READER,
) -> Response:
    """A new account, and the password to hand over."""
    password = passwords.invented()
    try:
        with desk.database.transaction() as session:
            account = people.add(session, NewAccount(login, name, role, password), acting(request, desk))
    except (InputError, ConflictError) as error:
        status = 409 if isinstance(error, ConflictError) else 422
        problem = Problem(status, error.what, error.remedy, field=missing(login=login, name=name))
        return _page(request, desk, problem, typed=NewAccount(login, name, role, ""))
    return _page(request, desk, given=(account, password))


@router.post("/{account_id}/name", dependencies=TRUSTED_FORM)
def set_name(
    request: Request, desk: AtDesk, account_id: Id, name: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """What somebody is called, in what they sign from now on."""
    try:
        with desk.database.transaction() as session:
            rename(session, account_id, name, acting(request, desk))
    except (InputError, ConflictError) as error:
        status = 409 if isinstance(error, ConflictError) else 422
        problem = Problem(status, error.what, error.remedy, field=f"name-{account_id}")
        return _page(request, desk, problem, renaming=(account_id, name))
    return RedirectResponse("/accounts", 303)


@router.post("/{account_id}/role", dependencies=TRUSTED_FORM)
def set_role(request: Request, desk: AtDesk, account_id: Id, role: Role) -> Response:
    """What somebody may do, from their next request on."""
    try:
        with desk.database.transaction() as session:
            people.set_role(session, account_id, role, acting(request, desk))
    except ConflictError as error:
        return _page(request, desk, Problem(409, error.what, error.remedy))
    return RedirectResponse("/accounts", 303)


@router.post("/{account_id}/disabled", dependencies=TRUSTED_FORM)
def set_disabled(request: Request, desk: AtDesk, account_id: Id, disabled: Annotated[bool, Form()]) -> Response:
    """Shut somebody out, or let them in again."""
    try:
        with desk.database.transaction() as session:
            people.set_disabled(session, account_id, disabled, acting(request, desk))
    except ConflictError as error:
        return _page(request, desk, Problem(409, error.what, error.remedy))
    return RedirectResponse("/accounts", 303)


@router.post("/{account_id}/reset", dependencies=TRUSTED_FORM)
def reset(request: Request, desk: AtDesk, account_id: Id, factor: Annotated[bool, Form()] = False) -> Response:
    """A new password, and no second factor where that is lost too; all their browsers are signed out."""
    password, act = passwords.invented(), acting(request, desk)
    with desk.database.transaction() as session:
        account = people.set_password(session, account_id, password, act, own=False)
        if factor:
            totp.take_away(session, account, act)
    return _page(request, desk, given=(account, password))


def _page(
    request: Request,
    desk: Desk,
    problem: Problem | None = None,
    *,
    given: tuple[Account, str] | None = None,
    typed: NewAccount | None = None,
    renaming: tuple[int, str] = (0, ""),
) -> Response:
    if given is None:  # else its making, or its new password, is on record
        shown_by_post(request, desk)
    with desk.reading() as session:
        everybody = people.everybody(session)
        former = {each.account_id: former_names(session, each.account_id) for each in everybody}
        told = recipients.everybody(session, desk.settings.mail.recipients)
    mailed = {each.mailbox for each in told if not each.paused}
    values = {"accounts": everybody, "roles": list(AccountRole), "given": given, "mailed": mailed, "typed": typed}
    values |= {"former": former, "renaming": renaming}
    return show(request, desk, "accounts.html", values, problem)
