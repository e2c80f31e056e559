"""What a page shows that comes as it came before was seen again; what was taken off stays away."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select

from core.terms import ContactType, DocumentKind
from store import captures, sightings, views
from store.flagging import removals
from store.linking.seen_again import seen_again
from store.session import Database, Session
from store.tables import OperatorNameRow
from tests.store.make import NOON, OFFER, analysis, capture, mention, phone, read, save

DAY = timedelta(days=1)
TEXT = "Salida de los jueves a las ocho, con todo incluido. " * 4


def _advert(session: Session, number: int, name: str, *aliases: str, contact: str, at: datetime = NOON) -> None:
    saved = save(session, capture(number, path=str(number), at=at), f"{TEXT} {number}" * number, kind=DocumentKind.AD)
    said = [mention(name, *aliases)] if name else []
    read(session, analysis(saved.revision_id, said, [phone(contact)], labels=(OFFER,)))
    captures.mark(session, capture(number).capture_id, "done", "new")


def _stands(session: Session, number: int, at: datetime) -> None:
    """The page of an advert came again, byte for byte."""
    sightings.stood(session, "cl_voz", {capture(number, path=str(number)).url: at})
    session.expire_all()
    seen_again(session, at)
    session.expire_all()


def test_an_advert_that_stands_is_the_last_sight_of_what_it_shows(database: Database) -> None:
    """The page said of a number that it was last seen on the day on which its advert was put up, and it stood on."""
    with database.transaction() as session:
        _advert(session, 1, "Ruta Zorzal", "Zorzal", contact="+573000000017")
        _advert(session, 2, "Expreso Ruta Zorzal", contact="+573000000017", at=NOON + DAY)
        _stands(session, 1, NOON + 5 * DAY)
        detail = views.operator(session, 1)
        last = {line.name: line.last_seen for line in detail.names}
        assert detail.summary.last_seen == NOON + 5 * DAY
        assert last == {
            "Ruta Zorzal": NOON + 5 * DAY,
            "Zorzal": NOON + 5 * DAY,
            "Expreso Ruta Zorzal": NOON + DAY,  # another advert's, which was not visited
        }
        assert [line.last_seen for line in detail.contacts] == [NOON + 5 * DAY]
        assert [line.last_seen for line in detail.routes] == [NOON + 5 * DAY]
        assert [line.documents for line in detail.contacts] == [2]  # nothing is counted again


def test_of_who_has_no_name_the_number_is_seen_again(database: Database) -> None:
    with database.transaction() as session:
        _advert(session, 1, "", contact="+573000000017")
        _advert(session, 2, "Kantuta", contact="+573000000029")
        _stands(session, 1, NOON + 3 * DAY)
        nameless, other = (views.operator(session, key) for key in (1, 2))
        assert [line.last_seen for line in nameless.contacts] == [NOON + 3 * DAY]
        assert (nameless.summary.last_seen, other.summary.last_seen) == (NOON + 3 * DAY, NOON)


def test_what_is_off_an_entry_does_not_come_back(database: Database) -> None:
    with database.transaction() as session:
        _advert(session, 1, "Ruta Zorzal", contact="+573000000017")
        removals.take_off(session, 1, ContactType.PHONE, "+573000000017", who="ana", why="a victim's", now=NOON)
        session.execute(OperatorNameRow.__table__.delete())
        _stands(session, 1, NOON + DAY)
        assert not views.operator(session, 1).contacts
        assert not session.scalars(select(OperatorNameRow)).all()


def test_what_was_seen_long_ago_and_what_clears_changes_nothing(database: Database) -> None:
    with database.transaction() as session:
        _advert(session, 1, "Ruta Zorzal", contact="+573000000017")
        saved = save(session, capture(2, path="2"), "Absuelven a Ruta Zorzal. " * 20)
        read(session, analysis(saved.revision_id, [mention("Ruta Zorzal", cleared=True)], labels=()))
        captures.mark(session, capture(2).capture_id, "done", "new")
        _stands(session, 2, NOON + DAY)
        assert views.operator(session, 1).summary.last_seen == NOON
        sightings.stood(session, "cl_voz", {capture(1, path="1").url: NOON + DAY})
        seen_again(session, NOON + 9 * DAY)
        assert views.operator(session, 1).summary.last_seen == NOON


def test_a_report_that_stays_online_is_no_sight_of_whom_it_names(database: Database) -> None:
    """Flagged news is visited again for weeks: its operator would have been seen each night."""
    with database.transaction() as session:
        saved = save(session, capture(1, path="1"), "Detuvieron a la gente de Ruta Zorzal en la frontera. " * 9)
        read(session, analysis(saved.revision_id, [mention("Ruta Zorzal")]))
        captures.mark(session, capture(1).capture_id, "done", "new")
        _stands(session, 1, NOON + 5 * DAY)
        assert views.operator(session, 1).summary.last_seen == NOON
