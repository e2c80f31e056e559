"""Victims' names are covered in whatever shows a text, and every mark still stands at its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from core.records import ContactPoint, Document, Span
from core.terms import ContactOwner, DocumentKind, FlagState, Language, Role
from store import audit, covering, flags, purge, search, views
from store.covering import covered
from store.identity import merging
from store.identity.judge import Signature
from store.redaction import HIDDEN
from store.search import SearchFilter
from store.session import Database
from store.ways import Way
from tests.store.make import NOON, analysis, capture, mention, phone, read, save
from tests.store.test_purge import YEAR

TEXT = (
    "Viajes Quimera cobró a Juana Ñusta\nTika y llamó al +56 900 000 017. JUANA ÑUSTA TIKA declaró ante Oscar Ibarra; "
    "Juana Ñusta Tika Limitada no es ella."
)
TITLE = "Juana Ñusta Tika acusa a Viajes Quimera"
HERS = "+56 900 000 088"


def _spans(words: str) -> tuple[Span, ...]:
    found = [Span(at, at + len(words)) for at in range(len(TEXT)) if TEXT.startswith(words, at)][:1]
    return (*found, *((Span(TITLE.index(words), TITLE.index(words) + len(words), True),) if words in TITLE else ()))


VICTIM = mention(
    "Juana Ñusta Tika", role=Role.VICTIM, is_person=True, spans=(Span(0, 16, True), *_spans("JUANA ÑUSTA TIKA"))
)
OPERATOR = mention("Viajes Quimera", sentence=TEXT, status_sentence=TEXT, spans=_spans("Viajes Quimera"))
OTHERS = (
    mention("Oscar Ibarra", role=Role.AUTHORITY, is_person=True, spans=_spans("Oscar Ibarra")),
    mention("Juana Ñusta Tika Limitada", role=Role.OTHER, spans=_spans("Juana Ñusta Tika Limitada")),
)
NUMBER = replace(phone("+56900000017"), span=_spans("+56 900 000 017")[0])
DOCUMENT = Document("1", DocumentKind.NEWS, "cl_voz", "CL", "https://v.example/1", TITLE, TEXT, Language.SPANISH)


def test_marks_stand_at_their_words_though_names_before_them_are_covered() -> None:
    told = covered(DOCUMENT, analysis(1, [OPERATOR, VICTIM, *OTHERS], [NUMBER]))
    assert told.persons == 1
    assert told.document.title == f"{HIDDEN} acusa a Viajes Quimera"
    assert told.document.text == (
        f"Viajes Quimera cobró a {HIDDEN} y llamó al +56 900 000 017. {HIDDEN} declaró ante Oscar Ibarra; "
        "Juana Ñusta Tika Limitada no es ella."
    )
    operator, victim, officer, firm = told.analysis.mentions
    assert (victim.name, victim.aliases) == (HIDDEN, ())
    assert "Tika y" not in operator.sentence + operator.status_sentence
    for each, words in ((operator, "Viajes Quimera"), (officer, officer.name), (firm, firm.name), (victim, HIDDEN)):
        for span in each.spans:
            where = told.document.title if span.in_title else told.document.text
            assert where[span.start : span.end] in (words, firm.name)
    (contact,) = told.analysis.contacts
    assert told.document.text[contact.span.start : contact.span.end] == "+56 900 000 017"


def test_nothing_changes_where_nobody_is_covered() -> None:
    reading = analysis(1, [OPERATOR, *OTHERS], [NUMBER])
    assert covered(DOCUMENT, reading) == covering.Covered(DOCUMENT, reading, 0)


def _of_hers(text: str, *, owner: ContactOwner = ContactOwner.OTHER) -> ContactPoint:
    at = text.index(HERS)
    return replace(phone("+56900000088", owner=owner), as_written=HERS, span=Span(at, at + len(HERS)))


def test_her_number_is_covered_beside_her_name_and_marks_stand_at_their_words() -> None:
    """The name was covered, and the number on which she can be called stood beside it."""
    text = f"Juana atiende en el {HERS}. {TEXT} Otra vez: 900000088."
    at = text.index("+56 900 000 017")
    theirs = replace(NUMBER, span=Span(at, at + len("+56 900 000 017")))
    told = covered(replace(DOCUMENT, text=text), analysis(1, [OPERATOR], [_of_hers(text), theirs]))
    assert (told.persons, told.points) == (0, 1)
    assert told.document.text == f"Juana atiende en el {HIDDEN}. {TEXT} Otra vez: {HIDDEN}."
    hers, operators = told.analysis.contacts
    assert (hers.value, hers.as_written) == (HIDDEN, HIDDEN)
    assert operators.value == "+56900000017"
    for each, words in ((hers, HIDDEN), (operators, "+56 900 000 017")):
        assert told.document.text[each.span.start : each.span.end] == words


@pytest.mark.parametrize("owner", [ContactOwner.OPERATOR, ContactOwner.HOTLINE, ContactOwner.NEWSROOM])
def test_a_number_of_an_operator_a_hotline_or_a_newsroom_stays(owner: ContactOwner) -> None:
    text = f"{TEXT} {HERS}"
    document, reading = replace(DOCUMENT, text=text), analysis(1, [OPERATOR], [_of_hers(text, owner=owner)])
    assert covered(document, reading) == covering.Covered(document, reading, 0)


@pytest.mark.parametrize("purged", [False, True])
def test_every_view_covers_her_number_also_once_a_purge_took_it_from_the_reading(
    database: Database, *, purged: bool
) -> None:
    text, title = f"{TEXT} Su teléfono, dijo, es {HERS}.", f"Llame al {HERS}: acusan a Viajes Quimera"
    said = replace(OPERATOR, sentence=text, status_sentence=text)
    with database.transaction() as session:
        saved = save(session, capture(1), text, title=title)
        flag_id = read(session, analysis(saved.revision_id, [said, *OTHERS], [NUMBER, _of_hers(text)]))
        assert flag_id is not None
    if purged:
        with database.transaction() as session:
            purge.purge_some(session, YEAR, NOON + timedelta(days=400), who="ana")
    with database.reading() as session:
        detail = views.flag(session, flag_id)
        operator = views.operator(session, 1)
        (hit,) = search.find_documents(session, search.understand(session, "Quimera"), SearchFilter())
        shown = [
            detail,
            views.flags(session),
            search.text(session, saved.revision_id),
            hit,
            operator,
            views.exhibits(session, [1]),
            views.statement(session, operator.statuses[0].statement_id),
        ]
        whole = views.flag(session, flag_id, uncovered=True)
    assert (detail.covered, detail.covered_points) == (0, 1)
    for each in shown:
        assert "000 088" not in repr(each)
        assert "00000088" not in repr(each)
        assert HIDDEN in repr(each)
    assert "017" in repr(detail)
    assert HERS in whole.document.text
    assert HERS in whole.document.title
    assert purged or HERS in [each.as_written for each in whole.analysis.contacts]


def test_a_number_of_the_watchlist_stays_in_an_ordinary_text_and_a_dismissed_ones_does_not(database: Database) -> None:
    """An advert for rooms with an operator's number is how somebody is found: its page must show the number."""
    rooms, number = "Alquilo habitaciones en Iquique, llame al +56 900 000 017 por la tarde. " * 5, "+56900000017"
    with database.transaction() as session:
        shot = save(session, capture(1), "Viajes Quimera lo lleva, +56 900 000 017. " * 5)
        flag_id = read(session, analysis(shot.revision_id, [mention("Viajes Quimera")], [phone(number)]))
        other = save(session, capture(2), rooms, title="Habitaciones +56 900 000 017")
        read(session, analysis(other.revision_id, [], [phone(number, owner=ContactOwner.OTHER)], labels=()))
        shown = search.text(session, other.revision_id)
        assert (shown.covered_points, "+56 900 000 017" in shown.document.text) == (0, True)
        assert flag_id is not None
        flags.decide(session, flag_id, FlagState.DISMISSED, who="ana", why="a tour", expected_version=1, now=NOON)
        shown = search.text(session, other.revision_id)
        assert (shown.covered_points, "+56 900 000 017" in shown.document.text) == (1, False)


def test_a_dismissed_ones_number_is_covered_whoever_else_was_merged(database: Database) -> None:
    """Which entry an operator goes by was asked of any contact point there is: one merge anywhere, and the numbers of
    dismissed operators stood open; two, and PostgreSQL refused every page that covers a number."""
    number, others = "+56900000017", ("Kantuta Dorada", "Brisa Andina", "Ruta Quirquincho", "Paso Zafiro")
    with database.transaction() as session:
        shot = save(session, capture(1), "Viajes Quimera lo lleva, +56 900 000 017. " * 5)
        flag_id = read(session, analysis(shot.revision_id, [mention("Viajes Quimera")], [phone(number)]))
        assert flag_id is not None
        for at, name in enumerate(others, 2):
            saved = save(session, capture(at), f"{name} lo lleva, +56 900 000 03{at}. " * 5)
            read(session, analysis(saved.revision_id, [mention(name)], [phone(f"+5690000003{at}")]))
        entry = {each.name: each.operator_id for each in views.operators(session)}
        for one, other in (others[:2], others[2:]):
            merging.merge(session, [entry[one], entry[other]], Signature("ana", "one number", NOON))
        room = save(session, capture(9), "Alquilo habitaciones, +56 900 000 017. " * 5)
        read(session, analysis(room.revision_id, [], [phone(number, owner=ContactOwner.OTHER)], labels=()))
        assert search.text(session, room.revision_id).covered_points == 0
        flags.decide(session, flag_id, FlagState.DISMISSED, who="ana", why="a tour", expected_version=1, now=NOON)
        assert search.text(session, room.revision_id).covered_points == 1


def _kept(database: Database) -> tuple[int, int]:
    """The version and the flag."""
    with database.transaction() as session:
        saved = save(session, capture(1), TEXT, title=TITLE)
        flag_id = read(session, analysis(saved.revision_id, [OPERATOR, VICTIM, *OTHERS], [NUMBER]))
        assert flag_id is not None
    return saved.revision_id, flag_id


@pytest.mark.parametrize("purged", [False, True])
def test_every_view_covers_a_victim_also_once_a_purge_took_her_name_from_the_reading(
    database: Database, *, purged: bool
) -> None:
    """Her name stood on the flag's page, in every list and in the search; the purge left it in title and text."""
    revision_id, flag_id = _kept(database)
    if purged:
        with database.transaction() as session:
            purge.purge_some(session, YEAR, NOON + timedelta(days=400), who="ana")
    with database.reading() as session:
        detail = views.flag(session, flag_id)
        operator = views.operator(session, 1)
        (hit,) = search.find_documents(session, search.understand(session, "Quimera"), SearchFilter())
        shown = [
            detail,
            views.flags(session),
            search.text(session, revision_id),
            hit,
            operator,
            views.exhibits(session, [1]),
            views.statement(session, operator.statuses[0].statement_id),
        ]
    assert detail.covered == 1
    for each in shown:
        assert "Tika acusa" not in repr(each)
        assert "Ñusta Tika y" not in repr(each)
        assert "JUANA" not in repr(each)
        assert "Quimera" in repr(each)


def test_what_is_stored_stays_and_is_shown_to_who_asks(database: Database) -> None:
    revision_id, flag_id = _kept(database)
    with database.transaction() as session:
        detail = views.flag(session, flag_id, uncovered=True)
        whole = search.text(session, revision_id, uncovered=True)
        covering.uncovered(session, f"flag {flag_id}", who="ana", way=Way(caller="ana"))
    assert detail.summary.title == detail.document.title == whole.document.title == TITLE
    assert detail.document.text == whole.document.text == TEXT
    assert "Juana Ñusta Tika" in [each.name for each in detail.analysis.mentions]
    with database.reading() as session:
        (entry,) = [each for each in audit.entries(session) if each.action == "names uncovered"]
    assert (entry.actor, entry.subject) == ("ana", f"flag {flag_id}")
