"""A list that comes after the documents says whom of them its rows resemble."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.terms import ContactType
from store.exchange import resembling, watchlist_file
from store.exchange.resembling import NOTHING, resemblances
from store.exchange.taking import Taken, take_in
from store.exchange.trial import try_out
from store.seed import Seed
from store.session import Database, Session
from tests.store.make import NOON, mention, phone, register, report

PHONE = "+573000000017"
LIST = (
    "key,name,contacts\n1,Vive OnLine Viajes y Turismo SAS,\n2,Ruta Zorzal,\n3,Otra Firma Kantuta,phone:+573000000017\n"
)


def _documents(session: Session) -> None:
    register(session, "cl_voz")
    report(session, 1, [mention("ViveOnline")], [phone(PHONE)])


def _taken(session: Session, path: Path, told: str = LIST) -> Taken:
    path.write_text(told, encoding="utf-8")
    return take_in(session, watchlist_file.read(path), NOON)


def test_a_row_that_resembles_whom_documents_name_is_told(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with database.transaction() as session:
        _documents(session)
        path.write_text(LIST, encoding="utf-8")
        tried = try_out(session, watchlist_file.read(path), NOON).taken
        taken = _taken(session, path)
        again = _taken(session, path)
    found = {each.name: (each.where, each.operator_id, each.operator_name) for each in taken.resembling.found}
    assert found == {
        "Vive OnLine Viajes y Turismo SAS": ("line 2", 1, "ViveOnline"),
        "Otra Firma Kantuta": ("line 4", 1, "ViveOnline"),
    }
    scores = [each.score for each in taken.resembling.found]
    assert scores == sorted(scores, reverse=True)
    assert all(resembling.ALIKE <= score <= 0.99 for score in scores)
    assert (taken.resembling.compared, taken.resembling.new) == (3, 3)
    assert tried.resembling == taken.resembling
    assert again.resembling == NOTHING  # whom it brought before


def test_whom_no_document_names_nobody_resembles(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        _taken(session, tmp_path / "one.csv", "key,name\n9,Vive Online\n")
        register(session, "cl_voz")
        report(session, 1, [mention("Senda Clara")])
        taken = _taken(session, tmp_path / "other.csv")
    assert (taken.new, taken.resembling.found) == (3, ())


def test_a_watch_without_documents_compares_nothing(database: Database) -> None:
    with database.transaction() as session:
        assert resemblances(session, [Seed("1", "ViveOnline")]) == NOTHING


def test_of_a_long_list_the_first_are_compared_and_that_is_told(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resembling, "MOST", 1)
    seeds = [
        Seed("1", "Ruta Zorzal", contacts=((ContactType.PHONE, PHONE),)),
        Seed("2", "Vive Online", contacts=((ContactType.PHONE, PHONE),)),
    ]
    with database.transaction() as session:
        _documents(session)
        found = resemblances(session, seeds)
    assert [each.name for each in found.found] == ["Ruta Zorzal"]
    assert (found.compared, found.new) == (1, 2)
