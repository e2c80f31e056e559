"""What opens a door, for how long, and that it can be taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from core.errors import InputError, NotFoundError
from store import audit
from store.accounts import people, sessions, tokens
from store.accounts.records import AccountRole, Act, Scope
from store.accounts.sessions import Lifetime
from store.session import Database
from tests.store.accounts.make import ADMIN, OFFICE, account, enter
from tests.store.make import NOON

SHORT = Lifetime(idle=timedelta(minutes=10), whole=timedelta(hours=12))


def test_a_session_ends_by_idling_and_at_its_end(database: Database) -> None:
    with database.transaction() as session:
        account(session)
    secret = enter(database).secret
    now = NOON
    while now - NOON < timedelta(hours=12):
        with database.transaction() as session:
            held = sessions.find(session, secret, SHORT, now)
            assert held is not None
            sessions.touch(session, held, now)
        now += timedelta(minutes=9)
    with database.reading() as session:
        assert sessions.find(session, secret, SHORT, now) is None
    other = enter(database).secret
    with database.reading() as session:
        assert sessions.find(session, other, SHORT, NOON + timedelta(minutes=9)) is not None
        assert sessions.find(session, other, SHORT, NOON + timedelta(minutes=10)) is None
        for strange in ("", "x", other + "x", "\x00", "\ud800"):
            assert sessions.find(session, strange, SHORT, NOON) is None


def test_sessions_are_ended_by_their_owner_only(database: Database) -> None:
    with database.transaction() as session:
        ana, luis = account(session), account(session, "luis", "Luis Rey")
    first, second = enter(database).secret, enter(database).secret
    act = Act("Ana Núñez", NOON)
    with database.transaction() as session:
        shown = sessions.of_account(session, ana.account_id, SHORT, NOON)
        assert len(shown) == 2
        held = sessions.find(session, first, SHORT, NOON)
        assert held is not None
        assert not sessions.end(session, luis.account_id, held.session_id, act)
        assert sessions.end(session, ana.account_id, held.session_id, act)
        assert sessions.end(session, ana.account_id, held.session_id, act)
        assert sessions.find(session, first, SHORT, NOON) is None
        assert sessions.find(session, second, SHORT, NOON) is not None
        assert [entry.action for entry in audit.entries(session)].count("signed out") == 1


def test_old_sessions_are_swept(database: Database) -> None:
    with database.transaction() as session:
        ana = account(session)
        sessions.begin(session, ana, OFFICE, NOON, lasts=timedelta(hours=12))
        sessions.begin(session, ana, OFFICE, NOON + timedelta(days=60), lasts=timedelta(hours=12))
        assert session.execute(text("SELECT count(*) FROM account_sessions")).scalar_one() == 1


def test_a_token_is_shown_once_and_opens_until_its_end(database: Database) -> None:
    with database.transaction() as session:
        ana = account(session)
        secret, made = tokens.add(session, ana, " Open\x00Refine ", [Scope.DECIDE, Scope.READ], days=30, act=ADMIN)
        assert made.scopes == (Scope.READ, Scope.DECIDE)
        assert secret.startswith(made.prefix)
        assert len(secret) > 40
        rows = str(session.execute(text("SELECT * FROM account_tokens")).all())
        assert secret not in rows
        assert secret[12:] not in "".join(entry.line.decode() for entry in audit.entries(session))
        assert tokens.find(session, secret, NOON) == made
        assert tokens.find(session, secret, NOON + timedelta(days=30)) is None
        for strange in ("", "alm_", secret[:-1], secret + " ", "\x00", "\ud800"):
            assert tokens.find(session, strange, NOON) is None
        assert tokens.wants_touch(made, NOON)
        tokens.touch(session, made, NOON)
        (seen,) = tokens.of_account(session, ana.account_id)
        assert seen.used_at == NOON
        assert not tokens.wants_touch(seen, NOON + timedelta(seconds=59))


def test_tokens_are_taken_back_and_rest_with_their_account(database: Database) -> None:
    with database.transaction() as session:
        ana, luis = account(session), account(session, "luis", "Luis Rey")
        secret, made = tokens.add(session, ana, "feed", [Scope.READ], days=30, act=ADMIN)
        people.set_disabled(session, ana.account_id, True, ADMIN)
        assert tokens.find(session, secret, NOON) is None
        people.set_disabled(session, ana.account_id, False, ADMIN)
        assert tokens.find(session, secret, NOON) is not None
        with pytest.raises(NotFoundError, match="no token"):
            tokens.revoke(session, luis.account_id, made.token_id, ADMIN)
        tokens.revoke(session, ana.account_id, made.token_id, ADMIN)
        tokens.revoke(session, ana.account_id, made.token_id, ADMIN)
        assert tokens.find(session, secret, NOON) is None
        assert tokens.of_account(session, ana.account_id) == []
        assert [entry.action for entry in audit.entries(session)].count("token revoked") == 1


@pytest.mark.parametrize(
    ("name", "scopes", "days", "said"),
    [
        (" ", [Scope.READ], 30, "needs a name"), ("feed", [], 30, "a scope"), ("feed", [Scope.READ], 0, "live for 0"),
        ("feed", [Scope.READ], 4000, "1 to 366"), ("feed", [Scope.DECIDE], 30, "reader"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_token(database: Database, name: str, scopes: list[Scope], days: int, said: str) -> None:
    with database.transaction() as session:
        reader = account(session, role=AccountRole.READER)
    with database.transaction() as session, pytest.raises(InputError, match=said):
        tokens.add(session, reader, name, scopes, days=days, act=ADMIN)
