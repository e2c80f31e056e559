"""The name of a person as an account has it: it stands beside decisions, so nobody may mistake it for another's; and
since decisions keep the name under which they were signed, none that an account once had is another's ever after."""

from __future__ import annotations

from sqlalchemy import select

from core.errors import ConflictError, InputError
from core.persons import is_alike, look, mixed, unseen
from store import audit, signers
from store.accounts import passwords
from store.session import Session
from store.tables import AccountRow
from store.tables.base import clean

_NOBODYS = (audit.MACHINE, "the watch", "la vigilancia", "a vigilância", "somebody", "somebody at the desk")
"""What pages and the log call the watch itself, and whom they don't know."""
_ASIDE = "()[]{};"
"""With these a name could say of itself what pages say of a signature, such as by whose account it came."""
_TELL_APART = "It stands beside decisions: write it so that nobody takes one for the other."


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
    if any(sign in name for sign in _ASIDE):
        raise InputError(
            f"Account {login}: a name has no brackets and no semicolon.",
            remedy="It stands beside decisions: what pages say of it there is in brackets.",
        )
    return name


def check_free(session: Session, login: str, name: str) -> None:
    """Refuse a name for the account of a login that is or was somebody else's, or looks like it, or like their login.

    Raises:
        InputError: no person acts under such a name.
        ConflictError: it is somebody's, or looks like somebody's.
    """
    signers.lock(session)  # nobody takes the name between this look and what follows
    if alike := next((each for each in _NOBODYS if is_alike(each, name)), ""):
        said = f"Account {login}: {name} is no person's name here: pages and log say {alike} where no person acts."
        raise InputError(said, remedy=_TELL_APART)
    for other in session.scalars(select(AccountRow).where(AccountRow.login != login).order_by(AccountRow.account_id)):
        if other.name == name:
            said = f"{other.login} ({other.name}) is there already."
            raise ConflictError(said, remedy="Take another login and name.")
        if is_alike(other.name, name):
            raise ConflictError(f"The name {name} looks like that of {other.login} ({other.name}).", remedy=_TELL_APART)
        if is_alike(other.login, name):
            raise ConflictError(
                f"The name {name} looks like the login of {other.login} ({other.name}).", remedy=_TELL_APART
            )
        for former in signers.former_names(session, other.account_id):
            if is_alike(former, name):
                raise ConflictError(
                    f"{former} was the name of {other.login} ({other.name}), who signed decisions with it.",
                    remedy="Nobody else can have it: take another name.",
                )


def check_login(session: Session, login: str) -> None:
    """Refuse a login for a new account that is somebody's, or looks like somebody's name.

    Raises:
        ConflictError: it is, or does.
    """
    for other in session.scalars(select(AccountRow).order_by(AccountRow.account_id)):
        if other.login == login:
            said = f"{other.login} ({other.name}) is there already."
            raise ConflictError(said, remedy="Take another login and name.")
        if any(is_alike(name, login) for name in signers.names_of(session, other.account_id)):
            raise ConflictError(
                f"The login {login} looks like the name of {other.login} ({other.name}).", remedy=_TELL_APART
            )
