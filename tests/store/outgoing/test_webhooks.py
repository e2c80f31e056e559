"""Events to webhooks: what is new is found once, and how far it has come."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import update

from core.errors import ConflictError, NotFoundError
from core.terms import FlagState, LegalStatus
from store import audit, flags, purge, views
from store.exchange import sheets
from store.flagging import clearings
from store.outgoing import webhook_events, webhooks
from store.outgoing.outbox import BACKOFF
from store.seeds import loading
from store.seeds.seed import Seed
from store.seeds.standing import note_clearings
from store.session import Database, Session
from store.tables import DeliveryRow
from tests.store.make import NOON, mention, report
from tests.store.test_doubtful import clears

URL, BASE = "https://cases.example/hook", "https://desk.example/"


def test_what_is_new_is_found_once(database: Database) -> None:
    with database.transaction() as session:
        old = report(session, 1, [mention("ViveOnline")], now=NOON - timedelta(days=1)) or 0
        flags.decide(session, old, FlagState.IN_REVIEW, who="Luz", why="", expected_version=1, now=NOON)
        hook = webhooks.add(session, URL, who="ana", now=NOON)
        assert webhook_events.queue_new(session, BASE, NOON) == 0
        new = report(session, 2, [mention("Kantuta")], now=NOON) or 0
        flags.decide(session, old, FlagState.CONFIRMED, who="Luz", why="Juan", expected_version=2, now=NOON)
        assert webhook_events.queue_new(session, BASE, NOON) == 2
        assert webhook_events.queue_new(session, BASE, NOON) == 0
        events = [json.loads(each.body) for each in webhooks.due(session, hook.webhook_id, NOON)]
    assert [(each["event"], each["flag"]["id"]) for each in events] == [("flag.raised", new), ("decision.made", old)]
    assert events[0]["flag"]["link"] == f"https://desk.example/flags/{new}"


def test_a_flag_that_grew_before_the_next_look_was_raised_all_the_same(database: Database) -> None:
    def kinds(session: Session) -> list[str]:
        webhook_events.queue_new(session, BASE, NOON)
        return [json.loads(each.body)["event"] for each in webhooks.due(session, 1, NOON)]

    def copied(session: Session, number: int, *names: str, text: str) -> None:
        report(session, number, map(mention, names), source_id=f"cl_{number}", text=text, now=NOON)

    old, new = "palabras de la ruta vieja del norte ", "otro caso en la frontera del sur "
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline")], text=old, now=NOON - timedelta(days=1))
        webhooks.add(session, URL, who="ana", now=NOON)
        copied(session, 2, "ViveOnline", "Ruta Zorzal", text=old)
        assert kinds(session) == ["flag.grown"]  # it was there before the webhook
        copied(session, 3, "Kantuta", text=new)
        copied(session, 4, "Kantuta", "Agencia Tika", text=new)
        assert kinds(session) == ["flag.grown", "flag.raised"]
        copied(session, 5, "Kantuta", "Paso Amaru", text=new)
        assert kinds(session) == ["flag.grown", "flag.raised", "flag.grown"]


def test_what_was_given_up_was_not_told(database: Database) -> None:
    """Its receiver was down for a day, and heard that a flag had grown of which it knew nothing."""
    text = "otro caso en la frontera del sur "
    with database.transaction() as session:
        webhooks.add(session, URL, who="ana", now=NOON)
        report(session, 3, [mention("Kantuta")], text=text, now=NOON)
        webhook_events.queue_new(session, BASE, NOON)
        (raised,) = webhooks.due(session, 1, NOON)
        webhooks.failed(session, raised.delivery_id, "HTTP 500", now=NOON, max_tries=1)
        report(session, 4, map(mention, ("Kantuta", "Agencia Tika")), source_id="cl_4", text=text, now=NOON)
        webhook_events.queue_new(session, BASE, NOON)
        (event,) = (json.loads(each.body) for each in webhooks.due(session, 1, NOON))
    assert (event["event"], event["flag"]["evidence_version"]) == ("flag.raised", 2)


def test_what_is_decided_on_a_list_that_clears_is_told(database: Database) -> None:
    seed = Seed("x-1", "Ruta Zorzal", status=LegalStatus.REPORTED, said_on=NOON.date())
    with database.transaction() as session:
        loading.load(session, [seed], NOON)
        note_clearings(session, [Seed("x-1", "Ruta Zorzal", said_on=NOON.date(), note="Juan")], NOON, by="l.csv")
        (line,) = views.waiting_clearings(session, limit=9)
        decided = {"who": "Luz", "why": "read it", "now": NOON}
        clearings.decide(session, line.clearing_id, FlagState.IN_REVIEW, expected_version=0, **decided)  # type: ignore[arg-type]
        hook = webhooks.add(session, URL, who="ana", now=NOON + timedelta(hours=1))
        decided["now"] = NOON + timedelta(hours=2)
        clearings.decide(session, line.clearing_id, FlagState.CONFIRMED, expected_version=1, **decided)  # type: ignore[arg-type]
        assert webhook_events.queue_new(session, BASE, NOON) == 1
        assert webhook_events.queue_new(session, BASE, NOON) == 0
        (event,) = (json.loads(each.body) for each in webhooks.due(session, hook.webhook_id, NOON))
    assert event["event"] == "clearing.decided"
    assert event["clearing"] == {
        "id": line.clearing_id,
        "link": f"https://desk.example/operators/{line.operator_id}#clearing-{line.clearing_id}",
        "operators": ["Ruta Zorzal"],
        "standings": [
            {"operator_id": line.operator_id, "name": "Ruta Zorzal", "status": "cleared", "caution": sheets.CLEARED}
        ],
        "state": "confirmed",
    }
    assert (event["decision"]["from"], event["decision"]["to"]) == ("in_review", "confirmed")
    assert "Luz" not in json.dumps(event)


def test_whom_an_event_names_is_told_with_how_it_stands(database: Database) -> None:
    """A system that kept the lead of somebody cleared had to guess it, and could tell namesakes apart by nothing."""

    def told(session: Session) -> list[dict[str, object]]:
        webhook_events.queue_new(session, BASE, NOON)
        flags_told = [json.loads(each.body)["flag"] for each in webhooks.due(session, 1, NOON)]
        session.execute(update(DeliveryRow).values(state="delivered"))
        assert all([each["name"] for each in flag["standings"]] == flag["operators"] for flag in flags_told)
        return [{key: flag["standings"][0][key] for key in ("status", "caution")} for flag in flags_told]

    with database.transaction() as session:
        webhooks.add(session, URL, who="ana", now=NOON)
        report(session, 90_001, [mention("Ruta Zorzal")], at=NOON, now=NOON)
        assert told(session) == [{"status": "reported", "caution": sheets.LEAD_ONLY}]
        clearance = clears(session, 90_002, "Ruta Zorzal").summary
        undecided = f"{sheets.LEAD_ONLY} A source clears it (2021-02-12), and nobody has decided on that yet."
        assert told(session) == [{"status": "reported", "caution": undecided}]
        assert "proposed for downgrade" in clearance.reason
        move = {"who": "Luz", "why": "read it", "expected_version": 1, "now": NOON}
        flags.decide(session, clearance.flag_id, FlagState.CONFIRMED, **move)  # type: ignore[arg-type]
        webhook_events.queue_new(session, BASE, NOON)
        (decided,) = (json.loads(each.body)["flag"] for each in webhooks.due(session, 1, NOON))
        assert [each["caution"] for each in decided["standings"]] == [sheets.CLEARED]
        assert "proposed for downgrade" not in decided["reason"]  # it is done


def test_failures_wait_longer_and_longer_and_end(database: Database) -> None:
    with database.transaction() as session:
        hook = webhooks.add(session, URL, who="ana", now=NOON)
        report(session, 1, [mention("ViveOnline")], now=NOON)
        webhook_events.queue_new(session, BASE, NOON)
        (delivery_id,) = [each.delivery_id for each in webhooks.due(session, hook.webhook_id, NOON)]
        now = NOON
        for tries in range(1, 4):
            assert [each.delivery_id for each in webhooks.due(session, hook.webhook_id, now)] == [delivery_id]
            state = webhooks.failed(session, delivery_id, "answered 500\x00", now, max_tries=3)
            assert state == ("failed" if tries < 3 else "dead")
            assert webhooks.due(session, hook.webhook_id, now) == []
            now += BACKOFF[tries - 1]
        assert webhooks.again(session, now) == 1
        webhooks.failed(session, delivery_id, "answered 500", now, max_tries=2)
        assert webhooks.due(session, hook.webhook_id, now) == []
        assert webhooks.again(session, now) == 1  # one that waits for its next try, too
        assert len(webhooks.due(session, hook.webhook_id, now)) == 1
        webhooks.failed(session, delivery_id, "answered 500", now, max_tries=1)
        (listed,) = webhooks.webhooks(session)
        assert (listed.states, webhooks.set_aside(session)) == ({"dead": 1}, 1)
        assert listed.error.startswith("answered 500")
        assert webhooks.again(session, now) == 1
        webhooks.delivered(session, delivery_id, now)
        assert webhooks.due(session, hook.webhook_id, now + timedelta(days=9)) == []


def test_a_webhook_goes_with_what_was_on_its_way(database: Database) -> None:
    with database.transaction() as session:
        hook = webhooks.add(session, URL, who="ana", now=NOON)
        webhook_events.queue_test(session, hook.webhook_id, BASE, NOON)
        with pytest.raises(ConflictError):
            webhooks.add(session, URL, who="ana", now=NOON)
        webhooks.remove(session, hook.webhook_id, who="ana")
        assert webhooks.due(session, hook.webhook_id, NOON + timedelta(days=9)) == []
        with pytest.raises(NotFoundError):
            webhooks.renew(session, hook.webhook_id, who="ana")


def test_a_test_that_failed_is_told_and_is_no_event_that_was_given_up(database: Database) -> None:
    """Every later `deliver` ended with status 1 for it."""
    with database.transaction() as session:
        hook = webhooks.add(session, URL, who="ana", now=NOON)
        tried = webhook_events.queue_test(session, hook.webhook_id, BASE, NOON)
        webhooks.failed(session, tried, "refused", NOON, max_tries=1)
        (listed,) = webhooks.webhooks(session)
        assert (listed.states, listed.error) == ({"test failed": 1}, "refused")
        assert webhooks.set_aside(session) == webhooks.again(session, NOON) == 0


def test_a_purge_takes_what_an_old_event_told_and_it_is_posted_no_more(database: Database) -> None:
    later = NOON + timedelta(days=200)
    with database.transaction() as session:
        hook = webhooks.add(session, URL, who="ana", now=NOON)
        for number, name in enumerate(("ViveOnline", "Kantuta", "Zorzal"), 1):
            report(session, number * 9000, [mention(name)], now=NOON)
        assert webhook_events.queue_new(session, BASE, NOON) == 3
        taken, given_up, waits = (each.delivery_id for each in webhooks.due(session, hook.webhook_id, NOON))
        webhooks.delivered(session, taken, NOON)
        webhooks.failed(session, given_up, "503", NOON, max_tries=1)
        kept = purge.Retention(names_days=0, texts_days=0)
        assert (
            purge.due(session, kept, later) == purge.purge_some(session, kept, later, who="ana") == purge.Purged(0, 0)
        )
        assert "" not in [webhooks.delivery(session, each).body for each in (taken, given_up, waits)]
    with database.transaction() as session:
        assert webhooks.set_aside(session) == 1
        kept = purge.Retention(names_days=365, texts_days=180)
        for events in (2, 0):
            counted = purge.due(session, kept, later)
            assert counted == purge.purge_some(session, kept, later, who="ana") == purge.Purged(0, 0, events=events)
    with database.transaction() as session:
        bodies = [webhooks.delivery(session, each).body for each in (taken, given_up, waits)]
        assert (bodies[:2], "Zorzal" in bodies[2]) == (["", ""], True)
        assert (webhooks.set_aside(session), webhooks.again(session, later)) == (0, 0)
        (listed,) = webhooks.webhooks(session)  # no morning's status tells of what nobody can mend
        assert listed.states == {"delivered": 1, webhooks.PURGED: 1, "queued": 1}
        assert [each.delivery_id for each in webhooks.due(session, hook.webhook_id, later)] == [waits]
        assert webhook_events.queue_new(session, BASE, later) == 0
        noted = audit.last(session, "purged")
        assert noted is not None
        assert noted.details == {"events": [taken, given_up]}
