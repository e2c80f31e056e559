"""Alembic's entry: runs the steps on the connection that store.schema hands in, within its transaction.

The steps name plain SQLAlchemy types, so that they stay what they were when the tables change. The views for SQL
(store.sql_views) are put down before the steps, which could not change a table beneath a view, and up after the newest.
"""

from __future__ import annotations

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from store import schema, sql_views
from store.tables import Base
from store.tables.base import UtcDateTime


def _plain(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("metadata", Base.metadata),
    include_name=context.config.attributes.get("include_name"),
    render_as_batch=True,
    render_item=_plain,
)
sql_views.put_down(connection)
context.run_migrations()
if context.get_context().get_current_revision() == schema.HEAD:
    sql_views.put_up(connection)
