"""What a night left undone: which of it is a fault, and which is a quiet night."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.nights import SourceNight
from pipeline.undone import undone
from store.outgoing import outbox, webhook_events, webhooks
from store.outgoing.outbox import mail_key
from store.session import Database
from tests.store.conftest import database, postgres_address, sqlite_template
from tests.store.make import NOON, mention, report

__all__ = ["database", "postgres_address", "sqlite_template"]

ANA = "Ana <ana@fiscalia.example>"


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([], ()),
        (["done", "done"], ()),
        (["done", "failed"], ("1 source failed: s1.",)),
        (["failed"] * 7, ("7 sources failed: s0, s1, s2, s3, s4 and 2 more.",)),
    ],
)
def test_a_quiet_source_is_no_fault(database: Database, states: list[str], said: tuple[str, ...]) -> None:
    lines = [SourceNight(f"s{at}", (1, 9), state=state, silent_nights=9) for at, state in enumerate(states)]
    with database.reading() as session:
        assert undone(session, lines, [], since=NOON) == said


def test_a_file_that_was_never_read_is_told_too(database: Database) -> None:
    lines = [SourceNight("s1", (1, 9), state="failed"), SourceNight("s2", (1, 9), state="done")]
    with database.reading() as session:
        told = undone(session, lines, [], since=NOON, broken=["s1", "s3"], more=["No time stamp: refused."])
    assert told == ("2 sources failed: s1, s3.", "No time stamp: refused.")


def test_what_was_not_taken_tonight_is_told_and_what_failed_earlier_is_not(database: Database) -> None:
    with database.transaction() as session:
        outbox.queue(session, mail_key(ANA, NOON.date()), ANA, "Leads", b"", NOON, night=NOON.date())
        (mail,) = outbox.due(session, NOON)
        outbox.begin(session, mail.mail_id, NOON)
        outbox.failed(session, mail.mail_id, "Nobody answers.", NOON)
        hook = webhooks.add(session, "https://cases.example/hook", who="ana", now=NOON)
        report(session, 1, [mention("ViveOnline")], now=NOON)
        webhook_events.queue_new(session, "https://desk.example/", NOON)
        (event,) = webhooks.due(session, hook.webhook_id, NOON)
        webhooks.failed(session, event.delivery_id, "answered 500", NOON, max_tries=9)
        mails, events = undone(session, [], [], since=NOON)
        assert undone(session, [], [], since=NOON + timedelta(minutes=1)) == ()
    assert mails == "1 mail not sent: Nobody answers. `almenara digest send` says more."
    assert events == "1 event not taken by webhooks: `almenara webhook list`."
