"""What lookups that follow one another have read, so that it is read once: within a block (`keeping`), and on SQLite
from one block to the next, as long as nobody wrote in between. Who writes within a block says so (`forget`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from store.connections import KEPT
from store.session import HELD, Session

MADE_OF = "name_words"
"""The table of keys from whose answers something is made that is kept, too."""

REMEMBERED = {"name_words": 2_000, "made": 20_000}
"""Answers of a kind that are kept from one batch to the next; where there are more, all are read anew."""

_REMEMBERED = 100_000  # of every other kind: numbers and short rows


@dataclass(frozen=True, slots=True)
class Kept:
    """What was read: by what was asked and how many at most, by key; by what was asked, by operator; and what was made
    of it: by word (and a star for each step that it was looked for further), with the keys that it was made of."""

    under: dict[tuple[str, int], dict[int, list[Any]]] = field(default_factory=dict)
    of: dict[str, dict[int, list[Any]]] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)
    made_of: dict[int, list[str]] = field(default_factory=dict)

    def forget(self, what: str, keys: Iterable[int]) -> None:
        """Something was written under these keys."""
        stale = list(keys)
        for (of, _), found in self.under.items():
            for key in stale if of == what else ():
                found.pop(key, None)
        for key in stale if what == MADE_OF else ():
            for word in self.made_of.pop(key, ()):
                self.made.pop(word, None)

    def shrink(self) -> None:
        """Forget what has grown large."""
        found: dict[str, dict[int, list[Any]]] = {what: each for (what, _), each in self.under.items()} | self.of
        for what, each in found.items():
            if len(each) > REMEMBERED.get(what, _REMEMBERED):
                each.clear()
        if len(self.made) > REMEMBERED["made"]:
            self.made.clear()
            self.made_of.clear()


@contextmanager
def keeping(session: Session) -> Iterator[None]:
    """Within, what stands under a key, or is known of an operator, is read once, however often it is asked; and what
    was read within before, if nobody wrote since."""
    if KEPT in session.info:
        yield
        return
    connection = session.connection()
    stamp, kept = connection.info.pop(KEPT, (None, None))
    if kept is None or stamp != _stamp(connection):
        kept = Kept()
    kept.shrink()
    session.info |= {KEPT: kept, HELD: connection}
    try:
        yield
    finally:
        del session.info[KEPT], session.info[HELD]
    if (stamp := _stamp(connection)) is not None:
        connection.info[KEPT] = (stamp, kept)


def _stamp(connection: Connection) -> tuple[int, int] | None:
    """Another after every write to the database, by this connection or others; PostgreSQL has none."""
    if connection.dialect.name != "sqlite":
        return None
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 - it is connected
    (version,) = driver.execute("PRAGMA data_version").fetchone()
    return version, driver.total_changes


def of(session: Session) -> Kept | None:
    """What was read, where it is kept."""
    found: Kept | None = session.info.get(KEPT)
    return found


def forget(session: Session, what: str, keys: Iterable[int]) -> None:
    """Something was written under these keys."""
    if (known := of(session)) is not None:
        known.forget(what, keys)


def forget_operator(session: Session, operator_id: int) -> None:
    """Names, contact points or the entry of an operator were written."""
    known = of(session)
    for found in known.of.values() if known else ():
        found.pop(operator_id, None)
