"""A list is taken in whole: who is not taken is told, and what it clears is kept."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from core.terms import FlagState, LegalStatus, Role, Verdict
from store import audit, flags, looking, views
from store.exchange import watchlist_file
from store.exchange.entries import entries
from store.exchange.incoming import CLEARED_THERE
from store.exchange.meant import OWN
from store.exchange.taking import ANOTHER, UNDATED, Taken, take_in
from store.flagging import clearings
from store.identity import judge
from store.identity.judge import Signature
from store.session import Database, Session
from tests.store.make import NOON, mention, register, report

HEAD = "key,name,status,date,url,note\n"


def _taken(session: Session, path: Path, text: str, *, later: int = 0) -> Taken:
    path.write_text(text, encoding="utf-8")
    return take_in(session, watchlist_file.read(path), NOON + timedelta(days=later))


def test_a_list_that_clears_whom_it_accused_is_heard_and_lifts_nothing(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with database.transaction() as session:
        _taken(session, path, HEAD + "7,Ruta Zorzal,reported,2021-01-02,https://list.example/1,\n")
        clearing = (
            HEAD + "7,Ruta Zorzal,cleared,2021-01-20,https://list.example/2,another firm\n8,Paso Kantuta,cleared,,,\n"
        )
        for _twice in range(2):
            taken = _taken(session, path, clearing, later=1)
        assert (taken.operators, taken.new, taken.cleared) == (0, 0, 1)
        assert [(each.where, each.name) for each in taken.untaken] == [("line 3", "Paso Kantuta")]
        (line,) = views.operators(session)
        assert (line.status, line.said_cleared, line.clearance_waits) == (LegalStatus.REPORTED, date(2021, 1, 20), True)
        said = [
            (each.status, each.source_name, each.url, each.sentence) for each in views.operator(session, 1).statuses
        ]
        assert sorted(said) == [
            (LegalStatus.CLEARED, "list.csv", "https://list.example/2", "another firm"),
            (LegalStatus.REPORTED, "list.csv", "https://list.example/1", ""),
        ]


def test_a_clearing_is_about_whom_it_clears_once(database: Database, tmp_path: Path) -> None:
    """That a list clears operator 1 was found under no number."""
    path = tmp_path / "list.csv"
    with database.transaction() as session:
        _taken(session, path, HEAD + "7,Ruta Zorzal,reported,2021-01-02,,\n8,Paso Kantuta,,,,\n")
        for _twice in range(2):
            _taken(session, path, HEAD + "7,Ruta Zorzal,cleared,2021-01-20,,\n8,Paso Kantuta,,,,\n", later=1)
        found = [(each.action, each.details["operators"]) for each in looking.about(session, "operator 1")]
        assert found == [("cleared by a list", [1]), ("read in from a list", [1, 2])]
        counts = [each.details for each in audit.entries(session, action="clearings of a list noted")]
        assert counts == [{"list": "list.csv", "cleared": 1, "changed": changed} for changed in (0, 1)]


def test_a_clearing_without_a_day_is_told_and_not_taken(database: Database, tmp_path: Path) -> None:
    """It bore the day of its reading, and lifted what was said until then: newer accusations, too."""
    path = tmp_path / "list.csv"
    with database.transaction() as session:
        _taken(session, path, "name,status\nRuta Zorzal,reported\n")
        taken = _taken(session, path, "name,status\nRuta Zorzal,cleared\nPaso Kantuta,cleared\n", later=5)
        assert (taken.cleared, taken.waiting) == (0, 0)
        told = [(each.where, each.why) for each in taken.untaken]
        assert told == [("line 3", CLEARED_THERE), ("line 2", UNDATED)]
        assert views.operator_line(session, 1).said_cleared is None


def test_what_one_list_clears_is_not_what_another_clears(database: Database, tmp_path: Path) -> None:
    """The second list's word was taken for the first one's, which somebody had dismissed as a rumour."""
    path, other = tmp_path / "list.csv", tmp_path / "court.csv"
    row = "7,Ruta Zorzal,cleared,2021-01-20,,"
    with database.transaction() as session:
        _taken(session, path, HEAD + "7,Ruta Zorzal,reported,2021-01-02,,\n")
        assert _taken(session, path, f"{HEAD}{row}a rumour\n").waiting == 1
        (rumour,) = views.waiting_clearings(session, limit=9)
        signed = {"who": "Ana", "why": "a rumour", "expected_version": 0, "now": NOON}
        clearings.decide(session, rumour.clearing_id, FlagState.DISMISSED, **signed)  # type: ignore[arg-type]
        for again in ("a rumour", ""):
            taken = _taken(session, path, f"{HEAD}{row}{again}\n")
            assert (taken.cleared, taken.waiting) == (1, 0)
        assert _taken(session, other, f"{HEAD}{row}a rumour\n").waiting == 1
        assert _taken(session, path, f"{HEAD}{row}acquitted\n").waiting == 1
        waiting = views.waiting_clearings(session, limit=9)
        assert [(each.list_name, each.sentence) for each in waiting] == [
            ("list.csv", "acquitted"),
            ("court.csv", "a rumour"),
        ]


@pytest.mark.parametrize("cleared_on", ["2021-01-22", None])
def test_entities_that_clear_by_now_are_heard(database: Database, tmp_path: Path, cleared_on: str | None) -> None:
    path = tmp_path / "list.json"
    one = {"id": "x-1", "schema": "Organization", "properties": {"name": ["Ruta Zorzal"], "topics": ["crime"]}}
    cleared = one | {"properties": {"name": ["Ruta Zorzal"], "keywords": ["almenara:standing:cleared"]}}
    said = {"entity": ["x-1"], "status": ["cleared"], "date": [cleared_on], "sourceUrl": ["https://court.example/1"]}
    told = [{"id": "d-1", "schema": "Documentation", "properties": said}] if cleared_on else []
    with database.transaction() as session:
        assert _taken(session, path, json.dumps(one)).new == 1
        taken = _taken(session, path, "\n".join(map(json.dumps, [cleared, *told])), later=1)
        assert (taken.cleared, [each.why for each in taken.untaken]) == ((1, []) if cleared_on else (0, [UNDATED]))
        said = [(each.on, each.url, each.source_name) for each in views.operator(session, 1).statuses]
        assert said == ([(date(2021, 1, 22), "https://court.example/1", "list.json")] if cleared_on else [])


def test_what_this_watch_exported_is_told_and_not_taken(database: Database, tmp_path: Path) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline")])
        watchlist_file.write(entries(session), tmp_path / "list.csv")
        taken = take_in(session, watchlist_file.read(tmp_path / "list.csv"), NOON)
    assert (taken.operators, [each.why for each in taken.untaken]) == (0, [OWN])


@pytest.mark.parametrize("name", ["own.csv", "own.ftm.json"])
def test_what_documents_here_say_comes_back_as_no_word_of_a_list(database: Database, tmp_path: Path, name: str) -> None:
    """A clearance that a person had dismissed waited again as "list cl_voz"."""
    with database.transaction() as session:
        register(session, "cl_voz")
        _taken(session, tmp_path / "list.csv", HEAD + "7,Ruta Zorzal,,,,\n")
        report(session, 1, [mention("Ruta Zorzal", status=LegalStatus.CHARGED)])
        report(session, 9000, [mention("Ruta Zorzal", cleared=True, role=Role.VICTIM)], labels=())
        before = views.operator(session, 1).statuses
        assert {each.status for each in before} == {LegalStatus.CHARGED, LegalStatus.CLEARED}
        watchlist_file.write(entries(session), tmp_path / name)
        taken = take_in(session, watchlist_file.read(tmp_path / name), NOON + timedelta(days=9))
        assert (taken.operators, taken.new, taken.waiting) == (1, 0, 0)
        assert views.operator(session, 1).statuses == before
        assert views.waiting_clearings(session, limit=9) == ()


@pytest.mark.parametrize("sentence", ["Removed from the list", ""])
@pytest.mark.parametrize("name", ["list.csv", "list.ftm.json"])
def test_a_list_that_clears_by_a_page_that_was_dismissed_here_is_heard(
    database: Database, tmp_path: Path, name: str, sentence: str
) -> None:
    """Its word was taken for the page's, and was lost: the firm stood convicted, and nothing waited."""
    row = "7,Ruta Zorzal,%s,%s,%s,%s\n"
    with database.transaction() as session:
        _taken(session, tmp_path / "list.csv", HEAD + row % ("convicted", "2020-05-01", "https://list.example/7", ""))
        flag_id = report(session, 1, [mention("Ruta Zorzal", cleared=True, role=Role.VICTIM)], labels=()) or 0
        flags.decide(session, flag_id, FlagState.DISMISSED, who="Ana", why="no", expected_version=1, now=NOON)
        page = NOON.date().isoformat(), "https://cl_voz.example/1"
        text = HEAD + row % ("cleared", *page, sentence)
        if name.endswith(".json"):
            said = {"entity": ["7"], "status": ["cleared"], "date": [page[0]], "sourceUrl": [page[1]]}
            said |= {"summary": [sentence]} if sentence else {}
            one = {"name": ["Ruta Zorzal"], "keywords": ["almenara:standing:cleared"]}
            entities = (("7", "Organization", one), ("d-1", "Documentation", said))
            text = "\n".join(json.dumps({"id": i, "schema": s, "properties": p}) for i, s, p in entities)
        assert _taken(session, tmp_path / name, text, later=1).waiting == 1
        (line,) = views.waiting_clearings(session, limit=9)
        assert (line.operator_id, line.sentence, line.url) == (1, sentence, page[1])


def test_whom_a_person_cleared_comes_back_in_our_own_table_as_no_word_of_a_list(
    database: Database, tmp_path: Path
) -> None:
    with database.transaction() as session:
        _taken(session, tmp_path / "list.csv", HEAD + "7,Ruta Zorzal,,,,a coach line\n")
        flag_id = report(session, 1, [mention("Ruta Zorzal", cleared=True, role=Role.VICTIM)], labels=()) or 0
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="Ana", why="", expected_version=1, now=NOON)
        watchlist_file.write(entries(session), tmp_path / "own.csv")
        taken = take_in(session, watchlist_file.read(tmp_path / "own.csv"), NOON + timedelta(days=9))
        assert (taken.cleared, taken.waiting) == (1, 0)
        assert views.operator(session, 1).clearings == ()


def test_what_is_said_without_an_address_is_told_apart_by_who_says_it(database: Database, tmp_path: Path) -> None:
    """Two charges of one day were one, and bore the first publisher's name."""
    said = [
        {"entity": ["7"], "status": ["charged"], "date": ["2021-01-20"], "publisher": [publisher], "summary": [words]}
        for publisher, words in (("La Voz", "a charge"), ("El Faro", "a charge"), ("El Faro", "another charge"))
    ]
    lines = [{"id": "7", "schema": "Organization", "properties": {"name": ["Ruta Zorzal"], "topics": ["crime"]}}]
    lines += [{"id": f"d-{n}", "schema": "Documentation", "properties": each} for n, each in enumerate(said)]
    with database.transaction() as session:
        for _twice in range(2):
            _taken(session, tmp_path / "list.json", "\n".join(map(json.dumps, lines)))
            found = [(each.source_name, each.sentence) for each in views.operator(session, 1).statuses]
            assert sorted(found) == [("El Faro", "a charge"), ("El Faro", "another charge"), ("La Voz", "a charge")]


def test_two_lists_that_number_their_rows_make_nobody_one(database: Database, tmp_path: Path) -> None:
    """The second list's first row became another name of the first list's first firm."""
    path = tmp_path / "list.csv"
    with database.transaction() as session:
        _taken(session, path, "key,name,contacts\n1,Ruta Zorzal,\n2,Paso Kantuta,\n")
        taken = _taken(
            session, path, "key,name,contacts,status\n1,Lejana Viajes,phone:+573000000017,charged\n3,Vive,,\n"
        )
        assert (taken.operators, taken.new) == (1, 1)
        assert [(each.where, each.name, each.why) for each in taken.untaken] == [
            ("line 2", "Lejana Viajes (key 1, here of Ruta Zorzal)", ANOTHER)
        ]
        cleared = _taken(session, path, "key,name,status\n2,Otra Gente,cleared\n")
        assert (cleared.cleared, len(cleared.untaken)) == (0, 1)
        one = views.operator(session, 1)
        assert ([name.name for name in one.names], one.contacts, one.statuses) == (["Ruta Zorzal"], (), ())


@pytest.mark.parametrize("row", ["1,RUTA ZORZAL S.A.S.,", "1,Zorzal Ruta,", "1,Lejana Viajes,previous: Ruta Zorzal"])
def test_one_row_under_another_spelling_or_a_new_name_stays_one(database: Database, tmp_path: Path, row: str) -> None:
    with database.transaction() as session:
        _taken(session, tmp_path / "list.csv", "key,name\n1,Ruta Zorzal\n")
        taken = _taken(session, tmp_path / "list.csv", f"key,name,aliases\n{row}\n")
        assert (taken.operators, taken.new, taken.untaken) == (1, 0, ())


def test_a_row_without_a_key_is_the_same_however_its_name_is_written(database: Database, tmp_path: Path) -> None:
    """'VIAJES NÁCAR' stood beside 'Viajes Nácar', and what cleared the one was said to be of nobody here."""
    path = tmp_path / "list.csv"
    with database.transaction() as session:
        _taken(session, path, "name,status,date\nViajes Nácar,charged,2021-01-02\n")
        taken = _taken(session, path, "name,contacts\n viajes  nacar,phone:+56900000017\n")
        assert (taken.operators, taken.new) == (1, 0)
        taken = _taken(session, path, "name,status,date\nVIAJES NÁCAR,cleared,2021-01-20\n")
        assert (taken.cleared, taken.untaken) == (1, ())
        assert _taken(session, path, "name\nViajes Nácar Sur\n").new == 1


def test_our_own_list_read_in_again_ties_nothing_to_who_was_merged(database: Database, tmp_path: Path) -> None:
    """The names and numbers of both stayed with one, and then spoke for the merging."""
    path = tmp_path / "list.csv"
    rows = "1,Ruta Zorzal,phone:+56900000017,charged\n2,Viajes Espino,phone:+56900000094,convicted\n"
    with database.transaction() as session:
        _taken(session, path, f"key,name,contacts,status\n{rows}")
        before = [views.operator(session, number) for number in (1, 2)]
        sign = Signature("Ana", "same office", NOON)
        first = judge.judge(session, 1, 2, Verdict.SAME, sign)
        for ending in ("csv", "ftm.json"):
            watchlist_file.write(entries(session), tmp_path / f"own.{ending}")
            take_in(session, watchlist_file.read(tmp_path / f"own.{ending}"), NOON)
        judge.judge(session, 1, 2, Verdict.DIFFERENT, sign, seen=first)
        after = [views.operator(session, number) for number in (1, 2)]
    for was, now in zip(before, after, strict=True):
        assert [each.name for each in now.names] == [each.name for each in was.names]
        assert [each.value for each in now.contacts] == [each.value for each in was.contacts]
        assert [(each.status, each.is_dated) for each in now.statuses] == [(was.statuses[0].status, False)]


def test_a_list_may_correct_who_is_a_person(database: Database, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with database.transaction() as session:
        _taken(session, path, "name,person\nRosa Zorzal,no\n")
        _taken(session, path, "name,person\nRosa Zorzal,\n")
        assert not next(entries(session)).is_person
        _taken(session, path, "name,person\nRosa Zorzal,yes\n")
        assert next(entries(session)).is_person


def test_which_list_brought_whom_is_found(database: Database, tmp_path: Path) -> None:
    """Who is to be put right where the list was made has to be found there."""
    with database.transaction() as session:
        _taken(session, tmp_path / "one.csv", "name,status\nRuta Zorzal,charged\nPaso Kantuta,\n")
        _taken(session, tmp_path / "two.csv", "name,note\nRuta Zorzal,seen in Arica\n")
        found = views.operator(session, 1)
        lists = [entry.details["list"] for entry in looking.about(session, "operator 1") if "list" in entry.details]
    assert (found.entries[0].brought_by, found.statuses[0].source_name) == ("one.csv", "one.csv")
    assert lists == ["two.csv", "one.csv"]
