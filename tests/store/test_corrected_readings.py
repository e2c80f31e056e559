"""Beside what the machine read of a version stands what a person corrected of it, and only there."""

from __future__ import annotations

from core.terms import LegalStatus, Verdict
from store import views
from store.identity import judge
from store.identity.judge import Signature
from store.session import Database, Session
from store.views import CorrectedReading
from tests.store.make import NOON, analysis, capture, mention, phone, read, save
from tests.store.test_corrections import CHARGED, CLERK, FIRM, LATER, REPORTED, STORY, correct, entry, lead


def corrected(session: Session, flag_id: int, revision_id: int | None = None) -> tuple[CorrectedReading, ...]:
    return views.flag(session, flag_id, revision_id).corrected


def said(session: Session, flag_id: int, revision_id: int | None = None) -> dict[str, LegalStatus | None]:
    return {each.name: each.line.stands_as for each in corrected(session, flag_id, revision_id)}


def test_it_says_of_whom_and_as_what(database: Database) -> None:
    with database.transaction() as session:
        flag_id = lead(session)
        assert corrected(session, flag_id) == ()
        correct(session, CLERK, None)
        correct(session, FIRM, REPORTED)
        found = {each.name: each for each in corrected(session, flag_id)}
        assert {name: (each.is_away, each.operator_id) for name, each in found.items()} == {
            CLERK: (True, entry(session, CLERK)),
            FIRM: (False, entry(session, FIRM)),
        }
        assert (found[FIRM].line.status, found[FIRM].line.stands_as) == (CHARGED, REPORTED)
        names = [each.name for each in views.flag(session, flag_id).analysis.mentions]
        assert names == [FIRM, CLERK]  # what was read stays
        correct(session, CLERK, CHARGED)
        assert said(session, flag_id) == {FIRM: REPORTED}


def test_with_a_name_go_the_contact_points_that_were_read_as_theirs(database: Database) -> None:
    with database.transaction() as session:
        saved = save(session, capture(1), STORY * 20)
        numbers = [phone("+56900000011", at=30), phone("+56900000012", at=200)]
        both = [mention(FIRM, at=10), mention(CLERK, at=180)]
        flag_id = read(session, analysis(saved.revision_id, both, numbers)) or 0
        correct(session, CLERK, None)
        (found,) = corrected(session, flag_id)
        assert [contact.value for contact in found.contacts] == ["+56900000012"]


def test_a_copy_says_it_too_and_a_new_version_says_what_is_new(database: Database) -> None:
    with database.transaction() as session:
        first = save(session, capture(1), STORY * 20)
        flag_id = read(session, analysis(first.revision_id, [mention(FIRM, status=CHARGED)])) or 0
        copy = save(session, capture(2, source_id="co_hora"), STORY * 20)
        read(session, analysis(copy.revision_id, [mention(FIRM)]))
        correct(session, FIRM, None)
        assert said(session, flag_id) == {FIRM: None}
        assert said(session, flag_id, copy.revision_id) == {FIRM: None}
        changed = save(session, capture(3, path="1", at=LATER), "Quite another text of the same page " * 9)
        read(session, analysis(changed.revision_id, [mention(FIRM, status=CHARGED, sentence="It was charged.")]))
        assert said(session, flag_id) == {}
        assert said(session, flag_id, copy.revision_id) == {FIRM: None}


def test_of_a_merged_entry_it_is_told_by_the_one_that_it_goes_by(database: Database) -> None:
    with database.transaction() as session:
        flag_id = lead(session)
        clerk = entry(session, CLERK)
        correct(session, CLERK, None)
        judge.judge(session, 1, clerk, Verdict.SAME, Signature("Ana", "one", NOON), seen=0)
        (found,) = corrected(session, flag_id)
        assert (found.name, found.operator_id, found.line.operator_id) == (CLERK, 1, clerk)
