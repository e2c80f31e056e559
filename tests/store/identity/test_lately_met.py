"""Pairs that a night brought are told of it alone, and none that a person judged."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from core.languages import language, speaking
from core.nights import NewPairs
from core.pair_words import new_pairs
from core.terms import NightState, Verdict
from store import runs
from store.exchange import watchlist_file
from store.exchange.resembling import as_read_in, keep, resemblances
from store.exchange.taking import take_in
from store.identity import judge
from store.identity.judge import Signature
from store.identity.lately_met import lately_met, note
from store.session import Database, Session
from tests.store.make import NOON, mention, phone, register, report

PERSON = "Juan Pérez Quispe"


def _night(session: Session, day: int, *numbers: int) -> int:
    """A night that names the same person in documents of other stories, without anything that ties them."""
    now = NOON + timedelta(days=day)
    run = runs.start_or_resume(session, date(2021, 1, 23) + timedelta(days=day), "manual", now)
    at = now + timedelta(minutes=1)
    for number in numbers:
        report(session, number, [mention(PERSON, is_person=True)], route=(), run_id=run.run_id, now=at, at=at)
    note(session, run.run_id)
    runs.finish(session, run.run_id, NightState.DONE, now + timedelta(hours=1))
    return run.run_id


def _read_in(session: Session, path: Path, rows: str) -> None:
    path.write_text(rows, encoding="utf-8")
    read = watchlist_file.read(path)
    told = resemblances(session, read.seeds)
    take_in(session, read, NOON)
    keep(session, as_read_in(session, told))


def test_a_pair_is_new_in_the_night_that_brought_it(database: Database) -> None:
    """Nobody was told of a second entry of the same person: the page of pairs had to be looked at."""
    with database.transaction() as session:
        first = _night(session, 0, 1)
        assert lately_met(session, first) is None
        second = _night(session, 1, 2)
        assert lately_met(session, second) == NewPairs(1, 1, is_more=False)
        third = _night(session, 2)
        assert lately_met(session, third) is None
        told = Signature("ana", "another town", NOON)
        judge.judge(session, 1, 2, Verdict.DIFFERENT, told)
        assert lately_met(session, second) is None


def test_what_was_read_by_hand_between_two_nights_is_new_to_the_second(database: Database) -> None:
    with database.transaction() as session:
        _night(session, 0, 1)
        at = NOON + timedelta(hours=6)
        report(session, 2, [mention(PERSON, is_person=True)], route=(), now=at, at=at)
        second = _night(session, 1)
        assert lately_met(session, second) == NewPairs(1, 1, is_more=False)


def test_those_that_wait_are_counted_so_far(database: Database, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("store.identity.lately_met.COUNTED", 1)
    with database.transaction() as session:
        _night(session, 0, 1, 2)
        second = _night(session, 1, 3)
        found = lately_met(session, second)
        assert (found.new, found.waiting, found.is_more) == (2, 2, True)


LISTED = (
    "key,name,contacts\n1,Expresos Kirkincho S.A.S.,\n2,Ruta Zorzal,\n3,Otra Firma,phone:+56940000001\n4,Nadie Más,\n"
)


def test_pairs_that_a_list_makes_are_told_once(database: Database, tmp_path: Path) -> None:
    """A list read in by day made pairs of which no mail told: by its names, what they are like, and contact points."""
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("Expreso Quirquincho")])
        report(session, 2, [mention("Ruta Zorzal")])
        report(session, 3, [mention("Vizcacha del Sur")], [phone("+56940000001")])
        first = _night(session, 1)
        assert lately_met(session, first) is None
        _read_in(session, tmp_path / "list.csv", LISTED)
        second = _night(session, 2)
        assert lately_met(session, second) == NewPairs(3, 3, is_more=False)
        note(session, second)
        assert lately_met(session, second) == NewPairs(3, 3, is_more=False)
        assert lately_met(session, _night(session, 3)) is None
        judge.judge(session, 2, 5, Verdict.SAME, Signature("ana", "the very firm", NOON))
        assert lately_met(session, second) == NewPairs(2, 2, is_more=False)
        assert lately_met(session, _night(session, 4)) is None


def test_what_a_night_does_not_get_to_the_next_one_tells(  # type: ignore[no-untyped-def]
    database: Database, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr("store.identity.to_tell.LOOKED_AT", 1)
    with database.transaction() as session:
        register(session, "cl_voz")
        for number, name in enumerate(("Ruta Zorzal", "Vizcacha del Sur"), 1):
            report(session, number, [mention(name)])
        _night(session, 0)
        _read_in(session, tmp_path / "list.csv", "key,name\n1,Ruta Zorzal\n2,Vizcacha del Sur\n")
        nights = [_night(session, day) for day in (1, 2, 3)]
        told = [lately_met(session, each) for each in nights]
        assert [each.new if each else 0 for each in told] == [1, 1, 0]


def test_a_pair_that_comes_back_is_told_once_with_what_is_new(database: Database) -> None:
    """Who had judged two to be different was told in no mail that they share a number since."""
    number = phone("+56940000001")
    with database.transaction() as session:
        register(session, "cl_voz", "cl_hora")
        report(session, 1, [mention("Ruta Zorzal")], [number])
        report(session, 2, [mention("Vizcacha del Sur")])
        _night(session, 0)
        judge.judge(session, 1, 2, Verdict.DIFFERENT, Signature("ana", "another firm", NOON))
        assert lately_met(session, _night(session, 1)) is None
        at = NOON + timedelta(days=1, hours=6)
        report(session, 3, [mention("Vizcacha del Sur")], [number], source_id="cl_hora", now=at, at=at)
        second = _night(session, 2)
        found = lately_met(session, second)
        assert (found.new, found.back, found.waiting) == (0, 1, 1)
        (back,) = found.named
        assert (back.left_id, back.right_id, back.left, back.right) == (1, 2, "Ruta Zorzal", "Vizcacha del Sur")
        assert back.why[0] == "both use phone +56940000001"
        assert new_pairs(found) == ("1 pair that was judged comes back on new evidence; 1 in all wait for a judgement.")
        with speaking(language("es")):
            assert new_pairs(found).startswith("1 par ya juzgado vuelve con nuevos indicios; ")
        assert lately_met(session, _night(session, 3)) is None
        judge.judge(session, 1, 2, Verdict.UNSURE, Signature("ana", "who knows", NOON), seen=None)
        assert lately_met(session, second) is None
        assert lately_met(session, _night(session, 4)) is None
