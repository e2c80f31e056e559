"""Dates as feeds, sitemaps and listings write them, turned into ISO 8601.

Only a hint is wanted: what cannot be read for certain gives "", and a time without a zone stays without one, because
guessing a zone here would look like knowledge later.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime

_YEARS = range(1995, 2100)  # earlier ones are unset clocks: 1970-01-01, 0001-01-01
_ENGLISH = {
    "ene": "Jan", "fev": "Feb", "abr": "Apr", "mai": "May", "ago": "Aug",
    "set": "Sep", "out": "Oct", "dic": "Dec", "dez": "Dec",
}  # fmt: skip
_MONTH = re.compile(r"(?<=\d )([a-z]{3})[^\W\d_]*\.?(?= \d{4})", re.IGNORECASE)
_WEEKDAY = re.compile(r"^[^\W\d_]+(-feira)?(\.?,\s*|\.?\s+)", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2} [^\W\d_]+ \d{4}")
_HALF_DAY = re.compile(r"\b(\d{1,2})(:\d\d(?::\d\d)?)\s?([ap])\.?\s?m\b\.?", re.IGNORECASE)
_OFFSET = re.compile(r"\b(?:GMT|UTC)\s?([+-])(\d{1,2})(?::?(\d\d))?\b", re.IGNORECASE)
_YEAR_AND_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def to_iso(text: str) -> str:
    """The date in ISO 8601, or "" where none can be read. Knows ISO 8601, RFC 822 and its es and pt month names."""
    text = _HALF_DAY.sub(_whole_day, " ".join(text[:200].split())[:64])
    moment = _iso(text) or _rfc822(text)
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
    if _YEAR_AND_MONTH.fullmatch(text):
        text += "-01"
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(text)
        except ValueError:
            continue
    return None


def _whole_day(clock: re.Match[str]) -> str:
    """10:30 PM as 22:30; an hour that no such clock has stays as it is written."""
    hour = int(clock[1])
    return f"{hour % 12 + 12 * (clock[3] in 'pP'):02}{clock[2]}" if 1 <= hour <= 12 else clock[0]


def _rfc822(text: str) -> datetime | date | None:
    bare = _WEEKDAY.sub("", text).replace(" de ", " ")
    bare = _OFFSET.sub(lambda zone: f"{zone[1]}{zone[2]:0>2}{zone[3] or '00'}", bare)
    bare = _MONTH.sub(lambda month: _ENGLISH.get(month[1].lower(), month[1]), bare)
    if not bare[:1].isdigit():
        return None
    try:
        if _DAY.fullmatch(bare):
            return parsedate_to_datetime(f"{bare} 00:00:00").date()
        return parsedate_to_datetime(bare)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
