"""Of who is forgotten nothing stays where it stands besides: in histories, among facts, on flags of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.terms import DocumentKind, FlagState, LegalStatus, Verdict
from store import purge, views
from store.flagging import corrections
from store.identity import judge
from store.identity.judge import Signature
from store.purge import Purged, Retention
from store.redaction import HIDDEN
from store.session import Database, Session
from store.tables import FlagFactRow, JudgementRow, OperatorMentionRow, OperatorRow
from tests.store.make import NOON, OFFER, analysis, capture, mention, phone, read, report, save
from tests.store.test_forgotten import DISMISSED, LATER, NAME, NUMBER, PERSON, decide, held, raised, taken

OTHER = mention("Efraín Huanca Poma", is_person=True)


def copied(session: Session) -> None:
    """A lead on her, and a copy whose title names the victim, too."""
    raised(session)
    copy = save(session, capture(9, source_id="co_hora"), "Text 1 " * 30, title=f"Contra {NAME} declara Berta Illa")
    read(session, analysis(copy.revision_id, [replace(PERSON, status=LegalStatus.CONVICTED)]))


def test_the_title_of_a_text_that_goes_after_the_name_stays_in_no_history(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name was hidden in it first, so that it was not known for the text's title any more; where more texts were
    due than one transaction takes, its victim stood in the flag's history for good."""
    monkeypatch.setattr(purge, "BATCH", 1)
    with database.transaction() as session:
        copied(session)
        decide(session, 1, DISMISSED)
        assert taken(session) == 1
        assert [event.details for event in views.flag(session, 1).events if event.what == "copy"] == [
            f"co_hora: {HIDDEN}; adds {HIDDEN} (convicted)"
        ]
    assert held(database, "berta illa", "amaru tika") == set()


@pytest.mark.parametrize("parted", [False, True])
def test_the_name_of_all_goes_from_the_flags_of_each(database: Database, *, parted: bool) -> None:
    """While two entries are one, a lead on the second says the name of the first: it did so of who was forgotten."""
    with database.transaction() as session:
        raised(session)
        report(session, 2, [OTHER])
        judge.judge(session, 1, 2, Verdict.SAME, Signature("ana", "one person", NOON), seen=None)
        report(session, 3, [replace(OTHER, status=LegalStatus.CHARGED)])
        assert NAME in views.flag(session, 3).summary.reason
        if parted:
            judge.split(session, 2, Signature("ben", "two persons", NOON))
        for flag_id in (1, 2, 3):
            decide(session, flag_id, DISMISSED)
        assert taken(session) == 2
    assert held(database, "amaru tika", "huanca poma") == set()


def test_who_stands_keeps_the_name_on_the_flags_of_who_was_one_with_them(database: Database) -> None:
    with database.transaction() as session:
        raised(session)
        report(session, 2, [OTHER])
        judge.judge(session, 1, 2, Verdict.SAME, Signature("ana", "one person", NOON), seen=None)
        report(session, 3, [OTHER])
        judge.split(session, 2, Signature("ben", "two persons", NOON))
        report(session, 4, [OTHER])
        decide(session, 1, DISMISSED)
        assert taken(session) == 1
        assert HIDDEN in views.flag(session, 3).summary.reason
        assert OTHER.name in views.flag(session, 4).summary.reason
        assert views.operator_line(session, 2).name == OTHER.name
    assert held(database, "amaru tika") == set()


def test_judgements_of_who_was_one_with_them_keep_what_is_not_theirs(database: Database) -> None:
    with database.transaction() as session:
        raised(session)
        report(session, 2, [OTHER])
        report(session, 3, [mention("Juan Quispe Mamani", is_person=True)])
        judge.judge(session, 1, 2, Verdict.SAME, Signature("ana", "one person", NOON), seen=None)
        judge.judge(session, 2, 3, Verdict.UNSURE, Signature("ana", "who knows", NOON), seen=None)
        row = session.scalars(select(JudgementRow).order_by(JudgementRow.judgement_id.desc())).first()
        assert row is not None
        own = ["name:huancapoma", f"{OTHER.name}: the same name"]
        row.left_id, row.right_id, row.evidence = 2, 3, [["name:rosaamarutika", f"{NAME}: the same name"], own]
        judge.split(session, 2, Signature("ben", "two persons", NOON))
        decide(session, 1, DISMISSED)
        assert taken(session) == 1
        assert row.evidence == [[f"name:{HIDDEN}", HIDDEN], own]


def test_a_number_that_went_before_is_no_fact_of_a_flag_that_names_nobody(database: Database) -> None:
    with database.transaction() as session:
        saved = save(session, capture(1), "Text " * 30)
        read(session, analysis(saved.revision_id, [PERSON], [phone(NUMBER)]))
        read(session, analysis(saved.revision_id, [PERSON], reader="rules 2"), now=NOON)
        assert taken(session) == 0  # the number alone, as nobody's
        assert session.scalars(select(FlagFactRow.fact).where(FlagFactRow.fact.contains(NUMBER))).all()
        decide(session, 1, DISMISSED, at=LATER)
        assert taken(session, at=LATER + timedelta(days=400)) == 1
    assert held(database, "3000000017") == set()


def test_an_entry_that_is_called_by_a_number_loses_it_with_the_number(database: Database) -> None:
    """It is one with somebody who stands, so it is not forgotten; its number is nobody's that today's reader reads."""
    with database.transaction() as session:
        advert = save(session, capture(1), "Text " * 30, kind=DocumentKind.AD)
        read(session, analysis(advert.revision_id, [], [phone(NUMBER)], labels=(OFFER,)))
        report(session, 2, [OTHER])
        judge.judge(session, 1, 2, Verdict.SAME, Signature("ana", "one person", NOON), seen=None)
        read(session, analysis(advert.revision_id, [], labels=(), reader="rules 2"), now=NOON)
        decide(session, 2, FlagState.CONFIRMED)
        assert taken(session) == 0
        assert views.operator(session, 1).summary.name == OTHER.name
    assert held(database, "3000000017") & {"operators", "flags", "flag_events", "withdrawn_details"} == set()


def test_where_they_stood_is_kept_of_no_text_that_went(database: Database) -> None:
    """Corrected away it is remembered where in the text they are named, but only as long as that is kept."""
    with database.transaction() as session:
        raised(session)
        statement = views.operator(session, 1).statuses[0].statement_id
        corrections.correct(session, statement, None, who="Ana", why="a clerk", expected_version=0, now=NOON)
        decide(session, 1, DISMISSED)
        while purge.purge_some(session, Retention(365, 180), LATER, who="ana") != Purged(0, 0):
            pass
        assert session.get_one(OperatorRow, 1).name == HIDDEN
        assert [row.spans for row in session.scalars(select(OperatorMentionRow))] == [[]]
