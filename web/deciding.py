"""Who decides, and by which way: the one place where a page or the API learns what goes on record of a judgement."""

from __future__ import annotations

from starlette.requests import Request

from store.ways import Way
from web.visitor import visitor_of

LONGEST_PATH = 200
"""Characters of an address that the audit log keeps."""


def deciding(request: Request, typed: str) -> str:
    """The name for the record: the account's where there is one; at an open desk the one typed into the form."""
    account = visitor_of(request).account
    return account.name if account is not None else typed.strip()


def way_of(request: Request) -> Way:
    """The way by which a request came: whose account, by which token where a program sent it, and where to."""
    visitor = visitor_of(request)
    login = visitor.account.login if visitor.account is not None else ""
    token = visitor.token.prefix if visitor.token is not None else ""
    return Way(login=login, token=token, path=request.url.path[:LONGEST_PATH])
