"""Mails through a real SMTP server that fails in every way: never doubled, never lost, always said."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest

from core.errors import BusyError
from digest.render import render
from digest.send import SendReport, Trouble, send_due
from digest.smtp import hand_over
from store import audit, lock, mail_states, views
from store.outgoing import dropped_mails, outbox, recipients
from store.session import Database
from tests.digest.postmaster import Postmaster, queued, to
from tests.digest.samples import NOW, RECIPIENT, digest, line, mail_settings, operator
from tests.store.make import NOON, mention
from tests.store.make import report as report_of

CERTAIN = [
    "421 at greeting",
    "450 at RCPT",
    "550 at RCPT",
    "554 at DATA",
    "451 after DATA",
    "drop at DATA",
    "hang",
]
NOBODY_SERVED = {"421 at greeting", "hang"}
"""Failures that are no mail's: the server takes none of anybody."""
LATER = timedelta(hours=1)


def states(database: Database) -> list[str]:
    with database.reading() as session:
        return sorted(mail.state for mail in outbox.mails(session))


def test_a_mail_arrives_as_it_was_written(database: Database, postmaster: Postmaster) -> None:
    queued(database)
    assert send_due(database, to(postmaster), NOW) == SendReport(sent=1)
    (received,) = postmaster.mails
    assert postmaster.envelopes[0].mail_from == "watch@almenara.example"
    assert postmaster.envelopes[0].rcpt_tos == [RECIPIENT]
    assert received["Subject"] == "Almenara, 23 Jan 2021: 1 new lead"
    for kind in ("plain", "html"):
        part = received.get_body((kind,))
        assert part is not None
        content = part.get_content()
        assert "viveonline" in content.lower()
        assert "guaranteeing assistance at each border" in " ".join(content.split())
        assert "http://127.0.0.1:8321/flags/1" in content
    assert states(database) == [mail_states.SENT]
    assert send_due(database, to(postmaster), NOW + LATER) == SendReport()
    assert len(postmaster.mails) == 1


def test_a_line_that_begins_with_a_dot_arrives(database: Database, postmaster: Postmaster) -> None:
    message = b"Subject: dots\r\n\r\n.\r\n..\r\n.example\r\nend"
    assert hand_over(to(postmaster), ("a@almenara.example", RECIPIENT), lambda: message)
    assert postmaster.mails[0].get_content().splitlines() == [".", "..", ".example", "end"]


@pytest.mark.parametrize("failure", CERTAIN)
def test_a_refusal_is_tried_again_and_arrives_once(database: Database, postmaster: Postmaster, failure: str) -> None:
    queued(database)
    postmaster.fail = failure
    report = send_due(database, to(postmaster), NOW)
    assert (report.sent, report.dead, report.uncertain) == (0, (), ())
    (trouble,) = report.retried_later
    assert trouble.recipient == RECIPIENT
    assert "\x1b" not in trouble.error
    assert RECIPIENT in report.lines[0]
    assert states(database) == [mail_states.FAILED]
    assert not postmaster.mails

    postmaster.fail = ""
    is_outage = failure in NOBODY_SERVED
    assert send_due(database, to(postmaster), NOW) == SendReport(sent=int(is_outage))  # another waits its time
    assert send_due(database, to(postmaster), NOW + LATER) == SendReport(sent=int(not is_outage))
    assert len(postmaster.mails) == 1
    assert states(database) == [mail_states.SENT]


def test_a_dead_server_is_asked_once_a_round(database: Database) -> None:
    server = Postmaster()  # never started
    queued(database, RECIPIENT, "b@fiscalia.example", "c@fiscalia.example")
    report = send_due(database, to(server), NOW)
    assert len(report.retried_later) == 3
    assert len({trouble.error for trouble in report.retried_later}) == 1
    assert f"127.0.0.1:{server.port}" in report.retried_later[0].error


def test_a_server_that_is_away_for_days_loses_no_mail(database: Database, postmaster: Postmaster) -> None:
    """A weekend without a mail server set every mail aside, and a person had to send each again."""
    queued(database)
    postmaster.fail = "421 at greeting"
    for hours in range(0, 72, 6):
        report = send_due(database, to(postmaster, max_tries=3), NOW + timedelta(hours=hours))
        assert [trouble.recipient for trouble in report.retried_later] == [RECIPIENT]
        assert report.dead == ()
    postmaster.fail = ""
    assert send_due(database, to(postmaster, max_tries=3), NOW + timedelta(hours=72)) == SendReport(sent=1)
    assert len(postmaster.mails) == 1


def test_a_server_that_never_comes_back_is_asked_no_longer_than_a_mail_is_kept(
    database: Database, postmaster: Postmaster
) -> None:
    queued(database)
    postmaster.fail = "421 at greeting"
    assert send_due(database, to(postmaster), NOW).retried_later
    assert send_due(database, to(postmaster), NOW + timedelta(days=15)) == SendReport(dropped=1)
    assert states(database) == [mail_states.DROPPED]


def test_one_refused_recipient_stops_no_other(database: Database, postmaster: Postmaster) -> None:
    queued(database, RECIPIENT, "b@fiscalia.example")
    postmaster.unknown.add(RECIPIENT)
    report = send_due(database, to(postmaster), NOW)
    assert report.sent == 1
    assert [trouble.recipient for trouble in report.retried_later] == [RECIPIENT]


@pytest.mark.parametrize(("failure", "state"), [("drip at greeting", "failed"), ("drip after DATA", "uncertain")])
def test_a_server_that_never_ends_is_cut_off(
    database: Database, postmaster: Postmaster, failure: str, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It sends letter after letter, so that no single wait is ever too long: the clock of the whole is what ends it,
    and here it runs out once the server has begun."""

    class Clock:
        daemon = False

        def __init__(self, seconds: float, ring: Callable[[], None]) -> None:
            assert seconds == 200
            postmaster.patience = ring

        def start(self) -> None: ...

        def cancel(self) -> None: ...

    monkeypatch.setattr("digest.smtp.Timer", Clock)
    queued(database)
    postmaster.fail = failure
    report = send_due(database, to(postmaster), NOW)
    assert (len(report.retried_later), len(report.uncertain)) == ((1, 0) if state == "failed" else (0, 1))
    assert states(database) == [state]


@pytest.mark.parametrize("failure", ["drop after DATA", "hang after DATA", "half an answer"])
def test_no_answer_after_the_last_line_is_reported_and_never_doubled(
    database: Database, postmaster: Postmaster, failure: str
) -> None:
    queued(database)
    postmaster.fail = failure
    report = send_due(database, to(postmaster), NOW)
    assert report.sent == 0
    assert [trouble.recipient for trouble in report.uncertain] == [RECIPIENT]
    assert states(database) == [mail_states.UNCERTAIN]
    postmaster.fail = ""
    again = send_due(database, to(postmaster), NOW + timedelta(days=2))
    assert again.uncertain == report.uncertain  # said until somebody acts
    assert len(postmaster.mails) == 1


@pytest.mark.parametrize(
    ("failure", "first"),
    [
        ("hang at RCPT", mail_states.FAILED),
        ("hang after DATA", mail_states.UNCERTAIN),
        ("drop after DATA", mail_states.UNCERTAIN),
    ],
)
def test_a_server_that_gives_no_answer_is_waited_for_once_a_round(
    database: Database, postmaster: Postmaster, failure: str, first: str
) -> None:
    """One slow night left the mail of every recipient in doubt, each after a wait of its own."""
    queued(database, RECIPIENT, "b@fiscalia.example", "c@fiscalia.example")
    postmaster.fail = failure
    report = send_due(database, to(postmaster), NOW)
    assert (len(report.uncertain) + len(report.retried_later), report.left) == (1, 2)
    assert "2 left for the next round" in report.lines[0]
    assert states(database) == sorted([first, mail_states.QUEUED, mail_states.QUEUED])
    assert postmaster.attempts == 1
    postmaster.fail = ""
    assert send_due(database, to(postmaster), NOW).sent == 2  # they are not behind the first


def test_the_end_of_an_answer_does_not_run_into_the_remedy() -> None:
    doubt = Trouble(7, RECIPIENT, "The whole mail was sent and no answer came: timed out")
    assert "timed out. Ask: `almenara digest arrived 7`" in SendReport(uncertain=(doubt,)).lines[0]


def test_a_server_that_closes_at_once_has_taken_the_mail(
    database: Database, postmaster: Postmaster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its connection is gone before ours says goodbye."""

    def late(self: smtplib.SMTP, command: str, args: str = "") -> None:
        if command == "quit" and self.sock is not None:
            with suppress(OSError):
                self.sock.recv(1)  # until the server's end is here
        farewell(self, command, args)

    farewell = smtplib.SMTP.putcmd
    monkeypatch.setattr(smtplib.SMTP, "putcmd", late)
    queued(database)
    postmaster.fail = "reset once it is taken"
    assert send_due(database, to(postmaster), NOW) == SendReport(sent=1)
    assert states(database) == [mail_states.SENT]


def test_a_process_that_died_over_a_mail_leaves_it_uncertain(database: Database, postmaster: Postmaster) -> None:
    queued(database)
    with database.transaction() as session:
        (mail,) = outbox.due(session, NOW)
        assert outbox.begin(session, mail.mail_id, NOW)  # and then the process is killed
    report = send_due(database, to(postmaster), NOW + LATER)
    assert [trouble.mail_id for trouble in report.uncertain] == [mail.mail_id]
    assert "may or may not have arrived" in report.lines[0]
    assert not postmaster.mails
    with database.transaction() as session:
        outbox.resend(session, mail.mail_id, NOW + LATER)
    assert send_due(database, to(postmaster), NOW + LATER) == SendReport(sent=1)


def test_a_mail_is_set_aside_after_its_tries_and_said(database: Database, postmaster: Postmaster) -> None:
    queued(database)
    postmaster.fail = "450 at RCPT"
    when = NOW
    for _ in range(3):
        report = send_due(database, to(postmaster, max_tries=3), when)
        when += timedelta(days=1)
    assert [trouble.recipient for trouble in report.dead] == [RECIPIENT]
    assert report.retried_later == ()
    assert postmaster.attempts == 3
    assert send_due(database, to(postmaster), when).dead == report.dead
    assert postmaster.attempts == 3


def test_two_senders_never_meet(database: Database, postmaster: Postmaster) -> None:
    queued(database)
    with lock.hold(database, "mail"), pytest.raises(BusyError):
        send_due(database, to(postmaster), NOW)
    assert states(database) == [mail_states.QUEUED]


def test_without_a_server_mails_wait_and_the_report_says_so(database: Database) -> None:
    queued(database, RECIPIENT, "b@fiscalia.example")
    report = send_due(database, mail_settings(host=""), NOW)
    assert report == SendReport(waiting=2)
    assert "mail.host is empty" in report.lines[0]
    assert states(database) == [mail_states.QUEUED] * 2


def test_a_server_that_is_set_late_sends_what_is_not_too_old(database: Database, postmaster: Postmaster) -> None:
    """A thousand days of digests waited for a mail server, and all of them went out once one was set."""
    for days in (0, 10, 20):
        with database.transaction() as session:
            told = NOW + timedelta(days=days)
            assert outbox.queue(session, f"day {days}", RECIPIENT, "A digest", b"Subject: a\r\n\r\nb", told)
    report = send_due(database, mail_settings(host=""), NOW + timedelta(days=20))
    assert (report.waiting, report.dropped) == (2, 1)
    assert "1 dropped" in " ".join(report.lines)
    assert send_due(database, to(postmaster), NOW + timedelta(days=20)) == SendReport(sent=2)
    assert states(database) == [mail_states.DROPPED, mail_states.SENT, mail_states.SENT]
    with database.transaction() as session:
        (dropped,) = outbox.mails(session, [mail_states.DROPPED])
        assert (dropped.key, dropped.error) == ("day 0", dropped_mails.OVERDUE)
        entry = audit.last(session, "mail dropped")
        assert entry is not None
        assert (entry.subject, entry.actor) == (f"mail {dropped.mail_id}", audit.MACHINE)
        outbox.resend(session, dropped.mail_id, NOW + timedelta(days=20))  # a person wants it all the same
    assert send_due(database, to(postmaster), NOW + timedelta(days=20)) == SendReport(sent=1)


def test_nobody_is_mailed_who_was_taken_out_or_paused_meanwhile(database: Database, postmaster: Postmaster) -> None:
    queued(database, RECIPIENT, "Bo <b@fiscalia.example>", "c@fiscalia.example")
    with database.transaction() as session:
        recipients.remove(session, "b@fiscalia.example", who="ana")
        recipients.change(session, recipients.Recipient("c@fiscalia.example", paused=True), who="ana", now=NOW)
    assert send_due(database, mail_settings(host=""), NOW).waiting == 3  # who knows by what settings this is asked
    assert send_due(database, to(postmaster), NOW) == SendReport(sent=1, dropped=2)
    assert [envelope.rcpt_tos for envelope in postmaster.envelopes] == [[RECIPIENT]]
    with database.reading() as session:
        assert {mail.error for mail in outbox.mails(session, [mail_states.DROPPED])} == {dropped_mails.NOBODY}


def test_what_a_dropped_mail_was_to_tell_waits_for_the_next(database: Database, postmaster: Postmaster) -> None:
    with database.transaction() as session:
        flag_id = report_of(session, 1, [mention("Kantuta")])
        assert flag_id
        assert outbox.queue(session, "k", RECIPIENT, "A digest", b"x", NOW, covers={flag_id: 1})
        assert views.unmailed_count(session, RECIPIENT, first_since=NOON) == 0
    late = NOW + timedelta(days=15)
    assert send_due(database, to(postmaster), late) == SendReport(dropped=1)
    with database.reading() as session:
        assert views.unmailed_count(session, RECIPIENT, first_since=NOON) == 1
        assert views.told_before(session, RECIPIENT, [flag_id]) == {}


def test_a_hostile_title_arrives_as_words(database: Database, postmaster: Postmaster) -> None:
    title = "<script>alert(1)</script>\r\nBcc: all@press.example\r\n\r\n\u202e.\r\n.\r\nQUIT"
    hostile = digest(operators=(operator(name=title, lines=(line(title=title, reason=title),)),))
    message = render(hostile, mail_settings(), now=NOW)
    hand_over(to(postmaster), ("a@almenara.example", RECIPIENT), message.as_bytes)
    (received,) = postmaster.mails
    assert received["Bcc"] is None
    assert postmaster.envelopes[0].rcpt_tos == [RECIPIENT]
    html = received.get_body(("html",))
    assert html is not None
    assert "&lt;script&gt;alert(1)&lt;/script&gt; Bcc: all@press.example" in html.get_content()
