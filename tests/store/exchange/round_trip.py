"""An export of FollowTheMoney, read into an empty watch and exported again, to be held against the first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from store.exchange import watchlist_file
from store.exchange.entries import entries
from store.seeds import loading
from store.session import Database
from tests.store.make import NOON

Exported = dict[str, dict[str, Any]]

MAY_DIFFER = ("referents",)
"""Which of another watch's entries people judged to be one operator: judgements are theirs, and don't travel."""


def exported(path: Path) -> Exported:
    """The entities of a file by id: every field but those that may differ, properties in no order."""
    found: Exported = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        entity = json.loads(line)
        properties = {name: sorted(values) for name, values in entity["properties"].items()}
        kept = {name: value for name, value in entity.items() if name not in MAY_DIFFER}
        found[entity["id"]] = kept | {"properties": properties}
    return found


def exported_again(path: Path, target: Path) -> Exported:
    """Read a file into a watch that knows nobody, and take it out again."""
    database = Database(f"sqlite:///{target.with_suffix('.db')}")
    database.upgrade()
    read = watchlist_file.read(path)
    assert (read.untaken, read.cleared) == ([], [])
    with database.transaction() as session:
        loading.load(session, read.seeds, NOON)
        watchlist_file.write(entries(session), target)
    database.close()
    return exported(target)
