"""My account: tokens for programs that ask in my name, shown once."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from core.errors import InputError
from store.accounts import tokens
from store.accounts.records import Scope
from web.accounts.own_pages import Wanted, asked_again, page
from web.accounts.showing import TRUSTED_FORM, Problem, acting, own
from web.desk import AtDesk, Id
from web.languages import marked_text as N_

router = APIRouter(prefix="/account/tokens", include_in_schema=False)


@router.post("", dependencies=TRUSTED_FORM)
def make(
    request: Request,
    desk: AtDesk,
    *,
    name: Annotated[str, Form(max_length=200)] = "",
    scope: Annotated[list[Scope] | None, Form()] = None,
    days: Annotated[int, Form(ge=1, le=tokens.LONGEST_DAYS)] = 90,
    password: Annotated[str, Form()] = "",
) -> Response:
    """A new token; the answer is the only page that shows it."""
    typed = Wanted(name, scope or (), days)
    if problem := asked_again(request, desk, password, "token-password"):
        return page(request, desk, problem, typed=typed)
    try:
        with desk.database.transaction() as session:
            secret, _token = tokens.add(session, own(request), name, scope or (), days=days, act=acting(request, desk))
    except InputError as error:
        field = "" if name.strip() else "token-name"
        unfit = Problem(422, N_("A token needs a name and something that it may do."), error.what, field=field)
        return page(request, desk, unfit, typed=typed)
    return page(request, desk, fresh_token=secret)


@router.post("/{token_id}/revoke", dependencies=TRUSTED_FORM)
def revoke(request: Request, desk: AtDesk, token_id: Id) -> Response:
    """Take a token back, for good."""
    with desk.database.transaction() as session:
        tokens.revoke(session, own(request).account_id, token_id, acting(request, desk))
    return RedirectResponse("/account#tokens", 303)
