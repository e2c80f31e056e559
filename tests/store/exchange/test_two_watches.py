"""Lists of two watches that number their operators alike, read into a third: nobody becomes somebody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.terms import NameKind
from store import audit, watchlist
from store.exchange import watchlist_file
from store.exchange.entries import entries, from_elsewhere
from store.seeds import loading
from store.session import Database
from store.tables import OperatorRow
from store.watchlist import Sighting
from tests.store.make import NOON


def _watch(path: Path, name: str = "") -> Database:
    """A watch of its own, which found one operator, if any."""
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    with database.transaction() as session:
        audit.record(session, "viewed", "ana", "watchlist export")
        if name:
            watchlist.create(session, name, is_person=False, seen=Sighting(NOON, NOON, counts=False))
    return database


@pytest.mark.parametrize("form", ["ftm.json", "csv", "xlsx"])
def test_operators_that_share_a_number_stay_two(tmp_path: Path, form: str) -> None:
    """Both came as "almenara-1" once, and the third watch had one operator with the names of both."""
    third = _watch(tmp_path / "third.db")
    for name in ("Ruta Zorzal", "Paso Kantuta"):
        watch, path = _watch(tmp_path / f"{name}.db", name), tmp_path / f"{name}.{form}"
        with watch.transaction() as session:
            watchlist.add_names(session, 1, [(name, NameKind.NAME)], Sighting(NOON, NOON, counts=False))
            assert watchlist_file.write(entries(session), path) == 1
            assert from_elsewhere(session, watchlist_file.read(path).seeds) == []  # nor does it stand beside itself
        with third.transaction() as session:
            assert loading.load(session, from_elsewhere(session, watchlist_file.read(path).seeds), NOON) == 1
        watch.close()
    with third.reading() as session:
        assert [row.name for row in session.query(OperatorRow).all()] == ["Ruta Zorzal", "Paso Kantuta"]
    third.close()
