"""Signing in: one answer for everything that is wrong, codes that open once, a throttle that locks nobody out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import argon2
import pytest
from sqlalchemy import text

from store import audit
from store.accounts import passwords, sessions, sign_in, throttle, totp
from store.accounts.records import Act
from store.accounts.sessions import Browser, Lifetime
from store.accounts.sign_in import Answer, Outcome
from store.accounts.throttle import Tried
from store.session import Database
from tests.store.accounts.make import OFFICE, PASSWORD, account, enter, with_factor
from tests.store.make import NOON

ELSEWHERE = Browser("203.0.113.9", "curl")


def test_in_and_on_record(database: Database) -> None:
    with database.transaction() as session:
        made = account(session)
    answer = enter(database, " ANA ")
    assert answer.outcome is Outcome.IN
    with database.reading() as session:
        held = sessions.find(session, answer.secret, Lifetime(), NOON)
        assert held is not None
        assert (held.account.account_id, held.whole, held.address) == (made.account_id, True, "192.0.2.7")
        entry = audit.entries(session)[0]
        kept = session.execute(text("SELECT id_hash FROM account_sessions")).scalar_one()
    assert (entry.action, entry.actor, entry.details) == ("signed in", "Ana Núñez", {"address": "192.0.2.7"})
    assert answer.secret not in kept
    assert answer.secret not in entry.line.decode()


@pytest.mark.parametrize(
    ("login", "password"),
    [
        ("ana", "wrong"), ("ana", ""), ("nobody", PASSWORD), ("", ""), ("ana\x00", PASSWORD), ("x" * 100_000, PASSWORD),
        ("ana", "x" * 1_000_000), ("ana", PASSWORD + "\x00"), ("\ud800", "\ud800"), ("ana' OR 1=1 --", PASSWORD),
    ],
)  # fmt: skip
def test_one_answer_for_all_that_is_wrong(database: Database, login: str, password: str) -> None:
    with database.transaction() as session:
        account(session)
    assert enter(database, login, password) == Answer(Outcome.WRONG)
    with database.reading() as session:
        entry = audit.entries(session)[0]
    assert entry.action == "sign-in failed"
    assert entry.subject in ("account ana", "")
    assert password not in entry.line.decode() or len(password) < 2
    assert "nobody" not in entry.line.decode()  # it may be a password in the wrong field


def test_known_and_unknown_names_wait_alike(database: Database) -> None:
    with database.transaction() as session:
        account(session)
    walked = {}
    for number, login in enumerate(("ana", "nobody")):
        now, walked[login] = NOON, []
        for _ in range(12):
            answer = enter(database, login, "wrong", now=now, where=Browser(f"203.0.113.{number}", ""))
            walked[login].append((answer.outcome.value, answer.wait.total_seconds()))
            now += answer.wait or timedelta(0)
    assert walked["ana"] == walked["nobody"]
    assert walked["ana"][:7] == [*[("wrong", 0.0)] * 5, ("wait", 1.0), ("wrong", 0.0)]
    assert [wait for outcome, wait in walked["ana"] if outcome == "wait"] == [1, 2, 4, 8][: len(walked["ana"]) - 8 + 1]


def test_waits_grow_to_a_limit_and_nobody_is_locked_out(database: Database) -> None:
    with database.transaction() as session:
        account(session)
    now, longest = NOON, timedelta(0)
    for number in range(40):
        answer = enter(database, "ana", "wrong", now=now, where=Browser(f"203.0.113.{number}", ""))
        longest = max(longest, answer.wait)
        now += answer.wait
    assert longest == throttle.ACCOUNT.longest
    assert enter(database, now=now + longest, where=ELSEWHERE).outcome is Outcome.IN
    assert enter(database, "ana", "wrong", now=now + longest).outcome is Outcome.WRONG  # counted from the beginning


def test_strangers_cannot_make_the_owner_wait(database: Database) -> None:
    """An address from which the account has signed in has a count of its own."""
    with database.transaction() as session:
        account(session)
    assert enter(database).outcome is Outcome.IN
    for number in range(12):
        enter(database, "ana", "wrong", where=Browser(f"203.0.113.{number}", ""))
    assert enter(database, where=ELSEWHERE).outcome is Outcome.WAIT
    assert enter(database).outcome is Outcome.IN


def test_one_address_is_slowed_over_many_names(database: Database) -> None:
    with database.transaction() as session:
        account(session)
        for number in range(throttle.ADDRESS.free):
            assert not throttle.admit(session, Tried(f"name{number}", "2001:db8::1"), NOON)
        assert throttle.admit(session, Tried("another", "2001:db8::ffff"), NOON) == timedelta(seconds=1)  # one /64
        assert not throttle.admit(session, Tried("another", "2001:db8:1::1"), NOON)
        assert not throttle.admit(session, Tried("another", "2001:db8::1"), NOON + timedelta(seconds=1))
        assert not throttle.admit(session, Tried("name0", "2001:db8::1"), NOON + throttle.FORGET * 2)


def test_many_at_once_are_counted_before_they_are_looked_at(database: Database) -> None:
    def attempt(_number: int) -> bool:
        with database.transaction() as session:
            return not throttle.admit(session, Tried("ana", "192.0.2.7"), NOON)

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(24))) == throttle.ACCOUNT.free


def test_a_second_factor_takes_a_code_that_opens_once(database: Database) -> None:
    with database.transaction() as session:
        made = account(session)
        telephone = with_factor(session, made.account_id)
    answer = enter(database)
    assert answer.outcome is Outcome.CODE
    with database.reading() as session:
        held = sessions.find(session, answer.secret, Lifetime(), NOON)
    assert held is not None
    assert not held.whole

    def step(code: str, seconds: int = 0) -> Answer:
        now = NOON + timedelta(seconds=seconds)
        return sign_in.by_code(database, held, code, OFFICE, lifetime=Lifetime(), now=now)

    for wrong in ("", "000000", "١٢٣٤٥٦", "\ud800", "9" * 100_000):
        assert step(wrong).outcome in (Outcome.WRONG, Outcome.WAIT)
    with database.transaction() as session:
        session.execute(text("DELETE FROM sign_in_tries"))
    code = telephone.at(NOON)
    opened = step(f"{code[:3]} {code[3:]}")
    assert opened.outcome is Outcome.IN
    assert opened.secret != answer.secret
    with database.reading() as session:
        assert sessions.find(session, answer.secret, Lifetime(), NOON) is None  # the half session is gone
    assert step(code).outcome is Outcome.WRONG  # a code opens once
    assert step(telephone.at(NOON - timedelta(seconds=30))).outcome is Outcome.WRONG  # nor does an older one
    assert step(telephone.at(NOON + timedelta(seconds=30)), 30).outcome is Outcome.IN


def test_one_code_at_once_opens_one_door(database: Database) -> None:
    with database.transaction() as session:
        made = account(session)
        code = with_factor(session, made.account_id).at(NOON)

    def use(_number: int) -> bool:
        with database.transaction() as session:
            return totp.accepts(session, made.account_id, code, NOON)

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(use, range(12))) == 1


def test_a_second_factor_counts_only_when_it_was_proved(database: Database) -> None:
    with database.transaction() as session:
        made = account(session)
        totp.prepare(session, made.account_id)
        assert not totp.confirm(session, made.account_id, "000000", Act("ana", NOON))
    assert enter(database).outcome is Outcome.IN
    with database.transaction() as session:
        telephone = with_factor(session, made.account_id)
        assert not totp.confirm(session, made.account_id, telephone.at(NOON), Act("ana", NOON))  # nothing waits
        totp.take_away(session, made, Act("ana", NOON))
        assert not totp.accepts(session, made.account_id, telephone.at(NOON), NOON)
        lines = "".join(entry.line.decode() for entry in audit.entries(session))
    assert telephone.secret not in lines
    assert "second factor taken away" in lines


def test_a_half_session_lives_for_minutes(database: Database) -> None:
    with database.transaction() as session:
        with_factor(session, account(session).account_id)
    secret = enter(database).secret
    with database.reading() as session:
        assert sessions.find(session, secret, Lifetime(), NOON + timedelta(minutes=4)) is not None
        assert sessions.find(session, secret, Lifetime(), NOON + sessions.CODE_WITHIN) is None


def test_the_hash_is_renewed_when_parameters_change(database: Database) -> None:
    weak = argon2.PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSWORD.encode())
    with database.transaction() as session:
        account(session)
        session.execute(text("UPDATE accounts SET password_hash = :weak"), {"weak": weak})
    assert enter(database).outcome is Outcome.IN
    with database.reading() as session:
        assert not passwords.is_dated(session.execute(text("SELECT password_hash FROM accounts")).scalar_one())
    assert enter(database).outcome is Outcome.IN


def test_tries_that_were_right_cost_an_office_nothing(database: Database) -> None:
    with database.transaction() as session:
        made = account(session)
        telephone = with_factor(session, made.account_id)
        account(session, "luis", "Luis Rey")
    for number in range(throttle.ADDRESS.free + 5):
        assert enter(database, "luis").outcome is Outcome.IN
        now = NOON + timedelta(minutes=number)
        answer = enter(database, now=now)
        with database.reading() as session:
            held = sessions.find(session, answer.secret, Lifetime(), now)
        assert held is not None
        opened = sign_in.by_code(database, held, telephone.at(now), OFFICE, lifetime=Lifetime(), now=now)
        assert opened.outcome is Outcome.IN
