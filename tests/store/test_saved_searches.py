"""Searches kept by a name: whose, to whom they alert, and each document told of once."""

from __future__ import annotations

from datetime import date

import pytest

from core.errors import ConflictError, InputError, NotFoundError
from core.terms import DocumentLabel, FlagState, LegalStatus, SourceKind
from store import audit, saved_searches
from store.accounts import people
from store.accounts.mailboxes import set_mailbox
from store.accounts.people import NewAccount
from store.accounts.records import AccountRole, Act
from store.outgoing import outbox
from store.search import SearchFilter
from store.search.kept import as_kept, from_kept
from store.session import Database, Session
from tests.store.make import NOON, mention, register, report

DESK = "desk@fiscalia.example"
ANY = SearchFilter()


def keep(session: Session, typed: str = "viveonline", name: str = "vive", **changes: object) -> int:
    options: dict[str, object] = {"owner": "Ana", "address": DESK, "defaults": [f"Desk <{DESK}>"], "now": NOON}
    return saved_searches.save(session, typed, ANY, name=name, **options | changes).search_id  # type: ignore[arg-type]


def told(session: Session, key: str) -> list[int]:
    """The documents of the next mail, queued."""
    found = saved_searches.news(session, DESK)
    hits = [(each.search.search_id, hit.document_id) for each in found for hit in each.hits]
    assert outbox.queue(session, key, DESK, "s", b"m", NOON, hits=hits)
    return sorted({document for _search, document in hits})


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("", SearchFilter(country="CL")),
        ('"sin papeles" -bus', ANY),
        (
            "+57 300 000 0021",
            SearchFilter(
                country="CL",
                leg=("PE", "BO"),
                since=date(2021, 1, 1),
                until=date(2021, 2, 1),
                source_kind=SourceKind.NEWS,
                label=DocumentLabel.SMUGGLING_REPORT,
                state=FlagState.NEW,
                status=LegalStatus.REPORTED,
                versions=True,
            ),
        ),
    ],
)
def test_a_search_is_kept_whole(typed: str, chosen: SearchFilter) -> None:
    assert from_kept(as_kept(typed, chosen)) == (typed, chosen)


def test_each_new_document_is_told_of_once(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline")], text="ViveOnline lleva gente. ")
        search_id = keep(session, "lleva")
        assert saved_searches.news(session, DESK) == []  # it was there before
        report(session, 2, [mention("ViveOnline")], text="Otra vez lleva gente hoy. ")
    with database.transaction() as session:
        (found,) = saved_searches.news(session, "Desk <DESK@fiscalia.example>")
        assert (found.search.search_id, len(found.hits), found.more) == (search_id, 1, 0)
        assert saved_searches.news(session, "other@fiscalia.example") == []
        assert told(session, "first") == [found.hits[0].document_id]
        assert told(session, "second") == []


def test_what_a_dead_mail_told_was_never_told(database: Database) -> None:
    with database.transaction() as session:
        register(session, "cl_voz")
        keep(session, "lleva")
        report(session, 2, [mention("ViveOnline")], text="Otra vez lleva gente hoy. ")
        first = told(session, "first")
        (mail,) = outbox.mails(session)
        outbox.begin(session, mail.mail_id, NOON)
        outbox.failed(session, mail.mail_id, "gone", NOON, max_tries=1)
        assert told(session, "second") == first


def test_what_has_no_room_waits_for_the_next_mail(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_searches, "SHOWN", 2)
    with database.transaction() as session:
        register(session, "cl_voz")
        keep(session, "lleva")
        for number in range(1, 4):
            report(session, number, [mention("ViveOnline")], text=f"Texto {number} lleva {number} personas. ")
        (found,) = saved_searches.news(session, DESK)
        assert (len(found.hits), found.more) == (2, 1)
        assert len(told(session, "first")) == 2
        assert len(told(session, "second")) == 1
        assert told(session, "third") == []


def test_only_the_owner_forgets(database: Database) -> None:
    with database.transaction() as session:
        search_id = keep(session)
        told(session, "first")
        with pytest.raises(NotFoundError):
            saved_searches.forget(session, search_id, who="Luz")
        saved_searches.forget(session, search_id, who=" Ana ")
        assert saved_searches.saved(session) == []
        with pytest.raises(NotFoundError):
            saved_searches.forget(session, search_id, who="Ana")


def test_who_administers_drops_what_another_keeps_and_whose_it_was_is_on_record(database: Database) -> None:
    """It may hold the name of a victim who asked to be named no more, and its owner may be gone."""
    with database.transaction() as session:
        saved_searches.forget(session, keep(session), who="Luz", of_another=True)
        assert saved_searches.saved(session) == []
        (entry,) = audit.entries(session, limit=1)
        assert (entry.action, entry.actor, entry.details) == ("search forgotten", "Luz", {"owner": "Ana"})
        with pytest.raises(NotFoundError, match="no saved search 1"):
            saved_searches.forget(session, 1, who="Luz", of_another=True)


def test_whom_people_look_for_is_not_on_record_for_good(database: Database) -> None:
    """The log, of which nothing is ever taken, held the names of victims whom somebody had looked for."""
    with database.transaction() as session:
        saved_searches.forget(session, keep(session, "María Ñusta", "hers: ñusta"), who="Ana")
        entries = audit.entries(session, limit=2)
        assert [(each.action, each.subject) for each in entries] == [
            ("search forgotten", "saved search 1"),
            ("search saved", "saved search 1"),
        ]
        assert "usta" not in "".join(each.line.decode() for each in entries)


@pytest.mark.parametrize(
    ("typed", "changes", "error"),
    [
        ("", {}, InputError),
        ("x", {"name": " "}, InputError),
        ("x", {"name": "n" * 81}, InputError),
        ("x", {"owner": ""}, InputError),
        ("x", {"address": "stranger@press.example"}, InputError),
        ("x", {"name": "taken"}, ConflictError),
    ],
)
def test_what_cannot_be_saved(
    database: Database, typed: str, changes: dict[str, object], error: type[Exception]
) -> None:
    with database.transaction() as session:
        keep(session, name="taken")
        with pytest.raises(error):
            keep(session, typed, **changes)  # type: ignore[arg-type]
        assert len(saved_searches.saved(session)) == 1


def test_a_search_of_somebody_with_an_account_alerts_that_person_alone(database: Database) -> None:
    act, other = Act("ada", NOON), "other@fiscalia.example"
    with database.transaction() as session:
        register(session, "cl_voz")
        ana = people.add(session, NewAccount("ana", "Ana", AccountRole.READER, "four grey herons wading"), act)
        with pytest.raises(InputError, match="not the address of Ana"):
            keep(session, "lleva")
        set_mailbox(session, ana.account_id, DESK, act)
        keep(session, "lleva")
        report(session, 1, [mention("ViveOnline")], text="ViveOnline lleva gente. ")
        assert len(saved_searches.news(session, DESK)) == 1
        set_mailbox(session, ana.account_id, other, act)  # she moved
        assert saved_searches.news(session, DESK) == []
        assert len(saved_searches.news(session, other)) == 1
        people.set_disabled(session, ana.account_id, True, act)
        assert saved_searches.news(session, other) == []
