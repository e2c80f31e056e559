"""Statements that are composed once write what SQLAlchemy would."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import bindparam, func, select, text
from sqlalchemy.exc import IntegrityError

from core.errors import StoreError
from store.plain import gathering, read
from store.session import HELD, Database, Session, connection_of
from store.tables import LinkRow, OperatorNameRow, OperatorRow, SearchWordRow
from store.tables.base import add_row, change_row, insert_new, plain_table, put_row, read_rows

NOON = datetime(2021, 1, 23, 12, tzinfo=UTC)
VALUES = {
    "name": "Kantuta ’%(x)s? 🚌",
    "is_person": False,
    "countries": ["CL", "ñ"],
    "first_seen": NOON.astimezone(timezone(timedelta(hours=-3))),
    "last_seen": NOON,
    "seed_key": None,
}


def test_rows_are_as_sqlalchemy_writes_them(database: Database) -> None:
    with database.transaction() as session:
        key = add_row(session, OperatorRow, VALUES)
        session.add(twin := OperatorRow(**VALUES))
        session.flush()
        rows = session.execute(select(OperatorRow.__table__).order_by(OperatorRow.operator_id)).mappings().all()
        one, other = (dict(row) for row in rows)
        assert one.pop("operator_id") == key
        assert other.pop("operator_id") == twin.operator_id
        assert one == other
        change_row(session, OperatorRow, key, {"countries": ["PE"], "last_seen": NOON + timedelta(days=1)})
        changed = session.get_one(OperatorRow, key)
        assert (changed.countries, changed.last_seen) == (["PE"], NOON + timedelta(days=1))


def test_rows_are_as_sqlalchemy_reads_them(database: Database) -> None:
    operators = plain_table(OperatorRow)
    statement = select(operators).where(operators.c.operator_id == bindparam("operator_id"))
    with database.transaction() as session:
        key = add_row(session, OperatorRow, VALUES)
        ((row,),) = read(session.connection(), (statement, {"operator_id": key}))
        (same,) = session.execute(statement, {"operator_id": key}).all()
        assert row._asdict() == same._asdict()
        asked = [(statement, {"operator_id": each}) for each in (key, key + 1, key)]
        assert read(session.connection(), *asked) == [[row], [], [row]]


def test_what_the_session_holds_is_written_before_it_is_read(database: Database) -> None:
    links = plain_table(LinkRow).c
    statement = select(func.max(links.score).label("score")).where(links.subject == bindparam("subject"))
    with database.transaction() as session:
        (row,) = read_rows(session, statement, subject="Kantuta")
        assert row.score is None
        held = session.get_one(OperatorRow, add_row(session, OperatorRow, VALUES))
        held.name = "Zorzal"
        names = select(plain_table(OperatorRow).c.name)
        assert [each.name for each in read_rows(session, names)] == ["Zorzal"]


def test_a_session_whose_transaction_ended_is_asked_for_its_connection_again(database: Database) -> None:
    with Session(database.engine) as session:
        session.info[HELD] = held = session.connection()
        assert connection_of(session) is held
        session.rollback()
        assert held.closed
        assert not connection_of(session).closed


def test_of_many_rows_those_that_are_there_stay(database: Database) -> None:
    with database.transaction() as session:
        insert_new(session, SearchWordRow, [{"word": "abra", "backwards": "arba"}])
        rows = [{"word": word, "backwards": ""} for word in ("abra", "bravo", "cabra")]
        insert_new(session, SearchWordRow, rows)
        insert_new(session, SearchWordRow, [])
        kept = {row.word: row.backwards for row in session.scalars(select(SearchWordRow))}
    assert kept == {"abra": "arba", "bravo": "", "cabra": ""}


def test_a_naive_time_and_a_broken_rule_are_refused(database: Database) -> None:
    with database.transaction() as session, pytest.raises(ValueError, match="no time zone"):
        add_row(session, OperatorRow, {**VALUES, "last_seen": NOON.replace(tzinfo=None)})
    name = {"operator_id": 7, "name": "x", "kind": "name", "core_key": "x", "first_seen": NOON, "last_seen": NOON}
    with pytest.raises(IntegrityError), database.transaction() as session:
        add_row(session, OperatorNameRow, name)


def test_what_answers_nothing_is_sent_together_and_seen_by_whatever_is_asked(database: Database) -> None:
    operators = plain_table(OperatorRow)
    statement = select(operators).where(operators.c.operator_id == bindparam("operator_id"))
    named = {"kind": "name", "core_key": "", "documents": 1, "is_given": False}
    named |= {"first_seen": NOON, "last_seen": NOON}
    with database.transaction() as session:
        key = add_row(session, OperatorRow, VALUES)
        with gathering(connection_of(session)):
            change_row(session, OperatorRow, key, {"name": "Zorzal"})
            put_row(session, OperatorNameRow, {**named, "operator_id": key, "name": "Zorzal"})
            assert session.scalar(select(func.count()).select_from(OperatorNameRow)) == 1  # asked by SQLAlchemy
            change_row(session, OperatorRow, key, {"name": "Kantuta"})
            (row,) = read_rows(session, statement, operator_id=key)  # asked by the driver
            assert row.name == "Kantuta"
            change_row(session, OperatorRow, key, {"name": "Chincol"})
            other = add_row(session, OperatorRow, VALUES)
            change_row(session, OperatorRow, other, {"name": "Loica"})
        assert session.get_one(OperatorRow, key).name == "Chincol"
    with database.reading() as session:
        assert session.get_one(OperatorRow, other).name == "Loica"


def test_what_fails_among_what_is_sent_together_is_told_and_nothing_of_it_stays(database: Database) -> None:
    named = {"operator_id": 1, "name": "Zorzal", "kind": "name", "core_key": "", "documents": 1, "is_given": False}
    named |= {"first_seen": NOON, "last_seen": NOON}

    def put_twice() -> None:
        with database.transaction() as session, gathering(connection_of(session)):
            add_row(session, OperatorRow, VALUES)
            put_row(session, OperatorNameRow, named)
            put_row(session, OperatorNameRow, named)
            put_row(session, OperatorNameRow, named | {"name": "Kantuta"})

    with pytest.raises(IntegrityError):
        put_twice()
    with database.transaction() as session:  # the connection is as good as before
        assert session.scalars(select(OperatorNameRow.name)).all() == []
        add_row(session, OperatorRow, VALUES)


def test_what_was_kept_back_goes_with_its_transaction(database: Database) -> None:
    named = {"name": "Zorzal", "kind": "name", "core_key": "", "documents": 1, "is_given": False}
    named |= {"first_seen": NOON, "last_seen": NOON}
    with Session(database.engine) as session:
        one, other = add_row(session, OperatorRow, VALUES), add_row(session, OperatorRow, VALUES)
        with gathering(connection_of(session)), gathering(connection_of(session)):  # the inner is one with the outer
            put_row(session, OperatorNameRow, {**named, "operator_id": one})
            session.commit()
            change_row(session, OperatorRow, one, {"name": "Loica"})  # in a transaction of its own
        session.commit()
        with gathering(connection_of(session)):
            put_row(session, OperatorNameRow, {**named, "operator_id": other})
            session.rollback()
            assert session.scalars(select(OperatorNameRow.operator_id)).all() == [one]
        assert session.get_one(OperatorRow, one).name == "Loica"


def test_a_connection_that_is_lost_is_told_as_such(database: Database) -> None:
    if database.is_sqlite:
        pytest.skip("a file has no connection to lose")
    own = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = :pid")

    def lose() -> None:
        with database.transaction() as session, gathering(connection_of(session)):
            pid = session.scalar(text("SELECT pg_backend_pid()"))
            add_row(session, OperatorRow, VALUES)
            with database.transaction() as killer:
                killer.execute(own, {"pid": pid})
            session.scalars(select(OperatorNameRow.name)).all()

    with pytest.raises(StoreError):
        lose()
