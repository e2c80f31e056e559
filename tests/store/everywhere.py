"""All that a database holds, to see that something stands nowhere in it."""

from __future__ import annotations

import re

from store.indexing.words import fold
from store.session import Database


def everywhere(database: Database) -> dict[str, str]:
    """All that stands in every table, those of the search index too, folded: by the name of the table."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table'"
    if not database.is_sqlite:
        query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    with database.engine.connect() as connection:
        tables = [name for (name,) in connection.exec_driver_sql(query).all()]
        rows = {name: connection.exec_driver_sql(f"SELECT * FROM {name}").all() for name in tables}
    return {name: fold(" ".join(map(_written, (cell for row in of for cell in row)))) for name, of in rows.items()}


def _written(cell: object) -> str:
    said = cell.decode("latin-1") if isinstance(cell, bytes) else str(cell)
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), said)  # as JSON writes them in ASCII
