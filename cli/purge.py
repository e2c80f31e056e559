"""`almenara purge`: what the database does not keep for ever."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.common import AsJson, long_work, me, opened, print_json
from core.settings import load
from store import purge as purging
from store.indexing import tidy
from store.session import Database


def purge(
    for_good: Annotated[bool, typer.Option("--for-good", help="Do it. Without this, it is only counted.")] = False,
    as_json: AsJson = False,
) -> None:
    """Take away texts that gave no flag or only dismissed leads, names of persons who are no operators, and what mails
    and webhooks told, all older than the settings say.

    Counts first; with --for-good it is done, and put on record. Example: almenara purge
    """
    settings = load()
    retention = purging.Retention(settings.retention.names_days, settings.retention.texts_days)
    now, total, words = datetime.now(UTC), purging.Purged(0, 0), 0
    with opened(settings) as database:
        with database.reading() as session:
            due = purging.due(session, retention, now)
        if for_good:
            with long_work("texts, readings, mails and events looked through") as told:
                for done in _purged(database, retention, now):
                    total += done
                    told(total.rows, due.rows)
            with long_work("words of the search index looked up") as told:
                words = tidy(database, told)  # whatever was taken now: a purge before may have been cut off here
    if as_json:
        print_json({"done": for_good, "due": asdict(due), **asdict(total), "words": words})
    elif for_good:
        taken = f"{total.texts} texts, {total.mails} mails, {total.events} events of webhooks"
        print(
            f"Taken away: {taken}, {words} words of the search index that stood nowhere any more; {total.readings} "
            "readings looked through for names."
        )
    else:
        print(
            f"Would take away {due.texts} texts, {due.mails} mails and {due.events} events of webhooks, and look "
            f"through {due.readings} readings for names: --for-good does it."
        )


def _purged(database: Database, retention: purging.Retention, now: datetime) -> Iterator[purging.Purged]:
    """What each transaction took away, until nothing is left that is due."""
    while True:
        with database.transaction() as session:
            done = purging.purge_some(session, retention, now, who=me())
        if done == purging.Purged(0, 0):
            return
        yield done
