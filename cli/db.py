"""`almenara db`: the database kept safe."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.common import me, opened
from core.settings import load
from pipeline import audit_log
from store import audit, health, lock
from store import backup as backups

app = typer.Typer(help="The database: backup, restore, check.", no_args_is_help=True)


@app.command("backup")
def backup(target: Path) -> None:
    """Write the whole database into one file while others go on working, and read it back.

    Example: almenara db backup almenara-2026-11-25.backup.gz
    """
    with opened() as database:
        with database.transaction() as session:
            audit.record(session, "database backed up", me(), details={"file": target.name})
        taken = backups.take(database, target, datetime.now(UTC))
    print(f"{target}: {sum(taken.rows.values())} rows of {len(taken.rows)} tables, SHA-256 {taken.sha256}")


@app.command("restore")
def restore(source: Path) -> None:
    """Bring a backup into the database of the settings, which must be without rows; all of it or nothing.

    A backup of SQLite can be restored into PostgreSQL, and the other way round.

    Example: ALMENARA_DATA_DIR=restored almenara db restore almenara-2026-11-25.backup.gz
    """
    with opened() as database, lock.hold(database):
        found = backups.restore(source, database)
        with database.transaction() as session:
            details = {"file": source.name, "sha256": found.sha256}
            audit.record(session, "database restored", me(), details=details)
    print(f"{source}: {sum(found.rows.values())} rows restored.")


@app.command("check")
def check(
    source: Annotated[Path | None, typer.Argument(help="A backup; the database itself where none is named.")] = None,
) -> None:
    """Check the database, or a backup. Exit status 1 where something is wrong. Example: almenara db check"""
    settings = load()
    if source is not None:
        found = backups.check(source)
        print(f"{source}: whole, {sum(found.rows.values())} rows of schema {found.schema}, taken {found.taken_at}.")
        return
    with opened(settings) as database:
        faults = health.faults(database, audit_log.noted_heads(settings.archive_root))
    print("\n".join(faults) or "The database is whole.")
    if faults:
        raise typer.Exit(1)
