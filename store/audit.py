"""The audit log: every view of personal data and every change, by whom and when, in entries chained by their hashes.

The entries have the form of the custody log's (evidence.custody tells what such a chain proves and what it does not)
and stand in the database, so that a change and its entry are kept together or not at all. Whoever may write the
database could rewrite the whole chain: its head is therefore noted in the custody log every night, and `verify` holds
the chain against every head that was noted there.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import func, select, text

from evidence.format.chain import GENESIS, Entry, fault, parse_entry, stamp, tool, utc_now, written
from store.session import Session
from store.tables import AuditRow
from store.tables.base import add_row, clean, plain_table, read_rows

MACHINE = "almenara"
"""Who acts when no person does."""

_LOCK = 0x414C4D41
_WAITING = "store.audit"
"""Under which a session has the entries that wait to be written."""

_ENTRIES = plain_table(AuditRow).c
_NEWEST = select(_ENTRIES.line).where(_ENTRIES.sequence == select(func.max(_ENTRIES.sequence)).scalar_subquery())


@dataclass(frozen=True, slots=True)
class AuditHead:
    """The newest entry: how many there are, and its hash."""

    entries: int
    hash: str


@dataclass(frozen=True, slots=True)
class Done:
    """What an entry is to say."""

    action: str
    who: str
    subject: str
    details: str  # JSON


def record(
    session: Session, action: str, who: str, subject: str = "", *, details: Mapping[str, object] | None = None
) -> None:
    """Add an entry in the session's transaction. `details` must be JSON values.

    Whoever writes an entry keeps all others from theirs until the transaction ends: let nothing long come after it, and
    nothing that another may hold who waits for the log, or record within `at_the_end`.
    """
    done = Done(action, clean(who.strip()), clean(subject), clean(json.dumps(dict(details or {}), ensure_ascii=False)))
    waiting: list[Done] | None = session.info.get(_WAITING)
    if waiting is None:
        _write(session, [done])
    else:
        waiting.append(done)


@contextmanager
def at_the_end(session: Session) -> Iterator[list[Done]]:
    """Within, entries wait, and are written together at the end: for what takes long, or changes rows after the first
    entry. Every page that is looked at writes an entry too, and would wait for all of it; and who decides on a flag has
    its row when it waits for the log. Gives those that wait; a block that raises writes none."""
    around: list[Done] | None = session.info.get(_WAITING)
    if around is not None:  # within another: it writes them
        yield around
        return
    waiting = session.info[_WAITING] = []
    try:
        yield waiting
    finally:
        del session.info[_WAITING]
    _write(session, waiting)


def _write(session: Session, those: Sequence[Done]) -> None:
    if not those:
        return
    session.flush()  # rows first, then the log: two who take them in two orders wait for each other for ever
    if session.get_bind().dialect.name == "postgresql":  # SQLite has one writer anyway
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    newest = head(session)
    for done in those:
        content: dict[str, object] = {
            "action": done.action,
            "actor": done.who,
            "at": stamp(utc_now()),
            "details": json.loads(done.details),
            "models": {},
            "sequence": newest.entries + 1,
            "subject": done.subject,
            "tool": tool(),
        }
        entry = parse_entry(written(newest.hash, content))
        add_row(session, AuditRow, _columns(entry))
        newest = AuditHead(entry.sequence, entry.hash)


def head(session: Session) -> AuditHead:
    """The newest entry."""
    newest = read_rows(session, _NEWEST)
    if not newest:
        return AuditHead(0, GENESIS)
    entry = parse_entry(newest[0].line.encode())
    return AuditHead(entry.sequence, entry.hash)


def has(session: Session, noted: AuditHead) -> bool:
    """Whether the log has this very entry."""
    line = session.scalar(select(AuditRow.line).where(AuditRow.sequence == noted.entries)) or ""
    try:
        return parse_entry(line.encode()).hash == noted.hash
    except ValueError:  # not there, or not readable: `verify` says so
        return False


def origin(session: Session) -> str:
    """What tells this watch from every other: eight digits of its first entry's hash; "0" before there is one."""
    first = session.scalars(select(AuditRow.line).order_by(AuditRow.sequence).limit(1)).first()
    return parse_entry(first.encode()).hash[:8] if first else "0"


def entries(
    session: Session,
    *,
    limit: int = 100,
    subject: str = "",
    action: str = "",
    who: Collection[str] = (),
) -> list[Entry]:
    """Entries, newest first; about one subject, of one action, by one person (under each of these names), where
    named."""
    query = select(AuditRow.line).order_by(AuditRow.sequence.desc()).limit(limit)
    if subject:
        query = query.where(AuditRow.subject == subject)
    if action:
        query = query.where(AuditRow.action == action)
    if who:
        query = query.where(AuditRow.who.in_(who))
    return [parse_entry(line.encode()) for line in session.scalars(query)]


def last(session: Session, action: str, subject: str = "") -> Entry | None:
    """The newest entry of one action, about one subject where named; None where it was never done."""
    query = select(AuditRow.line).where(AuditRow.action == action).order_by(AuditRow.sequence.desc()).limit(1)
    if subject:
        query = query.where(AuditRow.subject == subject)
    line = session.scalars(query).first()
    return None if line is None else parse_entry(line.encode())


def verify(session: Session, noted: Iterable[AuditHead] = ()) -> list[str]:
    """What is wrong with the log, a line each; empty where the chain holds and meets every head that was noted."""
    heads: dict[int, set[str]] = {}
    for each in noted:
        heads.setdefault(each.entries, set()).add(each.hash)
    faults: list[str] = []
    previous, count = GENESIS, 0
    for row in _rows(session):
        count += 1
        what = fault(row.line.encode(), previous, count) or _columns_differ(row)
        if what:
            faults.append(f"audit entry {row.sequence}: {what}")
        try:
            previous = parse_entry(row.line.encode()).hash
        except ValueError:
            previous = ""
        if heads.pop(count, {previous}) != {previous}:
            faults.append(f"audit entry {count}: is not the one whose hash was noted in the custody log")
    if heads:
        faults.append(f"the last entries are gone: the custody log knows {max(heads)}, the log has {count}")
    return faults


def _rows(session: Session) -> Iterator[AuditRow]:
    query = select(AuditRow).order_by(AuditRow.sequence).execution_options(yield_per=1000, populate_existing=True)
    yield from session.scalars(query)


def _columns_differ(row: AuditRow) -> str:
    repeated = _columns(parse_entry(row.line.encode()))
    names = [name for name, value in repeated.items() if name != "line" and getattr(row, name) != value]
    return f"column {names[0]} is not what the entry says" if names else ""


def _columns(entry: Entry) -> dict[str, object]:
    return {
        "sequence": entry.sequence,
        "at": entry.at,
        "action": entry.action,
        "who": entry.actor,
        "subject": entry.subject,
        "line": entry.line.decode(),
    }
