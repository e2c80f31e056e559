"""On which day something was, for people who live in one time zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo


def local(when: datetime, zone: tzinfo) -> datetime:
    """A moment in the time of `zone`, to tell its day.

    Of many pages only the day is known, and is kept as its midnight in UTC. It stays that day: an advert of the 24th
    does not become one of the 23rd west of Greenwich.
    """
    return when if is_a_day(when) else when.astimezone(zone)


def is_a_day(when: datetime) -> bool:
    """Whether of a moment only the day is known: it is kept as its midnight in UTC."""
    return when.utcoffset() == timedelta() and when.time() == time()


def beginning(day: date, zone: tzinfo) -> datetime:
    """When a day begins in `zone`. A moment is of this day or a later one, as `local` tells it, from then on, and where
    it is the day's own midnight in UTC."""
    return datetime.combine(day, time(), zone)


def written(when: datetime, zone: tzinfo) -> str:
    """The day of a moment in `zone`, for terminals: 2026-11-24."""
    return f"{local(when, zone):%Y-%m-%d}"
