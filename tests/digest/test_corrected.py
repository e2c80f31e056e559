"""Who was mailed a lead is told once that a person corrected it, through a real server; and once if that is undone."""

from __future__ import annotations

from datetime import datetime

import pytest

from core.nights import DigestCorrected
from core.terms import Corrected, FlagState, LegalStatus, NightState
from digest import told as told_before
from digest.night import queue_at_once, queue_night
from digest.render import render
from digest.send import send_due
from store import flags, runs, views
from store.flagging import corrections
from store.outgoing import outbox, recipients, returned_mails
from store.outgoing.recipients import Recipient, Wishes
from store.session import Database, Session
from tests.digest.postmaster import Postmaster, to
from tests.digest.samples import digest, mail_settings
from tests.digest.test_taken_back import DESK, LATE, NAME, OTHER, at, mailed
from tests.store.make import NOON, analysis, mention, read, register, report
from tests.web.seed import NOW

CHARGED, REPORTED = LegalStatus.CHARGED, LegalStatus.REPORTED
FEWER = "it does not accuse all whom it named."
NOBODY = "it accuses nobody whom it named."
LESS = "it says less of somebody whom it named."
AGAIN = "what was corrected counts again, or as more."


def lead(session: Session) -> int:
    register(session, "cl_voz")
    both = [mention(NAME, status=CHARGED), mention(OTHER, status=CHARGED, at=90)]
    return report(session, 1, both, now=NOON) or 0


def correct(session: Session, operator_id: int, to: LegalStatus | None, when: datetime) -> None:
    statement = views.statements_of_flag(session, 1)[operator_id]
    version = views.statement(session, statement).line.version
    corrections.correct(session, statement, to, who="Ana", why="read it", expected_version=version, now=when)


def test_a_lead_that_accuses_somebody_no_more_is_told_once_by_mail(database: Database, postmaster: Postmaster) -> None:
    """A webhook was told; whoever reads mails went on looking for somebody of whom the desk knew better."""
    settings = to(postmaster).model_copy(update={"recipients": (DESK,)})
    for day in range(3):
        with database.transaction() as session:
            if day == 0:
                lead(session)
            if day == 1:
                correct(session, 1, None, at(1))
            run_id = runs.start_or_resume(session, at(day).date(), "manual", at(day)).run_id
            queue_night(session, run_id, settings, silent_nights=9, now=at(day, 2))
            runs.finish(session, run_id, NightState.DONE, at(day, 3))
        assert send_due(database, settings, at(day, 4)).sent == 1
    first, second, third = postmaster.mails
    assert first["Subject"].endswith(": 1 new lead")
    assert second["Subject"].endswith(": 1 corrected lead")
    for kind in ("plain", "html"):
        part = second.get_body((kind,))
        assert part is not None
        text = " ".join(part.get_content().split())
        assert "No new lead." in text
        assert "told on 23 Jan 2021" in text
        assert FEWER in text
        assert "http://127.0.0.1:8321/flags/1" in text
        assert NAME.upper() not in text.upper()  # it named them once too often
    assert third["Subject"].endswith(": nothing new")
    assert "/flags/1" not in third.get_body(("plain",)).get_content()  # type: ignore[union-attr]


def test_less_nobody_and_back_again_are_told_each_once(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        mailed(session, 0)
        correct(session, 1, REPORTED, at(1))
        assert LESS in mailed(session, 1)[1]
        correct(session, 1, None, at(2))
        correct(session, 2, None, at(2))
        subject, text = mailed(session, 2)
        assert (NOBODY in text, FEWER in text, LESS in text) == (True, False, False)
        assert subject.endswith(": 1 corrected lead")
        correct(session, 2, CHARGED, at(3))
        assert AGAIN in mailed(session, 3)[1]
        assert mailed(session, 4)[0].endswith(": nothing new")


def test_what_was_taken_back_before_the_next_mail_is_not_told(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        mailed(session, 0)
        correct(session, 1, None, at(1))
        correct(session, 1, CHARGED, at(1, 1))
        assert mailed(session, 1)[0].endswith(": nothing new")


def test_who_was_told_of_nothing_and_what_was_corrected_before_is_not_told(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        correct(session, 1, None, at(0))
        text = mailed(session, 0)[1]
        assert (NAME in text, FEWER in text) == (False, False)
        correct(session, 2, None, at(1))
        assert NOBODY not in mailed(session, 1, LATE)[1]
        assert NOBODY in mailed(session, 2)[1]


def test_a_confirmed_lead_is_told_and_a_dismissed_one_is_not(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        mailed(session, 0)
        flags.decide(session, 1, FlagState.CONFIRMED, who="ana", why="", expected_version=1, now=at(1))
        correct(session, 1, None, at(1))
        assert FEWER in mailed(session, 1)[1]
        for version, state in ((2, FlagState.IN_REVIEW), (3, FlagState.DISMISSED)):
            flags.decide(session, 1, state, who="ana", why="no", expected_version=version, now=at(2))
        correct(session, 2, None, at(2))
        assert mailed(session, 2)[0].endswith(": nothing new")


def test_a_mail_that_was_given_up_told_of_no_correction(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        mailed(session, 0)
        correct(session, 1, None, at(1))
        mailed(session, 1)
        assert returned_mails.mark(session, outbox.mails(session)[0].mail_id, "550", at(1, 4), who="ana")
        assert FEWER in mailed(session, 2)[1]
        assert FEWER not in mailed(session, 3)[1]


def test_with_new_evidence_the_mail_tells_both(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where there is room for no more: the next mail goes by this one."""
    monkeypatch.setattr(told_before, "_MOST", 0)
    with database.transaction() as session:
        lead(session)
        mailed(session, 0)
        correct(session, 1, None, at(1))
        more = [mention(NAME, status=CHARGED), mention(OTHER, at=90), mention("Zorzal", at=200)]
        read(session, analysis(1, more, reader="rules 2"), now=at(1, 1))
        text = mailed(session, 1)[1]
        assert (FEWER in text, "New evidence since an earlier mail." in text) == (True, True)
        assert FEWER not in mailed(session, 2)[1]


def test_what_has_no_room_is_told_by_the_next(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    with database.transaction() as session:
        lead(session)
        mailed(session, 0)
        correct(session, 1, None, at(1))
        with monkeypatch.context() as narrow:
            narrow.setattr(told_before, "_MOST", 0)
            assert "There was no room for 1 more lead" in mailed(session, 1)[1]
        assert FEWER in mailed(session, 2)[1]


def test_a_mail_at_once_tells_it_of_what_it_tells(database: Database) -> None:
    """Else the digest, which goes by the newest mail, would never have told it."""
    with database.transaction() as session:
        lead(session)
        recipients.add(session, Recipient(DESK, Wishes(operators=(2,))), who="ana", now=NOON)
        mailed(session, 0)
        correct(session, 1, None, at(1))
        read(session, analysis(1, [mention(OTHER), mention("Zorzal", at=200)], reader="rules 2"), now=at(1, 1))
        run_id = runs.start_or_resume(session, at(1).date(), "manual", at(1)).run_id
        queue_at_once(session, run_id, mail_settings(recipients=(DESK,)), now=at(1, 1))
        message = outbox.mails(session)[0].message.decode()
        assert FEWER in " ".join(message.replace("=\n", "").split())
        assert "immediate" in outbox.mails(session)[0].key
        assert FEWER not in mailed(session, 1)[1]


def test_a_correction_that_waited_for_a_mail_comes_after_it(database: Database) -> None:
    """The mail was made meanwhile, by a moment later than the person's, and named who is not accused."""
    with database.transaction() as session:
        lead(session)
        mailed(session, 0)
        correct(session, 1, None, at(0, 1))
        assert FEWER in mailed(session, 1)[1]


def test_other_languages_say_it_too() -> None:
    for tongue, said in (("es", "1 pista corregida"), ("pt", "1 pista corrigida")):
        lines = (DigestCorrected(1, "La Voz", NOW.date(), tuple(Corrected)),)
        mail = render(digest(operators=(), corrected=lines, language=tongue), mail_settings(), now=NOW)
        assert mail["Subject"].endswith(f": {said}")
