"""All matters together, in the order in which they depend on one another.

Changes nothing but the schema, as every command does, and makes no database. Whether evidence and database are whole is
asked by `evidence verify`, `audit verify` and `db check`, which read everything; this reads little.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from core.errors import AlmenaraError
from core.nights import LATE
from core.settings import Settings
from pipeline.status import kept, machine, nights, waiting
from pipeline.status.finding import Finding, Standing
from store import lock
from store.session import Database


def look(settings: Settings, now: datetime, *, late: timedelta = LATE) -> list[Finding]:
    """Every matter, also where the database can't be asked. `late`: how long ago the last night may have begun."""
    found = [
        *machine.disks(settings, now),
        *machine.doors(settings),
        machine.sources(settings),
        *machine.desk(settings),
    ]
    try:
        return [*found, *_remembered(settings, now, late=late)]
    except AlmenaraError as error:
        return [*found, Finding("database", Standing.WRONG, error.what, error.remedy)]


def _remembered(settings: Settings, now: datetime, *, late: timedelta) -> list[Finding]:
    database = Database(settings.database)
    try:
        database.upgrade(new=False)
        waits, at_work = lock.holder(database, "scheduler"), lock.holder(database)
        with database.reading() as session:
            return [
                kept.database(database, session, settings, at_work=at_work),
                *kept.archive(session, settings),
                *kept.time_stamp(session, settings, at_work=at_work),
                *kept.vault(settings, at_work=at_work),
                nights.scheduler(session, waits),
                nights.night(session, now, late=late, at_work=at_work),
                *nights.heard(session, settings),
                *nights.crowded(session),
                waiting.mail(session, settings, now),
                *waiting.events(session),
                *waiting.documents(session),
                waiting.backup_of(session, now),
            ]
    finally:
        database.close()
