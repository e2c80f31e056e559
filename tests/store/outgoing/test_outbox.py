"""A mail is handed over once, whatever dies on the way, and what it told is not told again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import NotFoundError
from core.terms import FlagState, NightState
from store import audit, flags, mail_states, runs, views
from store.outgoing import outbox, returned_mails
from store.outgoing.outbox import BACKOFF, mail_key
from store.session import Database, Session
from tests.store.make import NOON, mention, register, report

ANA, LUZ = "ana@fiscalia.example", "luz@fiscalia.example"
MINUTE = timedelta(minutes=1)


def _queue(session: Session, key: str = "k", **options: object) -> int:
    assert outbox.queue(session, key, ANA, "Subject", b"From: a\r\n\r\nHi\x00", NOON, **options)  # type: ignore[arg-type]
    return outbox.mails(session)[0].mail_id


def test_one_a_key(database: Database) -> None:
    with database.transaction() as session:
        _queue(session, mail_key(ANA, NOON.date()))
        assert not outbox.queue(session, mail_key(" Ana@Fiscalia.example", NOON.date()), ANA, "x", b"other", NOON)
        (mail,) = outbox.due(session, NOON)
        assert (mail.subject, mail.message, mail.state, mail.tries) == (
            "Subject",
            b"From: a\r\n\r\nHi\x00",
            "queued",
            0,
        )
        assert outbox.due(session, NOON - MINUTE) == []


def test_claimed_once_and_sent_once(database: Database) -> None:
    with database.transaction() as session:
        mail_id = _queue(session)
        assert outbox.begin(session, mail_id, NOON)
        assert not outbox.begin(session, mail_id, NOON)
        assert outbox.due(session, NOON) == []
        outbox.sent(session, mail_id, NOON)
        assert not outbox.begin(session, mail_id, NOON)
        assert outbox.sweep(session, NOON) == []
        with pytest.raises(NotFoundError, match="not being sent"):
            outbox.sent(session, mail_id, NOON)


def test_failures_wait_longer_and_longer_and_end(database: Database) -> None:
    now = NOON
    with database.transaction() as session:
        mail_id = _queue(session)
        for tries in range(1, 4):
            assert outbox.begin(session, mail_id, now)
            state = outbox.failed(session, mail_id, "451 later\x00", now, max_tries=3)
            assert state == ("failed" if tries < 3 else "dead")
            assert outbox.due(session, now) == []
            now += BACKOFF[tries - 1]
        assert outbox.due(session, now + timedelta(days=9)) == []
        (mail,) = outbox.mails(session, ["dead"])
        assert (mail.tries, mail.error) == (3, "451 later\ufffd")
        outbox.resend(session, mail_id, now)
        assert [mail.tries for mail in outbox.due(session, now)] == [0]


def test_a_mail_that_a_process_died_over_is_never_sent_by_itself(database: Database) -> None:
    with database.transaction() as session:
        mail_id = _queue(session)
        outbox.begin(session, mail_id, NOON)
    with database.transaction() as session:
        (mail,) = outbox.sweep(session, NOON + MINUTE)
        assert (mail.mail_id, mail.state) == (mail_id, "uncertain")
        assert outbox.due(session, NOON + timedelta(days=1)) == []
        assert not outbox.begin(session, mail_id, NOON + timedelta(days=1))
        outbox.resend(session, mail_id, NOON + MINUTE)
        assert outbox.begin(session, mail_id, NOON + MINUTE)
        outbox.uncertain(session, mail_id, "connection lost after DATA", NOON + MINUTE)
        assert [mail.error for mail in outbox.mails(session, ["uncertain"])] == ["connection lost after DATA"]
        with pytest.raises(NotFoundError):
            outbox.resend(session, 99, NOON)


def test_an_uncertain_mail_that_did_arrive_is_settled(database: Database) -> None:
    with database.transaction() as session:
        mail_id = _queue(session)
        with pytest.raises(NotFoundError, match="is uncertain"):
            returned_mails.arrived(session, mail_id, NOON, who="ana")
        outbox.begin(session, mail_id, NOON)
        outbox.sweep(session, NOON)
        returned_mails.arrived(session, mail_id, NOON + MINUTE, who="ana")
        (mail,) = outbox.mails(session)
        assert (mail.state, mail.error, mail.changed_at) == (mail_states.SENT, "", NOON + MINUTE)
        entry = audit.last(session, "mail arrived")
        assert entry is not None
        assert (entry.actor, entry.subject, entry.details) == ("ana", f"mail {mail_id}", {"recipient": ANA})


def _groups(session: Session, recipient: str = ANA) -> list[str]:
    groups = views.unmailed(session, recipient, first_since=NOON - MINUTE)
    return [group.operator.name if group.operator else "" for group in groups]


def test_the_next_digest_begins_where_the_last_ended(database: Database) -> None:
    with database.transaction() as session:
        flag_id = report(session, 1, [mention("ViveOnline")]) or 0
        assert _groups(session) == ["ViveOnline"]
        mail_id = _queue(session, covers={flag_id: 1})
        assert _groups(session) == []
        assert _groups(session, ANA.upper()) == []
        assert _groups(session, "luz@fiscalia.example") == ["ViveOnline"]
        report(session, 3, [mention("Kantuta")])
        assert _groups(session) == ["Kantuta"]
        outbox.begin(session, mail_id, NOON)
        outbox.failed(session, mail_id, "gone", NOON, max_tries=1)
        assert _groups(session) == ["ViveOnline", "Kantuta"]  # what a dead mail told was never told


def test_what_was_confirmed_before_any_mail_told_of_it_is_told(database: Database) -> None:
    """A person who is quicker than the mail takes nothing away from the others."""
    with database.transaction() as session:
        old = report(session, 1, [mention("Kantuta")], now=NOON - MINUTE) or 0
        flags.decide(session, old, FlagState.CONFIRMED, who="Luz", why="Juan", expected_version=1, now=NOON)
        told = report(session, 2, [mention("Pampa")]) or 0
        _queue(session, covers={told: 1})
        new, gone = (report(session, number, [mention(name)]) or 0 for number, name in ((3, "Zorzal"), (4, "Vizcacha")))
        flags.decide(session, told, FlagState.CONFIRMED, who="Luz", why="Juan", expected_version=1, now=NOON)
        flags.decide(session, new, FlagState.CONFIRMED, who="Luz", why="Juan", expected_version=1, now=NOON)
        flags.decide(session, gone, FlagState.DISMISSED, who="Luz", why="Juan", expected_version=1, now=NOON)
        assert _groups(session) == ["Zorzal"]  # Kantuta was confirmed before Ana was ever mailed
        _queue(session, "later", covers={new: 1})
        assert _groups(session) == []


def _night(session: Session, begun: datetime, recipient: str = "", covers: Mapping[int, int] | None = None) -> None:
    """A night that is done after two minutes, and its mail."""
    run = runs.start_or_resume(session, begun.date(), "test", begun)
    ended = begun + 2 * MINUTE
    if recipient:
        key = mail_key(recipient, run.night)
        assert outbox.queue(session, key, recipient, "s", b"m", ended, night=run.night, covers=covers or {})
    runs.finish(session, run.run_id, NightState.DONE, ended)


def test_who_was_never_mailed_is_not_told_of_years(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention("ViveOnline")], now=NOON)
        _night(session, NOON, LUZ)
        assert views.unmailed(session, ANA, first_since=NOON + timedelta(days=1)) == []


@pytest.mark.parametrize("nights", ["none", "failed", "done"])
def test_what_nobody_was_mailed_is_told_by_the_first_mail_of_all(database: Database, nights: str) -> None:
    """Leads of an ingest on a fresh watch, of a first night that failed, or of a watch that mailed nobody yet."""
    with database.transaction() as session:
        register(session, "cl_voz")
        if nights == "done":
            _night(session, NOON)
        elif nights == "failed":
            runs.start_or_resume(session, NOON.date(), "test", NOON)
        flag_id = report(session, 1, [mention("ViveOnline")], now=NOON + MINUTE) or 0
        begun = NOON + timedelta(days=1)
        for who in (ANA, LUZ):  # what the first of them is mailed is no reason to tell the second less
            assert views.unmailed_count(session, who, first_since=begun) == 1
            runs.start_or_resume(session, begun.date(), "test", begun)
            key = mail_key(who, begun.date())
            assert outbox.queue(session, key, who, "s", b"m", begun + MINUTE, night=begun.date(), covers={flag_id: 1})
        for who in (ANA, LUZ):
            assert views.unmailed_count(session, who, first_since=begun + timedelta(days=1)) == 0


@pytest.mark.parametrize("fails", [False, True])
def test_a_new_recipient_is_told_what_came_after_the_last_finished_night(database: Database, fails: bool) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("Kantuta")], now=NOON + MINUTE)
        _night(session, NOON, LUZ)
        if fails:
            later = NOON + timedelta(days=1)
            runs.start_or_resume(session, later.date(), "test", later)
        flag_id = report(session, 9000, [mention("Zorzal")], now=NOON + timedelta(days=1, hours=1)) or 0
        begun = NOON + timedelta(days=2)
        for mailed in (False, True):
            groups = views.unmailed(session, ANA, first_since=begun + timedelta(days=int(mailed)))
            assert [flag.flag_id for group in groups for flag in group.flags] == ([] if mailed else [flag_id])
            if not mailed:
                _night(session, begun, ANA, {flag_id: 1})


def test_a_new_recipients_second_mail_tells_nothing_of_the_years_before_the_first(database: Database) -> None:
    """What stood open when Ana was added came as news in her second digest."""
    with database.transaction() as session:
        register(session, "cl_voz")
        for number in (1, 2):
            report(session, number * 9000, [mention(f"Operator {number}")], now=NOON + MINUTE)
        _night(session, NOON, LUZ)
        covered: list[int] = []
        for day in (100, 101):
            begun = NOON + timedelta(days=day)
            run = runs.start_or_resume(session, begun.date(), "test", begun)
            flag_id = report(session, day * 9000, [mention(f"Operator {day}")], now=begun + MINUTE) or 0
            groups = views.unmailed(session, ANA, first_since=begun)
            assert [flag.flag_id for group in groups for flag in group.flags] == [flag_id]
            assert views.unmailed_count(session, ANA, first_since=begun) == 1
            covered.append(flag_id)
            queued = outbox.queue(
                session,
                mail_key(ANA, begun.date()),
                ANA,
                "Subject",
                b"Hi",
                begun + 2 * MINUTE,
                night=begun.date(),
                covers={flag_id: 1},
            )
            assert queued
            runs.finish(session, run.run_id, NightState.DONE, begun + 3 * MINUTE)
        assert covered == [3, 4]


def test_what_the_first_mail_had_no_room_for_is_told_by_the_second(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        runs.start_or_resume(session, NOON.date(), "test", NOON)
        told, left = (report(session, number, [mention(f"Operator {number}")], now=NOON) or 0 for number in (1, 9000))
        later = NOON + timedelta(days=1)
        assert outbox.queue(session, "k", ANA, "s", b"m", NOON + MINUTE, night=NOON.date(), covers={told: 1})
        groups = views.unmailed(session, ANA, first_since=later)
        assert [flag.flag_id for group in groups for flag in group.flags] == [left]


def test_what_a_dead_first_mail_told_is_told_by_the_next(database: Database) -> None:
    with database.transaction() as session:
        runs.start_or_resume(session, NOON.date(), "test", NOON)
        flag_id = report(session, 1, [mention("ViveOnline")], now=NOON) or 0
        mail_id = _queue(session, covers={flag_id: 1})
        later = NOON + timedelta(days=1)
        assert views.unmailed(session, ANA, first_since=later) == []
        outbox.begin(session, mail_id, NOON)
        outbox.failed(session, mail_id, "gone", NOON, max_tries=1)
        assert views.unmailed_count(session, ANA, first_since=later) == 1


@settings(max_examples=30)
@given(st.text(max_size=30), st.dates(), st.dates())
def test_keys_tell_nights_apart_and_not_cases(recipient: str, night: object, other: object) -> None:
    assert mail_key(recipient, night) == mail_key(f" {recipient.strip()} ", night)  # type: ignore[arg-type]
    assert (mail_key(recipient, night) == mail_key(recipient, other)) == (night == other)  # type: ignore[arg-type]
