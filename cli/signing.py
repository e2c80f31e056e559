"""Whose decision it is that is typed at a terminal: the name of an account where people have to have one."""

from __future__ import annotations

from cli.common import me
from core.errors import InputError, NotFoundError
from core.settings import Settings
from store.accounts import people
from store.accounts.records import Account
from store.session import Session
from store.signers import called_today
from store.ways import Way


def signer(session: Session, who: str, settings: Settings) -> tuple[str, Way]:
    """The name that signs a decision, and that it came from here.

    Where people have accounts, `who` is the login or the name of one; without it, the account signs whose login the
    user of this machine has. Elsewhere any name that is typed, else that user.

    Raises:
        InputError: nobody has such an account, or it may not decide.
    """
    if not settings.web.signed_in:
        return who or me(), Way(caller=me())
    account = _account(session, who.strip())
    if account.disabled:
        raise InputError(f"Account {account.login} is shut out.", remedy="`almenara user list` shows who may.")
    if not account.role.decides:
        raise InputError(
            f"{account.login} is a reader and decides nothing.",
            remedy=f"`almenara user role {account.login} reviewer`.",
        )
    return account.name, Way(caller=me(), login=account.login)


def _account(session: Session, who: str) -> Account:
    try:
        return people.find(session, who or me())  # a login is nobody else's
    except NotFoundError as error:
        called = called_today(session, who)  # nobody else can have the name that somebody had before
        if by_name := [each for each in people.everybody(session) if who and each.name == called]:
            return by_name[0]
        said = f"--who {who}: there is no such account" if who else f"{me()}, a user of this machine, has no account"
        remedy = "Say whose decision it is by --who LOGIN (`almenara user list`), or decide at the desk."
        raise InputError(
            f"{said}: where accounts are required, decisions are signed by them.", remedy=remedy
        ) from error
