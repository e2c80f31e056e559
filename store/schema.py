"""The schema brought to its newest form, in one transaction: all of it, or nothing."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from core.errors import StoreError
from store.connections import Connections

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0070"
"""The newest step in migrations/versions; kept here so that a database of today needs no look at the scripts."""

SCRIPTS = Path(__file__).parent / "migrations"
VERSION = "alembic_version"
"""The table that says which schema a database has."""
_NAME_IT = (
    "Name the right one by data_dir or database_url (ALMENARA_DATA_DIR, ALMENARA_DATABASE_URL), or bring a backup by "
    "`almenara db restore`; `almenara nightly` makes a new one with its first night."
)
_OURS = re.compile(r"\d{4}")  # other programs that use Alembic have its hashes
_NAMED = 3
_LOCK = 0x414C4D45  # keeps two processes from migrating one PostgreSQL database at once


def upgrade(database: Connections, *, scripts: Path = SCRIPTS, target: str = "head", new: bool = True) -> None:
    """Run the steps that are missing. `new`: where there is no database, make one.

    Raises:
        StoreError: the schema is newer than this program knows, or another program's, or a step would break a
            reference; or there is no database, and none is to be made.
    """
    if not new and (why := absence(database)):
        raise StoreError(why, remedy=_NAME_IT)
    if database.path is not None:
        try:
            database.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                f"Database {database.name} can't be opened: {error.strerror}: {database.path.parent}.",
                remedy="Mend data_dir or database_url.",
            ) from error
    if target == "head" and scripts == SCRIPTS:
        with database.reading() as session:  # who writes keeps nobody from a database of today
            if _current(session.connection()) == HEAD:
                return
    with closing(database.engine.connect()) as connection:
        if database.is_sqlite:  # tables are rebuilt by copying them: references are checked once, at the end
            connection.connection.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                _migrate(database, connection, scripts, target)
        finally:
            if database.is_sqlite:
                connection.connection.execute("PRAGMA foreign_keys = ON")


def absence(database: Connections) -> str:
    """Why there is no database of ours at this address, in a sentence; empty where there is one, or another program's.
    Nothing is made.

    Raises:
        StoreError, BusyError: what is there can't be asked.
    """
    path = database.path
    if path is not None:
        if not path.parent.is_dir():
            return f"There is no database at {path}: its folder is not there."
        if not path.is_file():
            return f"There is no database at {path}."
        if not path.stat().st_size:
            return f"There is no database at {path}: the file is empty (0 bytes)."
    with database.reading() as session:
        tables = inspect(session.connection()).get_table_names()
    # A file with tables, none of them ours, is refused as another program's; a server's database may be shared.
    if VERSION in tables or (tables and path is not None):
        return ""
    return f"There is no database at {path or database.name}: Almenara has no tables in it."


def _migrate(database: Connections, connection: Connection, scripts: Path, target: str) -> None:
    # Alembic takes longer to import than a database of today takes to open.
    from alembic import command
    from alembic.script import ScriptDirectory
    from alembic.util.exc import CommandError

    config = configuration(connection, scripts)
    if database.is_sqlite:  # ours would lie among its tables; a server's database may well be shared
        _refuse_strange(database, connection)
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    current = _current(connection)
    if current is not None and not _OURS.fullmatch(current):
        raise _strange(database, f"its schema is {current!r}, and Almenara's are numbers such as {HEAD}")
    if current is not None and current not in known:
        raise StoreError(
            f"Database {database.name} has schema {current}, made by a newer Almenara than this (schema {HEAD}).",
            remedy="Install that version, or name another database in database_url.",
        )
    try:
        command.upgrade(config, target)
    except CommandError as error:
        raise StoreError(
            f"Database {database.name} can't be brought to schema {target}: {error}.", remedy="Nothing was changed."
        ) from error
    if database.is_sqlite and (broken := connection.execute(text("PRAGMA foreign_key_check")).first()):
        raise StoreError(f"Database {database.name}: a step would break a reference in {broken[0]}.")


def _refuse_strange(database: Connections, connection: Connection) -> None:
    tables = inspect(connection).get_table_names()
    if tables and VERSION not in tables:
        named = f"{', '.join(tables[:_NAMED])}{', …' if len(tables) > _NAMED else ''}"
        raise _strange(database, f"it has tables ({named}), and no {VERSION} among them")


def _strange(database: Connections, why: str) -> StoreError:
    return StoreError(
        f"Database {database.name} is another program's: {why}.",
        remedy="Nothing was changed. Name another in database_url (ALMENARA_DATABASE_URL), or another data_dir.",
    )


def steps() -> frozenset[str]:
    """Every schema that this program can bring to the newest."""
    from alembic.script import ScriptDirectory

    return frozenset(step.revision for step in ScriptDirectory(SCRIPTS).walk_revisions())


def configuration(connection: Connection, scripts: Path = SCRIPTS) -> Config:
    """Alembic's settings for this connection, without any file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found
