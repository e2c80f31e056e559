"""Pairs that a night brought are told of it alone, and none that a person judged."""

from __future__ import annotations

from datetime import date, timedelta

from core.nights import NewPairs
from core.terms import NightState, Verdict
from store import runs
from store.identity import judge
from store.identity.judge import Signature
from store.identity.lately_met import lately_met
from store.session import Database, Session
from tests.store.make import NOON, mention, report

PERSON = "Juan Pérez Quispe"


def _night(session: Session, day: int, *numbers: int) -> int:
    """A night that names the same person in documents of other stories, without anything that ties them."""
    now = NOON + timedelta(days=day)
    run = runs.start_or_resume(session, date(2021, 1, 23) + timedelta(days=day), "manual", now)
    at = now + timedelta(minutes=1)
    for number in numbers:
        report(session, number, [mention(PERSON, is_person=True)], route=(), run_id=run.run_id, now=at, at=at)
    runs.finish(session, run.run_id, NightState.DONE, now + timedelta(hours=1))
    return run.run_id


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
