"""What a lookup read is kept from one transaction to the next only where nobody wrote between, and nothing was taken
back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.terms import NameKind
from store import by_key, name_words, remembered, watchlist
from store.session import Database, Session
from store.watchlist import Sighting
from tests.store.make import NOON

SEEN = Sighting(NOON, NOON, counts=False)


def _operator(session: Session, name: str) -> None:
    operator_id = watchlist.create(session, name, is_person=False, seen=SEEN)
    watchlist.add_names(session, operator_id, [(name, NameKind.NAME)], SEEN)


def _alike(database: Database, word: str) -> set[str]:
    with database.transaction() as session, remembered.keeping(session):
        return set(name_words.alike(session, [word]).get(word, {}))


def _by_another_connection(database: Database) -> None:
    other = Database(database.url.render_as_string(hide_password=False))
    with other.transaction() as session:
        _operator(session, "Quirquincha")
    other.close()


def _in_between(database: Database) -> None:
    with database.transaction() as session:
        _operator(session, "Quirquincha")


def _while_keeping(database: Database) -> None:
    with database.transaction() as session, remembered.keeping(session):
        name_words.alike(session, ["Quirquincho"])
        _operator(session, "Quirquincha")


@pytest.mark.parametrize("write", [_by_another_connection, _in_between, _while_keeping])
def test_what_is_written_is_seen(database: Database, write: Callable[[Database], None]) -> None:
    with database.transaction() as session:
        _operator(session, "Quirquincho")
    assert _alike(database, "quirquincho") == set()
    write(database)
    assert _alike(database, "quirquincho") == {"quirquincha"}


def test_what_is_taken_back_is_forgotten(database: Database) -> None:
    with database.transaction() as session:
        _operator(session, "Quirquincho")

    def fail() -> None:
        with database.transaction() as session:
            with remembered.keeping(session):
                _operator(session, "Quirquincha")
                assert set(name_words.alike(session, ["quirquincho"])["quirquincho"]) == {"quirquincha"}
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert _alike(database, "quirquincho") == set()


def test_nothing_is_read_twice_where_nobody_wrote(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with database.transaction() as session:
        _operator(session, "Quirquincha")
    assert _alike(database, "quirquincho") == {"quirquincha"}
    with database.reading() as session:
        by_key.under(session, "name_words", [7], 1)
    read: list[str] = []
    monkeypatch.setattr(by_key, "_under", lambda _session, what, *_, **__: read.append(what) or {})
    assert (_alike(database, "quirquincho") == {"quirquincha"} and not read) is database.is_sqlite


def test_all_keys_at_once_are_as_one_by_one(database: Database) -> None:
    with database.transaction() as session:
        for name in ("Kantuta", "Kantuta Zorzal", "Zorzal"):
            _operator(session, name)
        words = ["kantuta", "zorzal", "nobody"]
        keys = [name_words.trace_of(word) for word in words]
        for most in (100, 1):
            one = by_key.under(session, "name_words", keys, most)
            assert by_key.under(session, "name_words", keys, most, seldom=True) == one
            assert sorted(word for found in one.values() for word in found) == ["kantuta", "zorzal"]
