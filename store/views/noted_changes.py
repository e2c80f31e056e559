"""Which entries of the watchlist changed without a moment of their own: what the audit log noted of them since then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select

from evidence.format.chain import Entry, parse_entry
from store.seeds.record import TOLD
from store.session import Session
from store.tables import AuditRow, OperatorRow

_ABOUT_ONE = ("name changed", "person said")
_LISTED, _LIST_READ, _PURGED = "read in from a list", "watchlist read in", "purged"


def is_noted(session: Session, since: datetime) -> ColumnElement[bool]:
    """Whether a person said since then what kind of name one of an entry is or whether it is a human being, a list told
    something of it (whatever days the list has), or a purge took names or numbers that stood apart from it. Of a list
    that told of very many, whoever is on any list."""
    noted = [entry for _at, entry in _noted(session, since)]
    said = {each for entry in noted if entry.action != _LISTED for each in _entries(entry)}
    listed = {each for entry in noted if entry.action == _LISTED for each in _entries(entry)}
    is_long = len(listed) > TOLD or any(map(_is_of_many, noted))
    on_list = OperatorRow.seed_key.is_not(None) if is_long else OperatorRow.operator_id.in_(listed)
    return or_(OperatorRow.operator_id.in_(said), on_list)


def noted_last(session: Session, entries: Mapping[int, int], since: datetime) -> Iterator[tuple[int, datetime]]:
    """What `is_noted` finds of some entries from a moment on, and when each was last noted so; the same one may come
    several times."""
    listed: set[int] = set()
    is_long = False
    for at, entry in reversed(list(_noted(session, since))):  # the newest first: a long list is one from then on back
        about = set(_entries(entry))
        yield from ((each, at) for each in about & entries.keys())
        listed |= about if entry.action == _LISTED else set()
        if not is_long and (is_long := len(listed) > TOLD or _is_of_many(entry)):
            on_list = select(OperatorRow.operator_id).where(OperatorRow.seed_key.is_not(None))
            yield from ((each, at) for each in entries.keys() & set(session.scalars(on_list)))


def _is_of_many(entry: Entry) -> bool:
    """Whether it says that a list told of more than are named one by one."""
    new = entry.details.get("new")
    return entry.action == _LIST_READ and isinstance(new, int) and new > TOLD


def _noted(session: Session, since: datetime) -> Iterator[tuple[datetime, Entry]]:
    actions = (*_ABOUT_ONE, _LISTED, _LIST_READ, _PURGED)
    query = select(AuditRow.at, AuditRow.line).where(AuditRow.action.in_(actions)).order_by(AuditRow.sequence)
    before = select(AuditRow.sequence).where(AuditRow.at < since).order_by(AuditRow.sequence.desc()).limit(1)
    if (known := session.scalar(before)) is not None:  # looked for from the end: most of the log is older
        query = query.where(AuditRow.sequence > known)
    return ((at, parse_entry(line.encode())) for at, line in session.execute(query))


def _entries(entry: Entry) -> Iterator[int]:
    """Whom an entry of the log is about."""
    if entry.action in _ABOUT_ONE:
        number = entry.subject.rpartition(" ")[2]
        yield from [int(number)] if number.isascii() and number.isdigit() else []
    told = entry.details.get("details of" if entry.action == _PURGED else "operators")
    yield from (each for each in told if isinstance(each, int)) if isinstance(told, list) else ()
