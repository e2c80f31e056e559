"""Who is known here and is told by a newer list to be one of those who are never listed."""

from __future__ import annotations

from pathlib import Path

from cli.never_listed import without_them
from core.terms import LegalStatus
from store import views
from store.exchange import watchlist_file
from store.exchange.entries import entries
from store.exchange.taking import Taken, take_in
from store.exchange.trial import try_out
from store.session import Database, Session
from tests.store.make import NOON

HEAD = "key,name,person,status,date,note,sure\n"


def _taken(session: Session, path: Path, rows: str) -> Taken:
    path.write_text(HEAD + rows, encoding="utf-8")
    return take_in(session, without_them(watchlist_file.read(path)), NOON)


def test_a_victim_by_a_newer_list_is_put_before_a_person(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with database.transaction() as session:
        _taken(session, path, "b-1,Berta Salar,yes,reported,2024-01-01,,\n")
        path.write_text(HEAD + "b-1,Berta Salar,yes,,,víctima de trata,\n", encoding="utf-8")
        read = without_them(watchlist_file.read(path))
        trial = try_out(session, read, NOON)
        assert [change.operator_id for change in trial.changed] == [1]
        taken = take_in(session, read, NOON)
        assert (taken.cleared, [each.operator_id for each in taken.untaken]) == (1, [1])
        assert views.operators(session)[0].status is LegalStatus.REPORTED
        _taken(session, tmp_path / "renamed.csv", "b-1,Berta Salar,yes,,,víctima de trata,\n")
        assert len(views.operator(session, 1).clearings) == 1
        assert "trata" not in str(views.operator(session, 1))


def test_a_word_in_the_note_of_a_row_that_accuses_clears_nobody(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with database.transaction() as session:
        _taken(session, path, "k-1,Berta Salar,yes,convicted,2023-05-01,,\n")
        taken = _taken(session, path, 'k-1,Berta Salar,yes,convicted,2023-05-01,"Condenada en 2023\nPolicía",\n')
        assert (taken.cleared, [each.operator_id for each in taken.untaken]) == (0, [1])


def test_another_s_key_or_name_clears_nobody(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with database.transaction() as session:
        _taken(session, path, "1,Juan Mareño,yes,convicted,2024-05-01,,\n,José Pérez,yes,convicted,2024-05-01,,\n")
        taken = _taken(session, path, "1,Policía Nacional,,,,,\n,JOSE PEREZ,yes,,,víctima,\n")
        assert taken.cleared == 0
        assert [each.operator_id for each in taken.untaken] == [None, 2]  # of a namesake no more than the number


def test_who_was_taken_for_sure_stays_so_in_our_own_list(database: Database, tmp_path: Path) -> None:
    """Our own list has no column `sure`: read in again, it cleared whom somebody had looked at."""
    path = tmp_path / "list.csv"
    with database.transaction() as session:
        _taken(session, path, "k-1,Casa del Migrante Zorzal,,convicted,2023-05-01,,yes\n")
        for ending in ("csv", "ftm.json"):
            own = tmp_path / f"own.{ending}"
            watchlist_file.write(entries(session), own)
            taken = take_in(session, without_them(watchlist_file.read(own)), NOON)
            assert (taken.operators, taken.new, taken.cleared, taken.untaken) == (1, 0, 0, ())
        assert views.operator(session, 1).clearings == ()
