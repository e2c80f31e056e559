"""What waits while a server is away, or while others are served, says of nobody what nothing says any more: of a lead
that was dismissed no later mail would tell, and a name that an officer had hidden would lie in mailboxes for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from core.terms import FlagState
from digest.night import queue_night, queue_untold
from digest.render import render
from digest.send import SendReport, send_due
from digest.webhooks import deliver_due
from store import flags, hide_name, mail_states, runs
from store.outgoing import dropped_mails, outbox, recipients, webhooks
from store.session import Database, Session
from tests.digest.postmaster import Postmaster, to
from tests.digest.receiver import Received, Receiver, rules
from tests.digest.samples import NOW, RECIPIENT, digest, line, mail_settings, operator
from tests.digest.test_corrected import REPORTED, correct
from tests.digest.test_taken_back import NAME, OTHER, again, at, mailed
from tests.digest.test_webhooks import BASE, LATER, flagged, genuine, hooked
from tests.store.make import NOON, mention, register, report

THIRD = "Ruta Zorzal"


def night(session: Session, day: int, settings: Any) -> int:
    run_id = runs.start_or_resume(session, at(day).date(), "manual", at(day)).run_id
    queue_night(session, run_id, settings, silent_nights=9, now=at(day, 2))
    return run_id


def dismiss(session: Session) -> None:
    flags.decide(session, 1, FlagState.DISMISSED, who="Ana", why="victims", expected_version=1, now=at(1))


def read_no_more(session: Session) -> None:
    again(session, 1)


def read_of_one(session: Session) -> None:
    again(session, 1, OTHER)


def correct_away(session: Session) -> None:
    correct(session, 1, None, at(1))


def confirm(session: Session) -> None:
    flags.decide(session, 1, FlagState.CONFIRMED, who="Ana", why="seen", expected_version=1, now=at(1))


def leads(session: Session) -> None:
    """One that names two, and another."""
    register(session, "cl_voz")
    report(session, 1, [mention(NAME, status=REPORTED), mention(OTHER, at=90)], now=NOON)
    report(session, 2, [mention(THIRD)], now=NOON)


@pytest.mark.parametrize("meanwhile", [dismiss, read_no_more, read_of_one, correct_away])
def test_a_mail_that_waits_accuses_nobody_whom_nothing_accuses_any_more(
    database: Database, postmaster: Postmaster, meanwhile: Callable[[Session], None]
) -> None:
    settings = to(postmaster)
    postmaster.fail = "421 at greeting"
    with database.transaction() as session:
        leads(session)
        night(session, 0, settings)
    assert send_due(database, settings, at(0, 4)).retried_later
    with database.transaction() as session:
        meanwhile(session)
    postmaster.fail = ""
    report = send_due(database, settings, at(1, 2))
    assert (report, postmaster.mails) == (SendReport(dropped=1), [])
    assert "1 dropped, too old, outdated" in report.lines[0]
    with database.transaction() as session:
        assert [mail.error for mail in outbox.mails(session)] == [dropped_mails.OUTDATED]
        run_id = night(session, 2, settings)
        assert queue_untold(session, run_id, settings, silent_nights=9, now=at(2, 3)) == []  # once
    assert send_due(database, settings, at(2, 4)) == SendReport(sent=1)
    (received,) = postmaster.mails
    text = received.get_body(("plain",)).get_content().upper()  # type: ignore[union-attr]
    assert (THIRD.upper() in text, NAME.upper() in text) == (True, False)
    assert (OTHER.upper() in text) is (meanwhile in (read_of_one, correct_away))


def test_the_next_night_tells_the_rest_of_a_mail_that_still_waits(database: Database, postmaster: Postmaster) -> None:
    with database.transaction() as session:
        leads(session)
        night(session, 0, to(postmaster))
        dismiss(session)
        night(session, 1, to(postmaster))
        assert [mail.state for mail in outbox.mails(session)] == [mail_states.QUEUED, mail_states.DROPPED]
    assert send_due(database, to(postmaster), at(1, 4)) == SendReport(sent=1)
    assert postmaster.mails[0]["Subject"].endswith(": 1 new lead")


def test_one_that_was_confirmed_meanwhile_or_told_before_stops_no_mail(
    database: Database, postmaster: Postmaster
) -> None:
    with database.transaction() as session:
        leads(session)
        assert NAME.upper() in mailed(session, 0, RECIPIENT)[1]  # sent
        report(session, 3, [mention("Cóndor Dorado")], now=at(1))
        night(session, 1, to(postmaster))
        confirm(session)
    with database.transaction() as session:
        correct(session, 1, None, at(1, 3))  # of the lead that the first mail told of
    assert send_due(database, to(postmaster), at(1, 4)) == SendReport(sent=1)


def test_what_is_sent_again_by_hand_is_held_against_what_stands_now(database: Database, postmaster: Postmaster) -> None:
    with database.transaction() as session:
        leads(session)
        night(session, 0, to(postmaster))
        outbox.begin(session, 1, at(0, 4))  # and the process dies
    assert send_due(database, to(postmaster), at(0, 5)).uncertain
    with database.transaction() as session:
        dismiss(session)
        outbox.resend(session, 1, at(1))
    assert send_due(database, to(postmaster), at(1, 4)) == SendReport(dropped=1)


class _Interrupted(Postmaster):
    """Between two mails of one round something is done."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        super().__init__()
        self._meanwhile = meanwhile

    async def handle_DATA(self, *args: Any) -> str:
        self._meanwhile()
        return await super().handle_DATA(*args)


def hide(database: Database, name: str, when: datetime) -> None:
    with database.transaction() as session:
        wanted = hide_name.asked(session, [name], None)
        request = hide_name.register(session, wanted, who="ana", case="2026-17", now=when)
        found = hide_name.find(session, wanted).hideable
        hide_name.hide(session, wanted, request, found, who="ana", case="2026-17", now=when)


def test_a_name_that_is_hidden_while_others_are_served_is_in_no_mail_behind(database: Database) -> None:
    """All mails of a round were taken out of the outbox before its first."""
    server = _Interrupted(lambda: hide(database, NAME, NOW))
    for address in (RECIPIENT, "b@fiscalia.example"):
        told = digest(recipient=address, operators=(operator(lines=(line(title=f"Habla {NAME}"),)),))
        message = render(told, mail_settings(), now=NOW)
        with database.transaction() as session:
            outbox.queue(session, address, address, "Almenara", message.as_bytes(), NOW)
            if address != RECIPIENT:
                recipients.add(session, recipients.Recipient(address), who="ana", now=NOW)
    server.start()
    try:
        assert send_due(database, to(server), NOW) == SendReport(sent=2)
    finally:
        server.stop()
    first, second = (mail.get_body(("plain",)).get_content().lower() for mail in server.mails)  # type: ignore[union-attr]
    assert (NAME.lower() in first, NAME.lower() in second) == (True, False)


class _Watched(list[Received]):
    """What a receiver took; after the first of it something is done."""

    def __init__(self, meanwhile: Callable[[], object]) -> None:
        super().__init__()
        self._meanwhile = meanwhile

    def append(self, received: Received) -> None:
        if not self:
            self._meanwhile()
        super().append(received)


def test_an_event_is_signed_by_the_secret_of_now(database: Database, receiver: Receiver) -> None:
    """What stood in a round was posted as it had been before it, whatever became of it or of the webhook."""
    hook = hooked(database, receiver)
    for number in (1, 2):
        flagged(database, number)
    secrets = []

    def meanwhile() -> None:
        with database.transaction() as session:
            secrets.append(webhooks.renew(session, hook.webhook_id, who="ana").secret)

    receiver.taken = _Watched(meanwhile)
    assert deliver_due(database, rules(), BASE, NOON + LATER).delivered == 2
    assert [genuine(secrets[0], each) for each in receiver.taken] == [False, True]


def test_nothing_is_posted_to_a_webhook_that_was_removed_while_it_was_served(
    database: Database, receiver: Receiver
) -> None:
    hook = hooked(database, receiver)
    for number in (1, 2):
        flagged(database, number)

    def meanwhile() -> None:
        with database.transaction() as session:
            webhooks.remove(session, hook.webhook_id, who="ana")

    receiver.taken = _Watched(meanwhile)
    assert deliver_due(database, rules(), BASE, NOON + LATER).trouble == ()
    assert len(receiver.taken) == 1
