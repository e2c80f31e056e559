"""Who was mailed a lead is told what became of its page, once, by the mail of the night that saw it."""

from __future__ import annotations

from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from core.terms import DocumentKind, NightState, Role
from digest.compose import compose
from digest.night import queue_night, queue_untold
from store import runs, sightings
from store.outgoing import outbox
from store.outgoing.recipients import Recipient
from store.session import Database, Session
from tests.digest.samples import mail_settings
from tests.store.make import NOON, OFFER, mention, register, report

DESK, LATE = "Fiscalía <desk@fiscalia.example>", "unit@policia.example"
GONE = "Its publisher no longer shows it (seen on 24 Jan 2021)."
BACK = "Its publisher shows it again: gone on 24 Jan 2021, there on 26 Jan 2021."
HEAD = "What became of earlier leads"


def at(day: int, hours: int = 0) -> datetime:
    return NOON + timedelta(days=day, hours=hours)


def mailed(session: Session, day: int, to: str = DESK) -> str:
    """The text of the mail of a day; what its two parts tell of pages is the same."""
    run_id = runs.start_or_resume(session, at(day).date(), "manual", at(day)).run_id
    queue_night(session, run_id, mail_settings(recipients=(to,)), silent_nights=9, now=at(day, 2))
    runs.finish(session, run_id, NightState.DONE, at(day, 3))
    mail = message_from_bytes(outbox.mails(session)[0].message, policy=default)
    assert isinstance(mail, EmailMessage)
    both = [mail.get_body((kind,)) for kind in ("plain", "html")]
    text, html = (" ".join(each.get_content().split()) for each in both if each is not None)
    assert (GONE in text) is (GONE in html)
    assert (BACK in text) is (BACK in html)
    assert (HEAD.upper() in text) is (HEAD in html)
    return text


@pytest.fixture
def session(database: Database):  # type: ignore[no-untyped-def]
    """A lead of which the desk was mailed, and whose page is gone a day later."""
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("Kantuta"), mention("Yeni Rojas", role=Role.VICTIM)], labels=(OFFER,),
               kind=DocumentKind.AD, text="Kantuta lleva a Yeni Rojas. ", now=NOON)  # fmt: skip
        mailed(session, 0)
        sightings.gone(session, "cl_voz", {"https://cl_voz.example/1": at(1)})
        yield session


def test_a_page_that_is_gone_is_told_once(session: Session) -> None:
    told = mailed(session, 1)
    assert "No new lead." in told
    assert f"Cl Voz {GONE} http://127.0.0.1:8321/flags/1" in told
    assert GONE not in mailed(session, 2)


def test_a_night_that_sent_no_mail_leaves_it_to_the_next(session: Session) -> None:
    run_id = runs.start_or_resume(session, at(1).date(), "manual", at(1)).run_id
    runs.finish(session, run_id, NightState.FAILED, at(1, 3))
    assert GONE in mailed(session, 2)
    assert GONE not in mailed(session, 3)


def test_a_page_that_came_back_is_told_once(session: Session) -> None:
    """A mail had told that it was gone, and no later one that it stood again."""
    assert GONE in mailed(session, 1)
    sightings.stood(session, "cl_voz", {"https://cl_voz.example/1": at(3)})
    told = mailed(session, 3)
    assert f"Cl Voz {BACK} http://127.0.0.1:8321/flags/1" in told
    assert (GONE in told, "Yeni" in told) == (False, False)
    assert BACK not in mailed(session, 4)
    assert HEAD.upper() not in mailed(session, 5, LATE)


def test_it_is_not_told_to_whom_no_mail_told_of_the_lead(session: Session) -> None:
    assert "became of earlier" not in mailed(session, 1, LATE).lower()


def test_a_later_mail_of_the_same_night_does_not_repeat_it(session: Session) -> None:
    mailed(session, 1)
    run_id = runs.start_or_resume(session, at(1).date(), "manual", at(1, 4)).run_id
    report(session, 3, [mention("Kantuta del Sur")], run_id=run_id, now=at(1, 4))
    settings = mail_settings(recipients=(DESK,))
    assert queue_untold(session, run_id, settings, silent_nights=9, now=at(1, 5)) == [DESK]
    assert HEAD.upper().encode() not in outbox.mails(session)[0].message


def test_of_a_lead_that_a_mail_between_two_nights_told_of_it_is_told(session: Session) -> None:
    """It had been raised after the last digest, and by the next one its page was gone for too long."""
    mailed(session, 1)
    report(session, 3, [mention("Ruta Zorzal")], now=at(1, 4))
    settings = mail_settings(recipients=(DESK,))
    assert queue_untold(session, 2, settings, silent_nights=9, now=at(1, 5)) == [DESK]
    sightings.gone(session, "cl_voz", {"https://cl_voz.example/3": at(2)})
    told = mailed(session, 2)
    assert "Its publisher no longer shows it (seen on 25 Jan 2021). http://127.0.0.1:8321/flags/2" in told
    assert HEAD.upper() not in mailed(session, 3)


def test_what_has_no_room_is_counted(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("digest.moved.MOST", 0)
    run_id = runs.start_or_resume(session, at(1).date(), "manual", at(1)).run_id
    digest = compose(session, run_id, Recipient(DESK), silent_nights=9).digest
    assert (digest.moved, digest.more_moved) == ((), 1)
