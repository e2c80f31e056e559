"""Who was corrected away on a lead that stands for others is forgotten, too, and the text lists them no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from core.records import Mention, Span
from core.terms import FlagState, LegalStatus
from store import flags, purge, views
from store.flagging import corrections
from store.purge import Purged, Retention
from store.redaction import HIDDEN
from store.session import Database, Session
from store.tables import AnalysisRow, OperatorMentionRow, OperatorRow
from store.views.quoted_words import all_word_faults
from tests.store.make import NOON, analysis, capture, mention, phone, read, save
from tests.store.test_forgotten import held

MAN, HER, NUMBER = "Juan Quispe Mamani", "Rosa Amaru Tika", "+573000000017"
SENTENCE = f"{MAN} cobró por el paso y {HER} atendía."
TEXT = f"{SENTENCE} Su número era {NUMBER}, dijo la familia. " * 8
YEAR = Retention(names_days=365, texts_days=180)
LATER = NOON + timedelta(days=400)


def said(name: str, start: int = -1, **more: object) -> Mention:
    at = start if start >= 0 else TEXT.index(name)
    return replace(mention(name, is_person=True, **more), spans=(Span(at, at + len(name)),))


def lead(session: Session) -> int:
    """A report that names a man, and rightly, and a clerk with her number; and that she is not accused, by a person."""
    saved = save(session, capture(1), TEXT)
    number = replace(phone(NUMBER), span=Span(TEXT.index(NUMBER), TEXT.index(NUMBER) + len(NUMBER)))
    both = [said(MAN, sentence=SENTENCE), said(HER, sentence=SENTENCE, status=LegalStatus.CHARGED)]
    flag_id = read(session, analysis(saved.revision_id, both, [number])) or 0
    correct(session, None, 0)
    return flag_id


def correct(session: Session, to: LegalStatus | None, version: int) -> None:
    statement = views.operator(session, 2).statuses[0].statement_id
    corrections.correct(session, statement, to, who="Ana", why="a clerk", expected_version=version, now=NOON)


def purged(session: Session, at: int = 400) -> int:
    counted, done = purge.due(session, YEAR, NOON + timedelta(days=at)), Purged(0, 0)
    while (some := purge.purge_some(session, YEAR, NOON + timedelta(days=at), who="ana")) != Purged(0, 0):
        done += some
    assert done == counted
    return done.entries


def listed(session: Session) -> list[str]:
    return list(session.scalars(select(OperatorRow.name).order_by(OperatorRow.operator_id)))


def again(session: Session, reader: str, *people: Mention) -> None:
    number = replace(phone(NUMBER), span=Span(TEXT.index(NUMBER), TEXT.index(NUMBER) + len(NUMBER)))
    read(session, analysis(1, [said(MAN), *people], [number], reader=reader), now=LATER)


def test_who_was_corrected_away_goes_while_the_lead_stays_for_others(database: Database) -> None:
    """Her name and number stood on the watchlist for as long as the lead did, and that was for ever."""
    with database.transaction() as session:
        flag_id = lead(session)
        flags.decide(session, flag_id, FlagState.CONFIRMED, who="ana", why="", expected_version=1, now=NOON)
        assert purged(session, at=364) == 0
        assert purged(session) == 1
        assert listed(session) == [MAN, HIDDEN]
        flag = views.flag(session, flag_id)
        assert [name for _id, name in flag.summary.operators] == [MAN]
        assert (MAN in flag.summary.reason, flag.document.text) == (True, TEXT)
        assert [(each.name, bool(each.spans)) for each in flag.analysis.operators] == [(MAN, True), (HIDDEN, False)]
        assert views.operator(session, 2).statuses[0].stands_as is None  # it is on record that she is not accused
        assert list(all_word_faults(session)) == []
    assert held(database, "amaru tika") <= {"revisions"}
    assert {table for table in held(database, "3000000017") if "revision" not in table} <= {"search_words"}


def test_a_newer_reader_lists_nobody_at_her_place(database: Database) -> None:
    """However much of the name it reads, and whatever else it says of her; nor does the new reading keep her."""
    with database.transaction() as session:
        flag_id = lead(session)
        assert purged(session) == 1
        again(session, "rules 2", said(HER, status=LegalStatus.CONVICTED))
        again(session, "rules 3", said("Rosa Amaru", sentence="Rosa Amaru fue condenada."))
        again(session, "rules 4", said(f"{HER} atendía"))
        assert listed(session) == [MAN, HIDDEN]
        line = views.flag(session, flag_id).summary
        assert ([name for _id, name in line.operators], line.new_evidence) == ([MAN], False)
        assert [each.value for each in views.operator(session, 1).contacts] == []  # her number is not his now
        readings = " ".join(session.scalars(select(AnalysisRow.record)))
        assert ("Amaru" in readings, NUMBER in readings, MAN in readings) == (False, False, True)


def test_elsewhere_in_the_text_somebody_else_stands(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        assert purged(session) == 1
        again(session, "rules 2", said("familia"))
        assert listed(session) == [MAN, HIDDEN, "familia"]


def test_what_is_taken_back_lists_her_again(database: Database) -> None:
    with database.transaction() as session:
        flag_id = lead(session)
        assert purged(session) == 1
        correct(session, LegalStatus.CHARGED, 1)
        again(session, "rules 2", said(HER))
        assert listed(session) == [MAN, HIDDEN, HER]
        assert HER in [name for _id, name in views.flag(session, flag_id).summary.operators]


def test_a_changed_page_is_new_and_so_is_another_text(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        assert purged(session) == 1
        changed = save(session, capture(1, at=LATER), f"{HER} fue condenada por el tribunal. " * 9)
        read(session, analysis(changed.revision_id, [mention(HER, is_person=True)]), now=LATER)
        assert listed(session) == [MAN, HIDDEN, HER]


def test_with_the_text_goes_the_place(database: Database) -> None:
    with database.transaction() as session:
        flag_id = lead(session)
        assert purged(session) == 1
        places = select(OperatorMentionRow.spans).where(OperatorMentionRow.operator_id == 2)
        assert session.scalars(places).all() != [[]]
        version = views.flag(session, flag_id).summary.version
        flags.decide(session, flag_id, FlagState.DISMISSED, who="ana", why="no", expected_version=version, now=LATER)
        purged(session, at=800)
        assert session.scalars(places).all() == [[]]


def test_who_was_told_to_be_less_and_who_is_named_elsewhere_stays(database: Database) -> None:
    with database.transaction() as session:
        lead(session)
        correct(session, LegalStatus.CHARGED, 1)
        correct(session, LegalStatus.REPORTED, 2)
        assert purged(session) == 0
        correct(session, None, 3)
        other = save(session, capture(9, source_id="co_hora", at=LATER), "Otra historia " * 40)
        read(session, analysis(other.revision_id, [mention(HER, is_person=True)], [phone(NUMBER)]), now=LATER)
        assert listed(session) == [MAN, HER]
        assert purged(session, at=900) == 0
