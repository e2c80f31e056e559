"""Dates as feeds, sitemaps and listings write them, turned into ISO 8601.

Only a hint is wanted: what cannot be read for certain gives "" (03/12/2025), and a time without a zone stays without
one, because guessing a zone here would look like knowledge later.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from extraction.moments import stated

_YEARS = range(1995, 2100)  # earlier ones are unset clocks: 1970-01-01, 0001-01-01
_YEAR_AND_MONTH = re.compile(r"\s*\d{4}-(0[1-9]|1[0-2])\s*")


def to_iso(text: str) -> str:
    """The date in ISO 8601, or "" where none can be read. A month, which sitemaps may write, is its first day."""
    moment = stated(f"{text.strip()}-01" if _YEAR_AND_MONTH.fullmatch(text) else text)
    return moment.isoformat() if moment is not None and moment.year in _YEARS else ""


def as_moment(iso: str) -> datetime | None:
    """What `to_iso` gave, as an aware time: UTC where no zone was said, a bare day as its last second."""
    moment = _iso(iso)
    if moment is None:
        return None
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(23, 59, 59), tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _iso(text: str) -> datetime | date | None:
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    return None
