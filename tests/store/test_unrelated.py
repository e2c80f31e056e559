"""What readers and people do about some operators changes nothing of what the watch says of others: each group of a
watch is held against a database of its own, in which only the steps about it were taken.

A condition that asks for any row there is, and not for the row at hand, shows nowhere else: it needs two who have
nothing to do with each other, one of whom meets it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from store import decided
from store.session import Database
from tests.postgres import fresh_database
from tests.store.make import register
from tests.store.told import differences, told
from tests.store.watches import GROUPS, SOURCES, World, walk

WALKS = {2: 60, 8: 60}
"""By their seeds, how many steps each has: walks on which it shows where a person's word on one lead counts for all."""


@pytest.fixture
def alone(database: Database, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[dict[int, World]]:
    """A database for every group, of the same kind."""
    with ExitStack() as stack:
        worlds = {}
        for group in GROUPS:
            if database.is_sqlite:
                path = tmp_path / f"alone{group.number}.db"
                path.write_bytes(request.getfixturevalue("sqlite_template"))
                own = Database(f"sqlite:///{path}")
            else:
                own = Database(stack.enter_context(fresh_database()))
                own.upgrade()
            stack.callback(own.close)
            worlds[group.number] = World(own)
        yield worlds


@pytest.mark.parametrize("seed", WALKS)
def test_each_group_stands_as_it_would_alone(database: Database, alone: dict[int, World], seed: int) -> None:
    together = World(database)
    for world in (together, *alone.values()):
        with world.database.transaction() as session:
            register(session, *SOURCES)
    for step in walk(seed, WALKS[seed]):
        refused = step.take(together)
        for group in GROUPS if step.is_of_all else (step.group,):
            assert step.take(alone[group.number]) == refused or step.is_of_all
    for group in GROUPS:
        own = alone[group.number]
        with database.reading() as session, own.database.reading() as by_itself:
            found = told(session, together, group)
            assert list(differences(found, told(by_itself, own, group))) == []
    with database.reading() as session:
        assert decided.faults(session) == []
