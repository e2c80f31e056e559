"""Who decides, and by which way: the one place where a page or the API learns what goes on record of a judgement."""

from __future__ import annotations

from collections.abc import Collection

from starlette.requests import Request

from core.persons import is_alike
from store import signers
from store.ways import Way
from web.desk import Desk
from web.visitor import visitor_of

LONGEST_PATH = 200
"""Characters of an address that the audit log keeps."""


def deciding(request: Request, typed: str) -> str:
    """The name for the record: the account's where there is one; at an open desk the one typed into the form."""
    account = visitor_of(request).account
    return account.name if account is not None else typed.strip()


def proposed(request: Request, desk: Desk, who: Collection[str]) -> set[str]:
    """Those of these names that are of who looks, today or before, and so proposed what they can't be the second person
    for. None at an open desk, where nobody knows who looks: there the name that is typed decides."""
    account = visitor_of(request).account
    if account is None or not who:
        return set()
    with desk.reading() as session:
        own = signers.names_of(session, account.account_id)
    return {each for each in who if any(is_alike(each, name) for name in own)}


def way_of(request: Request) -> Way:
    """The way by which a request came: whose account, by which token where a program sent it, and where to."""
    visitor = visitor_of(request)
    login = visitor.account.login if visitor.account is not None else ""
    token = visitor.token.prefix if visitor.token is not None else ""
    return Way(login=login, token=token, path=request.url.path[:LONGEST_PATH])
