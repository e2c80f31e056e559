"""My account: language, password, second factor, and the browsers that are signed in. What a borrowed browser must not
do (another password, another second factor) takes the password once more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

import segno
from fastapi import APIRouter, Form, Query, Request
from markupsafe import Markup
from starlette.responses import RedirectResponse, Response

from store import saved_searches
from store.accounts import passwords, people, sessions, sign_in, tokens, totp
from store.accounts.passwords import UnfitPasswordError
from store.accounts.records import Scope
from store.signers import former_names
from web import languages
from web.accounts import cookie
from web.accounts.showing import TRUSTED_FORM, Problem, acting, address_of, browser_of, not_proved, own, show, unfit
from web.desk import AtDesk, Desk, Id
from web.forms import drop_cookie, within
from web.languages import marked_text as N_
from web.visitor import visitor_of

router = APIRouter(prefix="/account", include_in_schema=False)
Password = Annotated[str, Form()]
To = Annotated[str, Query(max_length=2000)]
SentTo = Annotated[str, Form(max_length=2000)]
WRONG_PASSWORD = N_("Your password is not right.")


@router.get("")
def account(request: Request, desk: AtDesk, to: To = "", *, changed: bool = False) -> Response:
    """All of it on one page; `to` is where somebody wanted to go who has to choose a password first, `changed` whether
    they come from changing it."""
    return page(request, desk, to=to, changed=changed)


@router.post("/language", dependencies=TRUSTED_FORM)
def speak(request: Request, desk: AtDesk, language: Annotated[str, Form(max_length=5)] = "") -> Response:
    """The language of the pages, in every browser."""
    with desk.database.transaction() as session:
        people.set_language(session, own(request).account_id, language)
    response = RedirectResponse("/account", 303)
    drop_cookie(response, languages.COOKIE)
    return response


@router.post("/password", dependencies=TRUSTED_FORM)
def change(
    request: Request, desk: AtDesk, *, old: Password = "", new: Password = "", again: Password = "", to: SentTo = ""
) -> Response:
    """Another password: every other browser is signed out, and this one gets a new session. Whoever was sent here from
    another page goes back to it, and who had to choose one begins with the first page."""
    me, now = own(request), desk.clock()
    if passwords.normal(new) != passwords.normal(again):
        return page(request, desk, Problem(422, N_("The two new passwords differ."), field="again"), to=to)
    if problem := asked_again(request, desk, old, "old"):
        return page(request, desk, problem, to=to)
    try:
        with desk.database.transaction() as session:
            people.set_password(
                session,
                me.account_id,
                new,
                acting(request, desk),
                own=True,
                shortest=desk.settings.web.password_length,
            )
            fresh = sessions.begin(session, me, browser_of(request), now, lasts=desk.lifetime.whole)
    except UnfitPasswordError as error:
        return page(request, desk, unfit(error), to=to)
    onward = "/" if me.must_change else "/account?changed=true#secret"
    response = RedirectResponse(within(to) if to else onward, 303)
    cookie.keep(desk.settings, response, fresh)
    return response


@router.post("/factor", dependencies=TRUSTED_FORM)
def prepare_factor(request: Request, desk: AtDesk, password: Password = "") -> Response:
    """Show a QR code for an app that makes codes."""
    if problem := asked_again(request, desk, password, "start"):
        return page(request, desk, problem)
    with desk.database.transaction() as session:
        totp.prepare(session, own(request).account_id)
    return RedirectResponse("/account#factor", 303)


@router.post("/factor/code", dependencies=TRUSTED_FORM)
def confirm_factor(request: Request, desk: AtDesk, code: Annotated[str, Form(max_length=40)] = "") -> Response:
    """The first code proves that the app has the secret."""
    with desk.database.transaction() as session:
        proved = totp.confirm(session, own(request).account_id, code, acting(request, desk))
    if not proved:
        wrong = Problem(422, N_("The code is not right."), N_("Is the telephone’s clock right?"), field="code")
        return page(request, desk, wrong)
    return RedirectResponse("/account#factor", 303)


@router.post("/factor/removal", dependencies=TRUSTED_FORM)
def remove_factor(request: Request, desk: AtDesk, password: Password = "") -> Response:
    """Sign-in by password alone again."""
    if problem := asked_again(request, desk, password, "removal"):
        return page(request, desk, problem)
    with desk.database.transaction() as session:
        totp.take_away(session, own(request), acting(request, desk))
    return RedirectResponse("/account#factor", 303)


@router.post("/sessions/{session_id}/end", dependencies=TRUSTED_FORM)
def end_session(request: Request, desk: AtDesk, session_id: Id) -> Response:
    """Sign another browser out."""
    with desk.database.transaction() as session:
        sessions.end(session, own(request).account_id, session_id, acting(request, desk))
    return RedirectResponse("/account#browsers", 303)


def asked_again(request: Request, desk: Desk, password: str, field: str) -> Problem | None:
    """What is wrong with the password that was asked for once more, in this field of the page."""
    answer = sign_in.again(desk.database, own(request), password, address_of(request), desk.clock())
    return not_proved(answer, WRONG_PASSWORD, field=field)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What stands in the form of a new token."""

    name: str = ""
    scopes: Collection[Scope] = (Scope.READ,)
    days: int = 90


def page(  # noqa: PLR0913 - one parameter a thing that the page tells
    request: Request,
    desk: Desk,
    problem: Problem | None = None,
    *,
    fresh_token: str = "",
    typed: Wanted = Wanted(),
    to: str = "",
    changed: bool = False,
) -> Response:
    """My account; `fresh_token` is shown this once. `to`: where a new password leads; `changed`: it was changed just
    now."""
    me, here = own(request), visitor_of(request).session
    with desk.reading() as session:
        account = people.get(session, me.account_id)
        secret, address = totp.pending(session, me.account_id)
        values = {
            "account": account,
            "former": former_names(session, me.account_id),
            "browsers": sessions.of_account(session, me.account_id, desk.lifetime, desk.clock()),
            "here_id": here.session_id if here else 0,
            "api_tokens": tokens.of_account(session, me.account_id),
            "scopes": [scope for scope in Scope if account.role.decides or scope is not Scope.DECIDE],
            "now": desk.clock(),
            "searches": saved_searches.saved_by(session, account.name),
        }
    values |= {"secret": secret, "qr": _qr(address) if address else "", "fresh_token": fresh_token, "typed": typed}
    values |= {"changed": changed, "password_length": desk.settings.web.password_length, "to": within(to) if to else ""}
    values |= {"here": f"/account?to={quote(within(to))}"} if to else {}
    return show(request, desk, "account.html", values, problem)


def _qr(address: str) -> Markup:
    """The address as a picture in the page itself; it is black on white in the dark too, as cameras want it."""
    drawn = segno.make(address, error="m", micro=False)
    return Markup(drawn.svg_inline(scale=5, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None))  # noqa: S704
