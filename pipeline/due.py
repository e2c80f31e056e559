"""Which night is to be run: when the newest was due, and whether it is done."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

from core.settings import Settings
from store import runs
from store.session import Database


def at_night(settings: Settings) -> CronTrigger:
    """The times at which nights are due."""
    nightly = settings.nightly
    return CronTrigger(hour=nightly.hour, minute=nightly.minute, timezone=nightly.zone)


def newest_due(times: CronTrigger, now: datetime) -> datetime:
    """When the newest night should have begun, in its own time zone."""
    coming = times.get_next_fire_time(None, now - timedelta(days=2))
    found: datetime = coming
    while coming <= now:
        found, coming = coming, times.get_next_fire_time(coming, coming)
    return found


def to_do(settings: Settings, times: CronTrigger, now: datetime) -> date | None:
    """The night to run now: the one that was cut off, if none was due since, or the newest that was due; None where
    that is done. So one that is begun late, after midnight too, counts for the day on which it was due.

    Raises:
        StoreError, BusyError: the database can't be used.
    """
    due = newest_due(times, now)
    with closing(Database(settings.database)) as database:
        database.upgrade()
        with database.reading() as session:
            cut_off = runs.unfinished(session)
            if cut_off is not None and cut_off.night >= due.date():
                return cut_off.night
            return None if runs.is_done(session, due.date(), since=due) else due.date()
