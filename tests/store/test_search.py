"""Search: what was saved is found at once, on both databases, however it is spelt."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, text

from core.days import local
from core.errors import NotFoundError
from core.terms import ContactType, FlagState, LegalStatus, SourceKind
from store import captures, flags, search
from store.indexing import forget_text
from store.indexing.index import put
from store.indexing.words import LONGEST_TEXT, fold, words_of, written
from store.search import SearchFilter, phones
from store.seeds import loading
from store.seeds.seed import Seed
from store.session import Database, Session
from tests.store.make import NOON, OFFER, REPORT, capture, extracted, mention, phone, register, report, save, store

TEXT = "Según la Policía, «ViveOnline» ofrecía viajes a migrantes; llame al (300) 000-00 21 o escriba."
Ask = Callable[..., list[str]]


HOURS = {
    "the day alone": datetime(2021, 1, 23, tzinfo=UTC),
    "evening before in Santiago": datetime(2021, 1, 23, 1, 30, tzinfo=UTC),
    "evening in Santiago, past midnight in Madrid": datetime(2021, 1, 23, 23, 30, tzinfo=UTC),
    "the day after alone": datetime(2021, 1, 24, tzinfo=UTC),
}


@pytest.fixture
def session(database: Database) -> Session:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        save(session, capture(1), TEXT, title="Ofensiva en la frontera")
        save(session, capture(2, source_id="co_hora"), "Mañana habrá feria de ganado en São Paulo.", title="Feria")
        yield session


def titles(session: Session, typed: str, **chosen: object) -> list[str]:
    asked = search.understand(session, typed)
    return [hit.title for hit in search.find_documents(session, asked, SearchFilter(**chosen))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "typed",
    [
        "policia",
        "POLICÍA",
        "segun policia migrante",  # a word is found from its beginning
        '"ofensiva en la frontera"',
        "viveonlin",
        "vievonline",  # two letters changed places
        "fronteera",
        "+57 300 000 0021",
        "3000000021",
        "300 000 00 21 migrantes",
        "0057 300 0000021",
        "cel. 300 000 0021",
        "Teléfono: (300) 0000021",
        "https://wa.me/573000000021",
        "whatsapp +57 300 000 0021",
        "migrantes -ganado",
    ],
)
def test_found_however_it_is_spelt(session: Session, typed: str) -> None:
    assert titles(session, typed) == ["Ofensiva en la frontera"]


@pytest.mark.parametrize(
    "typed",
    ['"frontera la en"', "policia -migrantes", "policia feria", "xqzw", "+57 300 000 0022", '"', "-", "' OR *:"],
)
def test_not_found_where_it_does_not_stand(session: Session, typed: str) -> None:
    asked = search.understand(session, typed)
    found = search.find_documents(session, asked, SearchFilter())
    assert [hit.title for hit in found if not asked.is_empty] == []


def test_what_was_mended_is_said(session: Session) -> None:
    assert search.understand(session, "feira sao").mended == (("feira", ("feria",)),)
    assert titles(session, "feira sao") == ["Feria"]


def test_a_name_that_a_list_misspells_hides_no_text(session: Session) -> None:
    loading.load(session, [Seed("1", "Ganado Feira Ltda.")], NOON, by="a list")
    assert search.understand(session, "feira").mended == (("feira", ("feira", "feria")),)
    assert titles(session, "feira ganado") == ["Feria"]
    assert search.understand(session, "feria ganado").mended == ()


def test_words_in_look_alike_letters_are_found_by_what_they_look_like(session: Session) -> None:
    """An advert in which 'coyote' has three Cyrillic letters was found by nobody who asked for coyotes."""
    disguised = (
        "Busc\u0430s \u0441\u043eyot\u0435? \u0421\u041e\u0421\u0410 y p\u0430so \u043c\u043e\u0441\u043a\u0432\u0430"
    )
    save(session, capture(3), disguised, title="Disguised")
    for typed in (
        "coyote",
        "COYOT",
        "\u0441\u043eyot\u0435",
        "coca paso",
        "\u043c\u043e\u0441\u043a\u0432\u0430",
        "cоyote",
    ):
        assert titles(session, typed) == ["Disguised"], typed
    assert titles(session, "migrantes -coyote") == ["Ofensiva en la frontera"]
    assert titles(session, "paso -coyote") == []
    asked = search.understand(session, "coyote")
    hits = [piece.text for piece in search.excerpt(disguised, asked.runs) if piece.hit]
    assert hits == ["\u0441\u043eyot\u0435"]
    forget_text(session, 3, "Disguised", disguised)
    assert titles(session, "coyote") == []


def test_a_text_that_was_indexed_as_it_is_written_alone_is_forgotten_whole(session: Session) -> None:
    """As those are that were kept before: SQLite calls an index broken out of which more is taken than was put in."""
    forget_text(session, 1, "Ofensiva en la frontera", TEXT)
    forget_text(session, 2, "Feria", "Mañana habrá feria de ganado en São Paulo.")
    disguised = "Busc\u0430s \u0441\u043eyot\u0435"
    put(session, "revision", 1, written(disguised))
    forget_text(session, 1, "", disguised)
    put(session, "revision", 1, words_of(disguised))
    forget_text(session, 1, "", disguised)
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("INSERT INTO revision_search (revision_search) VALUES ('integrity-check')"))


def test_letters_of_another_script_are_named() -> None:
    assert search.borrowed("la t\u0430boca \u03bfro") == {
        "t\u0430boca": {"\u0430": "Cyrillic"},
        "\u03bfro": {"\u03bf": "Greek"},
    }
    assert search.borrowed("Ñandú, ação 5ª \u043c\u043e\u0441\u043a\u0432\u0430 x² 300") == {}


def test_the_ends_of_numbers_are_few_whatever_is_kept() -> None:
    """Of a Brazilian number without its area's code there are as many as areas; of seven digits some two thousand."""
    without_area = phones.tails("90000-0031")
    assert "+5568900000031" in without_area
    assert len(without_area) < 100
    assert len(phones.tails("2345678")) < 3000
    assert phones.tails("+57 300 000 0021") == phones.tails("000021") == ()


@pytest.mark.parametrize(
    "typed",
    ["clabe:002010077777777771", "002010077777777771", "002 010 0777 7777 7771", "bcp:1910000000017", "900 000 011",
     "yape:+51900000011", "pix:zorzal@viagens.example"],
)  # fmt: skip
def test_operators_by_payee_account(database: Database, typed: str) -> None:
    values = ("clabe:002010077777777771", "bcp:1910000000017", "yape:+51900000011", "pix:zorzal@viagens.example")
    with database.transaction() as session:
        register(session, "cl_voz")
        accounts = [phone(value, kind=ContactType.ACCOUNT) for value in values]
        report(session, 1, [mention("ViveOnline S.A.S.")], accounts)
        report(session, 2, [mention("Turismo Kantuta")], [phone("+573000000021")])
        asked = search.understand(session, typed)
        assert [each.name for each in search.find_operators(session, asked, SearchFilter(), typed=typed)] == [
            "ViveOnline S.A.S."
        ]


def test_operators_by_name_and_number(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline S.A.S.")], [phone("+573000000021")])
        report(session, 2, [mention("Turismo Kantuta")])

        def names(typed: str, **chosen: object) -> list[str]:
            asked = search.understand(session, typed)
            kept = SearchFilter(**chosen)  # type: ignore[arg-type]
            return [line.name for line in search.find_operators(session, asked, kept, typed=typed)]

        for typed in (
            "vive online",
            "viveonline",
            "VIVE",
            "vivonline",
            "300 000 0021",
            "+57 (300) 000.00.21",
            "wa.me/573000000021",
            "0000021",
            "000-0021",
            "00 000 0021",
            "3OO OOO OO21",
            "3oo-ooo-oo21",
            "cel. 3OO OOO OO21",
        ):
            assert names(typed) == ["ViveOnline S.A.S."], typed
        for typed in ("000021", "0000022", "3OO OOO OO22", "300 o 0000 o 21"):
            assert names(typed) == [], typed
        assert names("") == []
        assert names("", leg=("PE", "BO"), status=LegalStatus.REPORTED) == ["Turismo Kantuta", "ViveOnline S.A.S."]
        assert names("", leg=("PE", "CL")) == []
        assert names("kantuta", status=LegalStatus.CONVICTED) == []
        hits = search.find_documents(session, search.understand(session, "300 000 0021"), SearchFilter())
        assert [hit.title for hit in hits] == ["Title"]  # the text spells it otherwise: the reader read it


def test_filters(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        one = report(session, 1, [mention("ViveOnline")])
        report(session, 2, [mention("Kantuta")], labels=(OFFER,), source_id="co_hora", at=NOON + timedelta(days=3))
        assert one is not None
        flags.decide(session, one, FlagState.DISMISSED, who="ana", why="no", expected_version=1, now=NOON)

        def ids(typed: str = "text", **chosen: object) -> list[str]:
            asked = search.understand(session, typed)
            found = search.find_documents(session, asked, SearchFilter(**chosen))  # type: ignore[arg-type]
            assert search.count_documents(session, asked, SearchFilter(**chosen)) == len(found)  # type: ignore[arg-type]
            return [hit.source_id for hit in found]

        assert ids() == ["co_hora", "cl_voz"]
        assert ids("") == ["co_hora", "cl_voz"]
        assert ids(label=OFFER) == ["co_hora"]
        assert ids(label=REPORT) == ["cl_voz"]
        assert ids(state=FlagState.DISMISSED) == ["cl_voz"]
        assert ids(since=NOON.date() + timedelta(days=1)) == ["co_hora"]
        assert ids(until=NOON.date()) == ["cl_voz"]
        assert ids(source_kind=SourceKind.NEWS) == ["co_hora", "cl_voz"]
        assert ids(source_kind=SourceKind.OFFICIAL) == []
        assert ids(country="PE") == []
        assert ids(leg=("CO", "EC")) == ["co_hora", "cl_voz"]
        assert ids(leg=("EC", "CO")) == []
        assert ids(leg=("CO", "EC"), state=FlagState.DISMISSED) == ["cl_voz"]
        assert ids(leg=("CO", "EC"), state=FlagState.DISMISSED, label=OFFER) == []
        assert ids("", leg=("CO", "EC"), state=FlagState.NEW, label=OFFER) == ["co_hora"]
        assert ids(status=LegalStatus.REPORTED) == ["co_hora"]  # what was dismissed makes no standing
        assert ids(status=LegalStatus.CONVICTED) == []


@pytest.mark.parametrize("zone", [UTC, ZoneInfo("America/Santiago"), ZoneInfo("Europe/Madrid")], ids=str)
def test_a_document_is_found_by_the_day_that_is_printed(database: Database, zone: tzinfo) -> None:
    """Days were those of UTC, and what a page dates by the 22nd was found from the 23rd on."""
    with database.transaction() as session:
        register(session, "cl_voz")
        for number, (title, moment) in enumerate(HOURS.items(), 1):
            captures.add(session, [capture(number)], None)
            store(session, capture(number), extracted(TEXT, title=title, published=moment))
        for title, moment in HOURS.items():
            day = local(moment, zone).date()
            of_day = {each for each, when in HOURS.items() if local(when, zone).date() == day}
            assert title in of_day
            assert set(titles(session, "", since=day, until=day, zone=zone)) == of_day
        assert len(titles(session, "", since=date.min, until=date.max, zone=zone)) == len(HOURS)


def plans_of(session: Session, database: Database, typed: str, chosen: SearchFilter) -> list[list[str]]:
    """How SQLite goes about listing and counting what was asked, a list of steps a statement."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, statement: str, values: object, *_more: object) -> None:
        if "FROM revisions" in statement and statement.startswith("SELECT"):
            asked.append((statement, values))

    question = search.understand(session, typed)
    event.listen(database.engine, "before_cursor_execute", note)
    assert search.find_documents(session, question, chosen) == []
    assert search.count_documents(session, question, chosen) == 0
    event.remove(database.engine, "before_cursor_execute", note)
    run = session.connection().exec_driver_sql
    plans = [[row[3] for row in run(f"EXPLAIN QUERY PLAN {each}", values)] for each, values in asked]
    assert len(plans) == 2
    return plans


def test_flags_are_not_read_anew_for_every_document(database: Database) -> None:
    """SQLite would read all flags of the state for each document: at 100,000 documents a search took minutes. Nor does
    it walk through every text that holds a word, where flags are asked for."""
    if not database.is_sqlite:
        pytest.skip("the plan of SQLite")
    chosen = SearchFilter(leg=("PE", "BO"), state=FlagState.NEW, source_kind=SourceKind.NEWS)
    with database.reading() as session:
        for plan in [plan for typed in ("", "trocha") for plan in plans_of(session, database, typed, chosen)]:
            assert any("flags" in step for step in plan)
            assert not [step for step in plan if "CORRELATED" in step]
            assert "documents" in next(step for step in plan if step.startswith(("SCAN", "SEARCH")))


def test_labelled_readings_are_found_without_reading_the_others(database: Database) -> None:
    """To ask every document for its reading took a fifth of a second at 100,000."""
    if not database.is_sqlite:
        pytest.skip("the plan of SQLite")
    with database.reading() as session:
        for plan in plans_of(session, database, "", SearchFilter(label=OFFER)):
            assert any("ix_analyses_labelled" in step for step in plan)
            assert not [step for step in plan if "CORRELATED" in step]


def test_page_by_page_and_older_versions(session: Session) -> None:
    save(session, capture(3, path="1", at=NOON + timedelta(hours=1)), "Otra cosa.", title="Corregido")
    assert titles(session, "viveonline") == []
    assert titles(session, "viveonline", versions=True) == ["Ofensiva en la frontera"]
    first = search.find_documents(session, search.Asked(), SearchFilter(), limit=1)
    then = search.find_documents(session, search.Asked(), SearchFilter(), limit=1, before=first[0].revision_id)
    assert [hit.title for hit in first + then] == ["Corregido", "Feria"]
    whole = search.text(session, first[0].revision_id)
    assert (whole.number, whole.versions, whole.document.text) == (2, 2, "Otra cosa.")
    with pytest.raises(NotFoundError):
        search.text(session, 999)


def test_an_endless_text_is_kept(session: Session) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    many = " ".join(a + b + c + d for a in "abc" for b in letters for c in letters for d in letters)
    assert len(many) > LONGEST_TEXT
    save(session, capture(4), many, title="Endless")
    assert titles(session, "aabc endless") == ["Endless"]


def test_an_excerpt_shows_what_answered(session: Session) -> None:
    asked = search.understand(session, "policia 300 000 0021")
    pieces = search.excerpt("Palabra " * 100 + TEXT, asked.runs)
    assert [piece.text for piece in pieces if piece.hit] == ["Policía", "300) 000-00 21"]
    assert pieces[0].text == "… "


def test_an_excerpt_shows_the_phrase_that_was_asked_for(session: Session) -> None:
    """Its words stood before it one by one: the excerpt was the beginning, and marked each 'do'."""
    body = "Do vale do rio, do Panam\u00e1 ao norte. " * 20 + "Pela selva do Panam\u00e1 passaram. " + "E do rio. " * 40
    asked = search.understand(session, '"Selva do panama"')
    pieces = search.excerpt(body, asked.runs)
    assert [piece.text for piece in pieces if piece.hit] == ["selva do Panam\u00e1"]
    asked = search.understand(session, 'vale "selva do panama"')
    assert "selva do Panam\u00e1" in [piece.text for piece in search.excerpt(body, asked.runs) if piece.hit]
    assert search.excerpt("Nada disso.", asked.runs) == search.marked("Nada disso.", [])


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        ("3222-0010", "Ligue (65) 3222-0010 hoje."),
        ('"3222-0010"', "Ligue (65) 3222-0010 hoje."),
        ("32220010", "Ligue +55 65 3222 0010 hoje."),
        ("3222-0010", "Ligue 6532220010 hoje."),
        ("90000-0031", "Ligue (65) 90000-0031 hoje."),
        ("90000-0031", "Ligue 65 9 0000-0031 hoje."),
        ("900000031", "Ligue +55 (65) 90000.0031 hoje."),
        ("90000-0031", "Ligue 5565900000031 hoje."),
        ("2200 0031", "Llame al (56) 2 2200 0031 hoy."),
        ("300-0031", "Llame al (4) 300 00 31 hoy."),
        ("223 0031", "Llame al (591) 3 223-0031 hoy."),
    ],
)
def test_a_number_in_a_text_is_found_without_its_area_code(session: Session, typed: str, body: str) -> None:
    save(session, capture(4), body, title="Aviso")
    assert titles(session, typed) == ["Aviso"]
    hits = [piece.text for piece in search.excerpt(body, search.understand(session, typed).runs) if piece.hit]
    assert len(hits) == 1
    assert re.sub(r"\D", "", hits[0]).endswith(re.sub(r"\D", "", typed)[-7:])


@pytest.mark.parametrize("typed", ["3222-0011", "0010 3222", "+55 3222-0010", "222-0010"])
def test_another_number_is_not_found(session: Session, typed: str) -> None:
    save(session, capture(4), "Ligue (65) 3222-0010 hoje.", title="Aviso")
    assert titles(session, typed) == []


def test_the_ways_to_write_a_number_are_few() -> None:
    assert ("3222", "0010") in phones.within("3222-0010")
    assert ("6532220010",) in phones.within("3222-0010")
    assert len(phones.within("3222-0010")) < 500
    assert len(phones.within("222-0010")) < 5
    assert phones.within("+3222-0010") == phones.within("(65) 3222-0010") == phones.within("222-001") == ()


@given(
    st.text(max_size=300),
    st.lists(st.lists(st.text(alphabet="abc12", min_size=1, max_size=4), min_size=1, max_size=3).map(tuple)),
)
def test_pieces_join_to_the_text(body: str, runs: list[tuple[str, ...]]) -> None:
    assert "".join(piece.text for piece in search.marked(body, runs)) == body
    assert all(piece.text in body or piece.text in ("… ", " …") for piece in search.excerpt(body, runs))


@given(st.text(max_size=300))
def test_words_are_letters_and_digits(body: str) -> None:
    for word in words_of(body):
        assert word.isalnum() or not fold(word).isascii()
        assert not set(word) & set("'\"\\ :*")
