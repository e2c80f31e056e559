"""How fast somebody may try to sign in: by account and by address, in the database, so that a restart forgets nothing.

A try is counted before the password is looked at, so that many at once count too. After a few free ones each try must
wait for twice as long as the one before, up to a limit: nobody is ever locked out for good, also not by somebody who
fails on purpose in another's name. Names that nobody has are counted like all others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address, ip_network

from sqlalchemy import delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from store.session import Session
from store.tables import SignInTryRow

FORGET = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Limit:
    """How many tries are free, and how long a wait may grow."""

    free: int
    longest: timedelta

    def wait(self, tries: int) -> timedelta:
        """From the last try to the next one."""
        if tries < self.free:
            return timedelta(0)
        return min(timedelta(seconds=2 ** min(tries - self.free, 20)), self.longest)


ACCOUNT = Limit(5, timedelta(minutes=5))
ADDRESS = Limit(20, timedelta(minutes=15))  # an office may share one


@dataclass(frozen=True, slots=True)
class Tried:
    """Whom a try is counted against."""

    login: str
    address: str
    familiar: bool = False
    """The account signed in from this address before: it has a count of its own there, which no stranger can fill."""

    @property
    def limits(self) -> dict[str, Limit]:
        """Key -> its limit."""
        return {self.account_key: ACCOUNT, _key("address", _network(self.address)): ADDRESS}

    @property
    def account_key(self) -> str:
        """Where the tries at this account are counted."""
        return _key("account", f"{self.login} at {self.address}" if self.familiar else self.login)


def admit(session: Session, tried: Tried, now: datetime) -> timedelta:
    """Count a try and let it through (zero), or say how long to wait and count nothing."""
    _sweep(session, now)
    longest = timedelta(0)
    for key, limit in sorted(tried.limits.items()):  # one order, so that two at once never wait for each other
        _begin(session, key, now)
        row = session.get_one(SignInTryRow, key, with_for_update=True, populate_existing=True)
        longest = max(longest, row.last_at + limit.wait(row.tries) - now if row.tries else timedelta(0))
    if longest > timedelta(0):
        return longest
    counted = update(SignInTryRow).where(SignInTryRow.key.in_(tried.limits))
    session.execute(counted.values(tries=SignInTryRow.tries + 1, last_at=now))
    return timedelta(0)


def forgive(session: Session, tried: Tried, *, tries: int = 1) -> None:
    """These were not in vain: the account starts anew; the address gets so many tries back, and not those before."""
    session.execute(delete(SignInTryRow).where(SignInTryRow.key == tried.account_key))
    others = SignInTryRow.key.in_(tried.limits.keys() - {tried.account_key})
    given_back = update(SignInTryRow).where(others, SignInTryRow.tries >= tries)
    session.execute(given_back.values(tries=SignInTryRow.tries - tries))


def _sweep(session: Session, now: datetime) -> None:
    """Old tries are forgotten; rows that another sign-in holds are left to it."""
    old = select(SignInTryRow.key).where(SignInTryRow.last_at < now - FORGET).with_for_update(skip_locked=True)
    found = session.scalars(old).all()
    if found:
        session.execute(delete(SignInTryRow).where(SignInTryRow.key.in_(found)))


def _begin(session: Session, key: str, now: datetime) -> None:
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(SignInTryRow).values(key=key, tries=0, last_at=now).on_conflict_do_nothing())


def _key(kind: str, value: str) -> str:
    return f"{kind} {sha256(value.encode('utf-8', 'surrogatepass')).hexdigest()[:40]}"


def _network(address: str) -> str:
    """Whoever has one address of IPv6 has the other 2^64 of its network."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    return str(found) if found.version == 4 else str(ip_network(f"{found}/64", strict=False))
