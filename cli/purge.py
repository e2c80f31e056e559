"""`almenara purge`: what the database does not keep for ever."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.common import me, opened
from core.settings import load
from store import purge as purging


def purge(
    for_good: Annotated[bool, typer.Option("--for-good", help="Do it. Without this, it is only counted.")] = False,
) -> None:
    """Take away texts that gave no flag and names of persons who are no operators, older than the settings say.

    Counts first; with --for-good it is done, and put on record. Example: almenara purge
    """
    settings = load()
    retention = purging.Retention(settings.retention.names_days, settings.retention.texts_days)
    now, texts, readings = datetime.now(UTC), 0, 0
    with opened(settings) as database:
        with database.reading() as session:
            due = purging.due(session, retention, now)
        while for_good:
            with database.transaction() as session:
                done = purging.purge_some(session, retention, now, who=me())
            texts, readings = texts + done.texts, readings + done.readings
            if done == purging.Purged(0, 0):
                print(f"Taken away: {texts} texts; {readings} readings looked through for names.")
                return
    print(f"Would take away {due.texts} texts and look through {due.readings} readings for names: --for-good does it.")
