"""The whole database in one file, and back: the same form for SQLite and PostgreSQL, so that one moves into the other.

A backup (store.backup_form) is written from one moment of the database while others go on working, under another name
until it is whole, and read back before it counts. Restored is only into a database without rows, all of it or nothing.
One of an older schema is restored as it was into a passing database, whose schema then takes the steps that it lacks.
Columns marked secret go out empty: a backup travels further than the database, and who restores it makes new ones.
"""

from __future__ import annotations

import gzip
import tempfile
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Table, func, insert, select, text

from core.errors import ConflictError, InputError, words_of
from evidence.format.files import sync
from store import schema
from store.backup_form import Backup, Reader, tables_of_today, write
from store.indexing import remember_all
from store.session import Database, Session
from store.tables.base import CHUNK

__all__ = ["BEGUN", "RESTORED", "TAKEN", "Backup", "abandoned", "check", "name_in", "older", "restore", "take"]

BEGUN, TAKEN, RESTORED = "database backup begun", "database backed up", "database restored"
"""How the audit log calls it: that the whole database goes out is on record before it does."""

_NAME = "almenara-{at:%Y-%m-%dT%H-%M-%SZ}.backup.gz"
_ANY = "almenara-????-??-??T??-??-??Z.backup.gz"
_PARTIAL = ".partial"
_KILLED = timedelta(days=1)


def name_in(folder: Path, now: datetime) -> Path:
    """The name of a backup taken now, in a folder of backups. `now`: UTC."""
    return folder / _NAME.format(at=now)


def older(folder: Path, keep: int) -> list[Path]:
    """The backups named by `name_in` beyond the newest `keep`, oldest first; whatever else lies there is not ours."""
    named = sorted(folder.glob(_ANY))
    return named[: max(len(named) - keep, 0)]


def abandoned(folder: Path, now: datetime) -> list[Path]:
    """What backups left that were killed, oldest first. One that was written to in the last day may be going on."""
    partials = sorted(folder.glob(f"{_ANY}{_PARTIAL}"))
    return [each for each in partials if now.timestamp() - each.stat().st_mtime > _KILLED.total_seconds()]


def take(database: Database, path: Path, now: datetime) -> Backup:
    """Write a backup and read it back.

    Raises:
        InputError: the file is there already, or can't be written.
        StoreError: the database can't be read.
    """
    if path.exists():
        raise InputError(f"{path} is there already.", remedy="A backup overwrites nothing: name another file.")
    partial = path.with_name(f"{path.name}{_PARTIAL}")
    try:
        partial.touch(mode=0o640)  # all that is known stands in it: not for every user of the machine
        with database.reading() as session, gzip.open(partial, "wb", compresslevel=6) as file:
            write(session, file, now)
        sync(partial)  # older backups go once this one is there: a power cut must not leave its name alone
        found = check(partial)
        partial.rename(path)
        sync(path.parent)
    except OSError as error:
        raise InputError(f"{path}: {words_of(error)}.", remedy="Make room, or name another folder.") from error
    finally:
        with suppress(OSError):  # where it could not be written, there is none to take away
            partial.unlink()
    return found


def check(path: Path) -> Backup:
    """Read a backup through.

    Raises:
        InputError: it is none, or not whole.
    """
    for _table, _row in (reader := Reader(path)).rows():
        pass
    return reader.backup


def restore(path: Path, database: Database, *, room: Path | None = None) -> Backup:
    """Bring a backup into a database without rows, in one transaction, its schema brought to the newest.

    Args:
        room: a folder for what an older backup becomes on the way, as large as the database: the folder for passing
            files is memory on many machines. Otherwise beside the database, where that is a file.

    Raises:
        InputError: it is no backup, or not whole.
        ConflictError: the database has rows, or the backup is of a newer schema than this program's.
        StoreError: an older backup can't be brought to the newest schema.
    """
    known = check(path)
    if known.schema == schema.HEAD:
        _bring(path, database)
        return known
    if known.schema not in schema.steps():
        raise ConflictError(
            f"{path} is of schema {known.schema}, which this program (schema {schema.HEAD}) does not know.",
            remedy="Restore it with the Almenara that took it, or a newer one.",
        )
    _no_rows(database)
    room = room or (database.path.parent if database.path else None)
    with tempfile.TemporaryDirectory(prefix="almenara-restore-", dir=room) as folder:
        newest = Path(folder) / "newest.gz"
        _renew(path, known, Path(folder) / "older.db", newest)
        _bring(newest, database)
    return known


def _renew(path: Path, known: Backup, at: Path, newest: Path) -> None:
    """Make a backup of the newest schema out of an older one."""
    with closing(Database(f"sqlite:///{at}")) as passing:
        schema.upgrade(passing, target=known.schema)
        with passing.transaction() as session:
            _insert(session, path)
        passing.upgrade()
        take(passing, newest, known.taken_at)


def _bring(path: Path, database: Database) -> None:
    database.upgrade()
    with database.transaction() as session:
        _refuse_rows(session, database)
        _insert(session, path)
        if not database.is_sqlite:
            _set_counters(session)
        remember_all(session)


def _no_rows(database: Database) -> None:
    """Refuse a filled database before the long work of bringing an old backup to today's form."""
    database.upgrade()
    with database.reading() as session:
        _refuse_rows(session, database)


def _refuse_rows(session: Session, database: Database) -> None:
    for table in tables_of_today():
        if session.execute(select(1).select_from(table).limit(1)).first():
            raise ConflictError(f"Database {database.name} has rows ({table.name}).", remedy=_emptied(database))


def _emptied(database: Database) -> str:
    if database.path is None:
        return "Restore into an empty one: name it in database_url."
    at = database.path
    return f"Move {at} away (with {at.name}-wal and -shm, where they are), or restore into another data_dir."


def _insert(session: Session, path: Path) -> None:
    for table, rows in _together(Reader(path).rows()):
        session.execute(insert(table), rows)


def _together(rows: Iterable[tuple[Table, dict[str, object]]]) -> Iterable[tuple[Table, list[dict[str, object]]]]:
    """Rows of one table that follow one another, as many at once as a statement takes."""
    waiting: list[dict[str, object]] = []
    last: Table | None = None
    for table, row in rows:
        if last is not None and waiting and (table is not last or len(waiting) == CHUNK):
            yield last, waiting
            waiting = []
        last = table
        waiting.append(row)
    if last is not None:
        yield last, waiting


def _set_counters(session: Session) -> None:
    """PostgreSQL counts ids by itself and does not look at what was put in."""
    for table in tables_of_today():
        (key, *more) = table.primary_key
        name = session.execute(text("SELECT pg_get_serial_sequence(:t, :c)"), {"t": table.name, "c": key.name}).scalar()
        if name and not more:
            highest = session.scalar(select(func.max(key)))
            if highest is not None:
                session.execute(text("SELECT setval(:name, :highest)"), {"name": name, "highest": highest})
