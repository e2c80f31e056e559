"""`almenara purge`: what is not kept for ever, in the database and in the archive."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli.common import AsObject, long_work, me, opened, print_json
from core.errors import AlmenaraError, BusyError
from core.settings import Settings, load
from core.text import plain
from pipeline import archive_purge
from pipeline.sifting import forget_watches
from store import purge as purging
from store.indexing import tidy
from store.session import Database

_STAYS = (
    "Somebody read the database all the while, so the bytes of what was taken away stay in its file, or in the log "
    "beside it (-wal): run `almenara purge --for-good` again."
)


def purge(
    for_good: Annotated[bool, typer.Option("--for-good", help="Delete it. Without this nothing is deleted.")] = False,
    as_json: AsObject = False,
) -> None:
    """Count what is older than the settings say, and delete it with --for-good alone.

    Texts that gave no flag or only dismissed leads, names of persons who are no operators or whose leads were all
    dismissed or withdrawn, what mails and webhooks said, and sealed files of the archive that nothing rests on (these
    are named, too). A deletion is put on record. Exit status 1 where the archive kept files that it should not, or what
    names those who went could not be overwritten beside the tables.

    Example: almenara purge
    """
    settings = load()
    retention = purging.Retention(settings.retention.names_days, settings.retention.texts_days)
    now, total, words = datetime.now(UTC), purging.Purged(0, 0), 0
    left: list[str] = []
    with opened(settings) as database:
        archive = _Archive(settings, database, now)
        archive.look()  # first: what the texts that go now held is named by the next purge, and goes with it
        with database.reading() as session:
            due = purging.due(session, retention, now)
        if for_good:
            with long_work("texts, readings, mails and events looked through") as told:
                for done in _purged(database, retention, now):
                    total += done
                    told(total.rows, due.rows)
            with long_work("words of the search index looked up") as told:
                words = tidy(database, told)  # whatever was taken now: a purge before may have been cut off here
            archive.clear()
            left = _left(settings, database)
    if as_json:
        files = {"archive_due": archive.due.files, "archive_removed": archive.removed}
        print_json({"done": for_good, "due": asdict(due), **asdict(total), "words": words, **files})
    elif for_good:
        taken = f"{total.texts} texts, {total.mails} mails, {total.events} events of webhooks, "
        taken += f"the names of {total.entries} operators of whom nothing stands any more, {total.details} names and "
        taken += f"numbers that withdrawn readings alone gave, the titles of {total.titles} pages that were not read"
        print(
            f"Taken away: {taken}, {words} words of the search index that stood nowhere any more; {total.readings} "
            "readings looked through for names."
        )
    else:
        print(
            f"Would take away {due.texts} texts, {due.mails} mails, {due.events} events of webhooks, the names of "
            f"{due.entries} operators of whom nothing stands any more, {due.details} names and numbers that withdrawn "
            f"readings alone gave and the titles of {due.titles} pages that were not read, and look through "
            f"{due.readings} readings for names: --for-good does it."
        )
    if not as_json:
        archive.tell(for_good=for_good)
    if archive.error is not None:  # the rest is done
        sys.stderr.write(f"almenara: {plain(str(archive.error))}\n")
        sys.stderr.writelines(f"  {plain(each)}\n" for each in archive.error.details)
    sys.stderr.writelines(f"almenara: {plain(each)}\n" for each in left)
    if archive.error is not None or left:
        raise typer.Exit(1)


def _left(settings: Settings, database: Database) -> list[str]:
    """What beside the database's rows names those who went, and can't be taken away now."""
    left = []
    try:
        forget_watches(settings, database)
    except BusyError as error:
        left.append(f"The files in {settings.data_dir / 'watch'} stay, and name who was on the watchlist: {error}")
    if not database.overwrite():
        left.append(_STAYS)
    return left


class _Archive:
    """What is the archive's of it. What is wrong there keeps nothing in the database: it is told at the end."""

    def __init__(self, settings: Settings, database: Database, now: datetime) -> None:
        self._shelf = archive_purge.Shelf(database, settings.archive_root, settings.retention.archive_days, now)
        self.due = archive_purge.Due((), {})
        self.removed: list[str] = []
        self.error: AlmenaraError | None = None

    def look(self) -> None:
        """Find what may go, and say what may not for it isn't as it was sealed."""
        try:
            with long_work("sealed files looked at") as told:
                self.due = archive_purge.due(self._shelf, told=told)
        except AlmenaraError as error:
            self.error = error
        for name, fault in self.due.altered.items():
            sys.stderr.write(
                f"almenara: {plain(name)} stays, though its time is over: {fault} See `almenara evidence verify`.\n"
            )

    def clear(self) -> None:
        """Take it away."""
        try:
            with long_work("files of the archive taken away") as told:
                for name in archive_purge.remove(self._shelf, self.due, who=me()):
                    self.removed.append(name)
                    told(len(self.removed), len(self.due.files))
        except AlmenaraError as error:
            self.error = self.error or error

    def tell(self, *, for_good: bool) -> None:
        """Name the files; nothing where the archive is kept for ever."""
        if not self._shelf.days:
            return
        files = self.removed if for_good else self.due.files
        what = "Taken out of the archive" if for_good else "Would take out of the archive"
        print(f"{what}: {len(files)} sealed files{':' if files else '.'}")
        for name in files:
            print(f"    {plain(name)}")


def _purged(database: Database, retention: purging.Retention, now: datetime) -> Iterator[purging.Purged]:
    """What each transaction took away, until nothing is left that is due."""
    while True:
        with database.transaction() as session:
            done = purging.purge_some(session, retention, now, who=me())
        if done == purging.Purged(0, 0):
            return
        yield done
