"""What the pages of accounts share: the token of a form checked before anything else, and a page that carries one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Annotated

from fastapi import Depends, Form, Request
from starlette.responses import Response

from store.accounts.passwords import Unfit, UnfitPasswordError
from store.accounts.records import Account, Act
from store.accounts.sessions import Browser
from store.accounts.sign_in import Answer, Outcome
from web.accounts.access import RefusalError
from web.desk import AtDesk, Desk
from web.forms import COOKIE, set_cookie
from web.languages import marked_text as N_
from web.visitor import visitor_of

_UNFIT = {
    Unfit.SHORT: N_("The password is too short."),
    Unfit.LONG: N_("The password is too long."),
    Unfit.COMMON: N_("The password is one of those that are tried first."),
    Unfit.OWN_NAME: N_("The password is little more than the account’s own name."),
}
_WORDS = N_("Take a few words that nobody else would put together.")


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something wasn't done; the page says it above the form."""

    status: int
    what: str
    more: str = ""
    wait: int = 0  # seconds
    field: str = ""  # of the form, by its id, where one of them is why


def _trusted(request: Request, desk: AtDesk, token: Annotated[str, Form(max_length=200)] = "") -> None:
    if (untrusted := desk.tokens.refusal(request, token)) is not None:
        raise RefusalError(403, untrusted.what, remedy=N_("Open the page again and send it once more."))


TRUSTED_FORM = [Depends(_trusted)]
"""Dependencies of a route that takes a form of these pages."""


def show(
    request: Request,
    desk: Desk,
    template: str,
    values: Mapping[str, object],
    problem: Problem | None = None,
) -> Response:
    """A page with the token that its forms need."""
    cookie, form_token = desk.tokens.issue(request)
    content = {
        **values,
        "form_token": form_token,
        "problem": problem,
        "problem_field": problem.field if problem else "",
    }
    response = desk.page(request, template, content, section="/account", status=problem.status if problem else 200)
    set_cookie(response, COOKIE, cookie)
    if problem is not None and problem.wait:
        response.headers["Retry-After"] = str(problem.wait)
    return response


def own(request: Request) -> Account:
    """The account that has signed in; access lets nobody else come here."""
    account = visitor_of(request).account
    assert account is not None  # noqa: S101
    return account


def acting(request: Request, desk: Desk) -> Act:
    """Who does something, for the audit log."""
    return Act(own(request).name, desk.clock())


def browser_of(request: Request) -> Browser:
    """Where a request comes from."""
    return Browser(address_of(request), request.headers.get("user-agent", "")[:300])


def address_of(request: Request) -> str:
    """The visitor's address; behind a trusted proxy the one that it tells."""
    return request.client.host if request.client is not None else ""


def not_proved(answer: Answer, what: str, *, field: str = "") -> Problem | None:
    """What to say where a password or a code was not taken; `field` of the form holds it."""
    if answer.outcome is Outcome.WAIT:
        return waiting(answer.wait)
    return Problem(401, what, field=field) if answer.outcome is Outcome.WRONG else None


def waiting(wait: timedelta) -> Problem:
    """Too many tries."""
    return Problem(429, N_("Too many tries in vain."), N_("Nobody is locked out: wait a little, then try again."),
                   wait=max(1, ceil(wait.total_seconds())))  # fmt: skip


def unfit(error: UnfitPasswordError) -> Problem:
    """A new password that isn't taken."""
    return Problem(422, _UNFIT[error.why], _WORDS, field="new")
