"""A person takes a contact point off an operator: found by nobody, brought back by no reading and no list, reversible,
and on record without the number."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from core.errors import ConflictError, InputError, NotFoundError
from core.terms import ContactType, DocumentKind, Verdict
from store import audit, decided, hide_name, purge, search, views
from store.exchange.entries import entries
from store.flagging import removals
from store.identity import judge as judging
from store.identity.judge import Signature
from store.indexing import tidy
from store.linking.lookup import by_contact
from store.purge import Retention
from store.search import SearchFilter
from store.seeds import loading
from store.seeds.seed import Seed
from store.session import Database, Session
from store.tables import FlagRow, OperatorRow, WithdrawnDetailRow
from store.views.changes import is_changed_operator
from tests.store.everywhere import everywhere
from tests.store.make import NOON, analysis, capture, mention, phone, read, report, save

NAME, OTHER = "Quirquincho Viajes", "Kantuta del Sur"
MINE, VICTIM = "+573000000017", "+573000000018"
TEL = f"tel:{VICTIM}"
LATER = NOON + timedelta(days=9)
PHONE, WHATSAPP = ContactType.PHONE, ContactType.WHATSAPP


def first(session: Session, number: int = 1, **more: object) -> None:
    """A report with the operator's number, and a victim's that the reader took for the operator's, twice."""
    hers = [phone(VICTIM, at=40), phone(VICTIM, at=60, kind=WHATSAPP)]
    report(session, number, [mention(NAME)], [phone(MINE), *hers], **more)


def again(session: Session, *, reader: str = "rules 2", named: bool = True) -> None:
    """The same text read once more, with the same numbers."""
    points = [phone(MINE), phone(VICTIM, at=40)] if named else [phone(VICTIM, at=40)]
    read(session, analysis(1, [mention(NAME)] if named else [], points, reader=reader), now=LATER)


def off(session: Session, operator_id: int = 1, *, value: str = VICTIM, why: str = "a victim's") -> int:
    return removals.take_off(session, operator_id, PHONE, value, who="ana", why=why, now=LATER)


def known(session: Session, operator_id: int = 1) -> set[str]:
    """Its contact points, as pages, lines and files have them."""
    detail = views.operator(session, operator_id)
    points = {each.value for each in detail.contacts}
    (entry,) = [each for each in entries(session) if each.name == detail.summary.name]
    assert {value for _kind, value in entry.contacts} == points == {value for _kind, value in detail.summary.contacts}
    return points


def found(session: Session, typed: str) -> list[str]:
    asked = search.understand(session, typed)
    return [each.name for each in search.find_operators(session, asked, SearchFilter())]


def test_nobody_is_found_by_it_any_more_and_who_took_it_off_is_told(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        assert (known(session), found(session, VICTIM), by_contact(session, [TEL])) == ({MINE, VICTIM}, [NAME], {1})
        number = off(session)
        assert (known(session), found(session, VICTIM), by_contact(session, [TEL])) == ({MINE}, [], set())
        assert found(session, MINE) == [NAME]
        (told,) = views.operator(session, 1).removals
        assert (told.removal_id, told.value, told.who, told.why, told.decided_at) == (
            number,
            VICTIM,
            "ana",
            "a victim's",
            LATER,
        )
        assert views.operator(session, 1).unread == ()
        (entry,) = audit.entries(session, action="contact point decided")
        assert (entry.subject, entry.details["off"], entry.details["type"]) == ("operator 1", True, "phone")
        assert decided.faults(session) == []
    held = everywhere(database)
    assert "573000000018" not in held["audit_entries"] + held["contact_removals"]


@pytest.mark.parametrize("reader", ["rules 1", "rules 2"])
def test_the_same_text_and_copies_do_not_bring_it_back(database: Database, reader: str) -> None:
    with database.transaction() as session:
        first(session)
        off(session)
        again(session, reader=reader)
        again(session, reader="rules 3")
        assert known(session) == {MINE}
        copy = save(session, capture(7, source_id="pe_eco"), "Text 1 " * 30)
        read(session, analysis(copy.revision_id, [mention(NAME)], [phone(VICTIM)]))
        report(session, 3, [mention(NAME)], [phone(VICTIM)])
        assert (known(session), found(session, VICTIM)) == ({MINE}, [])
        assert {line.value for line in views.operator(session, 1).removals} == {VICTIM}


def test_a_list_that_gave_it_does_not_bring_it_back(database: Database) -> None:
    listed = Seed("mx-1", NAME, contacts=((PHONE, MINE), (PHONE, VICTIM)))
    with database.transaction() as session:
        loading.load(session, [listed], NOON)
        off(session)
        loading.load(session, [listed], LATER)
        assert (known(session), found(session, VICTIM)) == ({MINE}, [])


def test_alone_in_the_text_it_lists_nobody(database: Database) -> None:
    """A reader that no longer reads the name beside it would make an entry of the victim's number."""
    with database.transaction() as session:
        first(session)
        off(session)
        again(session, named=False)
        assert set(views.names_of(session, range(1, 9)).values()) == {NAME}
        report(session, 4, [], [phone(VICTIM)], kind=DocumentKind.AD)  # of another story: somebody's own advert
        assert set(views.names_of(session, range(1, 9)).values()) == {NAME, f"phone {VICTIM}"}


def test_another_operator_keeps_it(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        off(session)
        report(session, 2, [mention(OTHER)], [phone(VICTIM)])
        assert (known(session), found(session, VICTIM)) == ({MINE}, [OTHER])


def test_it_is_given_back_and_no_reading_takes_it_then(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        before = views.operator(session, 1).contacts
        number = off(session)
        removals.give_back(session, number, who="ben", why="it is theirs", now=LATER)
        after = views.operator(session, 1)
        assert [(each.type, each.value, each.documents, each.first_seen) for each in after.contacts if each.value] == [
            (each.type, each.value, each.documents, each.first_seen) for each in before
        ]
        assert (after.removals, found(session, VICTIM), by_contact(session, [TEL])) == ((), [NAME], {1})
        assert [each.is_off for each in views.removal(session, number).decided] == [True, False]
        read(session, analysis(1, [mention(NAME)], [phone(MINE)], reader="rules 2"), now=LATER)
        assert known(session) == {MINE, VICTIM}
        assert decided.faults(session) == []
        off(session)
        assert known(session) == {MINE}


def test_what_can_not_be_decided_is_told_with_the_remedy(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        report(session, 5, [], [phone("+573000000050")], kind=DocumentKind.AD)
        with pytest.raises(InputError, match="needs a name"):
            removals.take_off(session, 1, PHONE, VICTIM, who=" ", why="x", now=LATER)
        with pytest.raises(InputError, match="needs a reason"):
            off(session, why=" ")
        with pytest.raises(NotFoundError, match="has no contact point"):
            off(session, value="+573000000099")
        with pytest.raises(ConflictError, match="known by this contact point alone"):
            off(session, 2, value="+573000000050")
        with pytest.raises(NotFoundError, match="no removal 7"):
            removals.give_back(session, 7, who="ben", why="x", now=LATER)
        number = off(session)
        with pytest.raises(ConflictError, match="ana took this contact point off"):
            off(session)
        removals.give_back(session, number, who="ben", why="x", now=LATER)
        with pytest.raises(ConflictError, match="ben gave the contact point back"):
            removals.give_back(session, number, who="ben", why="x", now=LATER)


def test_of_entries_that_are_one_it_goes_from_all_and_stays_off_when_they_part(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        report(session, 2, [mention(OTHER)])
        judging.judge(session, 1, 2, Verdict.SAME, Signature("ana", "one firm", LATER))
        number = off(session, 2)
        assert known(session) == {MINE}
        assert len(views.operator(session, 1).removals) == len(views.removal(session, number).decided) == 1
        judging.split(session, 2, Signature("ana", "two firms", LATER))
        report(session, 6, [mention(OTHER)], [phone(VICTIM)])
        assert views.operator(session, 2).contacts == ()
        removals.give_back(session, views.operator(session, 2).removals[0].removal_id, who="a", why="b", now=LATER)
        report(session, 7, [mention(OTHER)], [phone(VICTIM)])
        assert [each.value for each in views.operator(session, 2).contacts] == [VICTIM]
        assert known(session) == {MINE}


def test_an_entry_that_is_called_by_it_is_called_otherwise(database: Database) -> None:
    with database.transaction() as session:
        report(session, 1, [], [phone(VICTIM), phone(MINE, at=40)], kind=DocumentKind.AD)
        assert views.operator_line(session, 1).name == f"phone {VICTIM}"
        off(session)
        assert views.operator_line(session, 1).name == f"phone {MINE}"


def test_whoever_keeps_a_copy_is_told_and_a_purge_takes_the_number_but_not_the_word(database: Database) -> None:
    with database.transaction() as session:
        first(session)
        number = off(session)
        changed = select(WithdrawnDetailRow.operator_id)
        assert set(session.scalars(changed)) == {1}
        assert session.scalars(select(FlagRow.flag_id)).all() == [1]
    with database.reading() as session:
        ids = session.scalars(select(OperatorRow.operator_id).where(is_changed_operator(session, LATER))).all()
        assert ids == [1]
    due = LATER + timedelta(days=100)
    with database.transaction() as session:
        purge.purge_some(session, Retention(texts_days=0, names_days=30), due, who="ana")
        assert session.scalars(changed).all() == []
        again(session)
        assert known(session) == {MINE}
        (told,) = views.operator(session, 1).removals
        assert (told.value, told.type) == ("", PHONE)
        removals.give_back(session, number, who="ben", why="x", now=due)
        again(session, reader="rules 3")
        assert known(session) == {MINE, VICTIM}


def test_it_can_be_hidden_in_all_that_is_kept_once_it_is_off(database: Database) -> None:
    with database.transaction() as session:
        first(session, text=f"She called from {VICTIM}. ")
    with database.reading() as session, pytest.raises(ConflictError) as refused:
        hide_name.asked(session, [VICTIM])
    assert "almenara operator contact-off 1 NUMBER" in refused.value.remedy
    with database.transaction() as session:
        off(session)
        wanted = hide_name.asked(session, [VICTIM])
        request = hide_name.register(session, wanted, who="ana", case="7", now=LATER)
        those = hide_name.find(session, wanted)
        hide_name.hide(session, wanted, request, those.hideable, who="ana", case="7", now=LATER)
    tidy(database)
    assert not [table for table, held in everywhere(database).items() if "573000000018" in held]
    with database.transaction() as session:
        again(session)
        assert (known(session), found(session, VICTIM)) == ({MINE}, [])


@pytest.mark.parametrize(
    ("meddled", "said"),
    [
        ("UPDATE contact_removals SET who = 'eve'", "removal 1: its who is not the one of audit entry"),
        ("UPDATE contact_removals SET is_off = false", "removal 1: its off is not the one of audit entry"),
        ("DELETE FROM contact_removals", "removal 1 is gone; audit entry"),
        ("UPDATE contact_removals SET removal_id = 9", "removal 9: the audit log does not know it"),
    ],
)
def test_a_word_that_somebody_altered_is_told(database: Database, meddled: str, said: str) -> None:
    with database.transaction() as session:
        first(session)
        off(session)
        session.execute(text(meddled))
        assert any(line.startswith(said) for line in decided.faults(session))
