"""What a person dismissed accuses nobody any more, until it is taken back or something new is found."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from core.terms import FlagKind, FlagState, LegalStatus, Role
from store import flags, purge, views
from store.exchange.cautions import DISMISSED, caution, is_doubted
from store.exchange.entries import entries
from store.identity import merging
from store.identity.judge import Signature
from store.purge import Purged, Retention
from store.seeds import loading
from store.seeds.seed import Seed
from store.session import Database, Session
from store.tables import OperatorMentionRow, OperatorStatusRow, RevisionRow
from store.views.quoted_words import all_word_faults
from tests.store.make import NOON, analysis, capture, mention, phone, read, report, save

NAME = "Rosa Amaru Tika"
LATER = NOON + timedelta(days=400)
YEAR = Retention(names_days=365, texts_days=180)


def decide(session: Session, flag_id: int, to: FlagState, *, at: datetime = NOON) -> None:
    version = views.flag(session, flag_id).summary.version
    flags.decide(session, flag_id, to, who="ana", why="she is the victim", expected_version=version, now=at)


def raised(session: Session, number: int = 1, *names: str) -> int:
    told = names or (NAME,)
    people = [mention(name, is_person=name == NAME, status=LegalStatus.REPORTED) for name in told]
    flag_id = report(session, number, people, [phone("+573000000017")] if told == (NAME,) else [])
    assert flag_id is not None
    return flag_id


def is_dismissed(session: Session, operator_id: int = 1) -> bool:
    """As the pages see it, and as exports do."""
    line = views.operator_line(session, operator_id)
    assert line.dismissed is (line.name not in {entry.name for entry in entries(session)})
    return line.dismissed


def test_whose_only_lead_was_dismissed_is_accused_of_nothing(database: Database) -> None:
    """Exports went on with her name, her telephone and the topic crime."""
    with database.transaction() as session:
        flag_id = raised(session)
        assert not is_dismissed(session)
        decide(session, flag_id, FlagState.DISMISSED)
        assert is_dismissed(session)
        assert list(entries(session)) == list(entries(session, confirmed=True)) == []
        line = views.operator_line(session, 1)
        assert (caution(line), is_doubted(line)) == (DISMISSED, True)
        decide(session, flag_id, FlagState.IN_REVIEW)
        assert not is_dismissed(session)


@pytest.mark.parametrize("state", [FlagState.CONFIRMED, FlagState.IN_REVIEW, FlagState.NEEDS_MORE, None])
def test_another_lead_that_stands_keeps_it(database: Database, state: FlagState | None) -> None:
    with database.transaction() as session:
        decide(session, raised(session), FlagState.DISMISSED)
        other = raised(session, 2)
        if state is not None:
            decide(session, other, state)
        assert not is_dismissed(session)
        if state is not FlagState.CONFIRMED:
            decide(session, other, FlagState.DISMISSED)
            assert is_dismissed(session)


def test_new_evidence_brings_it_back(database: Database) -> None:
    with database.transaction() as session:
        decide(session, flag_id := raised(session), FlagState.DISMISSED)
        text = "Text 1 " * 30
        copy = save(session, capture(9, source_id="co_hora"), text)
        people = [mention(NAME, is_person=True), mention("Kantuta", at=90)]
        assert read(session, analysis(copy.revision_id, people, [phone("+573000000017")])) == flag_id
        assert views.flag(session, flag_id).summary.new_evidence
        assert not is_dismissed(session)


def test_a_clearance_is_no_lead_and_keeps_nobody(database: Database) -> None:
    with database.transaction() as session:
        decide(session, raised(session), FlagState.DISMISSED)
        cleared = mention(NAME, is_person=True, cleared=True, role=Role.VICTIM)
        clearance = report(session, 2, [cleared], labels=())
        assert clearance is not None
        assert views.flag(session, clearance).summary.kind is FlagKind.CLEARANCE
        assert is_dismissed(session)
        decide(session, clearance, FlagState.CONFIRMED)
        assert is_dismissed(session)
        assert views.operator_line(session, 1).status is LegalStatus.CLEARED


def test_who_stands_on_a_list_stays_and_who_never_had_a_lead(database: Database) -> None:
    with database.transaction() as session:
        loading.load(session, [Seed("k-1", NAME, is_person=True), Seed("k-2", "Kantuta")], NOON)
        decide(session, raised(session), FlagState.DISMISSED)
        assert not is_dismissed(session, 1)
        assert not is_dismissed(session, 2)


def test_entries_that_are_one_count_together(database: Database) -> None:
    with database.transaction() as session:
        decide(session, raised(session, 1, NAME), FlagState.DISMISSED)
        other = raised(session, 2, "Kantuta del Sur")
        assert (is_dismissed(session, 1), is_dismissed(session, 2)) == (True, False)
        merging.merge(session, [1, 2], Signature("ana", "one person's two names", NOON))
        assert not is_dismissed(session, 2)
        decide(session, other, FlagState.DISMISSED)
        assert is_dismissed(session, 2)


def test_its_texts_fall_due_once_the_dismissal_is_old_too(database: Database) -> None:
    """They were kept for good, and she in them."""
    with database.transaction() as session:
        decide(session, raised(session), FlagState.DISMISSED, at=LATER - timedelta(days=1))
        assert purge.due(session, YEAR, LATER) == Purged(texts=0, readings=1)
        assert purge.due(session, Retention(365, 0), LATER + timedelta(days=180)) == Purged(texts=0, readings=1)
        old = LATER + timedelta(days=180)
        assert purge.due(session, YEAR, old) == Purged(texts=1, readings=0)
        assert purge.purge_some(session, YEAR, old, who="ana") == Purged(texts=1, readings=0)
        assert purge.purge_some(session, YEAR, old, who="ana") == Purged(0, 0)
        revision = session.get_one(RevisionRow, 1)
        assert (revision.title, revision.text) == ("", "")
        for table in (OperatorMentionRow, OperatorStatusRow):
            assert set(session.scalars(select(table.sentence))) == {""}
        assert list(all_word_faults(session)) == []
        detail = views.flag(session, 1)
        assert (detail.document.text, detail.decisions[-1].why) == ("", "she is the victim")
        decide(session, 1, FlagState.IN_REVIEW)
        assert not is_dismissed(session)


@pytest.mark.parametrize("state", [FlagState.CONFIRMED, FlagState.IN_REVIEW])
def test_a_text_stays_that_a_lead_stands_on_or_that_names_somebody_else(database: Database, state: FlagState) -> None:
    with database.transaction() as session:
        decide(session, raised(session, 1, NAME, "Kantuta Dorada"), FlagState.DISMISSED)
        decide(session, raised(session, 2, "Kantuta Dorada"), state)
        assert purge.due(session, YEAR, LATER) == Purged(texts=0, readings=2)
        decide(session, raised(session, 3, "Kantuta Dorada"), FlagState.DISMISSED)
        assert purge.due(session, YEAR, LATER) == Purged(texts=0, readings=3)


def test_a_dismissed_lead_that_names_nobody_keeps_no_text(database: Database) -> None:
    with database.transaction() as session:
        flag_id = report(session, 1)
        assert flag_id is not None
        decide(session, flag_id, FlagState.DISMISSED)
        assert purge.due(session, YEAR, LATER) == Purged(texts=1, readings=0)
