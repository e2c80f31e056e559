"""Accounts to try doors with."""

from __future__ import annotations

from datetime import datetime, timedelta

import pyotp

from store.accounts import people, sign_in, totp
from store.accounts.people import NewAccount
from store.accounts.records import Account, AccountRole, Act
from store.accounts.sessions import Browser, Lifetime
from store.accounts.sign_in import Answer
from store.session import Database, Session
from tests.store.make import NOON

PASSWORD = "four grey herons wading"
OFFICE = Browser("192.0.2.7", "Firefox 140")
ADMIN = Act("the terminal", NOON)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def account(
    session: Session, login: str = "ana", name: str = "Ana Núñez", role: AccountRole = AccountRole.REVIEWER
) -> Account:
    return people.add(session, NewAccount(login, name, role, PASSWORD, must_change=False), ADMIN)


def with_factor(session: Session, account_id: int, at: datetime = NOON - timedelta(minutes=5)) -> pyotp.TOTP:
    """Turn the second factor on; gives the telephone."""
    totp.prepare(session, account_id)
    secret, _address = totp.pending(session, account_id)
    telephone = pyotp.TOTP(secret)
    assert totp.confirm(session, account_id, telephone.at(at), Act("ana", at))
    return telephone


def enter(
    database: Database, login: str = "ana", password: str = PASSWORD, *, now: datetime = NOON, where: Browser = OFFICE
) -> Answer:
    return sign_in.by_password(database, login, password, where, lifetime=Lifetime(), now=now)
