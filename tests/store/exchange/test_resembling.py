"""A list that comes after the documents says whom of them its rows may be."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.terms import ContactType, LegalStatus, Role
from store.exchange import resembling, watchlist_file
from store.exchange.cautions import caution
from store.exchange.resembling import Resemblances, as_read_in, resemblances
from store.exchange.taking import take_in
from store.seeds.seed import Seed
from store.session import Database, Session
from store.views.operator_lines import operator_lines
from tests.store.make import NOON, mention, phone, register, report

PHONE = "+573000000017"
LIKE = Seed("1", "Vive OnLine Viajes y Turismo SAS")
REACHED = Seed("3", "Kantuta", contacts=((ContactType.PHONE, PHONE),))
LISTED = [LIKE, Seed("2", "Ruta Zorzal"), REACHED]


def _documents(session: Session) -> None:
    register(session, "cl_voz")
    report(session, 1, [mention("ViveOnline")], [phone(PHONE)])


def _named(found: Resemblances) -> list[tuple[str, str]]:
    return [(each.name, each.operator_name) for each in found.found]


def test_a_row_that_may_be_whom_documents_name_is_told_with_its_reason(database: Database) -> None:
    with database.transaction() as session:
        _documents(session)
        found = resemblances(session, LISTED)
    told = {each.name: (each.where, each.operator_id, each.operator_name, each.by) for each in found.found}
    assert told == {
        LIKE.name: ("1", 1, "ViveOnline", ("its name",)),
        REACHED.name: ("3", 1, "ViveOnline", ("a contact point",)),
    }
    scores = [each.score for each in found.found]
    assert scores == sorted(scores, reverse=True)
    assert all(resembling.ALIKE <= score <= 0.99 for score in scores)
    assert (found.compared, found.new, found.commonplace) == (3, 3, 0)
    assert {each.caution for each in found.found} == {""}


def test_once_it_is_read_in_the_row_has_a_number_and_is_no_newcomer(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"key,name\n1,{LIKE.name}\n", encoding="utf-8")
    with database.transaction() as session:
        _documents(session)
        before = resemblances(session, [LIKE])
        take_in(session, watchlist_file.read(path), NOON)
        (told,) = as_read_in(session, before).found
        again = resemblances(session, [LIKE])
    assert (before.found[0].entry, told.entry) == (None, 2)
    assert again == Resemblances()


def test_entries_of_lists_crowd_nobody_of_documents_out(database: Database, tmp_path: Path) -> None:
    """Three entries of that spelling, as three lists bring them, took the places that there were."""
    path = tmp_path / "list.csv"
    path.write_text("key,name\n" + "".join(f"{n},Vive Online Turismo\n" for n in range(8)), encoding="utf-8")
    with database.transaction() as session:
        take_in(session, watchlist_file.read(path), NOON)
        _documents(session)
        found = resemblances(session, [Seed("99", "Vive Online Turismo")])
    assert set(_named(found)) == {("Vive Online Turismo", "ViveOnline")}


def test_whom_no_document_names_nobody_resembles(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("key,name\n9,Vive Online\n", encoding="utf-8")
    with database.transaction() as session:
        take_in(session, watchlist_file.read(path), NOON)
        register(session, "cl_voz")
        report(session, 1, [mention("Senda Clara")])
        assert resemblances(session, [LIKE]).found == ()


def test_a_watch_without_documents_compares_nothing(database: Database) -> None:
    with database.transaction() as session:
        assert resemblances(session, LISTED) == Resemblances()


def test_a_bare_trade_and_a_name_that_many_bear_tell_nothing(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        for number in range(1, 8):
            report(session, number, [mention("Juan Pérez", is_person=True)], [phone(f"+57300000002{number}")])
        report(session, 9, [mention("Viajes y Turismo")], [phone(PHONE)])
        found = resemblances(session, [Seed("1", "Juan Perez", is_person=True), Seed("2", "Viajes & Turismo SA")])
        assert len(operator_lines(session, range(1, 9))) == 8
    assert (found.found, found.compared, found.commonplace) == ((), 2, 1)


def test_who_is_cleared_is_told_with_that(database: Database) -> None:
    with database.transaction() as session:
        _documents(session)
        report(session, 2, [mention("ViveOnline", status=LegalStatus.CLEARED, cleared=True, role=Role.OTHER)])
        (told,) = resemblances(session, [LIKE]).found
        line = operator_lines(session, [1])[1]
    assert line.said_cleared is not None
    assert told.caution == caution(line) != ""


def test_of_a_long_list_the_first_are_compared_and_that_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resembling, "MOST", 1)
    with database.transaction() as session:
        _documents(session)
        found = resemblances(session, LISTED)
    assert _named(found) == [(LIKE.name, "ViveOnline")]
    assert (found.compared, found.new) == (1, 3)
