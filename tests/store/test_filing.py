"""Keys gathered and filed at once: each once, and what is filed already stays."""

from __future__ import annotations

from store import by_key
from store.filing import Filing
from store.session import Database


def test_keys_are_filed_once(database: Database) -> None:
    with database.transaction() as session:
        for _time in range(2):
            filing = Filing()
            filing.add([(7, 1), (-(2**63), 2), (7, 1)])
            filing.add([(7, 2), (2**63 - 1, 2)])
            filing.file(session)
            filing.file(session)
        found = by_key.under(session, "operator_keys", [7, -(2**63), 2**63 - 1, 8], 10)
    assert {key: sorted(operators) for key, operators in found.items()} == {7: [1, 2], -(2**63): [2], 2**63 - 1: [2]}


def test_nothing_to_file(database: Database) -> None:
    with database.reading() as session:
        Filing().file(session)
