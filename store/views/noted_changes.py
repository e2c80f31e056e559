"""Which entries of the watchlist changed without a moment of their own: what the audit log noted of them since then."""

from __future__ import annotations

from collections.abc import Iterator
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
    noted = list(_noted(session, since))
    said = {each for entry in noted if entry.action != _LISTED for each in _entries(entry)}
    listed = {each for entry in noted if entry.action == _LISTED for each in _entries(entry)}
    news = [entry.details.get("new") for entry in noted if entry.action == _LIST_READ]
    is_long = len(listed) > TOLD or any(isinstance(each, int) and each > TOLD for each in news)
    on_list = OperatorRow.seed_key.is_not(None) if is_long else OperatorRow.operator_id.in_(listed)
    return or_(OperatorRow.operator_id.in_(said), on_list)


def _noted(session: Session, since: datetime) -> Iterator[Entry]:
    query = select(AuditRow.line).where(AuditRow.action.in_((*_ABOUT_ONE, _LISTED, _LIST_READ, _PURGED)))
    before = select(AuditRow.sequence).where(AuditRow.at < since).order_by(AuditRow.sequence.desc()).limit(1)
    if (known := session.scalar(before)) is not None:  # looked for from the end: most of the log is older
        query = query.where(AuditRow.sequence > known)
    return (parse_entry(line.encode()) for line in session.scalars(query))


def _entries(entry: Entry) -> Iterator[int]:
    """Whom an entry of the log is about."""
    if entry.action in _ABOUT_ONE:
        number = entry.subject.rpartition(" ")[2]
        yield from [int(number)] if number.isascii() and number.isdigit() else []
    told = entry.details.get("details of" if entry.action == _PURGED else "operators")
    yield from (each for each in told if isinstance(each, int)) if isinstance(told, list) else ()
