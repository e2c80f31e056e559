"""The door to the database: one `Database` a process, with today's schema."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from store import schema
from store.connections import Connections
from store.faults import explain

__all__ = ["Database", "Session", "connection_of"]

HELD = "store.connection"
"""Under which a session has the connection of its transaction, where many statements follow one another."""


class Database(Connections):
    """The memory at one address; cheap to make, connects on first use.

    Raises:
        StoreError: the address can't be used, or its driver isn't installed.
    """

    def upgrade(self, *, new: bool = True) -> None:
        """Bring the schema to the newest; a failed migration leaves the old one. `new`: make a database where there is
        none.

        Raises:
            StoreError: the database can't be opened, or its schema is newer than this program; or there is none, and
                none is to be made.
            BusyError: another process holds it.
        """
        with explain(self.name):
            schema.upgrade(self, new=new)


def connection_of(session: Session) -> Connection:
    """The session's connection; to ask the session for it takes as long as a short statement."""
    held: Connection | None = session.info.get(HELD)
    return session.connection() if held is None or held.closed else held
