"""What is new since a reader's last visit, kept in the reader's own browser.

A cookie holds two times: the end of the visit before this one, and the last request. Half an hour of quiet ends a
visit, so that a page that is loaded again still shows what was new.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from web.forms import set_cookie

COOKIE = "almenara_visit"
QUIET = timedelta(minutes=30)
_HELD = re.compile(r"(\d{1,11})-(\d{1,11})")


@dataclass(frozen=True, slots=True)
class Visit:
    """When the visit before this one ended (None for a first visit), and when this request came."""

    before: datetime | None
    now: datetime

    def remember(self, response: Response) -> None:
        """Keep it in the browser for a year."""
        before = int(self.before.timestamp()) if self.before else 0
        set_cookie(response, COOKIE, f"{before}-{int(self.now.timestamp())}", days=365)


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
