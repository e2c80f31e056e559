"""`almenara user`: accounts of the desk. Whoever may write the database can always let people in again from here."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from getpass import getpass
from typing import Annotated

import typer

from cli.arguments import Login, lines_of
from cli.common import AsJson, me, opened, print_json, print_table
from core.errors import InputError, NotFoundError
from core.settings import load
from core.text import was_no_utf8
from store.accounts import people, tokens, totp
from store.accounts.mailboxes import set_mailbox
from store.accounts.people import NewAccount
from store.accounts.records import Account, AccountRole, Act, Scope
from store.accounts.renaming import rename
from store.outgoing import recipients
from store.session import Session
from store.signers import former_names

app = typer.Typer(help="Accounts of the desk (web.accounts).", no_args_is_help=True)
COLUMNS = ("login", "name", "before", "role", "state", "second factor", "last signed in", "tokens")

Mine = Annotated[
    bool, typer.Option("--mine", help="It is my own account: the password need not be changed at the first sign-in.")
]


@app.command("add")
def add(
    login: Login,
    name: Annotated[str, typer.Option(help="As it stands beside decisions.")],
    role: Annotated[AccountRole, typer.Option(help="What they may do.")] = AccountRole.READER,
    language: Annotated[str, typer.Option(help="es, en or pt; empty: the browser's wish.")] = "",
    mine: Mine = False,
) -> None:
    """Make an account. The password is asked for, or read from standard input (one line).

    Example: almenara user add ana --name "Ana Núñez" --role admin --mine
    """
    wanted = NewAccount(login, name, role, _password(), language, must_change=not mine)
    with _changing(new=True) as (session, act):
        account = people.add(session, wanted, act, shortest=load().web.password_length)
    print(f"Account {account.login} ({account.name}) is there: {account.role.value}.")


@app.command("list")
def list_accounts(as_json: AsJson = False) -> None:
    """Who has an account, and which tokens ask in their name. Example: almenara user list"""
    now = datetime.now(UTC)
    with opened() as database, database.reading() as session:
        found = people.everybody(session)
        before = {a.login: former_names(session, a.account_id) for a in found}
        held = {a.login: [t for t in tokens.of_account(session, a.account_id) if t.expires_at > now] for a in found}
    if as_json:
        for each in found:
            its_tokens = {token.prefix: token.name for token in held[each.login]}
            print_json(asdict(each) | {"former_names": before[each.login], "tokens": its_tokens})
        return
    rows = [
        (a.login, a.name, ", ".join(before[a.login]), a.role, "shut out" if a.disabled else "open",
         "yes" if a.has_totp else "no", _when(a),
         ", ".join(f"{token.prefix}… {token.name}" for token in held[a.login]))
        for a in found
    ]  # fmt: skip
    print_table("Accounts", COLUMNS, rows)


@app.command("rename")
def rename_account(
    login: Login, name: Annotated[str, typer.Argument(help="As it stands beside decisions from now on.")]
) -> None:
    """Give an account another name. What it signed keeps the name of then, with the new one beside it; nobody else can
    have the old one. The login stays.

    Example: almenara user rename ana "Ana Paz"
    """
    with _changing() as (session, act):
        account = people.find(session, login)
        before, after = account.name, rename(session, account.account_id, name, act).name
    print(f"Account {account.login} is called {after}{f'; what was signed as {before} stays so' * (before != after)}.")


@app.command("role")
def role(login: Login, to: Annotated[AccountRole, typer.Argument(help="What the person may do.")]) -> None:
    """Change what somebody may do, from their next request on. Example: almenara user role ana reviewer"""
    with _changing() as (session, act):
        account = people.set_role(session, people.find(session, login).account_id, to, act)
    print(f"Account {account.login} is {account.role.value}.")


@app.command("password")
def password(login: Login, mine: Mine = False) -> None:
    """Give an account a new password (asked for, or one line of standard input); its browsers are signed out.

    Example: almenara user password ana
    """
    with opened() as database, database.reading() as session:
        account_id = people.find(session, login).account_id
    given = _password()
    with _changing() as (session, act):
        shortest = load().web.password_length
        account = people.set_password(session, account_id, given, act, own=mine, shortest=shortest)
    print(f"Account {account.login} has another password{'' if mine else ', to be changed at the next sign-in'}.")


@app.command("totp-reset")
def totp_reset(login: Login) -> None:
    """Take a lost second factor away. Example: almenara user totp-reset ana"""
    with _changing() as (session, act):
        account = people.find(session, login)
        totp.take_away(session, account, act)
    print(f"Account {account.login} signs in by password alone.")


@app.command("disable")
def disable(login: Login) -> None:
    """Shut an account out: its sessions end, its tokens rest. Example: almenara user disable ana"""
    with _changing() as (session, act):
        account = people.set_disabled(session, people.find(session, login).account_id, True, act)
        mailed = recipients.find(session, account.mailbox, load().mail.recipients) if account.mailbox else None
    print(f"Account {account.login} is shut out.")
    if mailed is not None and not mailed.paused:
        sys.stderr.write(f"{mailed.mailbox} still gets mail: almenara digest recipient pause {mailed.mailbox}\n")


@app.command("enable")
def enable(login: Login) -> None:
    """Let an account in again. Example: almenara user enable ana"""
    with _changing() as (session, act):
        account = people.set_disabled(session, people.find(session, login).account_id, False, act)
    print(f"Account {account.login} is open.")


@app.command("mail")
def mail(login: Login, address: Annotated[str, typer.Argument(help="Of a recipient of the digest.")] = "") -> None:
    """Note where somebody's digest goes; their saved searches alert there and nowhere else. No address: nowhere.

    Example: almenara user mail ana ana@your-office.example
    """
    with _changing() as (session, act):
        account = set_mailbox(session, people.find(session, login).account_id, address, act)
        gets = not account.mailbox or recipients.find(session, account.mailbox, load().mail.recipients) is not None
    print(f"Account {account.login}: {account.mailbox or 'no mail'}.")
    if not gets:
        sys.stderr.write(f"No digest goes there yet: almenara digest recipient add {account.mailbox}\n")


@app.command("token")
def token(
    login: Login,
    name: Annotated[str, typer.Option(help="What it is for.")] = "",
    scope: Annotated[list[Scope] | None, typer.Option(help="What it may do; more than once for more.")] = None,
    days: Annotated[int, typer.Option(help="How long it lives.")] = 90,
    revoke: Annotated[str, typer.Option(help="Take the token that begins so back instead.")] = "",
) -> None:
    """Make a token for a program that asks in this person's name; it is printed this once.

    Example: almenara user token ana --name "our feed reader" --scope read --days 30
    """
    with _changing() as (session, act):
        account = people.find(session, login)
        if revoke:
            _revoke(session, account, revoke, act)
            return
        secret, made = tokens.add(session, account, name, scope or [Scope.READ], days=days, act=act)
    print(secret)
    sys.stderr.write(f"{', '.join(made.scopes)}, until {made.expires_at:%Y-%m-%d}. It is not shown again.\n")


def _revoke(session: Session, account: Account, beginning: str, act: Act) -> None:
    found = [each for each in tokens.of_account(session, account.account_id) if each.prefix == beginning[:10]]
    if len(found) != 1:
        known = ", ".join(each.prefix for each in tokens.of_account(session, account.account_id)) or "none"
        raise NotFoundError(f"Account {account.login}: no token begins with that.", remedy=f"It has: {known}.")
    tokens.revoke(session, account.account_id, found[0].token_id, act)
    print(f"Token {found[0].prefix}… of {account.login} opens nothing any more.")


@contextmanager
def _changing(*, new: bool = False) -> Iterator[tuple[Session, Act]]:
    with opened(new=new) as database, database.transaction() as session:
        yield session, Act(me(), datetime.now(UTC))


def _password() -> str:
    """Never an argument: others on this machine can read those."""
    if not sys.stdin.isatty():
        with lines_of("-") as lines:
            given = lines.readline().rstrip("\r\n")
        if was_no_utf8(given):
            raise InputError("The password is no text.", remedy="Write it in UTF-8.")
        if not given:
            raise InputError("No password came.", remedy="Write it on one line of standard input.")
        return given
    given = getpass("New password: ")
    if given != getpass("Once more: "):
        raise InputError("The two passwords differ.", remedy="Try again; nothing was changed.")
    return given


def _when(account: Account) -> str:
    return f"{account.seen_at:%Y-%m-%d %H:%M}" if account.seen_at else "never"
