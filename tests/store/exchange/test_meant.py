"""A list that clears whom it never brought is heard by name, contact point or our own key, and a person decides."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from core.terms import ContactType, FlagState, LegalStatus, Role
from store import flags, views
from store.exchange import watchlist_file
from store.exchange.entries import own_keys
from store.exchange.incoming import CLEARED_THERE
from store.exchange.meant import MAY_BE, OWN
from store.exchange.taking import ANOTHER, UNDATED, Taken, take_in
from store.flagging import clearings
from store.identity.judge import Signature
from store.identity.merging import merge
from store.session import Database, Session
from tests.store.make import NOON, mention, phone, register, report

NAME, NUMBER = "Expreso Lontra Clara", "+51900000061"
DAY = "2021-11-29"
HEAD = "key,name,contacts,status,date\n"


def taken(session: Session, folder: Path, *rows: str, name: str = "court.csv") -> Taken:
    (folder / name).write_text(HEAD + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return take_in(session, watchlist_file.read(folder / name), NOON + timedelta(days=400))


def known(session: Session) -> None:
    """1 by name and number, charged; 2 a person; 3 with a name like that of the first, and 4 of a trade alone."""
    register(session, "cl_voz")
    report(session, 1, [mention(NAME, status=LegalStatus.CHARGED)], [phone(NUMBER)])
    report(session, 2, [mention("Rosa Amaru Tika", is_person=True)])
    report(session, 3, [mention("Lontra Clara Encomiendas")], [phone("+51900000062")])
    report(session, 4, [mention("Servi Travel")])
    assert [line.name for line in reversed(views.operators(session))] == [
        NAME,
        "Rosa Amaru Tika",
        "Lontra Clara Encomiendas",
        "Servi Travel",
    ]


def whom(found: Taken) -> list[tuple[int, tuple[str, ...]]]:
    return [(each.operator_id, each.by) for each in found.meant]


@pytest.mark.parametrize("written", [NAME, "EXPRESO  LÓNTRA CLARA S.A.C."])
def test_whom_the_watch_found_itself_is_cleared_by_its_whole_name(
    database: Database, tmp_path: Path, written: str
) -> None:
    """The court's word was dropped, and answered with 'is not known here'."""
    with database.transaction() as session:
        known(session)
        found = taken(session, tmp_path, f",{written},,cleared,{DAY}")
        assert (whom(found), found.cleared, found.waiting, found.untaken) == ([(1, ("its name",))], 1, 1, ())
        line = views.operator_line(session, 1)
        assert (line.status, line.said_cleared, line.clearance_waits) == (LegalStatus.CHARGED, date(2021, 11, 29), True)
        (clearing,) = views.waiting_clearings(session, limit=9)
        assert (clearing.operator_id, clearing.list_name) == (1, "court.csv")
        again = taken(session, tmp_path, f",{written},,cleared,{DAY}")
        assert (again.cleared, again.waiting, len(views.waiting_clearings(session, limit=9))) == (1, 1, 1)
        said = {"who": "ana", "why": "the ruling lies here", "expected_version": 0, "now": NOON}
        clearings.decide(session, clearing.clearing_id, FlagState.CONFIRMED, **said)  # type: ignore[arg-type]
        assert views.operator_line(session, 1).status is LegalStatus.CLEARED
        assert taken(session, tmp_path, f",{written},,cleared,{DAY}").waiting == 0


def test_an_alias_a_number_and_both_mean_somebody(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        known(session)
        report(session, 5, [mention(NAME, "Lontra Clara Turismo Ltda")], [phone(NUMBER)])
        assert whom(taken(session, tmp_path, f",lontra clara turismo,,cleared,{DAY}")) == [(1, ("its name",))]
        number = f"phone:{NUMBER}"
        assert whom(taken(session, tmp_path, f",Otro Nombre,{number},cleared,{DAY}")) == [(1, (f"phone {NUMBER}",))]
        both = taken(session, tmp_path, f"mx-1,{NAME},{number},cleared,{DAY}")
        assert whom(both) == [(1, ("its name", f"phone {NUMBER}"))]


def test_a_name_of_one_and_the_number_of_another_put_both_before_a_person(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        known(session)
        found = taken(session, tmp_path, f",{NAME},phone:+51900000062,cleared,{DAY}")
        assert (whom(found), found.cleared, found.waiting) == ([(1, ("its name",)), (3, ("phone +51900000062",))], 2, 2)
        merge(session, [1, 3], Signature("ana", "one firm", NOON))
        found = taken(session, tmp_path, f",{NAME},phone:+51900000062,cleared,{DAY}")
        assert whom(found) == [(1, ("its name", "phone +51900000062"))]


@pytest.mark.parametrize(
    ("name", "operator"),
    [
        ("Rosa Amaru Tika", "2 Rosa Amaru Tika"),
        ("Servi Travel", "4 Servi Travel"),
        ("Expreso Lontra Clarra", f"1 {NAME}"),
    ],
)
def test_a_name_that_tells_too_little_is_told_with_the_key_that_tells_enough(
    database: Database, tmp_path: Path, name: str, operator: str
) -> None:
    with database.transaction() as session:
        known(session)
        found = taken(session, tmp_path, f",{name},,cleared,{DAY}")
        (untaken,) = found.untaken
        assert (found.cleared, found.meant, untaken.why, untaken.operator_id) == (0, (), MAY_BE, None)
        number = operator.partition(" ")[0]
        key = f"{own_keys(session)}{number}"
        assert f"{name} (may be operator {operator}, key {key}" in untaken.name
        assert views.waiting_clearings(session, limit=9) == ()
        assert whom(taken(session, tmp_path, f"{key},{name},,cleared,{DAY}")) == [(int(number), ("its key",))]
        (clearing,) = views.waiting_clearings(session, limit=9)
        assert clearing.operator_id == int(number)


def test_who_is_known_by_nothing_is_told_as_unknown(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        known(session)
        found = taken(session, tmp_path, f",Hostal Vizcacha,phone:+51900000069,cleared,{DAY}")
        assert [each.why for each in found.untaken] == [CLEARED_THERE]


def test_a_number_under_many_names_means_nobody(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        for number, name in enumerate(("Zorzal", "Kantuta", "Vizcacha", "Tamarugo", "Guanaco Rojo"), start=1):
            report(session, number, [mention(f"Agencia {name}")], [phone(NUMBER)])
        found = taken(session, tmp_path, f",Hostal Lontra,phone:{NUMBER},cleared,{DAY}")
        assert [each.why for each in found.untaken] == [CLEARED_THERE]


def test_a_clearing_by_our_own_key_is_heard_but_of_who_stands_cleared(database: Database, tmp_path: Path) -> None:
    """Another office sends our export back with its ruling: it was answered with 'change them here'."""
    with database.transaction() as session:
        known(session)
        key = f"{own_keys(session)}1"
        assert [each.why for each in taken(session, tmp_path, f"{key},Hotel Vizcacha,,cleared,{DAY}").untaken] == [OWN]
        assert [each.why for each in taken(session, tmp_path, f"{key}x,{NAME},,cleared,{DAY}").untaken] == [OWN]
        assert taken(session, tmp_path, f"{key},{NAME},,cleared,{DAY}").waiting == 1
        cleared = [mention(NAME, cleared=True, role=Role.VICTIM)]
        flag_id = report(session, 9_000, cleared, labels=(), text="Another ") or 0
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="ana", why="", expected_version=1, now=NOON)
        assert views.operator_line(session, 1).status is LegalStatus.CLEARED
        assert [each.why for each in taken(session, tmp_path, f"{key},{NAME},,cleared,{DAY}").untaken] == [OWN]


def test_without_a_day_it_is_told_where_it_stands(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        known(session)
        found = taken(session, tmp_path, f",{NAME},,cleared,")
        assert [(each.where, each.why) for each in found.untaken] == [("line 2", UNDATED)]


def test_a_key_that_a_list_brought_goes_before_names(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        known(session)
        taken(session, tmp_path, "mx-1,Ruta Zorzal,,,")
        found = taken(session, tmp_path, f"mx-1,{NAME},,cleared,{DAY}")
        assert ([each.why for each in found.untaken], found.meant) == ([ANOTHER], ())
        found = taken(session, tmp_path, f"mx-1,Ruta Zorzal,,cleared,{DAY}")
        assert (found.cleared, found.meant) == (1, ())


def test_entities_of_followthemoney_mean_somebody_too(database: Database, tmp_path: Path) -> None:
    told = {"name": [NAME], "phone": [NUMBER], "keywords": ["almenara:standing:cleared"]}
    said = {"entity": ["x-1"], "status": ["cleared"], "date": [DAY], "sourceUrl": ["https://court.example/1"]}
    entities = ({"id": "x-1", "schema": "Organization", "properties": told},
                {"id": "d-1", "schema": "Documentation", "properties": said})  # fmt: skip
    path = tmp_path / "list.ftm.json"
    path.write_text("\n".join(map(json.dumps, entities)), encoding="utf-8")
    with database.transaction() as session:
        known(session)
        found = take_in(session, watchlist_file.read(path), NOON + timedelta(days=400))
        assert whom(found) == [(1, ("its name", f"{ContactType.PHONE.value} {NUMBER}"))]
        (clearing,) = views.waiting_clearings(session, limit=9)
        assert (clearing.operator_id, clearing.url) == (1, "https://court.example/1")
