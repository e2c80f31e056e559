"""Each recipient's own mail: language, filters, operators at once, saved searches, and nothing told twice."""

from __future__ import annotations

import email
from datetime import timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.errors import SettingsError
from core.terms import FlagState
from digest.compose import compose
from digest.night import queue_at_once, queue_night, unaddressed
from digest.render import render
from digest.send import send_due
from store import flags, saved_searches, views
from store.outgoing import outbox, recipients
from store.outgoing.recipients import Recipient, Wishes
from store.search import SearchFilter
from store.session import Database
from tests.digest.postmaster import Postmaster, to
from tests.digest.samples import NIGHT as SAMPLE_NIGHT
from tests.digest.samples import NOW as SAMPLE_NOW
from tests.digest.samples import RECIPIENT, digest, line, mail_settings, operator
from tests.web.seed import NIGHT, NOW, Night
from tests.web.stories import EARLIER, TONIGHT

DESK, EDU = "desk@fiscalia.example", "Edu <edu@policia.example>"
NOBODY = mail_settings(recipients=())


@pytest.fixture
def run_id(database: Database, tmp_path: Path) -> int:
    """A night with its leads and a clearance, after an earlier one."""
    night = Night(database, tmp_path / "archive")
    night.hold(EARLIER, night=NIGHT - timedelta(days=3), now=NOW - timedelta(days=3))
    return night.hold(TONIGHT)


def add(database: Database, address: str = DESK, **wishes: object) -> None:
    with database.transaction() as session:
        recipients.add(session, Recipient(address, Wishes(**wishes)), who="ana", now=NOW)  # type: ignore[arg-type]


def named(database: Database, name: str) -> int:
    with database.reading() as session:
        return next(each.operator_id for each in views.operators(session) if each.name == name)


def mails(database: Database) -> dict[str, EmailMessage]:
    """The outbox, by the kind of the mail."""
    with database.reading() as session:
        found = outbox.mails(session)
    return {
        mail.key.split("-")[0].split(":")[0]: email.message_from_bytes(mail.message, policy=default)  # type: ignore[misc]
        for mail in found
    }


def words(message: EmailMessage, kind: str = "plain") -> str:
    body = message.get_body((kind,))
    assert body is not None
    return " ".join(body.get_content().split())


def test_filters_and_what_they_pass_over(database: Database, run_id: int) -> None:
    with database.reading() as session:
        nothing = compose(session, run_id, Recipient(DESK, Wishes(countries=("MX",), min_score=1)), silent_nights=3)
        everything = compose(session, run_id, Recipient(DESK), silent_nights=3)
    told = {line.is_clearance for each in nothing.digest.operators for line in each.lines}
    assert told == {True}  # clearances pass every filter
    assert set(nothing.passed) | set(nothing.covers) == set(everything.covers)
    assert nothing.digest.passed == len(nothing.passed) > 0
    assert f"Your filters passed over {nothing.digest.passed} lead" in words(
        render(nothing.digest, mail_settings(), now=NOW)
    )


@pytest.mark.parametrize("sent_first", [True, False])
def test_a_chosen_operator_is_told_of_at_once_and_once(
    database: Database, run_id: int, postmaster: Postmaster, sent_first: bool
) -> None:
    add(database, operators=(named(database, "ViveOnline"),))
    for expected in ([DESK], []):
        with database.transaction() as session:
            assert queue_at_once(session, run_id, NOBODY, now=NOW) == expected
    if sent_first:
        assert send_due(database, to(postmaster), NOW + timedelta(minutes=7)).sent == 1
    zone = ZoneInfo("America/Santiago")
    with database.transaction() as session:
        later = NOW + timedelta(minutes=9)
        assert queue_night(session, run_id, NOBODY, silent_nights=3, now=later, zone=zone) == [DESK]
        assert queue_at_once(session, run_id, NOBODY, now=later) == []
    found = mails(database)
    at_once, whole = found["immediate"], found["digest"]
    assert at_once["Subject"].startswith("Almenara, 23 Jan 2021: at once, 1 new lead")
    assert at_once["Message-ID"] != whole["Message-ID"]
    assert at_once["List-Id"] == whole["List-Id"]
    assert "VIVEONLINE" in words(at_once)
    assert "since you chose these operators" in words(at_once)
    assert "Viajes Sol Naciente".upper() not in words(at_once)
    when = f"{NOW.astimezone(zone) + timedelta(minutes=7):%H:%M}"
    said = (
        f"Already sent to you at {when} ({zone})." if sent_first else "In a mail of its own, which is still on its way."
    )
    for kind in ("plain", "html"):
        assert said in words(whole, kind)
    assert "VIVEONLINE" not in words(whole)
    assert "VIAJES SOL NACIENTE" in words(whole)


def test_what_was_dismissed_since_the_mail_at_once_is_not_told_again(database: Database, run_id: int) -> None:
    """The digest named the operator once more, hours after a person had said that it is none."""
    add(database, operators=(named(database, "ViveOnline"),))
    with database.transaction() as session:
        queue_at_once(session, run_id, NOBODY, now=NOW)
        (told,) = views.already_told(session, recipients.everybody(session)[0].address, NIGHT)
        seen, flag_id = told.flag.version, told.flag.flag_id
        flags.decide(session, flag_id, FlagState.DISMISSED, who="ana", why="no", expected_version=seen, now=NOW)
        digest_ = compose(session, run_id, recipients.everybody(session)[0], silent_nights=3).digest
        assert digest_.told == ()
        assert flag_id not in {line.flag_id for each in digest_.operators for line in each.lines}
        flags.decide(session, flag_id, FlagState.IN_REVIEW, who="ana", why="", expected_version=seen + 1, now=NOW)
        digest_ = compose(session, run_id, recipients.everybody(session)[0], silent_nights=3).digest
    assert [each.flag_id for each in digest_.told] == [flag_id]


def test_a_mail_at_once_that_died_is_told_in_the_digest(database: Database, run_id: int) -> None:
    add(database, operators=(named(database, "ViveOnline"),))
    with database.transaction() as session:
        queue_at_once(session, run_id, NOBODY, now=NOW)
        (mail,) = outbox.mails(session)
        outbox.begin(session, mail.mail_id, NOW)
        outbox.failed(session, mail.mail_id, "gone", NOW, max_tries=1)
        digest_ = compose(session, run_id, recipients.everybody(session)[0], silent_nights=3).digest
    assert digest_.told == ()
    assert "ViveOnline" in {each.name for each in digest_.operators}


def test_who_is_paused_gets_nothing_and_loses_nothing(database: Database, run_id: int) -> None:
    add(database, EDU)
    settings = mail_settings(recipients=("edu@policia.example", DESK))
    with database.transaction() as session:
        (edu,) = recipients.everybody(session)
        paused = Recipient(edu.address, edu.wishes, paused=True, listed=True)
        recipients.change(session, paused, who="ana", now=NOW)
        assert queue_night(session, run_id, settings, silent_nights=3, now=NOW) == [DESK]
        waiting = compose(session, run_id, edu, silent_nights=3).covers
        assert len(waiting) == len(compose(session, run_id, Recipient("x@y.example"), silent_nights=3).covers)


def test_an_old_row_of_two_addresses_stops_nobody_elses_mail(
    database: Database, run_id: int, postmaster: Postmaster
) -> None:
    """`recipient add` took such rows before it asked."""
    two = "ana@fiscalia.example, ben@fiscalia.example"
    add(database, two)
    add(database, EDU)
    with database.transaction() as session:
        assert queue_night(session, run_id, NOBODY, silent_nights=3, now=NOW) == [EDU]
        (told,) = unaddressed(session, NOBODY)
        assert f"{two!r} is more than one mail address" in told
        assert "`almenara digest recipient remove ana@fiscalia.example`" in told
        outbox.queue(session, outbox.mail_key(two, NIGHT), two, "Queued before that", b"x", NOW)
    report = send_due(database, to(postmaster, recipients=()), NOW)
    assert (report.sent, [each.recipient for each in report.retried_later]) == (1, [two])
    assert "is more than one mail address" in report.retried_later[0].error
    with database.transaction() as session:
        recipients.remove(session, "ana@fiscalia.example", who="luz")
        assert unaddressed(session, NOBODY) == []


def test_a_saved_search_tells_of_each_document_once(database: Database, tmp_path: Path) -> None:
    add(database)
    with database.transaction() as session:
        saved_searches.save(
            session, "migrantes", SearchFilter(), name="<b>todo</b>", owner="Ana", address=DESK, now=NOW
        )
    night = Night(database, tmp_path / "archive")
    first = night.hold(TONIGHT[:2])
    with database.transaction() as session:
        queue_night(session, first, NOBODY, silent_nights=9, now=NOW)
    mail = mails(database)["digest"]
    assert "YOUR SAVED SEARCHES <b>todo</b> http://127.0.0.1:8321/search?q=migrantes" in words(mail)
    assert "&lt;b&gt;todo&lt;/b&gt;" in words(mail, "html")
    assert "for saved searches" in mail["Subject"]
    again = night.hold((), night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    with database.reading() as session:
        assert compose(session, again, Recipient(DESK), silent_nights=9).digest.searches == ()


def test_a_saved_search_dates_as_the_pages_do(database: Database, tmp_path: Path) -> None:
    """They appeared on the 22nd at 18:30 in UTC, which is the 23rd on Kiritimati."""
    add(database)
    chosen = SearchFilter(since=NIGHT, until=NIGHT)
    with database.transaction() as session:
        saved_searches.save(session, "", chosen, name="todo", owner="Ana", address=DESK, now=NOW)
    run_id = Night(database, tmp_path / "archive").hold(TONIGHT)
    zone = ZoneInfo("Pacific/Kiritimati")
    with database.reading() as session:
        (found,) = compose(session, run_id, Recipient(DESK), silent_nights=9, zone=zone).digest.searches
    assert {hit.day.date() for hit in found.hits} == {NIGHT}


SPOKEN = {
    "es": ("Almenara, 23 ene 2021: 1 pista nueva", "Noche del sábado, 23 de enero de 2021", "1214 documentos", "0.93"),
    "pt": (
        "Almenara, 23 jan. 2021: 1 pista nova",
        "Noite de sábado, 23 de janeiro de 2021",
        "1.214 documentos",
        "0,93",
    ),
    "en": ("Almenara, 23 Jan 2021: 1 new lead", "Night of Saturday 23 January 2021", "1,214 new or changed", "0.93"),
}


@pytest.mark.parametrize("code", SPOKEN)
def test_each_in_their_language(code: str) -> None:
    reason = "Report in La Voz of smuggling or trafficking; Ruta Sol: reported as operator; route CO→EC"
    spoken = digest(
        language=code,
        operators=(operator(lines=(line(reason=reason, new_evidence=True),)),),
        sources_silent=(("pe_avisos", 3),),
        passed=2,
        waiting=3,
    )
    message = render(spoken, mail_settings(), now=SAMPLE_NOW)
    subject, night, documents, score = SPOKEN[code]
    assert message["Subject"] == subject
    assert message["Content-Language"] == {"es": "es-419", "pt": "pt-BR", "en": "en"}[code]
    assert message["Message-ID"] == render(digest(), mail_settings(), now=SAMPLE_NOW)["Message-ID"]
    for kind in ("plain", "html"):
        body = words(message, kind)
        assert night in body
        assert documents in body
        assert score in body
        assert (reason in body) == (code == "en")
    for english in ("Why:", "Sources", "silent for", "Your filters", "There was no room", "A flag is a lead", "Phone"):
        assert (english in words(message)) == (code == "en") or english in ("Sources", "Phone")


def test_how_to_get_no_more_mail() -> None:
    message = render(digest(), mail_settings(unsubscribe="mailto:desk@fiscalia.example?subject=stop"), now=SAMPLE_NOW)
    assert message["List-Unsubscribe"] == "<mailto:desk@fiscalia.example?subject=stop>"
    for kind in ("plain", "html"):
        assert "mailto:desk@fiscalia.example?subject=stop" in words(message, kind)
    plain = render(digest(recipient=RECIPIENT, night=SAMPLE_NIGHT), mail_settings(), now=SAMPLE_NOW)
    assert plain["List-Unsubscribe"] is None
    assert "ask whoever runs this Almenara" in words(plain)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "http://x.example/", "mailto:a@b.example>\r\nBcc: c@d.example", "mailto:a b", "x"],
)
def test_no_other_way_out_stands_in_a_mail(address: str) -> None:
    with pytest.raises(SettingsError, match=r"mail\.unsubscribe"):
        render(digest(), mail_settings(unsubscribe=address), now=SAMPLE_NOW)
