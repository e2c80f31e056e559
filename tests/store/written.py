"""What linking wrote, to be compared."""

from __future__ import annotations

from sqlalchemy import select

from store.session import Session
from store.tables import LinkRow, OperatorContactRow, OperatorKeyRow, OperatorMentionRow, OperatorNameRow, OperatorRow

NUMBERS = {"name_id", "contact_id", "mention_id", "link_id"}


def written(session: Session) -> list[list[tuple[str, ...]]]:
    """All rows that linking writes, without the numbers that a database gives them; operators by their order."""
    session.expire_all()
    order = {key: place for place, key in enumerate(sorted(session.scalars(select(OperatorRow.operator_id))))}
    found = []
    for table in (OperatorRow, OperatorNameRow, OperatorKeyRow, OperatorContactRow, OperatorMentionRow, LinkRow):
        columns = [column for column in table.__table__.columns if column.name not in NUMBERS]
        rows = session.execute(select(*columns)).mappings()
        told = [
            tuple(repr(order[value]) if str(name) == "operator_id" else repr(value) for name, value in row.items())
            for row in rows
        ]
        found.append(sorted(told))
    return found
