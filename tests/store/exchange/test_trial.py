"""A list is tried out: what it would do is told, and nothing of it stays."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from store import search, views
from store.exchange import watchlist_file
from store.exchange.entries import entries
from store.exchange.taking import CLEARED_THERE, take_in
from store.exchange.trial import Change, try_out
from store.session import Database, Session
from store.tables import Base
from tests.store.make import NOON

BEFORE = (
    "key,name,status,date\n1,Ruta Zorzal,reported,2021-01-02\n2,Paso Kantuta,,\n3,Viajes Lejanos,charged,2021-01-03\n"
)
LATER = (
    "key,name,aliases,contacts,countries,status,date\n"
    "1,Ruta Zorzal,Zorzal Tours,phone:+573000000017,CO,charged,2021-01-09\n"
    "2,Paso Kantuta,,,,,\n"
    "3,Viajes Lejanos,,,,cleared,2021-01-08\n"
    "4,Nueva Senda,,,,reported,2021-01-05\n"
    "5,Nadie Conocido,,,,cleared,2021-01-05\n"
)


def _rows(session: Session) -> dict[str, int]:
    tables = Base.metadata.sorted_tables
    return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def test_what_a_list_would_do_is_told_and_not_done(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with database.transaction() as session:
        path.write_text(BEFORE, encoding="utf-8")
        take_in(session, watchlist_file.read(path), NOON)
    path.write_text(LATER, encoding="utf-8")
    with database.transaction() as session:
        before = _rows(session)
        trial = try_out(session, watchlist_file.read(path), NOON)
        assert _rows(session) == before
    assert trial.new == (
        Change(None, "Nueva Senda", ("a firm or group", "name Nueva Senda", "reported on 2021-01-05")),
    )
    assert trial.changed == (
        Change(
            1,
            "Ruta Zorzal",
            ("country CO", "alias Zorzal Tours", "phone +573000000017", "charged on 2021-01-09"),
        ),
        Change(3, "Viajes Lejanos", ("cleared on 2021-01-08",)),
    )
    assert (trial.taken.operators, trial.taken.new, trial.taken.cleared) == (3, 1, 1)
    assert [(each.name, each.why) for each in trial.taken.untaken] == [("Nadie Conocido", CLEARED_THERE)]
    with database.reading() as session:
        assert [line.name for line in views.operators_by_id(session)] == [
            "Viajes Lejanos",
            "Paso Kantuta",
            "Ruta Zorzal",
        ]
        asked = search.understand(session, "senda")
        assert search.find_operators(session, asked, search.SearchFilter(), typed="senda") == []
        assert views.operator(session, 1).contacts == ()


def test_after_a_trial_the_list_goes_in_as_it_was_told(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LATER, encoding="utf-8")
    read = watchlist_file.read(path)
    with database.transaction() as session:
        trial = try_out(session, read, NOON)
        taken = take_in(session, read, NOON)
        assert taken == trial.taken
        assert [line.name for line in views.operators_by_id(session)] == ["Nueva Senda", "Paso Kantuta", "Ruta Zorzal"]
        assert try_out(session, read, NOON).changed == ()


def test_a_list_without_notes_empties_none_and_one_with_others_is_told_of_them(
    database: Database, tmp_path: Path
) -> None:
    """Nothing was said of it, and every note was gone."""
    path = tmp_path / "list.csv"

    def tried(text: str) -> tuple[Change, ...]:
        path.write_text(text, encoding="utf-8")
        read = watchlist_file.read(path)
        trial = try_out(session, read, NOON)
        take_in(session, read, NOON)
        return trial.changed

    with database.transaction() as session:
        tried("key,name,note\n1,Ruta Zorzal,seen in Arica\n")
        assert tried("key,name\n1,Ruta Zorzal\n") == tried("key,name,note\n1,Ruta Zorzal,\n") == ()
        assert next(entries(session)).note == "seen in Arica"
        (changed,) = tried("key,name,note\n1,Ruta Zorzal,seen in Tacna\n")
        assert (changed.name, changed.adds) == ("Ruta Zorzal", ("note: seen in Tacna",))
        assert changed.instead_of == ("note: seen in Arica",)


def test_what_two_lists_clear_on_one_day_is_told_of_both(database: Database, tmp_path: Path) -> None:
    cleared = "key,name,status,date\n1,Ruta Zorzal,cleared,2021-01-20\n"
    with database.transaction() as session:
        for name, text, adds in (
            ("first.csv", BEFORE, ()),
            ("first.csv", cleared, ("cleared on 2021-01-20",)),
            ("second.csv", cleared, ("cleared on 2021-01-20",)),
            ("second.csv", cleared, ()),
        ):
            (tmp_path / name).write_text(text, encoding="utf-8")
            read = watchlist_file.read(tmp_path / name)
            assert [each.adds for each in try_out(session, read, NOON).changed] == ([adds] if adds else [])
            take_in(session, read, NOON)
