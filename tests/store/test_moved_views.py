"""Of which earlier leads the pages changed since the night before: gone, on another board, with another price."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from core.records import Price, Span
from core.terms import DocumentKind, FlagState, PriceKind
from store import flags, sightings
from store.session import Database, Session
from store.tables import DocumentRow
from store.views import moved
from store.views.moved_views import Moved
from store.views.records import Returned
from tests.store.make import NOON, OFFER, REPORT, analysis, capture, mention, read, register, report, save

NAME = "Turismo Kantuta Amaru"
TEXT = "Salimos cada viernes con Turismo Kantuta Amaru hasta Iquique, sin papeles, consulte. "


def at(day: int, hours: int = 0) -> datetime:
    return NOON + timedelta(days=day, hours=hours)


def lately(session: Session, day: int) -> tuple[Moved, ...]:
    """What the morning of that day had not seen."""
    return moved(session, at(day, -3), limit=9)[0]


def advert(
    session: Session, number: int, when: datetime, *, text: str = TEXT, asks: str = "300", **where: str
) -> int | None:
    """An advert as it was read at that time; returns its flag."""
    shot = capture(number, at=when, **where)  # type: ignore[arg-type]
    saved = save(session, shot, text * 5, kind=DocumentKind.AD)
    prices = (Price(Decimal(asks), "USD", Span(0, 3), per_person=True),) if asks else ()
    reading = analysis(saved.revision_id, [mention(NAME)], labels=(OFFER,))
    return read(session, replace(reading, prices=prices), now=when)


@pytest.fixture
def session(database: Database):  # type: ignore[no-untyped-def]
    with database.transaction() as session:
        register(session, "cl_voz", "cl_sur")
        assert advert(session, 1, at(0), path="uno") == 1
        yield session


def only(session: Session, day: int) -> Moved:
    (found,) = lately(session, day)
    assert found.flag.flag_id == 1
    return found


def test_nothing_is_told_of_what_stands_as_it_stood(session: Session) -> None:
    sightings.stood(session, "cl_voz", {"https://cl_voz.example/uno": at(1)})
    assert lately(session, 1) == ()


def test_an_advert_that_is_gone_is_told_to_whom_did_not_see_it(session: Session) -> None:
    sightings.gone(session, "cl_voz", {"https://cl_voz.example/uno": at(1)})
    found = only(session, 1)
    assert (found.gone_at, found.before, found.boards) == (at(1), (), ())
    assert lately(session, 2) == ()


def test_one_that_came_back_is_told_once_with_when_it_was_gone(session: Session) -> None:
    """Told as taken down, it stood again, and nobody heard of it."""
    uno = "https://cl_voz.example/uno"
    sightings.gone(session, "cl_voz", {uno: at(1)})
    sightings.stood(session, "cl_voz", {uno: at(3)})
    found = only(session, 3)
    assert (found.gone_at, found.returned) == (None, Returned(at(1), at(3), has_other_text=False))
    assert lately(session, 4) == ()
    sightings.gone(session, "cl_voz", {uno: at(4)})
    found = only(session, 3)
    assert (found.gone_at, found.returned) == (at(4), None)  # how it stands now
    sightings.stood(session, "cl_voz", {uno: at(5)})
    assert only(session, 5).returned == Returned(at(4), at(5), has_other_text=False)


def test_an_address_that_shows_another_text_is_not_said_to_show_the_advert(session: Session) -> None:
    sightings.gone(session, "cl_voz", {"https://cl_voz.example/uno": at(1)})
    save(session, capture(2, at=at(3), path="uno"), "Vendo una bicicleta casi nueva, con luces. " * 5)
    assert only(session, 3).returned == Returned(at(1), at(3), has_other_text=True)


def test_what_was_gone_before_it_became_a_lead_was_told_to_nobody(session: Session) -> None:
    save(session, capture(2, at=at(0), path="dos"), "Otro aviso de Amaru, vamos a Arica el lunes. " * 5)
    sightings.gone(session, "cl_voz", {"https://cl_voz.example/dos": at(1)})
    late = capture(3, at=at(0, 1), path="dos")
    saved = save(session, late, "Otro aviso de Amaru, vamos a Arica el lunes. " * 5, kind=DocumentKind.AD)
    assert read(session, analysis(saved.revision_id, [mention(NAME)], labels=(OFFER,)), now=at(2)) is not None
    sightings.stood(session, "cl_voz", {"https://cl_voz.example/dos": at(3)})
    assert lately(session, 3) == ()


def test_one_that_came_back_names_nobody_whom_a_source_clears_and_no_dismissed_lead(session: Session) -> None:
    uno = "https://cl_voz.example/uno"
    sightings.gone(session, "cl_voz", {uno: at(1)})
    sightings.stood(session, "cl_voz", {uno: at(3)})
    assert only(session, 3).operators == (NAME,)
    report(session, 5, [mention(NAME, cleared=True)], labels=(REPORT,), now=at(3, 1))
    assert only(session, 3).operators == ()
    flags.decide(session, 1, FlagState.DISMISSED, who="ana", why="a tour", expected_version=1, now=at(3, 2))
    assert lately(session, 3) == ()


def test_no_lead_is_looked_at_whose_page_did_not_change(session: Session) -> None:
    """What the first page told grew with every flag that there ever was."""
    bind = session.get_bind()
    if bind.dialect.name != "sqlite":
        pytest.skip("PostgreSQL goes by its statistics")
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, said: str, values: Any, *_more: object) -> None:
        asked.append((said, values))

    event.listen(bind, "before_cursor_execute", note)
    try:
        assert lately(session, 1) == ()
    finally:
        event.remove(bind, "before_cursor_execute", note)
    plans = [
        str(row[3])
        for said, values in asked
        if "FROM flag" in said
        for row in session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", values).all()
    ]
    assert [each for each in plans if each.startswith(("SCAN flag", "SCAN documents"))] == []
    assert [each for each in plans if "source_id_first_seen" in each] == []
    assert any("ix_documents_story_id" in each for each in plans)


def test_what_was_raised_in_the_same_night_is_no_earlier_lead(session: Session) -> None:
    assert advert(session, 2, at(1), text="Otro aviso de Amaru, vamos a Arica el lunes. ", path="dos") == 2
    sightings.gone(session, "cl_voz", {"https://cl_voz.example/dos": at(1, 1)})
    assert lately(session, 1) == ()


def test_another_price_is_told_with_the_one_before(session: Session) -> None:
    assert advert(session, 2, at(1), text=TEXT.replace("viernes", "lunes"), asks="450", path="uno") == 1
    found = only(session, 1)
    assert [str(each.amount) for each in found.before] == ["300"]
    assert [(str(each.amount), each.per_person, each.kind) for each in found.now] == [("450", True, PriceKind.FULL)]
    assert found.gone_at is None


def test_other_words_at_the_same_price_are_no_news(session: Session) -> None:
    assert advert(session, 2, at(1), text=TEXT.replace("viernes", "lunes"), asks="300.00", path="uno") == 1
    assert lately(session, 1) == ()


def test_another_board_is_told_by_its_name(session: Session) -> None:
    assert advert(session, 2, at(1), source_id="cl_sur", path="uno") == 1
    assert only(session, 1).boards == ("Cl Sur",)
    assert lately(session, 2) == ()


def test_the_same_board_once_more_is_no_other_one(session: Session) -> None:
    advert(session, 2, at(1), path="otra-vez")
    assert lately(session, 1) == ()
    advert(session, 3, at(1), source_id="cl_sur", path="uno")
    advert(session, 4, at(2), source_id="cl_sur", path="dos")
    assert only(session, 1).boards == ("Cl Sur",)
    assert lately(session, 2) == ()


def test_its_own_board_is_no_other_one_though_its_page_was_archived_later(session: Session) -> None:
    """The demo tells its first night as yesterday's, and said that an advert stands on another board, its own."""
    session.get_one(DocumentRow, 1).first_seen = at(1)
    advert(session, 2, at(1), path="otra-vez")
    assert lately(session, 1) == ()


def test_whom_a_source_clears_is_not_named_in_a_line_that_can_not_say_so(session: Session) -> None:
    sightings.gone(session, "cl_voz", {"https://cl_voz.example/uno": at(1)})
    assert only(session, 1).operators == (NAME,)
    report(session, 5, [mention(NAME, cleared=True)], labels=(REPORT,), now=at(1, 1))
    assert only(session, 1).operators == ()


def test_those_without_room_are_counted_and_those_not_asked_for_are_not(session: Session) -> None:
    sightings.gone(session, "cl_voz", {"https://cl_voz.example/uno": at(1)})
    assert moved(session, at(1, -3), limit=0) == ((), 1)
    assert moved(session, at(1, -3), limit=9, among=lambda _flag_ids: ()) == ((), 0)


def test_a_lead_that_was_dismissed_is_told_no_more(session: Session) -> None:
    sightings.gone(session, "cl_voz", {"https://cl_voz.example/uno": at(1)})
    flags.decide(session, 1, FlagState.DISMISSED, who="ana", why="a tour", expected_version=1, now=at(1, 1))
    assert lately(session, 1) == ()


def test_those_that_are_gone_stand_first(session: Session) -> None:
    assert advert(session, 2, at(0, 2), text="Otro aviso de Amaru, vamos a Arica el lunes. ", path="dos") == 2
    advert(session, 3, at(2), text="Otro aviso de Amaru, vamos a Arica el jueves. ", asks="500", path="dos")
    sightings.gone(session, "cl_voz", {"https://cl_voz.example/uno": at(2)})
    assert [each.flag.flag_id for each in lately(session, 2)] == [1, 2]
    sightings.stood(session, "cl_voz", {"https://cl_voz.example/uno": at(3)})
    assert advert(session, 4, at(3), text="Otro aviso de Amaru, vamos a Arica el martes. ", asks="600", path="dos") == 2
    assert [each.flag.flag_id for each in lately(session, 3)] == [1, 2]  # and after them those that are back
