"""The name of a person as an account has it: it stands beside decisions, so nobody may mistake it for another's."""

from __future__ import annotations

from core.errors import InputError
from core.persons import look, mixed, unseen
from store.accounts import passwords
from store.tables.base import clean


def name_of(login: str, typed: str) -> str:
    """The name that was typed for an account, in its one spelling.

    Raises:
        InputError: it is too short or too long, or has what nobody sees, or letters of two scripts in a word.
    """
    if code := unseen(typed):
        raise InputError(
            f"Account {login}: the name has a character that nobody sees ({code}).",
            remedy="It stands beside decisions: type it anew, with letters and spaces alone.",
        )
    name = " ".join(clean(passwords.normal(typed)).split())
    if not 1 < len(name) <= 120 or not look(name):
        raise InputError(
            f"Account {login}: a name of 2 to 120 letters is needed.", remedy="It stands beside decisions."
        )
    if word := mixed(name):
        raise InputError(
            f"Account {login}: {word} has letters of another script among Latin ones.",
            remedy="It stands beside decisions: type it anew, in one script.",
        )
    return name
