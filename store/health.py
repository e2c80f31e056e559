"""Whether a database is what it should be: its own word, its references, and what we compute from what it holds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import Date, Table, Text, func, select, text, type_coerce

from core.terms import FlagKind, FlagState, Language
from store import audit, clusters, decided, schema
from store.audit import AuditHead
from store.session import Database, Session
from store.tables import AuditRow, Base, FlagRow, RevisionRow
from store.tables.base import JsonOf, UtcDateTime
from store.views import all_word_faults


def faults(database: Database, noted: list[AuditHead]) -> list[str]:
    """What is wrong, a line each; empty where all is well. `noted` are the heads of the audit log that others keep."""
    with database.reading() as session:
        found = _own_word(session) if database.is_sqlite else []
        version = session.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if version != schema.HEAD:
            found.append(f"its schema is {version}, this program's {schema.HEAD}")
        found += [fault for table in Base.metadata.sorted_tables for fault in _dangling(session, table)]
        found += _unknown_words(session)
        found += _broken_json(session) + _broken_days(session) if database.is_sqlite else []
        found += _first(all_word_faults(session))
        found += [f"operator {one}: its cluster is not what was judged" for one in clusters.differences(session)]
        found += audit.verify(session, noted)
        try:
            return found + decided.faults(session)
        except ValueError as error:  # a time that is none
            return [*found, f"decisions can't be held against the audit log: {error}"]


def is_empty(session: Session) -> bool:
    """Whether nothing was ever kept in it; that somebody looked is on record all the same."""
    kept = (table for table in Base.metadata.sorted_tables if table.name != AuditRow.__tablename__)
    return not any(session.execute(select(1).select_from(table).limit(1)).first() for table in kept)


_MAX_NAMED = 50


def _first(faults: Iterable[str]) -> list[str]:
    """The first of many, and how many more there are."""
    rest = iter(faults)
    named = list(islice(rest, _MAX_NAMED))
    more = sum(1 for _ in rest)
    return [*named, f"and {more} more like these"] if more else named


_WORDS = (
    (FlagRow.__table__.c.state, FlagState),
    (FlagRow.__table__.c.kind, FlagKind),
    (RevisionRow.__table__.c.language, Language),
)
"""Columns that hold words of a closed vocabulary, and by which pages are made."""


def _unknown_words(session: Session) -> list[str]:
    """Words that Almenara never writes: somebody's hand, or a newer program."""
    found = []
    for column, words in _WORDS:
        odd = select(column, func.count()).where(column.not_in([word.value for word in words])).group_by(column)
        found += [
            f"{column.table.name}: {count} rows say {column.name} {word!r}" for word, count in session.execute(odd)
        ]
    return found


_KINDS: dict[type, str] = {list: "array", dict: "object"}  # as SQLite calls them


def _broken_json(session: Session) -> list[str]:
    """Values that no parser reads, and those of another kind than is written; PostgreSQL takes none of the first."""
    found = []
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, JsonOf):
                bad = select(func.count()).select_from(table).where(func.json_valid(type_coerce(column, Text)) == 0)
                if count := session.scalar(bad):
                    found.append(f"{table.name}: {count} rows hold no JSON in {column.name}")
                    continue
                kind = func.json_type(type_coerce(column, Text))
                bad = select(func.count()).select_from(table).where(kind.not_in([_KINDS[column.type.kind], "null"]))
                if count := session.scalar(bad):
                    found.append(f"{table.name}: {count} rows hold no {column.type.kind.__name__} in {column.name}")
    return found


def _broken_days(session: Session) -> list[str]:
    """Days and times that are none; PostgreSQL takes none."""
    found = []
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Date | UtcDateTime):
                written = type_coerce(column, Text)
                is_bad = (func.typeof(written) != "text") | func.julianday(written).is_(None)
                bad = select(func.count()).select_from(table).where(written.is_not(None), is_bad)
                if count := session.scalar(bad):
                    found.append(f"{table.name}: {count} rows hold no time in {column.name}")
    return found


def _own_word(session: Session) -> list[str]:
    return [f"SQLite says: {said}" for said in session.scalars(text("PRAGMA integrity_check")) if said != "ok"]


def _dangling(session: Session, table: Table) -> list[str]:
    """References that lead nowhere; PostgreSQL allows none, but an index that is broken hides them."""
    found = []
    for key in table.foreign_keys:
        target = key.column.table.alias()
        missing = (
            select(func.count())
            .select_from(table.outerjoin(target, target.c[key.column.name] == key.parent))
            .where(key.parent.is_not(None), target.c[key.column.name].is_(None))
        )
        if count := session.scalar(missing):
            found.append(f"{table.name}: {count} rows lead to {key.column.table.name} that are not there")
    return found
