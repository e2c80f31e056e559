"""What all tables share: names of constraints, portable types, and insertion that meets existing rows in peace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Dialect,
    Insert,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    Table,
    Update,
    bindparam,
    insert,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.orm.util import identity_key
from sqlalchemy.types import TypeDecorator

from store.faults import OtherKindError
from store.plain import read, send
from store.session import connection_of

BigId = BigInteger().with_variant(Integer(), "sqlite")
"""64-bit key that counts up by itself on both databases."""

CHUNK = 500
"""Rows a statement, below SQLite's limit of bound values."""
_T = TypeVar("_T")


class UtcDateTime(TypeDecorator[datetime]):
    """Aware datetimes in, aware UTC datetimes out; a naive one is a mistake of the caller."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; SQLite stores it without its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class JsonOf(TypeDecorator[Any]):
    """JSON that is a list, or an object (`kind`): what was made something else by hand is told, and breaks no page."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: type = object) -> None:
        super().__init__()
        self.kind = kind

    def process_result_value(self, value: object, dialect: Dialect) -> object:
        """As it stands.

        Raises:
            OtherKindError: it is neither of the kind nor nothing.
        """
        if value is not None and not isinstance(value, self.kind):
            raise OtherKindError(f"{value!r} where a {self.kind.__name__} should stand")
        return value


class Base(DeclarativeBase):
    """All tables. Constraints are named by rule, so that migrations can name them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - read by SQLAlchemy as it stands
        datetime: UtcDateTime(),
        bytes: LargeBinary(),
        dict[str, Any]: JsonOf(dict),
        list[Any]: JsonOf(list),
    }


def chunks(rows: Iterable[_T]) -> Iterator[list[_T]]:
    """These in their order, as many at a time as a statement takes."""
    waiting = iter(rows)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk


def insert_new(session: Session, table: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Insert rows; those whose key is there already are left as they are."""
    connection = connection_of(session)
    for chunk in chunks(rows):
        send(connection, _insert_new(table, connection.dialect.name), chunk)


@cache
def _insert_new(table: type[Base], dialect: str) -> Insert:
    of = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return of(plain_table(table)).on_conflict_do_nothing().inline()


def insert_or_renew(
    session: Session,
    table: type[Base],
    rows: Sequence[Mapping[str, object]],
    *,
    key: tuple[str, ...],
    renewed: tuple[str, ...],
) -> None:
    """Insert rows; where one of this key is there already, these columns of it take the new values."""
    connection = connection_of(session)
    for chunk in chunks(rows):
        statement = _insert_or_renew(table, connection.dialect.name, key, renewed)
        send(connection, statement, chunk)


@cache
def _insert_or_renew(table: type[Base], dialect: str, key: tuple[str, ...], renewed: tuple[str, ...]) -> Insert:
    of = postgresql.insert if dialect == "postgresql" else sqlite.insert
    new = of(plain_table(table))
    return new.on_conflict_do_update(index_elements=key, set_={name: new.excluded[name] for name in renewed}).inline()


def insert_one(session: Session, table: type[Base], values: Mapping[str, object]) -> bool:
    """Insert one row. False where its key is there already, also when another process was faster by a moment."""
    key = next(iter(table.__table__.primary_key))
    of = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    added = of(table).values(dict(values)).on_conflict_do_nothing().returning(key)
    return session.execute(added).first() is not None


def add_row(session: Session, table: type[Base], values: Mapping[str, object]) -> int:
    """Insert one row at once, past the session's unit of work, which takes ten times as long. Returns its key."""
    connection = connection_of(session)
    is_postgres = connection.dialect.name == "postgresql"
    return send(connection, _insert(table, returning=is_postgres), [values], returning=is_postgres)


def put_row(session: Session, table: type[Base], values: Mapping[str, object]) -> None:
    """`add_row` where nobody needs the key, for which PostgreSQL would have to be waited for."""
    send(connection_of(session), _insert(table, returning=False), [values])


def change_row(session: Session, table: type[Base], key: int, values: Mapping[str, object]) -> None:
    """Update one row at once. What the session holds of it is read anew when it is next asked."""
    send(connection_of(session), _update(table, tuple(values)), [{**values, "key_of_row": key}])
    held = session.identity_map.get(identity_key(table, key))
    if held is not None:
        session.expire(held)


def read_rows(session: Session, statement: Select[Any], **asked: object) -> list[Any]:
    """The rows of a statement that is composed once (`bindparam`), past the session's own, which takes ten times as
    long. What somebody changed in a row that the session holds is written first."""
    return read_each(session, (statement,), **asked)[0]


def read_each(session: Session, statements: Sequence[Select[Any]], **asked: object) -> list[list[Any]]:
    """`read_rows` of several statements at once, with the same values."""
    if session.autoflush:
        session.flush()
    return read(connection_of(session), *((statement, asked) for statement in statements))


@cache
def _insert(table: type[Base], *, returning: bool) -> Insert:
    (key,) = plain_table(table).primary_key
    new = insert(plain_table(table)).inline()
    return new.returning(key) if returning else new


@cache
def _update(table: type[Base], columns: tuple[str, ...]) -> Update:
    target = plain_table(table)
    (key,) = target.primary_key
    return update(target).where(key == bindparam("key_of_row")).values({name: bindparam(name) for name in columns})


def plain_table(table: type[Base]) -> Table:
    """The table itself, for statements that are composed once and know nothing of the session."""
    target = table.__table__
    assert isinstance(target, Table)  # noqa: S101 - mapped classes here are plain tables
    return target


_NEVER_KEPT = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """The text with what no database keeps (NUL, lone surrogates) replaced, letter for letter: offsets stay."""
    return _NEVER_KEPT.sub("\ufffd", text)
