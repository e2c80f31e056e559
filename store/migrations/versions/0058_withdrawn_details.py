"""Names, contact points and routes that withdrawn readings alone gave to an operator stand apart, and of the others it
is known whether a list or a person gave them.

Revision: 0058, after 0057. Nothing is put apart by the step. Of what was there before, all of an entry that a list
brought counts as given by it, and so do the names of an entry of which somebody changed a name: in doubt it stays.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql, sqlite

from core.names import name_key
from core.terms import ContactType
from store.channels import channel
from store.indexing.index import put
from store.indexing.words import name_words
from store.likeness.keys import file_under

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

_TABLE = "withdrawn_details"
_GIVEN = ("operator_names", "operator_contacts", "operator_routes")
_LISTED = "operator_id IN (SELECT operator_id FROM operators WHERE seed_key IS NOT NULL)"
_CHANGED = (
    "kind = 'previous_name' OR 'operator ' || operator_id IN "
    "(SELECT subject FROM audit_entries WHERE action = 'name changed')"
)
_SEEN = ("operator_id", "first_seen", "last_seen", "documents")


def upgrade() -> None:
    """One step up."""
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    moment = sa.DateTime(timezone=True)
    op.create_table(
        _TABLE,
        sa.Column("detail_id", big, nullable=False),
        sa.Column("operator_id", big, nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("more", sa.JSON(), nullable=False),
        sa.Column("read_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", moment, nullable=False),
        sa.Column("first_seen", moment, nullable=False),
        sa.Column("last_seen", moment, nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operators.operator_id"], name=op.f(f"fk_{_TABLE}_operator_id_operators")
        ),
        sa.PrimaryKeyConstraint("detail_id", name=op.f(f"pk_{_TABLE}")),
        sa.UniqueConstraint(
            "operator_id", "what", "kind", "value", name=op.f(f"uq_{_TABLE}_operator_id_what_kind_value")
        ),
    )
    op.create_index(op.f(f"ix_{_TABLE}_withdrawn_at"), _TABLE, ["withdrawn_at"])
    for table in _GIVEN:
        op.add_column(table, sa.Column("is_given", sa.Boolean(), nullable=False, server_default=sa.false()))
        op.execute(f"UPDATE {table} SET is_given = true WHERE {_LISTED}")  # noqa: S608 - our own words
    op.execute(f"UPDATE operator_names SET is_given = true WHERE {_CHANGED}")  # noqa: S608


def downgrade() -> None:
    """One step down: what was read once counts again, but the main name stays that which stood in."""
    connection = op.get_bind()
    apart = sa.Table(_TABLE, sa.MetaData(), autoload_with=connection)
    rows = [dict(row) for row in connection.execute(sa.select(apart).order_by(apart.c.what)).mappings()]
    for what, those in groupby(rows, itemgetter("what")):
        _PUT_BACK[what](connection, list(those))
    for table in _GIVEN:
        with op.batch_alter_table(table) as given:
            given.drop_column("is_given")
    op.drop_table(_TABLE)


def _names(connection: sa.Connection, rows: list[dict[str, Any]]) -> None:
    table, keys = _reflected(connection, "operator_names"), _reflected(connection, "operator_keys")
    of = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    for row in rows:
        name = row["value"]
        kind = "alias" if row["kind"] == "name" else row["kind"]
        values = {"name": name, "kind": kind, "core_key": name_key(name).core, **{key: row[key] for key in _SEEN}}
        (name_id,) = connection.execute(sa.insert(table).values(values).returning(table.c.name_id)).one()
        filed = [{"key": key, "operator_id": row["operator_id"]} for key in file_under(name)]
        if filed:
            connection.execute(of(keys).on_conflict_do_nothing(), filed)
        put(connection, "name", name_id, name_words(name))


def _contacts(connection: sa.Connection, rows: list[dict[str, Any]]) -> None:
    table = _reflected(connection, "operator_contacts")
    for row in rows:
        told = {"type": row["kind"], "value": row["value"], "channel": channel(ContactType(row["kind"]), row["value"])}
        connection.execute(sa.insert(table).values(told | {key: row[key] for key in _SEEN}))


def _routes(connection: sa.Connection, rows: list[dict[str, Any]]) -> None:
    table = _reflected(connection, "operator_routes")
    for row in rows:
        values = {"countries": row["value"], "waypoints": row["more"]} | {key: row[key] for key in _SEEN}
        connection.execute(sa.insert(table).values(values))


_PUT_BACK = {"name": _names, "contact": _contacts, "route": _routes}


def _reflected(connection: sa.Connection, name: str) -> sa.Table:
    return sa.Table(name, sa.MetaData(), autoload_with=connection)
