"""A name, contact point or route that an earlier reader alone gave to an operator that stands is found by nobody any
more, and told apart; what a list or a person gave, or another reading gives, stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import func, select, text

from core.terms import ContactType, DocumentKind, FlagState, NameKind
from store import analyses, audit, flags, linking, name_index, purge, schema, search, views, watchlist
from store.exchange.entries import entries
from store.identity import merging
from store.identity.judge import Signature
from store.linking.candidates import look_up
from store.linking.lookup import by_contact
from store.purge import Retention
from store.search import SearchFilter
from store.seeds import loading
from store.seeds.seed import Seed
from store.session import Database, Session
from store.tables import OperatorKeyRow, WithdrawnDetailRow
from tests.store.make import NOON, analysis, capture, mention, phone, read, report, save

NAME, ALIAS, OTHER = "Quirquincho Viajes", "Lejana Cordillera", "Kantuta del Sur"
MINE, VICTIM = "+573000000017", "+573000000018"
TEL = f"tel:{VICTIM}"
OLD, TODAY = "rules 1", "rules 2"
LATER = NOON + timedelta(days=9)
PHONE = ContactType.PHONE
ROUTE, OTHER_ROUTE = ("CO", "EC", "PE"), ("VE", "CO")


def first(session: Session, number: int = 1, **more: object) -> int:
    """A report of which the old reader took a bystander's name for another of the operator, and a victim's number for
    the operator's. The flag."""
    return report(session, number, [mention(NAME, ALIAS)], [phone(MINE), phone(VICTIM, at=40)], **more) or 0


def again(
    session: Session, revision_id: int = 1, *, reader: str = TODAY, aliases: tuple[str, ...] = (), **more: object
) -> None:
    """The text read once more: the new reader takes neither for the operator's."""
    contacts = more.pop("contacts", [phone(MINE)])
    reading = analysis(revision_id, [mention(NAME, *aliases)], contacts, reader=reader, **more)  # type: ignore[arg-type]
    read(session, reading, now=LATER)


def known(session: Session, operator_id: int = 1) -> tuple[set[str], set[str], set[str]]:
    """Its names, its contact points, and what is told apart."""
    detail = views.operator(session, operator_id)
    (entry,) = [each for each in entries(session) if each.name == detail.summary.name]
    names, points = {name.name for name in detail.names}, {each.value for each in detail.contacts}
    assert {entry.name, *(name for name, _kind in entry.names)} == names
    assert {value for _kind, value in entry.contacts} == points == {value for _kind, value in detail.summary.contacts}
    return names, points, {line.value for line in detail.unread}


def found(session: Session, typed: str) -> list[str]:
    asked = search.understand(session, typed)
    return [each.name for each in search.find_operators(session, asked, SearchFilter())]


def filed(session: Session, operator_id: int = 1) -> int:
    query = select(func.count()).select_from(OperatorKeyRow).where(OperatorKeyRow.operator_id == operator_id)
    return session.scalar(query) or 0


def decide(session: Session, to: FlagState, flag_id: int = 1, *, days: int = 0) -> None:
    version, now = views.flag(session, flag_id).summary.version, NOON + timedelta(days=days)
    flags.decide(session, flag_id, to, who="ana", why="seen", expected_version=version, now=now)


def test_what_no_reading_gives_any_more_is_found_by_nobody_and_told_apart(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        assert known(session) == ({NAME, ALIAS}, {MINE, VICTIM}, set())
        assert (found(session, ALIAS), found(session, VICTIM), by_contact(session, [TEL])) == ([NAME], [NAME], {1})
        assert [each.operator_id for each in look_up(session, ALIAS)] == [1]
        before = filed(session)
        again(session)
        assert known(session) == ({NAME}, {MINE}, {ALIAS, VICTIM})
        assert (found(session, ALIAS), found(session, VICTIM), by_contact(session, [TEL])) == ([], [], set())
        assert (found(session, NAME), found(session, MINE)) == ([NAME], [NAME])
        assert (look_up(session, ALIAS), filed(session) < before) == ([], True)
        assert [each.operator_id for each in look_up(session, NAME)] == [1]
        assert views.operator_line(session, 1).aliases == ()
        told = views.operator(session, 1)
        assert [(line.what, line.kind, line.read_by) for line in told.unread] == [
            ("name", "alias", OLD),
            ("contact", "phone", OLD),
        ]
        assert [(line.withdrawn_at, line.documents) for line in told.unread_of("contact")] == [(LATER, 1)]
        (entry,) = audit.entries(session, action="details withdrawn")
        assert (entry.subject, entry.details) == ("operator 1", {"withdrawn": 2, "given back": 0})
        again(session)  # done again, it changes nothing
        assert len(list(audit.entries(session, action="details withdrawn"))) == 1


def test_neither_number_nor_name_links_another_text_to_it(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        again(session)
        report(session, 2, [mention(OTHER)], [phone(VICTIM)])
        report(session, 3, [mention(ALIAS)])
        report(session, 4, [], [phone(VICTIM)], kind=DocumentKind.AD)
        assert set(views.names_of(session, range(1, 9)).values()) == {NAME, OTHER, ALIAS}
        assert not list(views.neighbours(session, 1))
        assert [each.shared_with for each in views.operator(session, 2).contacts] == [0]


def test_read_again_it_is_what_it_was(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        before, keys = views.operator(session, 1), filed(session)
        again(session)
        first_again = [phone(MINE), phone(VICTIM, at=40)]
        again(session, aliases=(ALIAS,), contacts=first_again, reader="rules 3")
        after = views.operator(session, 1)
        assert (after.names, after.unread, filed(session)) == (before.names, (), keys)
        assert set(after.contacts) == set(before.contacts)
        assert (found(session, ALIAS), found(session, VICTIM)) == ([NAME], [NAME])


def test_the_earlier_reader_put_back_gives_it_back(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        again(session)
        analyses.save(session, analysis(1, [mention(NAME, ALIAS)], [phone(MINE), phone(VICTIM)], reader=OLD))
        linking.link(session, 1, threshold=0.8)
        flags.raise_flag(session, 1, None, LATER)
        assert known(session) == ({NAME, ALIAS}, {MINE, VICTIM}, set())
        assert found(session, ALIAS) == [NAME]


@pytest.mark.parametrize("number", [1, 2])
def test_another_text_that_gives_it_keeps_it(database: Database, number: int) -> None:
    """And once that is read again, too, it goes; whichever is read again first."""
    with database.transaction() as session:
        first(session, 1)
        first(session, 2)
        again(session, number)
        assert known(session) == ({NAME, ALIAS}, {MINE, VICTIM}, set())
        again(session, 3 - number)
        assert known(session) == ({NAME}, {MINE}, {ALIAS, VICTIM})


def test_nothing_goes_while_a_text_waits_to_be_linked(database: Database) -> None:
    with database.transaction() as session:
        first(session, 1)
        first(session, 2)
        analyses.save(session, analysis(2, [mention(NAME)], [phone(MINE)], reader=TODAY))
        again(session, 1)
        assert known(session) == ({NAME, ALIAS}, {MINE, VICTIM}, set())
        linking.link(session, 2, threshold=0.8)
        flags.raise_flag(session, 2, None, LATER)
        assert known(session) == ({NAME}, {MINE}, {ALIAS, VICTIM})


def test_another_text_brings_it_back(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        again(session)
        report(session, 2, [mention(NAME, ALIAS)], [phone(MINE)], reader=TODAY)
        assert known(session) == ({NAME, ALIAS}, {MINE}, {VICTIM})
        assert found(session, ALIAS) == [NAME]


def test_what_a_list_gives_stays_and_comes_back_by_a_list(database: Database) -> None:
    listed = Seed("mx-1", NAME, aliases=(ALIAS,), contacts=((PHONE, MINE),))
    with database.transaction() as session:
        loading.load(session, [listed], NOON)
        first(session)
        again(session)
        assert known(session) == ({NAME, ALIAS}, {MINE}, {VICTIM})
        loading.load(session, [Seed("mx-1", NAME, contacts=((PHONE, VICTIM),))], LATER)
        assert known(session) == ({NAME, ALIAS}, {MINE, VICTIM}, set())
        again(session, reader="rules 3")
        assert known(session)[1] == {MINE, VICTIM}


def test_a_list_that_tells_what_was_read_before_keeps_it(database: Database) -> None:
    with database.transaction() as session:
        loading.load(session, [Seed("mx-1", NAME)], NOON)
        first(session)
        loading.load(session, [Seed("mx-1", NAME, aliases=(ALIAS,))], LATER)
        again(session)
        assert known(session) == ({NAME, ALIAS}, {MINE}, {VICTIM})


def test_a_name_of_which_a_person_said_what_it_is_stays(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        watchlist.set_kind(session, 1, ALIAS, NameKind.PREVIOUS_NAME, who="ana")
        again(session)
        assert known(session) == ({NAME, ALIAS}, {MINE}, {VICTIM})


def test_what_a_person_confirmed_stays_until_they_take_it_back(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        decide(session, FlagState.CONFIRMED)
        again(session)
        assert known(session) == ({NAME, ALIAS}, {MINE, VICTIM}, set())
        decide(session, FlagState.IN_REVIEW, days=20)
        assert known(session) == ({NAME}, {MINE}, {ALIAS, VICTIM})
        decide(session, FlagState.CONFIRMED, days=21)  # what they had confirmed before it went stands again
        assert known(session) == ({NAME, ALIAS}, {MINE, VICTIM}, set())


def test_a_confirmation_of_afterwards_brings_nothing_back(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        again(session)
        decide(session, FlagState.CONFIRMED, days=20)
        assert known(session) == ({NAME}, {MINE}, {ALIAS, VICTIM})


def test_the_main_name_gives_way_to_another_and_comes_back(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention(ALIAS, NAME)])
        read(session, analysis(1, [mention(NAME)], reader=TODAY), now=LATER)
        told = views.operator(session, 1)
        assert (told.summary.name, [(name.name, name.kind) for name in told.names]) == (NAME, [(NAME, NameKind.NAME)])
        assert [(line.value, line.kind) for line in told.unread] == [(ALIAS, "name")]
        read(session, analysis(1, [mention(ALIAS, NAME)], reader="rules 3"), now=LATER)
        told = views.operator(session, 1)
        assert (told.summary.name, told.unread) == (ALIAS, ())
        assert {(name.name, name.kind) for name in told.names} == {(ALIAS, NameKind.NAME), (NAME, NameKind.ALIAS)}


def test_another_main_name_that_a_person_chose_meanwhile_stays(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention(ALIAS, NAME, OTHER)])
        read(session, analysis(1, [mention(NAME, OTHER)], reader=TODAY), now=LATER)
        watchlist.set_kind(session, 1, OTHER, NameKind.NAME, who="ana")
        read(session, analysis(1, [mention(ALIAS, NAME, OTHER)], reader="rules 3"), now=LATER)
        told = views.operator(session, 1)
        kinds = {name.name: name.kind for name in told.names}
        assert (told.summary.name, kinds[OTHER], kinds[ALIAS]) == (OTHER, NameKind.NAME, NameKind.ALIAS)


def test_who_is_left_without_a_name_goes_by_a_contact_point(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention(ALIAS)], [phone(MINE)])
        report(session, 2, [], [phone(MINE)], kind=DocumentKind.AD)
        read(session, analysis(1, labels=(), reader=TODAY), now=LATER)
        told = views.operator(session, 1)
        assert (told.summary.name, told.names, told.unread[0].value) == (f"phone {MINE}", (), ALIAS)
        assert views.operator_line(session, 1).withdrawn is False
        read(session, analysis(1, [mention(ALIAS)], [phone(MINE)], reader="rules 3"), now=LATER)
        told = views.operator(session, 1)
        assert (told.summary.name, [name.kind for name in told.names], told.unread) == (ALIAS, [NameKind.NAME], ())


def test_who_has_no_name_is_called_by_no_number_that_went(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [], [phone(VICTIM), phone(MINE, at=40)], kind=DocumentKind.AD)
        assert views.operator_line(session, 1).name == f"phone {VICTIM}"
        read(session, analysis(1, [], [phone(MINE)], reader=TODAY), now=LATER)
        assert views.operator_line(session, 1).name == f"phone {MINE}"


def test_who_is_withdrawn_keeps_a_name_and_nothing_else(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        read(session, analysis(1, labels=(), reader=TODAY), now=LATER)
        told = views.operator(session, 1)
        assert (told.summary.withdrawn, told.summary.name, told.contacts, told.routes) == (True, NAME, (), ())
        assert [(line.what, line.value) for line in told.unread] == [
            ("name", ALIAS),
            ("contact", MINE),
            ("contact", VICTIM),
            ("route", "CO EC PE BO CL"),
        ]


def test_a_route_that_is_read_no_more_goes_and_comes_back(database: Database) -> None:
    with database.transaction() as session:
        first(session, route=ROUTE)
        again(session, route=OTHER_ROUTE)
        told = views.operator(session, 1)
        assert [route.countries for route in told.routes] == [OTHER_ROUTE]
        assert [line.value for line in told.unread_of("route")] == [" ".join(ROUTE)]
        again(session, route=ROUTE, reader="rules 3")
        told = views.operator(session, 1)
        assert [(route.countries, route.waypoints, route.documents) for route in told.routes] == [
            (ROUTE, ("Rumichaca",), 1)
        ]
        assert [line.value for line in told.unread_of("route")] == [" ".join(OTHER_ROUTE)]


def test_keys_that_another_name_shares_stay(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [mention(NAME, f"{NAME} Lejana")])
        again(session, contacts=[])
        assert known(session) == ({NAME}, set(), {f"{NAME} Lejana"})
        assert list(name_index.find(session, [NAME]).names) == [1]
        assert name_index.count(session, ["w:lejana"]) == {"w:lejana": 0}


def test_entries_that_are_one_show_what_the_other_has(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        loading.load(session, [Seed("mx-1", OTHER, contacts=((PHONE, VICTIM),))], NOON)
        merging.merge(session, [1, 2], Signature("ana", "one", NOON))
        again(session)
        told = views.operator(session, 1)
        assert {each.value: each.entries for each in told.contacts} == {MINE: (1,), VICTIM: (2,)}
        assert [(line.value, line.operator_id) for line in told.unread] == [(ALIAS, 1)]


def test_sql_has_it_in_a_view_of_its_own(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        again(session)
    with database.reading() as session:
        rows = session.execute(text("SELECT what, kind, value, read_by FROM watch_unread ORDER BY value")).all()
        assert rows == [("contact", "phone", VICTIM, OLD), ("name", "alias", ALIAS, OLD)]
        assert session.execute(text("SELECT value FROM watch_contacts")).scalars().all() == [MINE]
        assert session.execute(text("SELECT name FROM watch_names")).scalars().all() == [NAME]


def test_nothing_is_looked_at_of_a_text_that_was_never_read_before(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        report(session, 2, [mention(NAME)], [phone(MINE)])
        assert session.scalar(select(func.count()).select_from(WithdrawnDetailRow)) == 0
        assert list(audit.entries(session, action="details withdrawn")) == []


def test_a_step_of_the_schema_down_it_counts_again_and_what_a_list_has_is_given(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        again(session, route=OTHER_ROUTE)
        loading.load(session, [Seed("mx-1", OTHER, contacts=((PHONE, "+573000000019"),))], NOON)
    with database.engine.begin() as connection:
        command.downgrade(schema.configuration(connection), "0057")
    database.upgrade()
    with database.transaction() as session:
        assert known(session) == ({NAME, ALIAS}, {MINE, VICTIM}, set())
        assert len(views.operator(session, 1).routes) == 2
        assert (found(session, ALIAS), [each.operator_id for each in look_up(session, ALIAS)]) == ([NAME], [1])
        given = text(
            "SELECT operator_id, is_given FROM operator_names UNION SELECT operator_id, is_given FROM operator_contacts"
        )
        assert {(key, bool(is_given)) for key, is_given in session.execute(given)} == {(1, False), (2, True)}


def test_of_a_text_that_was_purged_its_contact_points_are_known_and_a_name_stays_in_doubt(database: Database) -> None:
    keep, after = Retention(names_days=0, texts_days=30), NOON + timedelta(days=60)
    with database.transaction() as session:
        first(session, at=NOON + timedelta(days=50))
        report(session, 2, [mention(NAME)], [phone(MINE)])
        for flag_id in (1, 2):
            decide(session, FlagState.DISMISSED, flag_id)
        assert purge.purge_some(session, keep, after, who="ana").texts == 1
        decide(session, FlagState.IN_REVIEW, days=61)
        again(session)
        assert known(session) == ({NAME, ALIAS}, {MINE}, {VICTIM})


def test_what_a_list_says_of_an_entry_that_is_one_with_its_own_is_given_by_it(database: Database) -> None:
    """The list's own entry is not given it twice; a newer reader took it off the other, and nothing had it any more."""
    seed = Seed("k-1", "Kantuta Tours", aliases=(ALIAS,), contacts=((PHONE, VICTIM),))
    with database.transaction() as session:
        loading.load(session, [Seed("k-1", "Kantuta Tours")], NOON)
        saved = save(session, capture(1), "Text one " * 30)
        read(session, analysis(saved.revision_id, [mention(NAME, ALIAS)], [phone(VICTIM)]))
        merging.merge(session, [1, 2], Signature("ana", "one", NOON))
        loading.load(session, [seed], NOON)
        read(session, analysis(saved.revision_id, [mention(NAME)], reader="rules 2"), now=LATER)
        line = views.operator_line(session, 1)
        assert ALIAS in line.aliases
        assert (PHONE, VICTIM) in line.contacts
        assert views.operator(session, 1).unread == ()
