"""A night composed from a real memory: what is new to whom, once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from core.errors import NotFoundError
from core.terms import ContactType, FlagState, LegalStatus, Verdict
from digest.compose import compose
from digest.night import queue_night, queue_untold, untold
from store import flags, runs, views
from store.identity import judge
from store.identity.judge import Signature
from store.outgoing import outbox
from store.outgoing.recipients import Recipient
from store.session import Database
from store.tables import FlagRow
from store.views import night_views
from tests.digest.samples import mail_settings
from tests.store.make import mention, phone, report
from tests.web.seed import NIGHT, NOW, SOURCES, Night
from tests.web.stories import EARLIER, TONIGHT

DESK, OTHER = "Fiscalía <desk@fiscalia.example>", "unit@policia.example"


@pytest.fixture
def night(database: Database, tmp_path: Path) -> Night:
    return Night(database, tmp_path / "archive")


def test_a_night_by_operator(database: Database, night: Night) -> None:
    the_day_before = NOW - timedelta(days=1)
    earlier = night.hold(EARLIER, night=NIGHT - timedelta(days=1), now=the_day_before)
    with database.transaction() as session:
        queue_night(session, earlier, mail_settings(recipients=(OTHER,)), silent_nights=2, now=the_day_before)
    run_id = night.hold(TONIGHT)
    with database.reading() as session:
        composed = compose(session, run_id, Recipient(DESK), silent_nights=2)
    digest = composed.digest
    by_name = {operator.name: operator for operator in digest.operators}
    assert set(by_name) == {"ViveOnline", "Viajes Sol Naciente", "Turismo Pampa Clara", ""}
    (line,) = by_name["ViveOnline"].lines
    assert line.route == ("CO", "EC", "PE", "BO", "CL")
    assert "La Bitácora del Norte" in line.reason
    assert by_name["Viajes Sol Naciente"].contacts == ("whatsapp +573000000021",)
    (clearance,) = by_name["Turismo Pampa Clara"].lines
    assert clearance.is_clearance
    assert [(each.name, each.sentence) for each in clearance.cleared] == [
        ("Turismo Pampa Clara", "El tribunal absolvió a Turismo Pampa Clara."),
    ]
    standing = by_name["ViveOnline"].standing
    assert standing is not None
    assert (standing.status, standing.since, standing.independent_sources) == (
        LegalStatus.REPORTED, NIGHT - timedelta(days=1), 1,
    )  # fmt: skip
    cleared = by_name["Turismo Pampa Clara"].standing
    assert cleared is not None
    assert (cleared.said_cleared, cleared.clearance_waits) == (NIGHT - timedelta(days=1), True)
    assert by_name[""].standing is None
    assert digest.night == NIGHT
    assert digest.documents_read == len(TONIGHT)
    assert digest.sources_failed == (("Sala de Prensa", "robots.txt answered 500, three times"),)
    assert digest.sources_silent == (("Sala de Prensa", 2),)
    assert set(composed.covers) == {line.flag_id for operator in digest.operators for line in operator.lines}


def test_a_source_that_gave_many_leads_is_named(
    database: Database, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = night.hold(TONIGHT)
    with database.reading() as session:
        assert compose(session, run_id, Recipient(DESK), silent_nights=3).digest.sources_crowded == ()
        monkeypatch.setattr(night_views, "MANY_LEADS", 2)
        digest = compose(session, run_id, Recipient(DESK), silent_nights=3).digest
    assert digest.sources_crowded == (("La Bitácora del Norte", 2),)


def test_silence_is_said_from_its_limit_on(database: Database, night: Night) -> None:
    for days in (2, 1, 0):
        run_id = night.hold((), night=NIGHT - timedelta(days=days), now=NOW - timedelta(days=days))
    with database.reading() as session:
        at_three = compose(session, run_id, Recipient(DESK), silent_nights=3).digest
        at_four = compose(session, run_id, Recipient(DESK), silent_nights=4).digest
    assert dict(at_three.sources_silent) == {source.name: 3 for source in SOURCES if source.enabled}
    assert at_four.sources_silent == ()


def test_one_mail_a_recipient_and_night(database: Database, night: Night) -> None:
    run_id = night.hold(TONIGHT)
    settings = mail_settings(recipients=(DESK, OTHER))
    for expected in ([DESK, OTHER], []):
        with database.transaction() as session:
            assert queue_night(session, run_id, settings, silent_nights=3, now=NOW) == expected
    with database.reading() as session:
        mails = outbox.mails(session)
    assert len(mails) == 2
    assert {mail.night for mail in mails} == {NIGHT}
    assert all(b"\r\nMessage-ID: <2021-01-23." in mail.message for mail in mails)


def test_what_an_ingest_brought_before_the_first_mail_is_told_by_it(database: Database, night: Night) -> None:
    """Its leads, and a clearance, were never mailed, and nobody was told."""
    run_id = night.hold(EARLIER + TONIGHT, night=NIGHT - timedelta(days=9), now=NOW - timedelta(days=9))
    settings = mail_settings(recipients=(DESK, OTHER))
    with database.transaction() as session:
        waits = {flag.flag_id for flag in views.flags(session, views.FlagFilter(states=[FlagState.NEW]))}
        for days, expected in ((0, len(waits)), (1, 0), (2, 0)):
            now = NOW + timedelta(days=days)
            run_id = runs.start_or_resume(session, now.date(), "manual", now).run_id
            assert untold(session, settings, first_since=now) == expected
            composed = compose(session, run_id, Recipient(OTHER), silent_nights=9)
            assert set(composed.covers) == (waits if expected else set())
            assert queue_night(session, run_id, settings, silent_nights=9, now=now) == [DESK, OTHER]
            assert untold(session, settings, first_since=now) == 0


def test_what_comes_after_the_digest_of_a_day_can_be_mailed_now(database: Database, night: Night) -> None:
    """A second night on one day raised a lead, and no mail told of it before the next day's."""
    run_id = night.hold(TONIGHT[:1])
    settings = mail_settings(recipients=(DESK, OTHER))
    with database.transaction() as session:
        queue_night(session, run_id, settings, silent_nights=9, now=NOW)
        assert untold(session, settings, first_since=NOW) == 0
    second = night.hold(TONIGHT[2:3])
    with database.transaction() as session:
        assert queue_night(session, second, settings, silent_nights=9, now=NOW) == []
        assert untold(session, settings, first_since=NOW) == 1
        (late,) = (flag for flag in views.flags(session) if flag.run_id == second)
        flags.decide(session, late.flag_id, FlagState.CONFIRMED, who="Luz", why="Juan", expected_version=1, now=NOW)
        for expected in ([DESK, OTHER], []):
            assert queue_untold(session, second, settings, silent_nights=9, now=NOW) == expected
        assert untold(session, settings, first_since=NOW) == 0
        told = outbox.mails(session)[0].message.decode()
    assert "A person has confirmed it." in " ".join(told.split())


def test_a_mail_tells_what_no_earlier_one_told(database: Database, night: Night) -> None:
    first = night.hold(TONIGHT[:2])
    settings = mail_settings(recipients=(DESK,))
    with database.transaction() as session:
        queue_night(session, first, settings, silent_nights=9, now=NOW)
    second = night.hold(TONIGHT[2:3], night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    with database.transaction() as session:
        known = compose(session, second, Recipient(DESK), silent_nights=9).digest
        both = compose(session, first, Recipient(OTHER), silent_nights=9).digest
    assert [operator.name for operator in known.operators] == ["Viajes Sol Naciente"]
    assert {operator.name for operator in both.operators} == {"ViveOnline", "Viajes Sol Naciente"}


def test_a_number_that_is_called_and_messaged_is_told_once(database: Database, night: Night) -> None:
    run_id = night.hold([])
    number = "+573000000044"
    with database.transaction() as session:
        kinds = (ContactType.PHONE, ContactType.WHATSAPP)
        points = [phone(number, kind=kind, at=at) for at, kind in enumerate(kinds)]
        report(session, 901, [mention("Quirquincho Viajes")], points, run_id=run_id, now=NOW)
        (operator,) = compose(session, run_id, Recipient(DESK), silent_nights=9).digest.operators
        assert operator.contacts == (f"phone+whatsapp {number}",)
        queue_night(session, run_id, mail_settings(recipients=(DESK,)), silent_nights=9, now=NOW)
        told = " ".join(outbox.mails(session)[0].message.decode().split())
    assert f"Contact points: Phone and WhatsApp {number}" in told


def test_a_mail_tells_of_new_pairs_once(database: Database, night: Night) -> None:
    """Nobody was told that somebody has two entries: the page of pairs had to be looked at."""
    person, settings = "Juan Pérez Quispe", mail_settings(recipients=(DESK,))
    first = night.hold([])
    with database.transaction() as session:
        for number in (901, 902):
            report(session, number, [mention(person, is_person=True)], route=(), run_id=first, now=NOW)
        queue_night(session, first, settings, silent_nights=9, now=NOW)
        told = " ".join(outbox.mails(session)[0].message.decode().split())
        assert "1 new pair of operators may be one; 1 in all wait for a judgement." in told
        assert "/pairs" in told
        report(session, 903, [mention("Kantuta del Sur")], run_id=first, now=NOW)
        assert queue_untold(session, first, settings, silent_nights=9, now=NOW) == [DESK]
        assert "may be one" not in outbox.mails(session)[0].message.decode()
    second = night.hold([], night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    with database.reading() as session:
        assert compose(session, second, Recipient(DESK), silent_nights=9).digest.pairs is None


def test_a_mail_tells_once_of_a_pair_that_comes_back_and_why(database: Database, night: Night) -> None:
    """A judged pair that came back was told in no mail: its page alone said so."""
    number, settings = phone("+56940000001"), mail_settings(recipients=(DESK,))
    first = night.hold([])
    with database.transaction() as session:
        report(session, 901, [mention("Ruta Zorzal")], [number], run_id=first, now=NOW)
        report(session, 902, [mention("Vizcacha del Sur")], run_id=first, now=NOW)
        queue_night(session, first, settings, silent_nights=9, now=NOW)
        judge.judge(session, 1, 2, Verdict.DIFFERENT, Signature("ana", "another firm", NOW))
        report(session, 903, [mention("Vizcacha del Sur")], [number], source_id="cl_hora", run_id=first, now=NOW)
    second = night.hold([], night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    third = night.hold([], night=NIGHT + timedelta(days=2), now=NOW + timedelta(days=2))
    with database.transaction() as session:
        for run_id in (second, third):
            queue_night(session, run_id, settings, silent_nights=9, now=NOW)
        told = {mail.night: " ".join(mail.message.decode().split()) for mail in outbox.mails(session)}
    said = told[NIGHT + timedelta(days=1)]
    assert "1 pair that was judged comes back on new evidence; 1 in all wait for a judgement." in said
    assert "* Ruta Zorzal / Vizcacha del Sur: " in said
    assert "both use phone +56940000001" in said
    assert "/pairs/1/2" in said
    assert "comes back" not in told[NIGHT + timedelta(days=2)]


def test_a_run_that_is_none(database: Database) -> None:
    with database.reading() as session, pytest.raises(NotFoundError):
        compose(session, 99, Recipient(DESK), silent_nights=3)


def test_a_lead_that_grew_is_told_as_such(database: Database, night: Night) -> None:
    first = night.hold(TONIGHT[:2])
    settings = mail_settings(recipients=(DESK,))
    with database.transaction() as session:
        queue_night(session, first, settings, silent_nights=9, now=NOW)
        grown = views.flags(session)[0].flag_id
        session.execute(
            update(FlagRow).where(FlagRow.flag_id == grown).values(evidence_version=FlagRow.evidence_version + 1)
        )
    second = night.hold(TONIGHT[2:3], night=NIGHT + timedelta(days=1), now=NOW + timedelta(days=1))
    with database.reading() as session:
        known = compose(session, second, Recipient(DESK), silent_nights=9).digest
        other = compose(session, second, Recipient(OTHER), silent_nights=9).digest
    before = {line.flag_id: line.told_before for operator in known.operators for line in operator.lines}
    assert before[grown]
    assert not all(before.values())
    assert not any(line.told_before for operator in other.operators for line in operator.lines)
