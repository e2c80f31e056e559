"""Adverts of one wording under other numbers and names have flags of their own; copies stay together."""

from __future__ import annotations

from core.terms import DocumentKind, FlagState
from store import flags, views
from store.session import Database, Session
from store.tables import DocumentRow, StoryRow
from tests.store.make import NOON, OFFER, analysis, mention, phone, read, register, report

ONE, OTHER, THIRD = "+573000000017", "+573000000018", "+573000000019"
WORDS = "Buses to Chile leave every Friday, we help at each border "


def _advert(session: Session, number: int, name: str, *numbers: str, **options: object) -> int | None:
    named = [mention(name)] if name else []
    values: dict[str, object] = {"labels": (OFFER,), "kind": DocumentKind.AD, "text": WORDS}
    return report(session, number, named, [phone(each, at=60) for each in numbers], **values | options)


def _operators(session: Session, flag_id: int | None) -> list[str]:
    assert flag_id is not None
    return sorted(name for _id, name in views.flag(session, flag_id).summary.operators)


def test_others_behind_one_template_are_flags_of_their_own(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora", "ec_andes")
        one = _advert(session, 1, "Rutas Sol", ONE)
        other = _advert(session, 2, "Kantuta Express", OTHER, source_id="co_hora")
        again = _advert(session, 3, "Kantuta Express", OTHER, source_id="ec_andes")
        nameless = _advert(session, 4, "", THIRD)
        assert one != other == again
        assert nameless not in (one, other)
        assert (_operators(session, one), _operators(session, other)) == (["Rutas Sol"], ["Kantuta Express"])
        assert _operators(session, nameless) == [f"phone {THIRD}"]
        flags.decide(session, one or 0, FlagState.DISMISSED, who="ana", why="A tour", expected_version=1, now=NOON)
        assert views.flag(session, other or 0).summary.state is FlagState.NEW
        assert views.flag(session, other or 0).summary.also_published == 1
        assert views.flag(session, one or 0).summary.also_published == 0


def test_copies_with_something_in_common_stay_one_flag(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        first = _advert(session, 1, "Rutas Sol", ONE)
        assert _advert(session, 2, "Rutas Sol", OTHER) == first  # its second number
        assert _advert(session, 3, "Kantuta Express", THIRD, ONE) == first  # its number under another name
        assert _advert(session, 4, "Nimbus Travel") == first  # no number says that it is another's
        assert {row.story_id for row in session.query(DocumentRow)} == {1}


def test_reports_of_one_wording_are_copies_whatever_numbers_are_read(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        first = report(session, 1, [mention("Rutas Sol")], [phone(ONE)], text=WORDS)
        assert report(session, 2, [mention("Kantuta Express")], [phone(OTHER)], text=WORDS) == first


def test_an_advert_that_is_flagged_stays_where_it_is(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        first = _advert(session, 1, "Rutas Sol", ONE)
        joined = _advert(session, 2, "Rutas Sol", OTHER)
        changed = analysis(2, [mention("Kantuta Express")], [phone(THIRD)], labels=(OFFER,), reader="rules 2")
        assert read(session, changed) == joined == first


def test_the_origin_is_the_first_of_those_that_stay(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        _advert(session, 5, "Rutas Sol", ONE, source_id="cl_voz")
        _advert(session, 2, "Kantuta Express", OTHER, source_id="co_hora")  # read later, seen before
        origins = {row.story_id: row.origin_publisher for row in session.query(StoryRow)}
        of = {row.document_id: (row.story_id, row.publisher) for row in session.query(DocumentRow)}
        assert {origins[story_id] == publisher for story_id, publisher in of.values()} == {True}
        assert len(origins) == 2
