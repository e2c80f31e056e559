"""Accounts: who may be made, changed and shut out, with an entry for each and no secret in any."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from core.errors import ConflictError, InputError, NotFoundError
from store import audit
from store.accounts import people, sessions
from store.accounts.people import NewAccount
from store.accounts.records import AccountRole, Act
from store.accounts.sessions import Lifetime
from store.session import Database
from tests.store.accounts.make import ADMIN, OFFICE, PASSWORD, account, enter
from tests.store.make import NOON


def test_made_found_and_on_record(database: Database) -> None:
    with database.transaction() as session:
        made = account(session, "Ana.N", "  Ana   Núñez ")
        assert (made.login, made.name, made.must_change, made.has_totp) == ("ana.n", "Ana Núñez", False, False)
        assert people.find(session, " ＡNA.n ") == made
        (entry,) = audit.entries(session)
        assert (entry.action, entry.actor, entry.subject) == ("account made", "the terminal", "account ana.n")
        kept = session.execute(text("SELECT password_hash FROM accounts")).scalar_one()
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in json.dumps(entry.line.decode())
    with database.reading() as session:
        assert people.everybody(session) == [made]
        assert people.get(session, made.account_id) == made
        with pytest.raises(NotFoundError, match="user list"):
            people.find(session, "nobody")


@pytest.mark.parametrize(
    ("login", "name", "language", "said"),
    [
        ("a", "Ana", "", "Login"),
        ("ana nunez", "Ana", "", "Login"),
        ("аna", "Ana", "", "Login"),  # a Cyrillic а looks like ours
        ("ana\x00", "Ana", "", "Login"),
        ("x" * 70, "Ana", "", "Login"),
        ("ana", " ", "", "name of 2"),
        ("ana", "x" * 121, "", "name of 2"),
        ("ana", "--", "", "name of 2"),
        ("ana", "Ana\u200b", "", r"nobody sees \(U\+200B\)"),
        ("ana", "An\x00a", "", r"nobody sees \(U\+0000\)"),
        ("ana", "Аna", "", "Аna has letters of another script"),  # so does a Cyrillic А
        ("ana", "Ana (with the account bea)", "", "no brackets"),
        ("ana", "Ana; today Bea", "", "no brackets"),
        ("ana", "Almenara", "", "no person's name here"),
        ("ana", "Somebody at the desk", "", "no person's name here"),
        ("ana", "Ana", "de", "es, en and pt"),
    ],
)
def test_what_cannot_be_an_account(database: Database, login: str, name: str, language: str, said: str) -> None:
    with database.transaction() as session, pytest.raises(InputError, match=said):
        people.add(session, NewAccount(login, name, AccountRole.READER, PASSWORD, language), ADMIN)


def test_two_persons_never_share_a_login_or_a_name(database: Database) -> None:
    with database.transaction() as session:
        account(session)
        with pytest.raises(ConflictError, match="there already"):
            account(session, "ANA", "Another")
        with pytest.raises(ConflictError, match="looks like that of ana"):
            account(session, "ana2", "ana núñez")


@pytest.mark.parametrize("name", ["Ana Nunez", "Ana-Núñez", "Аnа Núñez", "Ana Núñez\u200b"])
def test_no_name_looks_like_anothers(database: Database, name: str) -> None:
    """The two confirmed what each other had proposed, and no page and no entry told them apart."""
    with database.transaction() as session:
        account(session)
        with pytest.raises((ConflictError, InputError)):
            account(session, "ana2", name)
        session.execute(text("UPDATE accounts SET name_key = 'ana núñez'"))  # as earlier versions kept it
        with pytest.raises((ConflictError, InputError)):
            account(session, "ana2", name)
        assert account(session, "ana2", "Ana Núñez Rey").name == "Ana Núñez Rey"


def test_the_last_admin_stays(database: Database) -> None:
    with database.transaction() as session:
        one = account(session, role=AccountRole.ADMIN)
        other = account(session, "luis", "Luis Rey", AccountRole.ADMIN)
        people.set_disabled(session, other.account_id, True, ADMIN)
        for change in (
            lambda: people.set_role(session, one.account_id, AccountRole.READER, ADMIN),
            lambda: people.set_disabled(session, one.account_id, True, ADMIN),
        ):
            with pytest.raises(ConflictError, match="last admin"):
                change()
        assert people.set_role(session, other.account_id, AccountRole.READER, ADMIN).role is AccountRole.READER
        assert people.admins(session) == 1
        assert [entry.action for entry in audit.entries(session, subject="account luis")] == [
            "role changed",
            "account disabled",
            "account made",
        ]


def test_two_admins_who_demote_each_other_at_once(database: Database) -> None:
    with database.transaction() as session:
        ids = [
            account(session, login, name, AccountRole.ADMIN).account_id
            for login, name in (("ana", "Ana Núñez"), ("luis", "Luis Rey"))
        ]

    def demote(account_id: int) -> bool:
        try:
            with database.transaction() as session:
                people.set_role(session, account_id, AccountRole.READER, ADMIN)
        except ConflictError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(demote, ids)) == [False, True]


def test_a_new_password_ends_every_session(database: Database) -> None:
    with database.transaction() as session:
        made = account(session)
    secret = enter(database).secret
    with database.transaction() as session:
        assert sessions.find(session, secret, Lifetime(), NOON) is not None
        changed = people.set_password(session, made.account_id, "another phrase, longer", ADMIN, own=False)
        assert changed.must_change
        assert sessions.find(session, secret, Lifetime(), NOON) is None
        assert audit.entries(session)[0].action == "password reset"
        again = people.set_password(session, made.account_id, "a phrase of my own", Act("ana", NOON), own=True)
        assert not again.must_change
        with pytest.raises(InputError, match="shorter than 12"):
            people.set_password(session, made.account_id, "short", ADMIN, own=True)


def test_shut_out_and_let_in(database: Database) -> None:
    with database.transaction() as session:
        made = account(session)
    secret = enter(database).secret
    with database.transaction() as session:
        assert people.set_disabled(session, made.account_id, True, ADMIN).disabled
        assert people.set_disabled(session, made.account_id, True, ADMIN).disabled  # twice changes nothing more
        assert [entry.action for entry in audit.entries(session)].count("account disabled") == 1
    assert enter(database).outcome == "wrong"
    with database.transaction() as session:
        people.set_disabled(session, made.account_id, False, ADMIN)
        assert sessions.find(session, secret, Lifetime(), NOON) is None  # what was ended stays so
    assert enter(database, where=OFFICE).outcome == "in"
