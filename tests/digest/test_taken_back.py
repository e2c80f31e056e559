"""Who was mailed a lead is told that the machine takes it back, once; and reads of it anew where it is read again."""

from __future__ import annotations

from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from core.nights import DigestTakenBack
from core.terms import FlagState, LegalStatus, NightState
from digest import told as told_before
from digest.night import queue_night
from digest.render import render
from store import flags, runs
from store.outgoing import outbox, returned_mails
from store.session import Database, Session
from store.views import flag_views
from tests.digest.samples import digest, mail_settings
from tests.store.make import NOON, REPORT, analysis, mention, read, register, report
from tests.web.seed import NOW

DESK, LATE = "Fiscalía <desk@fiscalia.example>", "unit@policia.example"
NAME, OTHER = "Rosa Amaru Tika", "Kantuta"
AGAIN = "An earlier mail said that it was withdrawn; it is read again."


def at(day: int, hours: int = 0) -> datetime:
    return NOON + timedelta(days=day, hours=hours)


def mailed(session: Session, day: int, to: str = DESK) -> tuple[str, str]:
    """The mail of a day: its subject and its text."""
    run_id = runs.start_or_resume(session, at(day).date(), "manual", at(day)).run_id
    queue_night(session, run_id, mail_settings(recipients=(to,)), silent_nights=9, now=at(day, 2))
    runs.finish(session, run_id, NightState.DONE, at(day, 3))
    newest = outbox.mails(session)[0]
    if outbox.begin(session, newest.mail_id, at(day, 3)) is not None:
        outbox.sent(session, newest.mail_id, at(day, 3))
    mail = message_from_bytes(newest.message, policy=default)
    assert isinstance(mail, EmailMessage)
    both = [mail.get_body((kind,)) for kind in ("plain", "html")]
    text, html = (" ".join(each.get_content().split()) for each in both if each is not None)
    for said in ("no lead any more.", "it no longer names all whom it named.", AGAIN):
        assert (said in text) is (said in html)
    return str(mail["Subject"]), text


def again(session: Session, day: int, *names: str) -> None:
    labels = (REPORT,) if names else ()
    read(session, analysis(1, map(mention, names), labels=labels, reader=f"rules 1.{day}"), now=at(day, 1))


def test_a_lead_that_is_read_no_more_is_taken_back_once(database: Database) -> None:
    """Who had its mail went on looking for somebody of whom the desk had long said that nobody reads it."""
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention(NAME)], now=NOON)
        assert NAME.upper() in mailed(session, 0)[1]
        again(session, 1)
        subject, text = mailed(session, 1)
        assert subject.endswith(": 1 withdrawn reading")
        assert "No new lead." in text
        assert "1 lead that an earlier mail told you of is read otherwise now." in text
        assert "told on 23 Jan 2021: no lead any more. http://127.0.0.1:8321/flags/1" in text
        assert NAME.upper() not in text.upper()
        subject, text = mailed(session, 2)
        assert (subject.endswith(": nothing new"), "/flags/1" in text) == (True, False)


def test_what_is_read_again_is_mailed_again(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention(NAME)], now=NOON)
        mailed(session, 0)
        again(session, 1)
        mailed(session, 1)
        again(session, 2, NAME)
        subject, text = mailed(session, 2)
        assert subject.endswith(": 1 new lead")
        assert (AGAIN in text, NAME.upper() in text) == (True, True)
        assert mailed(session, 3)[0].endswith(": nothing new")
        again(session, 4)
        assert mailed(session, 4)[0].endswith(": 1 withdrawn reading")


def test_a_lead_that_names_fewer_says_so_once(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention(NAME), mention(OTHER)], now=NOON)
        mailed(session, 0)
        again(session, 1, OTHER)
        subject, text = mailed(session, 1)
        assert subject.endswith(": 1 withdrawn reading")
        assert "it no longer names all whom it named." in text
        assert (NAME in text, OTHER in text) == (False, False)
        assert mailed(session, 2)[0].endswith(": nothing new")
        again(session, 3)
        assert "no lead any more." in mailed(session, 3)[1]


def test_who_was_not_told_of_it_reads_nothing_of_it(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention(NAME)], now=NOON)
        mailed(session, 0)
        again(session, 1)
        assert "/flags/1" not in mailed(session, 1, LATE)[1]


@pytest.mark.parametrize("state", [FlagState.CONFIRMED, FlagState.DISMISSED])
def test_what_a_person_decided_on_is_not_taken_back(database: Database, state: FlagState) -> None:
    with database.transaction() as session:
        report(session, 1, [mention(NAME)], now=NOON)
        mailed(session, 0)
        flags.decide(session, 1, state, who="ana", why="read", expected_version=1, now=at(1))
        again(session, 1)
        assert "/flags/1" not in mailed(session, 1)[1]


def test_a_mail_that_was_given_up_took_nothing_back(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention(NAME)], now=NOON)
        mailed(session, 0)
        again(session, 1)
        mailed(session, 1)
        assert returned_mails.mark(session, outbox.mails(session)[0].mail_id, "550", at(1, 4), who="ana")
        assert "no lead any more." in mailed(session, 2)[1]
        assert "/flags/1" not in mailed(session, 3)[1]


def test_what_has_no_room_is_told_by_the_next(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told_before, "_MOST", 1)
    with database.transaction() as session:
        for number in (1, 2):
            report(session, number, [mention(NAME)], now=NOON)
        mailed(session, 0)
        again(session, 1)
        read(session, analysis(2, labels=(), reader="rules 1.1"), now=at(1, 1))
        for day, told in ((1, "1"), (2, "2")):
            text = mailed(session, day)[1]
            assert f"/flags/{told}" in text
            assert ("There was no room for 1 more lead" in text) is (day == 1)


def test_other_languages_say_it_too() -> None:
    for tongue, said in (("es", "1 lectura retirada"), ("pt", "1 leitura retirada")):
        lines = (DigestTakenBack(1, "La Voz", NOW.date(), is_whole=True),)
        mail = render(digest(operators=(), taken_back=lines, language=tongue), mail_settings(), now=NOW)
        assert mail["Subject"].endswith(f": {said}")


def test_a_mail_that_takes_a_name_back_covers_no_evidence_that_it_had_no_room_for(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    charged = mention(OTHER, status=LegalStatus.CHARGED, status_sentence=f"{OTHER} was charged.")
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention(NAME), mention(OTHER)], now=NOON)
        mailed(session, 0)
        read(session, analysis(1, [charged], reader="rules 1.1"), now=at(1, 1))
        report(session, 2, [mention("Zorzal")], now=at(1, 1))
        with monkeypatch.context() as narrow:
            narrow.setitem(flag_views._grouped.__kwdefaults__, "limit", 1)
            subject, text = mailed(session, 1)
        assert (subject.endswith(": 1 new lead, 1 withdrawn reading"), "charged" in text) == (True, False)
        assert "charged" in mailed(session, 2)[1]
        assert "charged" not in mailed(session, 3)[1]
