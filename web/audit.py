"""Who looks at what on the pages and the API: on record before it is shown."""

from __future__ import annotations

from fastapi import Request

from store import audit
from web.accounts.visitor import visitor_of
from web.desk import AtDesk
from web.languages import marked_text as N_

WHO_COOKIE = "almenara_who"
SOMEBODY = N_("somebody at the desk")


def on_record(request: Request, desk: AtDesk) -> None:
    """A dependency of every route that shows personal data."""
    if request.method in {"GET", "HEAD"}:
        with desk.database.transaction() as session:
            audit.record(session, "viewed", known_name(request) or SOMEBODY, request.url.path[:200])


def known_name(request: Request) -> str:
    """Whose account it is; at an open desk who decided last in this browser (hex, since cookies take no accents)."""
    account = visitor_of(request).account
    if account is not None:
        return account.name
    try:
        return bytes.fromhex(request.cookies.get(WHO_COOKIE, "")).decode()[:120]
    except ValueError:
        return ""
