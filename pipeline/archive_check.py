"""The archive held against what the database says was read out of it.

The custody log alone cannot tell that the whole folder is gone, or another than the one that was filled.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.settings import Settings
from evidence.verify import Finding
from store import captures
from store.session import Database


def gone(settings: Settings) -> Iterator[Finding]:
    """Files of the archive from which pages were read and that aren't there. None where there is no database.

    Raises:
        StoreError, BusyError: there is a database, and it can't be asked.
    """
    database = Database(settings.database)
    try:
        if database.path is not None and not database.path.exists():
            return
        database.upgrade()
        with database.reading() as session:
            known = captures.files(session)
    finally:
        database.close()
    for name, count in known.items():
        if not (settings.archive_root / name).exists():
            yield Finding("missing", name, f"isn't there, and the database knows of {count} responses in it")
