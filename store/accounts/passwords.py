"""Passwords: which are taken, how they are kept (Argon2id, the library's own parameters), how they are checked.

A password is normalised by NFKC first, so that one keyboard's é is another's. Checking costs the same for a name that
nobody has, and a few are checked at once at most: each takes 64 MiB for a moment.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.errors import InputError

LONGEST = 1024
"""Characters; a longer one is no password that anybody typed."""
SHORTEST = 12
HERE = Path(__file__).parent
_HASHER = PasswordHasher()
_AT_ONCE = BoundedSemaphore(4)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_RUNS = ("0123456789" * 3, _LETTERS + _LETTERS, "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm")
_COMMON = frozenset((HERE / "common_words.txt").read_text(encoding="utf-8").split())
"""What passwords of everybody are made of, in the languages of the pages."""


class Unfit(StrEnum):
    """Why a password isn't taken."""

    SHORT = "short"
    LONG = "long"
    COMMON = "common"
    OWN_NAME = "own_name"


class UnfitPasswordError(InputError):
    """A password that is easily guessed; `why` says it to pages in other languages."""

    def __init__(self, why: Unfit, what: str) -> None:
        super().__init__(what, remedy="Take a few words that nobody else would put together.")
        self.why = why


def check_fit(password: str, *names: str, shortest: int = SHORTEST) -> None:
    """Refuse a password that is easily guessed. There are no rules about kinds of letters.

    Raises:
        UnfitPasswordError: it is too short or long, on everybody's list, or made of the account's own names.
    """
    said = normal(password)
    if len(said) < shortest:
        raise UnfitPasswordError(Unfit.SHORT, f"The password is shorter than {shortest} characters.")
    if len(said) > LONGEST:
        raise UnfitPasswordError(Unfit.LONG, f"The password is longer than {LONGEST} characters.")
    letters = said.casefold()
    if _is_common(letters):
        raise UnfitPasswordError(Unfit.COMMON, "The password is one of those that are tried first.")
    bare = _letters_and_digits(letters)
    own = {_letters_and_digits(normal(name).casefold()) for name in names}
    if any(len(name) >= 3 and name in bare and len(bare.replace(name, "")) < shortest // 2 for name in own):
        raise UnfitPasswordError(Unfit.OWN_NAME, "The password is little more than the account's own name.")


def kept(password: str) -> str:
    """The password as it is kept."""
    with _AT_ONCE:
        return _HASHER.hash(_bytes(password))


def matches(hashed: str, password: str) -> bool:
    """Whether it is the one that was kept. An empty hash (nobody's) takes the same work, and never matches."""
    too_long = len(password) > LONGEST
    with _AT_ONCE:
        try:
            found = _HASHER.verify(hashed or _nobodys(), b"" if too_long else _bytes(password))
        except (VerificationError, InvalidHashError):
            return False
    return found and bool(hashed) and not too_long


def is_dated(hashed: str) -> bool:
    """Whether the library's parameters have changed since."""
    return _HASHER.check_needs_rehash(hashed)


def invented() -> str:
    """A password for somebody else, to be changed at the first sign-in: 100 bits, easy to read out."""
    return "-".join("".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(5)) for _ in range(4))


def normal(text: str) -> str:
    """One spelling (NFKC)."""
    return unicodedata.normalize("NFKC", text)


def _bytes(password: str) -> bytes:
    return normal(password).encode("utf-8", "surrogatepass")


def _is_common(letters: str) -> bool:
    core = "".join(c for c in letters if c.isalpha())
    return (
        len(set(letters)) < 5
        or re.fullmatch(r"(.{1,4}?)\1+.{0,3}", letters, re.S) is not None
        or any(letters in run or letters in run[::-1] for run in _RUNS)
        or core in _COMMON
        or any(core == word * 2 for word in _COMMON)
    )


def _letters_and_digits(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


@cache
def _nobodys() -> str:
    return _HASHER.hash(secrets.token_bytes(32))
