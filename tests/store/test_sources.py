"""What is kept of the catalogue."""

from __future__ import annotations

from sqlalchemy import event

from store import sources
from store.session import Database
from store.tables.base import CHUNK, chunks
from tests.store.make import register, source


def _night(database: Database) -> list[int]:
    """Register a catalogue of one source; how many values each statement took that changed a row."""
    taken: list[int] = []

    def note(
        _connection: object, _cursor: object, statement: str, values: list[object], _c: object, many: bool
    ) -> None:
        if statement.startswith("UPDATE"):
            taken.append(2 if many else len(values))

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        with database.transaction() as session:
            sources.register(session, [source("cl_voz")], whole_catalogue=True)
            assert [each.source_id for each in sources.all_sources(session)] == ["cl_voz"]
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    return taken


def test_chunks_are_all_of_it_in_its_order() -> None:
    rows = range(2 * CHUNK + 1)
    parts = list(chunks(rows))
    assert [len(part) for part in parts] == [CHUNK, CHUNK, 1]
    assert [row for part in parts for row in part] == list(rows)
    assert list(chunks([])) == []


def test_who_is_gone_from_the_catalogue_is_marked_once_however_many(database: Database) -> None:
    """PostgreSQL takes 65,535 values in one statement: a web of hosts is more, and no night would begin."""
    with database.transaction() as session:
        register(session, "cl_voz", *(f"web:{number}.example" for number in range(3 * CHUNK)))
    first = _night(database)
    assert first
    assert max(first) <= CHUNK
    assert _night(database) == []
