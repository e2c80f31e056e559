"""Passwords: which are taken, one spelling for all keyboards, the same work for nobody's."""

from __future__ import annotations

import argon2
import pytest

from store.accounts import passwords
from store.accounts.passwords import Unfit, UnfitPasswordError
from tests.cheap import SHIPPED


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("eleven char", Unfit.SHORT),
        ("", Unfit.SHORT),
        ("x" * 1025, Unfit.LONG),
        ("é" * 1_000_000, Unfit.LONG),
        ("aaaaaaaaaaaaaaaa", Unfit.COMMON),
        ("abcabcabcabcabc", Unfit.COMMON),
        ("1234567890123456", Unfit.COMMON),
        ("0987654321098", Unfit.COMMON),
        ("abcdefghijklmn", Unfit.COMMON),
        ("qwertyuiopas", Unfit.COMMON),
        ("Password12345!", Unfit.COMMON),
        ("contraseña2026!!", Unfit.COMMON),
        ("passwordpassword", Unfit.COMMON),
        ("ana.nunez2026", Unfit.OWN_NAME),
        ("María Jesús 12", Unfit.OWN_NAME),
    ],
)
def test_what_is_tried_first_is_not_taken(password: str, why: Unfit) -> None:
    with pytest.raises(UnfitPasswordError) as caught:
        passwords.check_fit(password, "ana.nunez", "María Jesús")
    assert caught.value.why is why
    assert password[:40] not in str(caught.value) or not password


@pytest.mark.parametrize(
    "password", ["four grey herons wading", "correcto caballo batería", "🦆🦢🦩🦜🦉🐧🐔🐦🐤🐣🐥🦅", "x7$kQ\x00pw!zR2n"]
)
def test_any_letters_will_do(password: str) -> None:
    passwords.check_fit(password, "ana", "Ana Núñez")
    hashed = passwords.kept(password)
    assert passwords.matches(hashed, password)
    assert not passwords.matches(hashed, password + "\x00")
    assert not passwords.matches(hashed, password.upper() + "!")


def test_one_spelling_for_every_keyboard() -> None:
    hashed = passwords.kept("contrase\u00f1a del caf\u00e9")
    assert passwords.matches(hashed, "contrasen\u0303a del cafe\u0301")
    assert passwords.matches(passwords.kept("１２ wading herons"), "12 wading herons")
    assert not passwords.matches(hashed, "contrasena del cafe")


def test_hostile_passwords_are_only_wrong() -> None:
    hashed = passwords.kept("four grey herons wading")
    for hostile in ("", "\x00", "\ud800" * 20, "x" * 1_000_000, "four grey herons wading\x00tail"):
        assert not passwords.matches(hashed, hostile)
    assert not passwords.matches("", "anything")
    assert not passwords.matches("not a hash", "anything")


def test_nobodys_password_costs_a_real_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: both take one Argon2 check of the same parameters."""
    seen: list[str] = []

    class Watching(argon2.PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            seen.append(str(hash).rsplit("$", 2)[0])
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "_HASHER", Watching.from_parameters(argon2.extract_parameters(passwords.kept("x"))))
    passwords.matches("", "some password")
    passwords.matches(passwords.kept("four grey herons wading"), "some password")
    assert len(seen) == 2
    assert seen[0] == seen[1]


def test_passwords_are_kept_at_the_library_s_own_price() -> None:
    ours, theirs = SHIPPED, argon2.PasswordHasher()
    assert ours.type is theirs.type is argon2.Type.ID
    assert (ours.time_cost, ours.memory_cost, ours.parallelism) == (
        theirs.time_cost,
        theirs.memory_cost,
        theirs.parallelism,
    )


def test_older_parameters_are_known() -> None:
    weak = argon2.PasswordHasher(time_cost=1, memory_cost=8192).hash(b"four grey herons wading")
    assert passwords.is_dated(weak)
    assert not passwords.is_dated(passwords.kept("four grey herons wading"))


def test_invented_ones_are_fit_and_never_the_same() -> None:
    invented = {passwords.invented() for _ in range(50)}
    assert len(invented) == 50
    for each in invented:
        passwords.check_fit(each, "ana")
