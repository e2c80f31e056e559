"""`almenara db`: the database kept safe."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.arguments import BackupFile
from cli.common import AsObject, long_work, me, opened, print_json, tell_lost
from core.errors import InputError
from core.settings import load
from evidence.format.chain import stamp
from pipeline import audit_log
from store import audit, health, lock
from store import backup as backups

app = typer.Typer(help="The database: backup, restore, check.", no_args_is_help=True)


@app.command("backup")
def backup(
    target: Annotated[
        Path,
        typer.Argument(help="A file that is not there yet, or a folder: named by the hour."),
    ],
    keep: Annotated[
        int, typer.Option(min=0, help="In a folder: how many of these stay, the newest; 0: all of them.")
    ] = 0,
    as_json: AsObject = False,
) -> None:
    """Write the whole database into one file while others go on working, and read it back.

    Example: almenara db backup /var/backups/almenara --keep 14
    """
    now = datetime.now(UTC)
    if keep and not target.is_dir() and (target.exists() or target.suffix == ".gz"):
        raise InputError(f"{target} is no folder, so there are no older backups.", remedy="Leave out --keep.")
    with opened() as database:
        file = _place(target, now, in_folder=keep > 0)
        with database.transaction() as session:
            audit.record(session, backups.BEGUN, me(), details={"file": file.name})
        with long_work("writing the backup, and reading it back"):
            taken = backups.take(database, file, now)
        with database.transaction() as session:
            audit.record(session, backups.TAKEN, me(), details={"file": file.name, "sha256": taken.sha256})
    gone = backups.older(target, keep) if keep else []
    killed = backups.abandoned(target, now) if keep else []
    for each in gone + killed:  # only now, when a newer one has been read back
        each.unlink()
    if as_json:
        told = {"file": file, "schema": taken.schema, "rows": dict(taken.rows), "sha256": taken.sha256}
        print_json(told | {"removed": [str(each) for each in gone + killed]})
        return
    print(f"{file}: {sum(taken.rows.values())} rows of {len(taken.rows)} tables, SHA-256 {taken.sha256}")
    for each in gone:
        print(f"{each}: removed, older than the newest {keep}.")
    for each in killed:
        print(f"{each}: removed, left by a backup that did not end.")


def _place(target: Path, now: datetime, *, in_folder: bool) -> Path:
    """The file to write."""
    if in_folder:  # on its first night it is not there yet
        target.mkdir(mode=0o750, parents=True, exist_ok=True)
    if target.is_dir():
        return backups.name_in(target, now)
    if not target.suffix:
        sys.stderr.write(f"almenara: there is no folder {target}: the backup is a file of that name.\n")
    return target


@app.command("restore")
def restore(source: BackupFile, as_json: AsObject = False) -> None:
    """Bring a backup into the database of the settings, which must be without rows; all of it or nothing.

    A backup of SQLite can be restored into PostgreSQL, and the other way round; one that an older Almenara took is
    brought to today's schema on the way. The archive notes where the audit log goes on: let it be there before.

    Example: ALMENARA_DATA_DIR=restored almenara db restore almenara-2026-11-25.backup.gz
    """
    settings = load()
    with long_work("reading the backup"):
        backups.check(source)  # before a database is made: an empty one would answer that there are no leads
    with opened(settings, new=True) as database, lock.hold(database, work="a restore"):
        audit_log.notable(settings.archive_root)
        with long_work("restoring the backup"):
            found = backups.restore(source, database, room=settings.data_dir)
        with database.transaction() as session:
            details = {"file": source.name, "sha256": found.sha256, "taken_at": found.taken_at.isoformat()}
            audit.record(session, backups.RESTORED, me(), details=details)
        with database.reading() as session:
            noted = audit_log.note_restore(session, settings.archive_root, source.name, who=me())
    if not noted:
        sys.stderr.write(
            f"almenara: there is no archive in {settings.archive_root}, so none notes where the audit log goes on. "
            "Bring its copy there first, and restore again, if it holds later nights than this backup.\n"
        )
    if as_json:
        print_json({"file": source, "rows": dict(found.rows), "sha256": found.sha256})
        return
    print(f"{source}: {sum(found.rows.values())} rows restored.")


@app.command("check")
def check(
    source: Annotated[Path | None, typer.Argument(help="A backup; the database itself where none is named.")] = None,
    as_json: AsObject = False,
) -> None:
    """Check the database, or a backup. Exit status 1 where something is wrong. Example: almenara db check"""
    settings = load()
    if source is not None:
        _check_backup(source, as_json=as_json)
        return
    with opened(settings) as database, long_work("checking the database"):
        with database.reading() as session:
            known = audit_log.held(session, settings.archive_root)
        faults = health.faults(database, known.heads)
        with database.reading() as session:
            is_new = not faults and health.is_empty(session)
    tell_lost(known.lost)
    if as_json:
        print_json({"whole": not faults, "faults": faults})
    else:
        print("\n".join(faults) or f"The database is {'new and empty' if is_new else 'whole'}.")
    if faults:
        raise typer.Exit(1)


def _check_backup(source: Path, *, as_json: bool) -> None:
    """One that is not whole is told of as a fault of the check, for programs too: that it was found is no failure."""
    fault, told = "", dict.fromkeys(("schema", "taken_at", "rows"))
    try:
        with long_work("reading the backup"):
            found = backups.check(source)
        told = {"schema": found.schema, "taken_at": found.taken_at, "rows": dict(found.rows)}
    except InputError as error:
        if not (as_json and source.is_file()):
            raise
        fault = str(error)
    if as_json:
        print_json({"whole": not fault, "faults": [fault] if fault else [], "file": source} | told)
    else:
        rows = sum(found.rows.values())
        print(f"{source}: whole, {rows} rows of schema {found.schema}, taken {stamp(found.taken_at)}.")
    if fault:
        raise typer.Exit(1)
