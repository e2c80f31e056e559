"""Signing in, by password and code, and signing out. The session's id changes with every step."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from store.accounts import sessions, sign_in
from store.accounts.records import Account, Act, BrowserSession
from store.accounts.sign_in import Outcome
from web import languages
from web.accounts import cookie
from web.accounts.access import ACCOUNT
from web.accounts.showing import TRUSTED_FORM, Problem, browser_of, not_proved, show
from web.desk import AtDesk, Desk
from web.forms import drop_cookie, within
from web.languages import marked_text as N_
from web.visitor import visitor_of

router = APIRouter(include_in_schema=False)
To = Annotated[str, Query(max_length=2000)]
SentTo = Annotated[str, Form(max_length=2000)]


@router.get("/sign-in")
def form(request: Request, desk: AtDesk, to: To = "/") -> Response:
    """The first step; whoever has signed in already goes on."""
    if visitor_of(request).account is not None:
        return RedirectResponse(within(to), 303)
    return _form(request, desk, to)


@router.post("/sign-in")
def by_password(
    request: Request,
    desk: AtDesk,
    *,
    token: Annotated[str, Form(max_length=200)] = "",
    login: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    to: SentTo = "/",
) -> Response:
    """Name and password."""
    if not desk.tokens.accepts(request, token):  # also where the page was open for long: it comes back with a new one
        untrusted = Problem(
            403, N_("This page was open for too long, or came from elsewhere."), N_("Please try again.")
        )
        return _form(request, desk, to, login, untrusted)
    answer = sign_in.by_password(
        desk.database, login, password, browser_of(request), lifetime=desk.lifetime, now=desk.clock()
    )
    problem = not_proved(answer, N_("The name or the password is not right."))
    if problem is not None or answer.account is None:
        return _form(request, desk, to, login, problem)
    if answer.outcome is Outcome.CODE:
        response: Response = RedirectResponse(f"/sign-in/code?to={quote(within(to))}", 303)
        cookie.keep(desk.settings, response, answer.secret)
        return response
    return _welcome(request, desk, answer.account, answer.secret, to)


@router.get("/sign-in/code")
def code_form(request: Request, desk: AtDesk, to: To = "/") -> Response:
    """The second step."""
    if _awaited(request, desk) is None:
        return RedirectResponse(f"/sign-in?to={quote(within(to))}", 303)
    return show(request, desk, "sign_in_code.html", _onward("/sign-in/code", to))


@router.post("/sign-in/code", dependencies=TRUSTED_FORM)
def by_code(
    request: Request, desk: AtDesk, code: Annotated[str, Form(max_length=40)] = "", to: SentTo = "/"
) -> Response:
    """The code of the second factor."""
    held = _awaited(request, desk)
    if held is None:
        late = Problem(401, N_("The code came too late."), N_("Please begin again."))
        return _form(request, desk, to, problem=late)
    answer = sign_in.by_code(desk.database, held, code, browser_of(request), lifetime=desk.lifetime, now=desk.clock())
    problem = not_proved(answer, N_("The code is not right, or was used already."))
    if problem is not None or answer.account is None:
        return show(request, desk, "sign_in_code.html", _onward("/sign-in/code", to), problem)
    return _welcome(request, desk, answer.account, answer.secret, to)


@router.post("/sign-out", dependencies=TRUSTED_FORM)
def sign_out(request: Request, desk: AtDesk) -> Response:
    """End this browser's session."""
    _end_this(request, desk)
    response = RedirectResponse("/sign-in", 303)
    cookie.drop(desk.settings, response)
    return response


def _form(request: Request, desk: Desk, to: str, login: str = "", problem: Problem | None = None) -> Response:
    return show(request, desk, "sign_in.html", {**_onward("/sign-in", to), "login": login[:100]}, problem)


def _onward(here: str, to: str) -> dict[str, object]:
    """Where a page leads once it is filled in, also in another language."""
    return {"to": within(to), "here": f"{here}?to={quote(within(to))}"}


def _awaited(request: Request, desk: Desk) -> BrowserSession | None:
    """The session of this browser that awaits its code."""
    secret = cookie.held(desk.settings, request)
    with desk.reading() as session:
        held = sessions.find(session, secret, desk.lifetime, desk.clock()) if secret else None
    return held if held is not None and not held.whole else None


def _welcome(request: Request, desk: Desk, account: Account, secret: str, to: str) -> Response:
    _end_this(request, desk)
    onward = within(to)
    first = f"{ACCOUNT}?to={quote(onward)}" if onward != "/" else ACCOUNT
    response = RedirectResponse(first if account.must_change else onward, 303)
    cookie.keep(desk.settings, response, secret)
    if account.language:  # else this browser's own choice would go before it
        drop_cookie(response, languages.COOKIE)
    return response


def _end_this(request: Request, desk: Desk) -> None:
    held = visitor_of(request).session
    if held is not None:
        act = Act(held.account.name, desk.clock())
        with desk.database.transaction() as session:
            sessions.end(session, held.account.account_id, held.session_id, act)
