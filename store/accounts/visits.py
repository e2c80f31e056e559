"""When a person was last at the desk, in whatever browser: what is new to them came since."""

from __future__ import annotations

from datetime import datetime, timedelta

from store.session import Session
from store.tables import AccountRow

QUIET = timedelta(minutes=30)
"""So long without a request ends a visit: a page that is loaded again still shows what was new."""


def visited(session: Session, account_id: int, now: datetime) -> datetime | None:
    """Note that they are here; the end of the visit before this one, None where there was none."""
    row = session.get_one(AccountRow, account_id)
    if row.visited_at is not None and now - row.visited_at > QUIET:
        row.visited_before = row.visited_at
    if row.visited_at is None or row.visited_at < now:
        row.visited_at = now
    session.flush()
    return row.visited_before
