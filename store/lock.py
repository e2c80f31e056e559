"""One at a time: a lock that a process holds while it works, and that dies with it.

SQLite: a lock file beside the database, held by the operating system. PostgreSQL: an advisory lock on a connection of
its own; a server that goes away lets go of it, and whatever is written after that fails for want of a server.
"""

from __future__ import annotations

import json
import os
import socket
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import text

from core.errors import BusyError, StoreError
from store.faults import explain
from store.session import Database

_WORK = {
    "nightly": "a night, an ingest or an import",
    "scheduler": "the scheduler",
    "mail": "the sending of mail",
    "webhooks": "the delivery of events",
}
"""What a lock is held for, where its holder has not noted it."""
_REMEDY = "Wait for it to end, or stop it, then try again."
_SOMEBODY = "Another process"
_CLOCKS_S = 120.0  # by which the two clocks may differ: that of the day may have been set since
_STARTED = 19  # of /proc/PID/stat behind the name: starttime
_PIDS = 1 << 31
_LETTERS = 63  # that PostgreSQL keeps of a connection's name
_SPACE = 0x414C4D45  # our part of PostgreSQL's advisory locks


@contextmanager
def hold(database: Database, name: str = "nightly", *, work: str = "") -> Iterator[None]:
    """Hold the lock `name` of this database for the block. `work`: what for, noted for whoever meets it ("an import").

    Raises:
        BusyError: it is held; says by which process, on which machine, since when, and for what.
        StoreError: there is nowhere to keep it.
    """
    with _hold_file(database.path, name, work) if database.path else _hold_advisory(database, name, work):
        yield


@contextmanager
def _hold_file(path: Path, name: str, work: str) -> Iterator[None]:
    lock, holder = path.with_name(f"{path.name}.{name}.lock"), _holder_file(path, name)
    # Never a per-thread lock: a night may be ended by another thread than the one that began it.
    guard = FileLock(lock, thread_local=False)
    try:
        guard.acquire(blocking=False)
    except Timeout as error:
        raise _busy(*_who_in(holder), name, str(path)) from error
    except OSError as error:
        raise StoreError(
            f"No lock can be kept at {lock}: {error.strerror}.", remedy="Make its folder first."
        ) from error
    try:
        me = {"pid": os.getpid(), "host": socket.gethostname(), "since": datetime.now(UTC).isoformat("T", "seconds")}
        holder.write_text(json.dumps(me | {"work": work}), encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        guard.release()


def holder(database: Database, name: str = "nightly") -> str:
    """Who holds the lock now, in words; "" where nobody does. The lock is not touched: to try it could turn away a
    night that begins in this moment.

    Raises:
        StoreError: the database can't be reached.
    """
    if database.path is None:
        keys = {"space": _SPACE, "name": zlib.crc32(name.encode()) - 2**31}
        with explain(database.name), database.engine.connect() as connection:
            row = connection.execute(text(_HOLDER), keys).first()
        return f"process {row[0]}, since {row[1]}{_for(row[2])}" if row else ""
    noted = _noted(_holder_file(database.path, name))
    if noted is None or (noted.host == socket.gethostname() and not _lives(noted)):
        return ""
    return f"process {noted}{_for(noted.work)}"


def _busy(who: str, work: str, name: str, where: str) -> BusyError:
    return BusyError(f"{who} is at work on {where}: {work or _WORK.get(name, name)}.", remedy=_REMEDY)


def _who_in(holder: Path) -> tuple[str, str]:
    """Who holds a lock, and what for."""
    noted = _noted(holder)
    return (f"Process {noted},", noted.work) if noted is not None else (_SOMEBODY, "")


@dataclass(frozen=True, slots=True)
class _Holder:
    pid: int
    host: str
    since: str
    work: str

    def __str__(self) -> str:
        return f"{self.pid} on {self.host}, since {self.since}"


def _noted(path: Path) -> _Holder | None:
    """What a holder noted of itself; None where it has only just taken the lock, or a hand or a full disk left else."""
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
        pid, since = said["pid"], str(said["since"])
        datetime.fromisoformat(since)
        is_one = isinstance(pid, int) and 0 < pid < _PIDS
        return _Holder(pid, str(said["host"]), since, str(said.get("work", ""))) if is_one else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _for(work: str) -> str:
    return f", for {work}" if work else ""


def _lives(noted: _Holder) -> bool:
    """Whether the process that took the lock then is still there, whoever's it is; after a restart of the machine its
    number may be another's."""
    try:
        os.kill(noted.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    began = _began(noted.pid)
    return began is None or began <= datetime.fromisoformat(noted.since).timestamp() + _CLOCKS_S


def _began(pid: int) -> float | None:
    """When a process began, seconds since 1970; None where the system doesn't tell."""
    try:
        boot = next(line for line in Path("/proc/stat").read_text("ascii").splitlines() if line.startswith("btime "))
        ticks = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[_STARTED]
    except (OSError, StopIteration, IndexError):
        return None
    return int(boot.split()[1]) + int(ticks) / os.sysconf("SC_CLK_TCK")


def _holder_file(path: Path, name: str) -> Path:
    return path.with_name(f"{path.name}.{name}.holder")


@contextmanager
def _hold_advisory(database: Database, name: str, work: str) -> Iterator[None]:
    keys = {"space": _SPACE, "name": zlib.crc32(name.encode()) - 2**31}
    with explain(database.name), database.engine.connect() as plain:
        connection = plain.execution_options(isolation_level="AUTOCOMMIT")  # or the night is one transaction
        if not connection.execute(text("SELECT pg_try_advisory_lock(:space, :name)"), keys).scalar():
            row = connection.execute(text(_HOLDER), keys).first()
            who, known = (f"Process {row[0]}, since {row[1]},", row[2]) if row else (_SOMEBODY, "")
            raise _busy(who, known, name, database.name)
        try:
            end = f": {work}" if work else ""
            me = f"almenara {os.getpid()} on {socket.gethostname()}"[: _LETTERS - len(end)] + end
            connection.execute(text("SELECT set_config('application_name', :me, false)"), {"me": me})
            yield
        finally:
            if not connection.invalidated:
                connection.execute(text("SELECT pg_advisory_unlock(:space, :name)"), keys)
                connection.execute(text("SELECT set_config('application_name', '', false)"))


_HOLDER = """
SELECT replace(split_part(a.application_name, ': ', 1), 'almenara ', ''),
       to_char(a.query_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SSZ'),
       split_part(a.application_name, ': ', 2)
FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
JOIN pg_database d ON d.oid = l.database AND d.datname = current_database()
WHERE l.locktype = 'advisory' AND l.granted AND l.classid = :space AND l.objid = ((:name)::bigint & 4294967295)::oid
"""
