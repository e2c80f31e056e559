"""A watch that has begun: commands that only read, or decide, make no database."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from store.session import Database


def begin(data: Path) -> None:
    """Make a database with no rows in this folder of data."""
    with closing(Database(f"sqlite:///{data / 'almenara.db'}")) as database:
        database.upgrade()
