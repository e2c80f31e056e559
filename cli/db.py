"""`almenara db`: the database kept safe."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.common import AsJson, long_work, me, opened, print_json
from core.settings import load
from pipeline import audit_log
from store import audit, health, lock
from store import backup as backups

app = typer.Typer(help="The database: backup, restore, check.", no_args_is_help=True)


@app.command("backup")
def backup(target: Path, as_json: AsJson = False) -> None:
    """Write the whole database into one file while others go on working, and read it back.

    Example: almenara db backup almenara-2026-11-25.backup.gz
    """
    with opened() as database:
        with database.transaction() as session:
            audit.record(session, "database backed up", me(), details={"file": target.name})
        with long_work("writing the backup, and reading it back"):
            taken = backups.take(database, target, datetime.now(UTC))
    if as_json:
        print_json({"file": target, "schema": taken.schema, "rows": dict(taken.rows), "sha256": taken.sha256})
        return
    print(f"{target}: {sum(taken.rows.values())} rows of {len(taken.rows)} tables, SHA-256 {taken.sha256}")


@app.command("restore")
def restore(source: Path, as_json: AsJson = False) -> None:
    """Bring a backup into the database of the settings, which must be without rows; all of it or nothing.

    A backup of SQLite can be restored into PostgreSQL, and the other way round; one that an older Almenara took is
    brought to today's schema on the way.

    Example: ALMENARA_DATA_DIR=restored almenara db restore almenara-2026-11-25.backup.gz
    """
    with opened() as database, lock.hold(database):
        with long_work("restoring the backup"):
            found = backups.restore(source, database)
        with database.transaction() as session:
            details = {"file": source.name, "sha256": found.sha256}
            audit.record(session, "database restored", me(), details=details)
    if as_json:
        print_json({"file": source, "rows": dict(found.rows), "sha256": found.sha256})
        return
    print(f"{source}: {sum(found.rows.values())} rows restored.")


@app.command("check")
def check(
    source: Annotated[Path | None, typer.Argument(help="A backup; the database itself where none is named.")] = None,
    as_json: AsJson = False,
) -> None:
    """Check the database, or a backup. Exit status 1 where something is wrong. Example: almenara db check"""
    settings = load()
    if source is not None:
        with long_work("reading the backup"):
            found = backups.check(source)
        if as_json:
            print_json({"file": source, "schema": found.schema, "taken_at": found.taken_at, "rows": dict(found.rows)})
            return
        print(f"{source}: whole, {sum(found.rows.values())} rows of schema {found.schema}, taken {found.taken_at}.")
        return
    with opened(settings) as database, long_work("checking the database"):
        faults = health.faults(database, audit_log.noted_heads(settings.archive_root))
    if as_json:
        print_json({"faults": faults})
    else:
        print("\n".join(faults) or "The database is whole.")
    if faults:
        raise typer.Exit(1)
