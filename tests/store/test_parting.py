"""Adverts of one wording under other numbers and names have flags of their own; copies stay together."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from core.terms import DocumentKind, FlagState
from store import archived, flags, purge, views
from store.purge import Purged, Retention
from store.session import Database, Session
from store.tables import CaptureRow, DocumentRow, OperatorMentionRow, OperatorPriceRow, StoryRow
from tests.store.make import NOON, OFFER, analysis, capture, mention, phone, read, register, report, save

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


@pytest.mark.parametrize("copy_is_parted", [False, True])
def test_what_was_flagged_before_an_advert_was_parted_is_kept_with_it(database: Database, copy_is_parted: bool) -> None:
    """Its first version names nobody; the second shows that it is another's, and goes to another story."""
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        flagged = _advert(session, 1, "Rutas Sol" if copy_is_parted else "", *[ONE] * copy_is_parted)
        assert flagged is not None
        joined = _advert(
            session, 2, "" if copy_is_parted else "Rutas Sol", *[] if copy_is_parted else [ONE], source_id="co_hora"
        )
        assert joined == flagged
        number, source_id = (2, "co_hora") if copy_is_parted else (1, "cl_voz")
        shot = capture(9, path=str(number), source_id=source_id, at=NOON + timedelta(hours=1), warc_file="second")
        second = save(session, shot, f"{WORDS}{OTHER} " * 30, kind=DocumentKind.AD)
        assert second.outcome == "revised"
        reading = analysis(second.revision_id, [mention("Kantuta Express")], [phone(OTHER, at=60)], labels=(OFFER,))
        other = read(session, reading)
        assert other not in (None, flagged)
        parted = session.get_one(DocumentRow, second.document_id)
        assert parted.story_id != second.story_id
        session.execute(update(CaptureRow).values(state="done"))
        seen = views.flag(session, flagged).summary.version
        flags.decide(session, flagged, FlagState.CONFIRMED, who="ana", why="It is", expected_version=seen, now=NOON)
        flags.decide(session, other or 0, FlagState.DISMISSED, who="ana", why="A tour", expected_version=1, now=NOON)
        later = NOON + timedelta(days=400)
        assert purge.purge_some(session, Retention(0, 180), later, who="ana") == Purged(0, 0)
        session.execute(delete(OperatorMentionRow))
        session.execute(delete(OperatorPriceRow))
        needed = {name: archived.is_needed(session, file, later) for name, file in archived.files(session).items()}
        assert set(needed.values()) == {True}


def test_the_origin_is_the_first_of_those_that_stay(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz", "co_hora")
        _advert(session, 5, "Rutas Sol", ONE, source_id="cl_voz")
        _advert(session, 2, "Kantuta Express", OTHER, source_id="co_hora")  # read later, seen before
        origins = {row.story_id: row.origin_publisher for row in session.query(StoryRow)}
        of = {row.document_id: (row.story_id, row.publisher) for row in session.query(DocumentRow)}
        assert {origins[story_id] == publisher for story_id, publisher in of.values()} == {True}
        assert len(origins) == 2
