"""Persons of whom nothing stands any more are not kept by name for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, insert, select, update

from core.errors import NotFoundError
from core.records import Mention, Span
from core.terms import DocumentKind, FlagState, LegalStatus, Role, Verdict
from store import analyses, audit, flags, forgotten, linking, name_index, purge, search, views, watchlist
from store.exchange.entries import entries
from store.identity import judge, merging
from store.identity.judge import Signature
from store.indexing import tidy
from store.purge import Purged, Retention
from store.redaction import HIDDEN
from store.search import SearchFilter
from store.seeds import loading
from store.seeds.seed import Seed
from store.session import Database, Session
from store.tables import NameWordRow, OperatorKeyRow, OperatorMentionRow, OperatorRow, OperatorStatusRow
from store.views import OperatorSummary
from store.views.quoted_words import all_word_faults
from tests.store.everywhere import everywhere
from tests.store.make import NOON, OFFER, analysis, capture, mention, phone, read, report, save

NAME, NICK, NUMBER = "Rosa Amaru Tika", "La Ñusta", "+573000000017"
YEAR = Retention(names_days=365, texts_days=180)
DISMISSED = FlagState.DISMISSED
LATER = NOON + timedelta(days=400)
PERSON = mention(NAME, NICK, is_person=True, status=LegalStatus.CHARGED, status_sentence=f"{NAME} was charged.")


def decide(session: Session, flag_id: int, to: FlagState, *, at: datetime = NOON) -> None:
    version = views.flag(session, flag_id).summary.version
    flags.decide(session, flag_id, to, who="ana", why="no smuggler", expected_version=version, now=at)


def raised(session: Session, number: int = 1, *people: Mention, **more: object) -> int:
    flag_id = report(session, number, people or (PERSON,), [phone(NUMBER)], **more)
    assert flag_id is not None
    return flag_id


def dismissed(session: Session, number: int = 1, *people: Mention, at: datetime = NOON) -> int:
    decide(session, flag_id := raised(session, number, *people), DISMISSED, at=at)
    return flag_id


def taken(session: Session, *, at: datetime = LATER, retention: Retention = YEAR) -> int:
    """How many entries a purge takes the names of; as it counts them before."""
    counted, done = purge.due(session, retention, at), Purged(0, 0)
    while (some := purge.purge_some(session, retention, at, who="ana")) != Purged(0, 0):
        done += some
    assert done == counted
    return done.entries


def held(database: Database, *words: str) -> set[str]:
    """In which tables any of these stands, once the index is tidied as the command does it."""
    tidy(database)
    return {table for table, said in everywhere(database).items() for word in words if word in said}


def test_who_was_dismissed_stands_nowhere_a_year_later(database: Database) -> None:
    """The entry, her number, the flag's line and history, the links, the judgements and the index kept her for ever."""
    with database.transaction() as session:
        raised(session)
        copy = save(session, capture(9, source_id="co_hora"), "Text 1 " * 30, title=f"{NAME} otra vez")
        people = [PERSON, mention("Efraín Huanca", "don Efra", is_person=True)]
        assert read(session, analysis(copy.revision_id, people, [phone(NUMBER)])) == 1
        assert report(session, 3, [mention("Roza Amaru Tica", is_person=True)]) == 2
        judge.judge(session, 1, 3, Verdict.UNSURE, Signature("ana", "hard to say", NOON))
        decide(session, 1, DISMISSED)
        decide(session, 2, DISMISSED)
    words = ("amaru", "nusta", "tica", "huanca", "efra", "3000000017")
    assert held(database, *words) >= {"operators", "operator_names", "links", "flags", "flag_events", "judgements"}
    with database.transaction() as session:
        assert taken(session, at=NOON + timedelta(days=364)) == 0
        assert taken(session) == 3
        assert taken(session) == 0
        line = views.operator_line(session, 1)
        assert (line.name, line.aliases, line.contacts, line.dismissed) == (HIDDEN, (), (), True)
        assert HIDDEN in views.flag(session, 1).summary.reason
        assert [*all_word_faults(session)] == []
        assert session.scalar(select(func.count()).select_from(OperatorKeyRow)) == 0
        assert session.scalar(select(func.count()).select_from(NameWordRow)) == 0
        done = [each.details for each in audit.entries(session, limit=20) if each.action == "purged"]
        assert [each["operators"] for each in done if each["operators"]] == [[1, 2, 3]]
    assert held(database, *words) == set()


def test_a_person_whom_the_reader_took_for_a_firm_is_forgotten_once_somebody_says_so(database: Database) -> None:
    """'Eufemia Colque Sarmiento' was read as a firm, and so her name and number stayed for good."""
    with database.transaction() as session:
        report(session, 1, [mention("Eufemia Colque Sarmiento")], [phone(NUMBER)])
        decide(session, 1, DISMISSED)
        assert taken(session) == 0
        watchlist.set_person(session, 1, is_person=True, who="ana")
        assert next(iter(audit.entries(session, limit=1))).details == {"person": True}
        assert taken(session) == 1
        with pytest.raises(NotFoundError, match="no operator 9"):
            watchlist.set_person(session, 9, is_person=True, who="ana")
    assert held(database, "eufemia", "colque", "3000000017") == set()


def test_what_stands_stays_and_who_is_cleared(database: Database) -> None:
    """A lead that waits, one that was decided on lately, a firm, an entry of a list, somebody whom a source clears, and
    whoever is named by a text that is kept."""
    org = mention("Kantuta del Sur Viajes")
    with database.transaction() as session:
        raised(session)
        assert taken(session) == 0
        decide(session, 1, DISMISSED, at=LATER - timedelta(days=364))
        assert taken(session, at=LATER + timedelta(days=2), retention=Retention(365, 0)) == 0
        assert taken(session) == 0
        flag_id = report(session, 2, [org])
        decide(session, flag_id or 0, DISMISSED)
        loading.load(session, [Seed("k-1", "Efraín Huanca Poma", is_person=True)], NOON)
        decide(session, report(session, 3, [mention("Efraín Huanca Poma", is_person=True)]) or 0, DISMISSED)
        merging.merge(session, [3, 4], Signature("ana", "he of the list", NOON))
        innocent = mention("Nayra Condori Chuquimia", is_person=True)
        decide(session, report(session, 4, [innocent]) or 0, DISMISSED)
        report(session, 5, [replace(innocent, cleared=True, role=Role.VICTIM)], labels=())
        assert taken(session, at=LATER - timedelta(days=1)) == 0
        assert taken(session, at=LATER + timedelta(days=2), retention=Retention(0, 180)) == 0
    with database.transaction() as session:
        assert taken(session, at=LATER + timedelta(days=2)) == 1
        assert session.scalars(select(OperatorRow.name).order_by(OperatorRow.operator_id)).all() == [
            HIDDEN,
            "Kantuta del Sur Viajes",
            "Efraín Huanca Poma",
            "Efraín Huanca Poma",
            "Nayra Condori Chuquimia",
        ]
        assert [hit.name for hit in found(session, "Kantuta del Sur Viajes")] == ["Kantuta del Sur Viajes"]


def test_what_a_newer_reader_does_not_read_goes_out_of_a_text_that_stays(database: Database) -> None:
    """A victim whom an earlier reader had listed beside the man who is confirmed."""
    sentence = f"{NAME} dijo que Juan Quispe Mamani, y no {NAME}, cobró."
    man = mention("Juan Quispe Mamani", is_person=True, sentence=sentence)
    her = replace(PERSON, sentence=sentence, status_sentence=sentence)
    with database.transaction() as session:
        saved = save(session, capture(1), sentence * 20)
        assert read(session, analysis(saved.revision_id, [man, her])) == 1
        assert read(session, analysis(saved.revision_id, [man], reader="rules 2")) is not None
        decide(session, 1, FlagState.CONFIRMED, at=NOON + timedelta(hours=1))
        assert views.operator_line(session, 2).withdrawn
    with database.transaction() as session:
        assert taken(session) == 1
        assert list(all_word_faults(session)) == []
        detail = views.flag(session, 1)
        assert "Juan Quispe Mamani" in detail.summary.reason
        assert detail.document.text.startswith(sentence)
    assert held(database, "nusta") == set()
    assert held(database, "amaru tika") <= {"revisions"}
    assert held(database, "juan quispe mamani") >= {"operators", "operator_mentions", "analyses", "flags"}
    with database.transaction() as session:
        assert read(session, analysis(saved.revision_id, [man, her], reader="rules 3"), now=LATER) == 1
        assert views.operator_line(session, 2).name == HIDDEN
        assert views.operator_line(session, 3).name == NAME


def test_a_number_alone_goes_too_and_a_name_within_a_name_that_stays_does_not(database: Database) -> None:
    with database.transaction() as session:
        decide(session, report(session, 1, [], [phone(NUMBER)], kind=DocumentKind.AD, labels=(OFFER,)) or 0, DISMISSED)
        juan, firm = mention("Juan Quispe", is_person=True), mention("Viajes Juan Quispe")
        decide(session, report(session, 2, [juan, firm]) or 0, DISMISSED)
        assert taken(session) == 2
        assert views.operator_line(session, 1).name == HIDDEN
        reason = views.flag(session, 2).summary.reason
        assert (HIDDEN in reason, "Viajes Juan Quispe" in reason) == (True, True)
        assert [hit.name for hit in found(session, "Juan Quispe")] == ["Viajes Juan Quispe"]


def test_the_same_again_is_a_new_lead_and_nobody_finds_the_old_entry(database: Database) -> None:
    with database.transaction() as session:
        dismissed(session)
        assert taken(session) == 1
        asked = search.understand(session, NAME)
        assert search.find_operators(session, asked, SearchFilter()) == []
        assert name_index.find(session, [NAME], alone=True).names == {}
        assert raised(session, 2, at=LATER) == 2
        assert views.operator_line(session, 2).name == NAME
        assert [entry.name for entry in entries(session)] == [NAME]
        decide(session, 1, FlagState.IN_REVIEW, at=LATER)
        assert [entry.name for entry in entries(session)] == [NAME]


@pytest.mark.parametrize("merged", [False, True])
def test_entries_that_are_one_go_together(database: Database, *, merged: bool) -> None:
    with database.transaction() as session:
        dismissed(session)
        report(session, 2, [mention("Efraín Huanca Poma", is_person=True)])
        if merged:
            merging.merge(session, [1, 2], Signature("ana", "one person", NOON))
        assert taken(session) == (0 if merged else 1)
        decide(session, 2, DISMISSED)
        assert taken(session) == (2 if merged else 1)


def found(session: Session, words: str) -> list[OperatorSummary]:
    return search.find_operators(session, search.understand(session, words), SearchFilter())


def test_the_title_of_a_text_that_goes_stays_in_no_history(database: Database) -> None:
    with database.transaction() as session:
        raised(session, 1, mention("Kantuta del Sur Viajes"))
        copy = save(session, capture(9, source_id="co_hora"), "Text 1 " * 30, title="Chofer pide disculpas")
        read(session, analysis(copy.revision_id, [mention("Kantuta del Sur Viajes")]))
        decide(session, 1, DISMISSED)
    assert "flag_events" in held(database, "chofer pide disculpas")
    with database.transaction() as session:
        taken(session)
    assert "flag_events" not in held(database, "chofer pide disculpas")


def test_what_a_newer_reader_took_off_an_operator_that_stands_goes_too(database: Database) -> None:
    """A victim's number and name that stood apart on the operator's page for good."""
    man = mention("Juan Quispe Mamani", is_person=True)
    with database.transaction() as session:
        saved = save(session, capture(1), "Text " * 30)
        read(session, analysis(saved.revision_id, [replace(man, aliases=(NICK,))], [phone(NUMBER)]))
        assert read(session, analysis(saved.revision_id, [man], reader="rules 2"), now=NOON) == 1
        assert {line.value for line in views.operator(session, 1).unread} == {NICK, NUMBER}
        assert purge.due(session, YEAR, NOON + timedelta(days=364)).details == 0
        assert purge.due(session, Retention(0, 180), LATER).details == 0
        assert purge.due(session, YEAR, LATER) == Purged(0, 2, details=2)
        assert taken(session) == 0
        assert views.operator(session, 1).unread == ()
        assert read(session, analysis(saved.revision_id, [replace(man, aliases=(NICK,))], reader="rules 3")) == 1
        assert views.operator_line(session, 1).aliases == (NICK,)


def test_what_stands_apart_of_who_is_forgotten_goes_with_the_names(database: Database) -> None:
    with database.transaction() as session:
        saved = save(session, capture(1), "Text " * 30)
        read(session, analysis(saved.revision_id, [PERSON], [phone(NUMBER)]))
        read(session, analysis(saved.revision_id, [replace(PERSON, aliases=())], reader="rules 2"))
        decide(session, 1, DISMISSED)
        assert taken(session) == 1
    assert held(database, "nusta", "3000000017", "amaru tika") == set()


def test_who_is_cleared_in_one_of_the_entries_that_are_one_stays_in_all(database: Database) -> None:
    """The other entry lost its name, and a text with it raised a lead without the clearance."""
    with database.transaction() as session:
        dismissed(session)
        second = mention("Efraín Huanca Poma", is_person=True)
        decide(session, report(session, 2, [second]) or 0, DISMISSED)
        report(session, 3, [replace(second, cleared=True, role=Role.VICTIM)], labels=())
        merging.merge(session, [1, 2], Signature("ana", "one person", NOON))
        assert taken(session) == 0


def test_entries_that_are_one_wait_for_the_last_text_of_all(database: Database) -> None:
    with database.transaction() as session:
        dismissed(session)
        decide(session, report(session, 2, [mention("Efraín Huanca Poma", is_person=True)]) or 0, DISMISSED)
        merging.merge(session, [1, 2], Signature("ana", "one person", NOON))
        analyses.save(session, analysis(2, reader="rules 2"))  # it is being read again
        assert taken(session) == 0
        linking.link(session, 2, threshold=0.8)
        flags.raise_flag(session, 2, None, NOON)
        assert taken(session) == 2


def test_a_page_that_is_online_still_keeps_no_victim_listed(database: Database) -> None:
    man = mention("Juan Quispe Mamani", is_person=True)
    with database.transaction() as session:
        saved = save(session, capture(1), "Text " * 30)
        read(session, analysis(saved.revision_id, [man, PERSON]))
        read(session, analysis(saved.revision_id, [man], reader="rules 2"))
        save(session, capture(9, path="1", at=LATER - timedelta(days=1)), "Text " * 30)
        assert taken(session) == 1


def test_whom_the_same_words_mean_to_the_reader_of_today_keeps_all(database: Database) -> None:
    """Another entry of the same name stands confirmed by the same text."""
    name = "Juan Quispe"
    charged = mention(name, is_person=True, status=LegalStatus.CHARGED, status_sentence=f"{name} was charged.")
    with database.transaction() as session:
        saved = save(session, capture(1), f"{name} was charged. According to these reports {name} moved migrants. " * 9)
        read(session, analysis(saved.revision_id, [charged], [phone(NUMBER)]))
        report(session, 2, [mention(name, is_person=True)], [phone("+573000000018")])
        said = OperatorMentionRow.operator_id
        session.execute(update(OperatorMentionRow).where(OperatorMentionRow.revision_id == 1).values({said: 2}))
        session.execute(update(OperatorStatusRow).where(OperatorStatusRow.document_id == 1).values(operator_id=2))
        row = session.scalars(select(OperatorMentionRow).where(OperatorMentionRow.revision_id == 1)).one()
        older = {each.key: getattr(row, each.key) for each in OperatorMentionRow.__table__.columns} | {"mention_id": 99}
        session.execute(insert(OperatorMentionRow).values(older | {"operator_id": 1}))
        forgotten.forget(session, 1, LATER)
        detail = views.operator(session, 2)
        assert {each.sentence for each in detail.statuses} >= {f"{name} was charged."}
        assert name in {each.name for each in views.flag(session, 1).analysis.mentions}
        assert views.operator_line(session, 1).name == HIDDEN


def test_what_readings_of_today_give_is_not_lost_with_a_like_name_that_stood_apart(database: Database) -> None:
    """Its number's sightings went by the core of the name, and the number with the next reading of another text."""
    man = mention("Juan Quispe Mamáni", is_person=True)
    with database.transaction() as session:
        for number in (1, 2):
            report(session, number, [replace(man, aliases=("Juan Quispe Mamani",))], [phone(NUMBER)])
            told = analysis(number, [man], [phone(NUMBER)], reader="rules 2")
            read(session, told, now=NOON)
        assert taken(session) == 0
        assert views.operator(session, 1).unread == ()
        read(session, analysis(2, [man], reader="rules 3"), now=LATER)
        assert [value for _type, value in views.operator_line(session, 1).contacts] == [NUMBER]


def test_a_dismissed_lead_does_not_come_back_by_what_stood_apart(database: Database) -> None:
    firm = mention("Kantuta del Sur Viajes")
    with database.transaction() as session:
        saved = save(session, capture(1), "Text " * 30)
        read(session, analysis(saved.revision_id, [firm], [phone(NUMBER)]))
        read(session, analysis(saved.revision_id, [firm], reader="rules 2"))
        decide(session, 1, DISMISSED)
        taken(session, retention=Retention(365, 0))
        read(session, analysis(saved.revision_id, [firm], [phone(NUMBER)], reader="rules 3"), now=LATER)
        assert not views.flag(session, 1).summary.new_evidence


def test_a_reader_that_comes_back_accuses_nobody_without_a_name(database: Database) -> None:
    man = mention("Juan Quispe Mamani", is_person=True)
    with database.transaction() as session:
        saved = save(session, capture(1), "Text " * 30)
        read(session, analysis(saved.revision_id, [man, PERSON]))
        read(session, analysis(saved.revision_id, [man], reader="rules 2"))
        assert taken(session) == 1
        read(session, analysis(saved.revision_id, [man, PERSON]), now=LATER)
        assert HIDDEN not in views.flag(session, 1).summary.reason
        assert [name for _id, name in views.flag(session, 1).summary.operators] == ["Juan Quispe Mamani"]


def test_the_number_of_who_is_forgotten_stays_in_no_reading(database: Database) -> None:
    man = mention("Juan Quispe Mamani", is_person=True)
    with database.transaction() as session:
        saved = save(session, capture(1), "Text " * 30)
        read(session, analysis(saved.revision_id, [replace(PERSON, spans=(Span(0, 9),))], [phone(NUMBER)]))
        read(session, analysis(saved.revision_id, [man], reader="rules 2"))
        decide(session, 1, FlagState.CONFIRMED, at=NOON + timedelta(hours=1))
        assert taken(session) == 1
    assert held(database, "3000000017", "amaru") == set()
