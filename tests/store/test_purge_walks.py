"""A purge that goes step by step, as one that was killed and run again does, ends as one that ran through; it does what
it announced, and leaves nothing of who was forgotten."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from core.errors import AlmenaraError
from core.terms import FlagKind, FlagState
from store import decided, flags, purge, views, watchlist
from store.indexing import tidy
from store.indexing.words import fold
from store.purge import Purged, Retention
from store.session import Database
from store.tables import Base, OperatorContactRow, OperatorNameRow, OperatorRow, RevisionRow
from tests.store.everywhere import everywhere
from tests.store.make import NOON, register
from tests.store.watches import GROUPS, SOURCES, Group, World, walk

WALKS = {7: 0, 8: 2, 13: 1}
"""By their seeds, the group that is done with: on each a purge in small steps ended otherwise once."""
STEPS = 45
KEPT = Retention(names_days=40, texts_days=30)
DISMISSED_AT = NOON + timedelta(days=2 * STEPS + 5)


def walked(database: Database, seed: int) -> World:
    """A watch in which every lead on one group was dismissed, of whom each is said to be a person."""
    world, group = World(database), GROUPS[WALKS[seed]]
    with database.transaction() as session:
        register(session, *SOURCES)
    for step in walk(seed, STEPS):
        step.take(world)
    for flag_id in world.of(group, "flags"):
        _dismiss(database, flag_id)
    with database.transaction() as session:
        for operator_id in world.of(group, "operators"):
            watchlist.set_person(session, operator_id, is_person=True, who="ana")
    return world


def _dismiss(database: Database, flag_id: int) -> None:
    for state in (FlagState.IN_REVIEW, FlagState.DISMISSED):  # what was confirmed goes back first
        try:
            with database.transaction() as session:
                line = views.flag(session, flag_id).summary
                if line.kind is FlagKind.LEAD:
                    more = {"expected_version": line.version, "now": DISMISSED_AT}
                    flags.decide(session, flag_id, state, who="ben", why="no", **more)  # type: ignore[arg-type]
        except AlmenaraError:
            continue


def purged(database: Database) -> None:
    """As much as was announced."""
    later, done = DISMISSED_AT + timedelta(days=500), Purged(0, 0)
    with database.reading() as session:
        due = purge.due(session, KEPT, later)
    while True:
        with database.transaction() as session:
            some = purge.purge_some(session, KEPT, later, who="ana")
        if some == Purged(0, 0):
            break
        done += some
    assert done == due
    tidy(database)


def rows(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All but the log, which says in how many steps it was done."""
    tables = [table for table in Base.metadata.sorted_tables if table.name != "audit_entries"]
    with database.reading() as session:
        return {t.name: [tuple(row) for row in session.execute(select(t).order_by(*t.primary_key))] for t in tables}


@pytest.mark.parametrize("seed", WALKS)
def test_step_by_step_it_ends_as_at_once(
    sqlite_template: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    path = tmp_path / "walk.db"
    path.write_bytes(sqlite_template)
    database = Database(f"sqlite:///{path}")
    world = walked(database, seed)
    assert database.overwrite()
    database.close()
    ends = []
    for batch in (200, 1):
        monkeypatch.setattr(purge, "BATCH", batch)
        own = tmp_path / f"{batch}.db"
        own.write_bytes(path.read_bytes())
        copy = Database(f"sqlite:///{own}")
        purged(copy)
        ends.append(rows(copy))
        with copy.reading() as session:
            assert decided.faults(session) == []
        _look_for(copy, world, GROUPS[WALKS[seed]])
        copy.close()
    assert ends[0] == ends[1]


def _look_for(database: Database, world: World, group: Group) -> None:
    """Nobody of the group who was forgotten is named anywhere but in the log, once no text of it is kept."""
    with database.reading() as session:
        versions = [session.get_one(RevisionRow, key) for key in world.of(group, "revisions")]
        assert [each.revision_id for each in versions if each.purged_at is None] == []
        mine = [session.get_one(OperatorRow, key) for key in world.of(group, "operators")]
        assert any(each.redacted_at for each in mine)
        stay = {*session.scalars(select(OperatorNameRow.name)), *session.scalars(select(OperatorContactRow.value))}
    words = {fold(each) for each in (*group.firms, group.alias, group.victim, *group.numbers) if each not in stay}
    found = everywhere(database)
    left = {table for table, said in found.items() if any(word in said for word in words)}
    assert left <= {"audit_entries"}
