"""What a webhook was told and the machine takes back is told, once; and once more where it is read again."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from core.terms import FlagState
from store import flags, views
from store.outgoing import webhook_events, webhooks
from store.session import Database, Session
from tests.store.make import NOON, REPORT, analysis, capture, mention, read, report, save

URL, BASE = "https://cases.example/hook", "https://desk.example/"
NAME, OTHER = "Rosa Amaru Tika", "Kantuta"


def first(session: Session, *names: str) -> int:
    return report(session, 1, map(mention, names), now=NOON) or 0


def again(session: Session, day: int, *names: str) -> None:
    """A reader of that day reads the text once more, and names these alone."""
    labels = (REPORT,) if names else ()
    reading = analysis(1, map(mention, names), labels=labels, reader=f"rules 1.{day}")
    read(session, reading, now=NOON + timedelta(days=day))


def told(session: Session, day: int) -> list[dict[str, Any]]:
    """What is new to the webhook; looked for twice, and taken by its receiver."""
    when = NOON + timedelta(days=day, hours=1)
    number = webhook_events.queue_new(session, BASE, when)
    assert webhook_events.queue_new(session, BASE, when) == 0
    waiting = webhooks.due(session, 1, when)
    assert len(waiting) == number
    for each in waiting:
        webhooks.delivered(session, each.delivery_id, when)
    return [json.loads(each.body) for each in waiting]


def kinds(session: Session, day: int) -> list[tuple[str, bool, list[str]]]:
    return [(each["event"], each["flag"]["withdrawn"], each["flag"]["operators"]) for each in told(session, day)]


def decide(session: Session, to: FlagState, day: int) -> None:
    version = views.flag(session, 1).summary.version
    when = NOON + timedelta(days=day)
    flags.decide(session, 1, to, who="ana", why="read", expected_version=version, now=when)


def test_a_lead_that_is_read_no_more_is_taken_back_and_comes_back(database: Database) -> None:
    """A partner kept a case against somebody of whom this desk had long said that nobody reads it."""
    with database.transaction() as session:
        webhooks.add(session, URL, who="ana", now=NOON)
        first(session, NAME)
        assert kinds(session, 0) == [("flag.raised", False, [NAME])]
        again(session, 1)
        (event,) = told(session, 1)
        assert (event["event"], event["flag"]["withdrawn"], event["flag"]["operators"]) == ("flag.withdrawn", True, [])
        assert event["flag"]["link"] == "https://desk.example/flags/1"
        assert NAME not in json.dumps(event)
        again(session, 2)
        assert told(session, 2) == []
        again(session, 3, NAME)
        assert kinds(session, 3) == [("flag.restored", False, [NAME])]
        again(session, 4)
        assert kinds(session, 4) == [("flag.withdrawn", True, [])]


def test_an_operator_on_it_is_taken_back_and_comes_back(database: Database) -> None:
    with database.transaction() as session:
        webhooks.add(session, URL, who="ana", now=NOON)
        first(session, NAME, OTHER)
        assert kinds(session, 0) == [("flag.raised", False, [NAME, OTHER])]
        again(session, 1, OTHER)
        (event,) = told(session, 1)
        assert (event["event"], event["flag"]["operators"]) == ("flag.withdrawn", [OTHER])
        assert NAME not in json.dumps(event)
        again(session, 2, NAME)  # one goes, one comes
        assert kinds(session, 2) == [("flag.withdrawn", False, [NAME])]
        again(session, 3)
        assert kinds(session, 3) == [("flag.withdrawn", True, [])]
        again(session, 4, OTHER)
        assert kinds(session, 4) == [("flag.restored", False, [OTHER])]
        again(session, 5, NAME, OTHER)
        assert kinds(session, 5) == [("flag.restored", False, [NAME, OTHER])]


def test_who_was_not_told_of_a_lead_is_not_told_that_it_is_taken_back(database: Database) -> None:
    with database.transaction() as session:
        first(session, NAME)
        webhooks.add(session, URL, who="ana", now=NOON + timedelta(hours=1))  # it is there before the webhook
        again(session, 1)
        assert told(session, 1) == []
        report(session, 2, [mention(OTHER)], now=NOON + timedelta(days=2))
        (raised,) = _queued(session, 2)
        webhooks.failed(session, raised, "refused", NOON + timedelta(days=2), max_tries=1)
        reading = analysis(2, labels=(), reader="rules 2")
        read(session, reading, now=NOON + timedelta(days=3))
        assert told(session, 3) == []


def test_a_taking_back_that_was_given_up_is_told_by_the_next(database: Database) -> None:
    with database.transaction() as session:
        webhooks.add(session, URL, who="ana", now=NOON)
        first(session, NAME, OTHER)
        assert len(told(session, 0)) == 1
        again(session, 1, OTHER)
        (event,) = _queued(session, 1)
        webhooks.failed(session, event, "refused", NOON + timedelta(days=1), max_tries=1)
        assert told(session, 1) == []
        again(session, 2)
        assert kinds(session, 2) == [("flag.withdrawn", True, [])]


def test_what_a_person_confirmed_is_not_taken_back_until_they_reopen_it(database: Database) -> None:
    with database.transaction() as session:
        webhooks.add(session, URL, who="ana", now=NOON)
        first(session, NAME)
        decide(session, FlagState.CONFIRMED, 0)
        assert [each["event"] for each in told(session, 0)] == ["flag.raised", "decision.made"]
        again(session, 1)
        assert told(session, 1) == []
        decide(session, FlagState.IN_REVIEW, 2)
        assert kinds(session, 2) == [("decision.made", True, []), ("flag.withdrawn", True, [])]


def test_a_copy_that_carries_it_keeps_it(database: Database) -> None:
    text = "Acusan a la agencia por la ruta del norte " * 20
    with database.transaction() as session:
        webhooks.add(session, URL, who="ana", now=NOON)
        for number in (1, 2):
            saved = save(session, capture(number, source_id=f"cl_{number}", at=NOON), text)
            read(session, analysis(saved.revision_id, [mention(NAME)]), now=NOON)
        assert [each["event"] for each in told(session, 0)] == ["flag.raised"]
        again(session, 1)
        assert told(session, 1) == []


def _queued(session: Session, day: int) -> list[int]:
    when = NOON + timedelta(days=day, hours=1)
    webhook_events.queue_new(session, BASE, when)
    return [each.delivery_id for each in webhooks.due(session, 1, when)]


def test_what_was_read_away_before_the_lead_was_told_is_told_as_it_stands(database: Database) -> None:
    """A partner was told that somebody is withdrawn whom no event had named."""
    with database.transaction() as session:
        webhooks.add(session, URL, who="ana", now=NOON)
        first(session, NAME, OTHER)
        again(session, 1, OTHER)
        assert kinds(session, 1) == [("flag.raised", False, [OTHER])]
        assert kinds(session, 2) == []
        again(session, 3)
        assert kinds(session, 3) == [("flag.withdrawn", True, [])]


def test_whom_a_person_dismissed_is_named_to_nobody_once_more(database: Database) -> None:
    with database.transaction() as session:
        webhooks.add(session, URL, who="ana", now=NOON)
        first(session, NAME)
        decide(session, FlagState.DISMISSED, 0)
        assert "decision.made" in {event for event, *_ in kinds(session, 0)}
        again(session, 1)
        again(session, 2, NAME)
        assert kinds(session, 2) == []
