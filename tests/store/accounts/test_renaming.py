"""Accounts get other names: who decided is never lost, and nobody becomes two persons, or another."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import text

from core.errors import AlmenaraError, ConflictError, InputError, NotFoundError
from core.terms import FlagState, Verdict
from store import audit, decided, flags, looking, saved_searches, views
from store.accounts import people
from store.accounts.mailboxes import set_mailbox
from store.accounts.records import AccountRole, Act
from store.accounts.renaming import rename
from store.flagging import clearings, corrections
from store.flagging.decisions import DECIDED
from store.identity import judge, judgements
from store.identity.judge import Signature
from store.search import SearchFilter
from store.session import Database, Session
from store.ways import UNKNOWN, Way
from tests.store.accounts.make import ADMIN, account, enter
from tests.store.make import NOON, mention, register, report

ANA = Way(login="ana", path="/flags/1/decisions")
BEA = Way(login="bea", path="/flags/1/decisions")


@pytest.fixture
def desk(database: Database) -> Database:
    """Two reviewers, and a flag that names two operators."""
    with database.transaction() as session:
        register(session, "cl_voz")
        report(session, 1, [mention("ViveOnline"), mention("Kantuta")])
        account(session)
        account(session, "bea", "Bea Paz")
    return database


def called(session: Session, login: str, name: str, act: Act = ADMIN) -> str:
    return rename(session, people.find(session, login).account_id, name, act).name


def confirm(session: Session, who: str, version: int, way: Way = UNKNOWN) -> int:
    given = {"who": who, "why": "seen", "expected_version": version, "now": NOON, "way": way}
    return flags.decide(session, 1, FlagState.CONFIRMED, **given, four_eyes=True, accounts=True)  # type: ignore[arg-type]


def test_what_was_signed_keeps_its_name_and_tells_that_of_today(desk: Database) -> None:
    with desk.transaction() as session:
        flags.decide(session, 1, FlagState.IN_REVIEW, who="Ana Núñez", why="", expected_version=1, now=NOON)
        confirm(session, "Ana Núñez", 2, ANA)
        number = views.statements_of_flag(session, 1)[1]
        way = replace(ANA, path="/statements")
        given = {"who": "Ana Núñez", "why": "a namesake", "expected_version": 0, "now": NOON, "way": way}
        corrections.correct(session, number, None, **given)  # type: ignore[arg-type]
        judge.judge(session, 1, 2, Verdict.DIFFERENT, Signature("Ana Núñez", "two towns", NOON, ANA))
        assert called(session, "ana", "  Ana   Roa ") == "Ana Roa"
        old, proposal = views.flag(session, 1).decisions
        assert (old.who, old.who_today, old.aside) == ("Ana Núñez", "Ana Roa", "today Ana Roa; way not recorded")
        assert proposal.in_line == "Ana Núñez (today Ana Roa; with the account ana)"
        line = views.statement(session, number).line
        assert line.refusal is not None
        assert line.corrections[-1].in_line == line.refusal.in_line == proposal.in_line
        (judged,) = judgements.history(session, [1])
        assert judged.in_line == proposal.in_line
        assert decided.faults(session) == []
        entry = audit.entries(session, action="account renamed")[0]
        assert (entry.actor, entry.subject, dict(entry.details)) == (
            "the terminal",
            "account ana",
            {"from": "Ana Núñez", "to": "Ana Roa"},
        )
    assert enter(desk).account is not None  # the login and its password are what they were


def test_both_names_are_one_person_for_four_eyes(desk: Database) -> None:
    """By names alone, as of proposals from before logins were noted, and by logins."""
    with desk.transaction() as session:
        assert confirm(session, "Ana Núñez", 1) == 2
        called(session, "ana", "Ana Roa")
        called(session, "ana", "Ana Lago")
        for way in (UNKNOWN, ANA, Way(token="alm_AbCdEf", login="ana")):
            with pytest.raises(InputError, match="Ana Núñez proposed to confirm it, and can't be the second"):
                confirm(session, "Ana Lago", 2, way)
        with pytest.raises(InputError, match="second person too"):
            confirm(session, "Ana Roa", 2)  # who was still at a page that had the name between
        assert confirm(session, "Bea Paz", 2, BEA) == 3
        assert views.flag(session, 1).summary.state is FlagState.CONFIRMED


def test_a_proposal_under_a_former_name_is_still_an_accounts(desk: Database) -> None:
    """Else it was nobody's, and the second person became the first."""
    with desk.transaction() as session:
        confirm(session, "Ana Núñez", 1)
        called(session, "ana", "Ana Roa")
        confirm(session, "Bea Paz", 2)
        assert views.flag(session, 1).summary.state is FlagState.CONFIRMED


def test_a_clearing_takes_two_persons_too(desk: Database) -> None:
    with desk.transaction() as session:
        session.execute(
            text(
                "INSERT INTO operator_statuses (operator_id, status, said_on, url, sentence, publisher, is_dated) "
                "VALUES (1, 'cleared', '2021-01-20', 'https://list.example/1', '', 'A list', true)"
            )
        )
        (line,) = views.waiting_clearings(session, limit=9)
        given = {"why": "", "now": NOON, "four_eyes": True, "accounts": True}

        def decide(who: str, version: int) -> None:
            more = {"who": who, "expected_version": version, **given}
            clearings.decide(session, line.clearing_id, FlagState.CONFIRMED, **more)  # type: ignore[arg-type]

        decide("Ana Núñez", 0)
        called(session, "ana", "Ana Roa")
        with pytest.raises(InputError, match="second person too"):
            decide("Ana Roa", 1)
        decide("Bea Paz", 1)


@pytest.mark.parametrize(
    "name",
    [
        "Bea Paz",
        "BEA PÁZ",
        "Веа Paz",  # Cyrillic
        "Bеa Paz",  # one Cyrillic letter
        "Bea\u200bPaz",
        "bea",  # her login
        "Almenara",
        "The watch",
        "somebody",
        "La Vigilancia",
        " ",
        "x" * 121,
        "Luz Rey",  # signed at a terminal, before there were accounts
        "Luz  Réy",
    ],
)
def test_nobody_is_renamed_into_another(desk: Database, name: str) -> None:
    with desk.transaction() as session:
        flags.decide(session, 1, FlagState.IN_REVIEW, who="Luz Rey", why="", expected_version=1, now=NOON)
    with desk.transaction() as session, pytest.raises((ConflictError, InputError)) as refused:
        called(session, "ana", name)
    assert refused.value.remedy
    with desk.reading() as session:
        assert [each.name for each in people.everybody(session)] == ["Ana Núñez", "Bea Paz"]
        assert audit.entries(session, action="account renamed") == []


def test_a_name_that_was_left_is_nobody_elses(desk: Database) -> None:
    """Two accounts that swapped names had each other's decisions."""
    with desk.transaction() as session:
        called(session, "ana", "Ana Roa")
        for name in ("Ana Núñez", "ana nunez"):
            with pytest.raises(ConflictError, match=r"was the name of ana \(Ana Roa\)"):
                called(session, "bea", name)
            with pytest.raises(ConflictError, match="was the name of ana"):
                account(session, "luz", name)
        with pytest.raises(ConflictError, match="looks like the name of ana"):
            account(session, "ana.nunez", "Luz Rey")
        people.set_disabled(session, people.find(session, "ana").account_id, True, ADMIN)
        with pytest.raises(ConflictError, match="was the name of ana"):
            called(session, "bea", "Ana Núñez")


def test_one_may_have_an_own_name_again_and_another_spelling(desk: Database) -> None:
    with desk.transaction() as session:
        for name in ("Ana Nunez", "Ana Roa", "Ana Núñez", "Ana Roa", "Ana Núñez"):
            assert called(session, "ana", name) == name
        flags.decide(session, 1, FlagState.IN_REVIEW, who="Ana Roa", why="", expected_version=1, now=NOON)
        assert views.flag(session, 1).decisions[0].who_today == "Ana Núñez"
        assert called(session, "ana", "Ana Roa") == "Ana Roa"  # she signed with it herself
        called(session, "ana", "Ana Núñez")
        before = len(audit.entries(session))
        assert called(session, "ana", "Ana Núñez") == "Ana Núñez"
        assert len(audit.entries(session)) == before  # nothing was done
        assert decided.faults(session) == []
        with pytest.raises(NotFoundError):
            rename(session, 99, "Luz Rey", ADMIN)


def test_a_name_that_was_typed_without_the_account_is_not_said_to_be_hers(desk: Database) -> None:
    with desk.transaction() as session:
        for version, way in enumerate((Way(path="/flags/1/decisions"), Way(caller="root")), 1):
            to = FlagState.IN_REVIEW if version == 1 else FlagState.NEEDS_MORE
            given = {"who": "Ana Núñez", "why": "", "expected_version": version, "now": NOON, "way": way}
            flags.decide(session, 1, to, **given)  # type: ignore[arg-type]
        called(session, "ana", "Ana Roa")
        assert [each.aside for each in views.flag(session, 1).decisions] == [
            "name typed, without an account",
            "at a terminal, by its user root",
        ]


def test_saved_searches_go_with_their_owner(desk: Database) -> None:
    with desk.transaction() as session:
        made = set_mailbox(session, people.find(session, "ana").account_id, "ana@office.example", ADMIN)
        given = {"address": "ana@office.example", "defaults": ["ana@office.example"], "now": NOON}

        def save(owner: str, name: str) -> int:
            kept = saved_searches.save(session, "vive", SearchFilter(), name=name, owner=owner, **given)  # type: ignore[arg-type]
            return kept.search_id

        first = save("Ana Núñez", "mine")
        called(session, "ana", "Ana Roa")
        late = save("Ana Núñez", "sent before, taken after")
        assert {each.owner for each in saved_searches.saved(session)} == {"Ana Roa"}
        session.execute(text(f"UPDATE saved_searches SET owner = 'Ana Núñez' WHERE search_id = {late}"))
        set_mailbox(session, made.account_id, "roa@office.example", ADMIN)
        assert {each.mailbox for each in saved_searches.saved(session)} == {"roa@office.example"}
        with pytest.raises(NotFoundError):
            saved_searches.forget(session, late, who="Bea Paz")
        for number in (first, late):
            saved_searches.forget(session, number, who="Ana Roa")


def test_the_searches_of_who_is_shut_out_alert_under_no_name(desk: Database) -> None:
    with desk.transaction() as session:
        given = {"address": "ana@office.example", "defaults": ["ana@office.example"], "now": NOON}
        set_mailbox(session, people.find(session, "ana").account_id, "ana@office.example", ADMIN)
        saved_searches.save(session, "kantuta", SearchFilter(), name="mine", owner="Ana Núñez", **given)  # type: ignore[arg-type]
        called(session, "ana", "Ana Roa")
        session.execute(text("UPDATE saved_searches SET owner = 'Ana Núñez'"))
        report(session, 9000, [mention("Kantuta")], text="Kantuta cobra. ")
        before = saved_searches.news(session, "ana@office.example")
        people.set_disabled(session, people.find(session, "ana").account_id, True, ADMIN)
        assert saved_searches.news(session, "ana@office.example") == []
    assert before


def test_the_log_finds_what_a_person_did_under_every_name(desk: Database) -> None:
    with desk.transaction() as session:
        looking.viewed(session, "Ana Núñez", "flag 1")
        called(session, "ana", "Ana Roa", Act("Bea Paz", NOON))
        looking.viewed(session, "Ana Roa", "flag 1")
        looking.viewed(session, "Bea Paz", "flag 1")
        for who in ("Ana Núñez", "Ana Roa", "ana"):
            found = looking.about(session, "flag 1", who=who)
            assert [each.actor for each in found if each.action == "viewed"] == ["Ana Roa", "Ana Núñez"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            "UPDATE accounts SET name = 'Ana Lago' WHERE login = 'ana'",
            "account ana: is called Ana Lago, and by the audit",
        ),
        ("DELETE FROM account_names", "account ana: it had the name Ana Núñez before, which is gone"),
        (
            "INSERT INTO account_names (account_id, name, left_at) SELECT account_id, 'Luz Rey', created_at "
            "FROM accounts WHERE login = 'bea'",
            "account bea: the audit log knows nothing of its former name Luz Rey",
        ),
    ],
)
def test_names_are_held_against_the_log(desk: Database, change: str, fault: str) -> None:
    """Who can write the database could take away that two names are one person's."""
    with desk.transaction() as session:
        called(session, "ana", "Ana Roa")
        assert decided.faults(session) == []
        session.execute(text(change))
        (found,) = decided.faults(session)
        assert fault in found


def test_of_two_who_want_one_name_at_once_one_has_it(desk: Database) -> None:
    def work(login: str) -> str:
        try:
            with desk.transaction() as session:
                return called(session, login, "Luz Rey" if login == "ana" else "luz réy")
        except AlmenaraError as error:
            return type(error).__name__

    with ThreadPoolExecutor(2) as pool:
        found = sorted(pool.map(work, ("ana", "bea")))
    assert found[0] == "ConflictError"
    with desk.reading() as session:
        assert decided.faults(session) == []


def test_who_decides_while_being_renamed_signs_as_one_person(desk: Database) -> None:
    """The page was opened under the old name; its decision comes after the new one."""
    with desk.transaction() as session:
        called(session, "ana", "Ana Roa")
        confirm(session, "Ana Núñez", 1, ANA)
        (line,) = views.flag(session, 1).decisions
        assert line.in_line == "Ana Núñez (today Ana Roa; with the account ana)"
        with pytest.raises(InputError, match="second person too"):
            confirm(session, "Ana Roa", 2, ANA)
        assert audit.entries(session, action=DECIDED)[0].actor == "Ana Núñez"


def test_an_account_of_before_is_made_like_any_other(desk: Database) -> None:
    """A new account may have the name that somebody typed before there were accounts: it is theirs."""
    with desk.transaction() as session:
        flags.decide(session, 1, FlagState.IN_REVIEW, who="Luz Rey", why="", expected_version=1, now=NOON)
        assert account(session, "luz", "Luz Rey", AccountRole.READER).name == "Luz Rey"


@pytest.mark.parametrize("who", ["almenara", " Almenára ", "аlmenara"])
def test_nobody_signs_as_the_watch_itself(desk: Database, who: str) -> None:
    """At an open desk a person's correction looked like one that the watch made by itself."""
    with desk.transaction() as session:
        number = views.statements_of_flag(session, 1)[1]
        given = {"who": who, "why": "seen", "now": NOON}
        for work in (
            lambda: flags.decide(session, 1, FlagState.IN_REVIEW, expected_version=1, **given),
            lambda: corrections.correct(session, number, None, expected_version=0, **given),
            lambda: judge.judge(session, 1, 2, Verdict.SAME, Signature(who, "one", NOON)),
        ):
            with pytest.raises(InputError, match="is what the watch itself signs with"):
                work()
