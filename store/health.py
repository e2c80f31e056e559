"""Whether a database is what it should be: its own word, its references, and what we compute from what it holds."""

from __future__ import annotations

from sqlalchemy import Table, func, select, text

from store import audit, schema
from store.audit import AuditHead
from store.identity import clusters
from store.session import Database, Session
from store.tables import Base


def faults(database: Database, noted: list[AuditHead]) -> list[str]:
    """What is wrong, a line each; empty where all is well. `noted` are the heads of the audit log that others keep."""
    with database.reading() as session:
        found = _own_word(session) if database.is_sqlite else []
        version = session.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if version != schema.HEAD:
            found.append(f"its schema is {version}, this program's {schema.HEAD}")
        found += [fault for table in Base.metadata.sorted_tables for fault in _dangling(session, table)]
        found += [f"operator {one}: its cluster is not what was judged" for one in clusters.differences(session)]
        return found + audit.verify(session, noted)


def counts(session: Session) -> dict[str, int]:
    """How many rows each table has."""
    return {t.name: session.scalar(select(func.count()).select_from(t)) or 0 for t in Base.metadata.sorted_tables}


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
