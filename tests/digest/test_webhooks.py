"""Webhooks to a real HTTP server that fails in every way: signed, once each, and tried again."""

from __future__ import annotations

import hmac
import json
import re
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from core.errors import BusyError
from core.settings import PROJECT_ROOT
from core.terms import FlagState
from digest.webhooks import deliver_due, try_out
from store import audit, backup, flags, lock
from store.outgoing import webhooks
from store.session import Database
from store.tables import DeliveryRow
from store.tables.base import insert_new
from tests.digest.receiver import Received, Receiver, rules
from tests.store.make import NOON, mention, report

BASE = "https://desk.example"
LATER = timedelta(hours=1)


def hooked(database: Database, receiver: Receiver) -> webhooks.Webhook:
    with database.transaction() as session:
        return webhooks.add(session, receiver.url, who="ana", now=NOON)


def flagged(database: Database, number: int = 1) -> int:
    with database.transaction() as session:
        when = NOON + timedelta(minutes=number)
        return report(session, number, [mention("ViveOnline")], now=when) or 0


def bodies(receiver: Receiver) -> list[dict[str, Any]]:
    return [json.loads(each.body) for each in receiver.taken]


def genuine(secret: str, received: Received) -> bool:
    """The check of docs/WEBHOOKS.md, as it stands there."""
    snippet = re.search(r"```python\n(.*?)```", (PROJECT_ROOT / "docs" / "WEBHOOKS.md").read_text("utf-8"), re.S)
    assert snippet is not None
    names: dict[str, Any] = {}
    exec(snippet[1], names)
    return bool(names["is_genuine"](secret, received.headers, received.body))


def test_a_flag_and_a_decision_arrive_signed(database: Database, receiver: Receiver) -> None:
    hook = hooked(database, receiver)
    flag_id = flagged(database)
    with database.transaction() as session:
        why = "Juan the neighbour said so"
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="Luz", why=why, expected_version=1, now=NOON)
    assert deliver_due(database, rules(), BASE, NOON + LATER).delivered == 2
    raised, decided = bodies(receiver)
    assert raised["event"] == "flag.raised"
    assert raised["flag"] == decided["flag"] | {"state": "confirmed"}
    assert raised["flag"] == {
        "id": flag_id,
        "link": f"https://desk.example/flags/{flag_id}",
        "kind": "lead",
        "state": "confirmed",
        "withdrawn": False,
        "operators": ["ViveOnline"],
        "may_mean": [],
        "standings": [
            {"operator_id": 1, "name": "ViveOnline", "status": "reported", "caution": "A lead, not a finding."}
        ],
        "labels": ["smuggling_report"],
        "score": 0.8,
        "reason": raised["flag"]["reason"],
        "evidence_version": 1,
    }
    assert decided["event"] == "decision.made"
    assert (decided["decision"]["from"], decided["decision"]["to"]) == ("new", "confirmed")
    for each in receiver.taken:
        assert each.path == "/hook?from=almenara"
        assert each.headers["Idempotency-Key"] == json.loads(each.body)["id"]
        assert not {b"Juan", b"Luz"} & set(re.findall(rb"Juan|Luz", each.body))
        stamp, signature = each.headers["Almenara-Timestamp"], each.headers["Almenara-Signature"]
        mac = hmac.new(hook.secret.encode(), stamp.encode() + b"." + each.body, sha256).hexdigest()
        assert signature == f"v1={mac}"
        assert genuine(hook.secret, each)
        assert not genuine("whsec_other", each)
        assert not genuine(hook.secret, Received(each.path, each.headers, each.body + b" "))
        assert not genuine(
            hook.secret, Received(each.path, each.headers | {"Almenara-Timestamp": "1611403200"}, each.body)
        )


def test_each_event_is_posted_once(database: Database, receiver: Receiver) -> None:
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline")], now=NOON - LATER)  # what was there before is no news
    hooked(database, receiver)
    assert deliver_due(database, rules(), BASE, NOON + LATER).delivered == 0
    flagged(database, 2)
    assert deliver_due(database, rules(), BASE, NOON + LATER).delivered == 1
    flagged(database, 3)
    assert deliver_due(database, rules(), BASE, NOON + LATER).delivered == 1
    report_ = deliver_due(database, rules(), BASE, NOON + LATER)
    assert (report_.delivered, report_.lines) == (0, ())
    assert len({each["id"] for each in bodies(receiver)}) == len(bodies(receiver)) == 2


FAILURES = ["500", "404", "301", "307", "closes", "talks nonsense", "never answers", "trickles"]


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failure_is_said_and_tried_again(database: Database, receiver: Receiver, failure: str) -> None:
    hook = hooked(database, receiver)
    flagged(database, 1)
    flagged(database, 2)
    receiver.fail = failure
    limit = 2.0 if failure in ("never answers", "trickles") else 20.0
    report_ = deliver_due(database, rules(timeout_s=limit), BASE, NOON + LATER)
    assert report_.delivered == 0
    assert receiver.asked == 1  # no redirect was followed, and the second event waits
    (line,) = report_.lines
    assert line.startswith(f"To webhook {hook.webhook_id}: not delivered, will be tried again")
    assert hook.secret not in line
    assert not receiver.taken
    receiver.fail = ""
    assert deliver_due(database, rules(), BASE, NOON + 2 * LATER).delivered == 2
    assert len({each["id"] for each in bodies(receiver)}) == 2


def test_a_dead_receiver_stops_no_other(database: Database, receiver: Receiver) -> None:
    dead = Receiver()
    dead.start()
    dead.stop()
    with database.transaction() as session:
        webhooks.add(session, dead.url, who="ana", now=NOON)
    hooked(database, receiver)
    flagged(database)
    report_ = deliver_due(database, rules(), BASE, NOON + LATER)
    assert report_.delivered == 1
    assert "refused" in report_.lines[1]


def test_an_event_is_set_aside_after_its_tries_and_can_be_taken_up(database: Database, receiver: Receiver) -> None:
    hooked(database, receiver)
    flagged(database)
    receiver.fail = "500"
    for day in range(1, 4):
        report_ = deliver_due(database, rules(), BASE, NOON + timedelta(days=day))
        follows = "set aside after its last try" if day == 3 else "will be tried again"
        assert report_.lines[0] == f"To webhook 1: not delivered, {follows}: answered 500."
    assert report_.lines[-1] == "1 set aside: `almenara webhook deliver --again` tries them once more."
    receiver.fail = ""
    assert deliver_due(database, rules(), BASE, NOON + timedelta(days=9)).delivered == 0
    with database.transaction() as session:
        assert webhooks.again(session, NOON) == 1
    assert deliver_due(database, rules(), BASE, NOON + timedelta(days=9)).delivered == 1


def test_two_that_deliver_never_meet(database: Database, receiver: Receiver) -> None:
    hooked(database, receiver)
    with lock.hold(database, "webhooks"), pytest.raises(BusyError):
        deliver_due(database, rules(), BASE, NOON)


def test_trying_a_webhook_out(database: Database, receiver: Receiver) -> None:
    hook = hooked(database, receiver)
    assert try_out(database, rules(), hook.webhook_id, BASE, NOON) == ""
    assert bodies(receiver)[0]["event"] == "test"
    receiver.fail = "500"
    assert try_out(database, rules(), hook.webhook_id, BASE, NOON) == "answered 500"
    receiver.fail = "talks nonsense"
    told = try_out(database, rules(), hook.webhook_id, BASE, NOON)
    assert told.startswith("its answer is no HTTP: '")  # what it talked stood there alone, as if it were our word
    receiver.fail = ""
    assert deliver_due(database, rules(), BASE, NOON + timedelta(days=9)).delivered == 0


def test_a_webhook_is_tried_out_however_much_waits_before_it(database: Database, receiver: Receiver) -> None:
    hook = hooked(database, receiver)
    with database.transaction() as session:
        moments = dict.fromkeys(("queued_at", "due_at", "changed_at"), NOON)
        queued = {"webhook_id": hook.webhook_id, "body": "{}", "state": "queued", "tries": 0, "error": "", **moments}
        waiting = [{"key": f"flag:{number}:1", "event_id": f"evt_{number}"} for number in range(1000)]
        insert_new(session, DeliveryRow, [queued | each for each in waiting])
    assert try_out(database, rules(), hook.webhook_id, BASE, NOON) == ""
    assert [each["event"] for each in bodies(receiver)] == ["test"]


def test_the_secret_stays_in_the_database(database: Database, receiver: Receiver, tmp_path: Path) -> None:
    hook = hooked(database, receiver)
    assert hook.secret.startswith("whsec_")
    assert hook.secret not in repr(hook)
    with database.reading() as session:
        assert hook.secret not in "".join(entry.line.decode() for entry in audit.entries(session))
    backup.take(database, tmp_path / "kept.gz", NOON)
    restored = Database(f"sqlite:///{tmp_path / 'restored.db'}")
    backup.restore(tmp_path / "kept.gz", restored)
    with restored.transaction() as session:
        assert webhooks.webhook(session, hook.webhook_id).secret == ""
        report(session, 7, [mention("ViveOnline")], now=NOON + LATER)
    assert "`almenara webhook renew`" in deliver_due(restored, rules(), BASE, NOON + LATER).lines[0]
    assert receiver.asked == 0
    with restored.transaction() as session:
        renewed = webhooks.renew(session, hook.webhook_id, who="ana").secret
    assert renewed not in ("", hook.secret)
    assert deliver_due(restored, rules(), BASE, NOON + timedelta(days=9)).delivered == 1
    assert genuine(renewed, receiver.taken[0])
    restored.close()


def test_a_failed_test_troubles_no_later_delivery(database: Database, receiver: Receiver) -> None:
    hook = hooked(database, receiver)
    receiver.fail = "500"
    assert try_out(database, rules(), hook.webhook_id, BASE, NOON)
    receiver.fail = ""
    assert deliver_due(database, rules(), BASE, NOON + LATER).trouble == ()
