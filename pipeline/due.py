"""Which night is to be run: when the newest was due, and whether it is done."""

from __future__ import annotations

from contextlib import closing
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from apscheduler.triggers.cron import CronTrigger

from core.settings import Settings
from store import runs
from store.session import Database


class AtNight(CronTrigger):  # type: ignore[misc]
    """Every day at one time. APScheduler's own goes a day too far where clocks were set forward the night before."""

    def __init__(self, at: time, zone: tzinfo) -> None:
        super().__init__(hour=at.hour, minute=at.minute, timezone=zone)

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> datetime | None:
        """As APScheduler asks for it: the first time from `now` on, behind the one before."""
        found = super().get_next_fire_time(previous_fire_time, now)
        start = now
        if previous_fire_time is not None:  # a moment behind it: what was missed since then is fired, too
            start = max(min(now, previous_fire_time), previous_fire_time + timedelta(microseconds=1))
        here = start.astimezone(self.timezone)
        for day in (here.date(), here.date() + timedelta(days=1)):
            moment = self._on(day)
            if moment >= start and (found is None or moment < found):
                return moment
        return found  # type: ignore[no-any-return]

    def _on(self, day: date) -> datetime:
        """The time on that day; where clocks leave it out, as much later."""
        hour, minute = (int(str(next(f for f in self.fields if f.name == name))) for name in ("hour", "minute"))
        wanted = datetime.combine(day, time(hour, minute), self.timezone)
        return wanted.astimezone(UTC).astimezone(self.timezone)

    def __str__(self) -> str:
        return f"every night, {super().__str__()}"


def at_night(settings: Settings) -> CronTrigger:
    """The times at which nights are due."""
    nightly = settings.nightly
    return AtNight(time(nightly.hour, nightly.minute), nightly.zone)


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
