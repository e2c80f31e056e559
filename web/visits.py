"""What is new since a reader's last visit: kept with the account, and at an open desk in the reader's own browser.

A cookie holds two times: the end of the visit before this one, and the last request. Half an hour of quiet ends a
visit, so that a page that is loaded again still shows what was new.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from store.accounts.visits import QUIET, visited
from web.desk import Desk
from web.forms import set_cookie
from web.visitor import visitor_of

COOKIE = "almenara_visit"
_HELD = re.compile(r"(\d{1,11})-(\d{1,11})")


@dataclass(frozen=True, slots=True)
class Visit:
    """When the visit before this one ended (None for a first visit), and when this request came."""

    before: datetime | None
    now: datetime
    in_browser: bool = True

    def remember(self, response: Response) -> None:
        """Keep it in the browser for a year, where no account does."""
        if not self.in_browser:
            return
        before = int(self.before.timestamp()) if self.before else 0
        set_cookie(response, COOKIE, f"{before}-{int(self.now.timestamp())}", days=365)


def visit_at(request: Request, desk: Desk, now: datetime) -> Visit:
    """The visit that this request belongs to, as the account or the browser remembers it."""
    account = visitor_of(request).account
    if account is None:
        return visit(request, now)
    with desk.database.transaction() as session:
        return Visit(visited(session, account.account_id, now), now, in_browser=False)


def visit(request: Request, now: datetime) -> Visit:
    """The visit that this request belongs to; a cookie that can't be read is a first visit."""
    held = _HELD.fullmatch(request.cookies.get(COOKIE, ""))
    if held is None:
        return Visit(None, now)
    before, last = (datetime.fromtimestamp(int(each), UTC) for each in held.groups())
    if last > now:
        return Visit(None, now)
    if now - last > QUIET:
        before = last
    return Visit(before if before.timestamp() else None, now)
