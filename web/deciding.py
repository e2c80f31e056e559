"""Who decides: the one place where a page or the API learns the name that goes on record beside a judgement."""

from __future__ import annotations

from starlette.requests import Request

from web.visitor import visitor_of


def deciding(request: Request, typed: str) -> str:
    """The name for the record: the account's where there is one; at an open desk the one typed into the form."""
    account = visitor_of(request).account
    return account.name if account is not None else typed.strip()
