"""Faults of the database in words: what is wrong, and what to do about it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from core.errors import AlmenaraError, BusyError, InputError, StoreError

_OPEN = (
    "See that its folder exists, that this user may write there and in the file, and that its service may, too "
    "(ReadWritePaths; docs/SERVER.md)."
)
_NONE = (
    "Name another file in database_url; if it was yours and is damaged, move it away with its -wal and -shm, and bring "
    "a backup by `almenara db restore`."
)
_KNOWN: tuple[tuple[str, type[AlmenaraError], str, str], ...] = (
    ("database is locked", BusyError, "is being written by another process", "Wait for it to end, then try again."),
    ("lock timeout", BusyError, "is being written by another process", "Wait for it to end, then try again."),
    ("locknotavailable", BusyError, "is being written by another process", "Wait for it to end, then try again."),
    ("deadlockdetected", BusyError, "was written by another process just then", "Nothing was kept: try again."),
    ("serializationfailure", BusyError, "was written by another process just then", "Nothing was kept: try again."),
    ("programlimitexceeded", StoreError, "was given what is too long for its indexes", "Nothing was kept: shorten it."),
    ("no such table", StoreError, "has no tables of Almenara yet", "`almenara nightly` makes them."),
    ("undefinedtable", StoreError, "has no tables of Almenara yet", "`almenara nightly` makes them."),
    ("duplicatetable", StoreError, "has tables of another program", "Name another in database_url."),
    ("unable to open database file", StoreError, "can't be opened", _OPEN),
    ("file is not a database", StoreError, "is no SQLite database", _NONE),
    ("malformed", StoreError, "is damaged", "Restore a backup: the archive holds what was crawled since."),
    ("database or disk is full", StoreError, "can't grow: the disk is full", "Free some space; nothing was lost."),
    ("diskfull", StoreError, "can't grow: the disk is full", "Free some space; nothing was lost."),
    ("disk i/o error", StoreError, "can't be read or written", "See to the disk; nothing was lost."),
    ("readonly database", StoreError, "may not be written", "Give this user the right to write it."),
)


_REFUSALS = frozenset({"InsufficientPrivilege", "InvalidSchemaName"})  # a schema that a user may not see is none
_TOO_LARGE = "A number is larger than the database can hold."
_LISTS = "See the list for the numbers that there are."
_ASKS_DRIVER = "sqlalchemy.engine.default"
_READS_MOMENTS = "sqlalchemy.engine._processors_cy"
_NO_MEMBER = re.compile(r" is not a valid \w+$")  # what an enumeration says of a word that it does not have


class OtherKindError(ValueError):
    """JSON of another kind than was written: a word where a list stood."""


@contextmanager
def explain(name: str) -> Iterator[None]:
    """Turn the driver's errors of this block into ours; mistakes of our own code pass through unchanged.

    Raises:
        BusyError: somebody else holds the database, or wrote what this wanted to write.
        StoreError: it can't be opened, is full, damaged, has no schema, or a row was edited by hand into no sense.
        InputError: a number is larger than a database can hold.
    """
    try:
        yield
    except OverflowError as error:
        if not _is_of_driver(error):
            raise
        raise InputError(_TOO_LARGE, remedy=_LISTS) from error
    except (ValueError, TypeError) as error:
        is_no_member = isinstance(error, ValueError) and _NO_MEMBER.search(str(error))
        if not (isinstance(error, json.JSONDecodeError | OtherKindError) or is_no_member or _was_no_moment(error)):
            raise
        raise StoreError(
            f"Database {name} holds a value that was never written by Almenara: {error}.",
            remedy="Put back what was edited by hand, or restore a backup (almenara db restore).",
        ) from error
    except DBAPIError as error:
        if type(error.orig).__name__ == "NumericValueOutOfRange":
            raise InputError(_TOO_LARGE, remedy=_LISTS) from error
        if type(error.orig).__name__ in _REFUSALS:
            raise StoreError(
                f"Database {name} refuses its user: {str(error.orig).splitlines()[0]}.",
                remedy="Make that user the owner of the tables, or name one who is in database_url.",
            ) from error
        said = f"{type(error.orig).__name__} {error.orig}".lower()
        for mark, kind, what, remedy in _KNOWN:
            if mark in said:
                raise kind(f"Database {name} {what}.", remedy=remedy) from error
        if error.connection_invalidated or type(error.orig).__name__ in {"OperationalError", "AdminShutdown"}:
            raise StoreError(
                f"Database {name} can't be reached: {str(error.orig).splitlines()[0]}.",
                remedy="See that the server runs and database_url is right; the work can then be taken up again.",
            ) from error
        raise


def _was_no_moment(error: Exception) -> bool:
    """Whether a day or a time stood in a row that is none; the same error from our own code is a mistake of ours."""
    return _raised_by(error) == _READS_MOMENTS


def _is_of_driver(error: Exception) -> bool:
    """Whether SQLite's driver was given the number; PostgreSQL's server says it by DataError. A day before the first
    one is the same error, and a mistake of ours."""
    return _raised_by(error) == _ASKS_DRIVER


def _raised_by(error: Exception) -> str:
    """The module that an error comes from; of what is written in C, the one that called it."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return str(frame.tb_frame.f_globals.get("__name__", "")) if frame is not None else ""
