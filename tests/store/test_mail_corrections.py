"""Which leads that a mail told of stand otherwise since, by people's corrections; on both databases."""

from __future__ import annotations

from datetime import timedelta

from core.terms import Corrected, LegalStatus
from store import mail_states, views
from store.outgoing import outbox
from store.session import Database, Session
from tests.store.make import analysis, capture, mention, read, save
from tests.store.test_corrections import CHARGED, CLERK, FIRM, LATER, REPORTED, STORY, correct, lead

DESK = "Desk <desk@office.example>"
BEFORE = LATER - timedelta(days=1)


def told(session: Session, flag_id: int, version: int = 1) -> None:
    outbox.queue(session, f"k{flag_id}", DESK, "s", b"m", BEFORE, covers={flag_id: version})


def corrected(session: Session) -> list[tuple[int, tuple[Corrected, ...]]]:
    return [(each.flag_id, each.how) for each in views.corrected_leads(session, DESK.upper())]


def test_it_is_told_of_leads_that_a_mail_told_of(database: Database) -> None:
    with database.transaction() as session:
        flag_id = lead(session)
        correct(session, CLERK, None)
        assert corrected(session) == []
        told(session, flag_id)
        assert corrected(session) == [(flag_id, (Corrected.FEWER,))]
        correct(session, FIRM, REPORTED)
        assert corrected(session) == [(flag_id, (Corrected.FEWER, Corrected.LESS))]
        correct(session, FIRM, None)
        assert corrected(session) == [(flag_id, (Corrected.NOBODY,))]
        assert views.corrected_leads(session, "other@office.example") == []


def test_of_a_lead_that_was_told_to_be_withdrawn_nothing_more_is(database: Database) -> None:
    with database.transaction() as session:
        flag_id = lead(session)
        told(session, flag_id, mail_states.TAKEN_BACK)
        correct(session, CLERK, None)
        assert corrected(session) == []


def test_a_copy_that_came_since_and_says_the_same_is_told_of_nobody(database: Database) -> None:
    with database.transaction() as session:
        first = save(session, capture(1), STORY * 20)
        flag_id = read(session, analysis(first.revision_id, [mention(FIRM, status=CHARGED)])) or 0
        correct(session, FIRM, None)
        outbox.queue(session, "k", DESK, "s", b"m", LATER + timedelta(hours=1), covers={flag_id: 1})
        copy = save(session, capture(2, source_id="co_hora"), STORY * 20)
        read(session, analysis(copy.revision_id, [mention(FIRM, status=CHARGED)]))
        assert corrected(session) == []  # the watch corrected it, by the clock long after that mail
        correct(session, FIRM, LegalStatus.CHARGED)
        assert [how for _flag, how in corrected(session)] == [(Corrected.AGAIN,)]
