"""Every statement that a test sends: none joins a table of a query around it anew.

SQLAlchemy ties a query within another to the next one around it, and to no further: what names a table of the second
one around it gets that table once more, joined with nothing, and asks of any row there is. Such a condition is true of
everybody or of nobody, and on PostgreSQL fails once there are two rows. It has to say so itself
(`correlate`, `correlate_except`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from sqlalchemy import Engine, event

_TOKENS = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|[\w.]+|[(),]")
_ENDS = frozenset(["WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "UNION", "EXCEPT", "INTERSECT", "RETURNING", "SET"])


@dataclass(slots=True)
class _Query:
    """What stands between two brackets. `tables`: of its FROM, by alias, each with whether nothing joins it."""

    around: _Query | None
    reads: str = ""  # "": no query; "columns", "tables" or "rest" of one
    tables: list[tuple[str, bool]] = field(default_factory=list)
    is_next: bool = False  # a table comes
    is_listed: bool = False  # after a comma


class JoinedAnewError(AssertionError):
    """A statement joins a table of a query around it anew."""


def check_statements() -> None:
    """From now on every statement of this process is checked before it is sent."""
    event.listen(Engine, "before_cursor_execute", lambda *sent: check(sent[2]))


@lru_cache(maxsize=20_000)
def check(statement: str) -> None:
    """JoinedAnewError where it does."""
    for name in joined_anew(statement):
        raise JoinedAnewError(f"{name} is joined with nothing, and a query around it has it, too:\n{statement}")


def joined_anew(statement: str) -> Iterator[str]:
    """The tables, by alias."""
    for query in _queries(statement):
        around = query.around
        outer = set[str]()
        while around is not None:
            outer |= {name for name, _ in around.tables}
            around = around.around
        if len(query.tables) > 1:
            yield from (name for name, is_free in query.tables if is_free and name in outer)


def _queries(statement: str) -> list[_Query]:
    query = _Query(None)
    found, last = [query], ""
    for token in _TOKENS.findall(statement):
        word = token.upper()
        if token == "(":
            if query.is_next:  # a query in a table's place; its alias comes
                _read_tables(query, "", "", last)
            query = _Query(query)
            found.append(query)
        elif token == ")" and query.around is not None:
            query = query.around
        elif word == "SELECT":
            if query.reads:  # of a UNION
                query = _Query(query.around)
                found.append(query)
            query.reads = "columns"
        elif (word == "FROM" and (query.reads == "columns" or last == "DELETE")) or (word == "UPDATE" and not last):
            query.reads, query.is_next, query.is_listed = "tables", True, False
        elif query.reads == "tables":
            _read_tables(query, token, word, last)
        last = word
    return found


def _read_tables(query: _Query, token: str, word: str, last: str) -> None:
    if word in _ENDS:
        query.reads = "rest"
    elif token == "," or word == "JOIN":
        query.is_next, query.is_listed = True, token == ","
        if word == "JOIN" and query.tables:
            query.tables[-1] = (query.tables[-1][0], False)
    elif query.is_next:
        query.tables.append((token, query.is_listed or not query.tables))
        query.is_next = False
    elif last == "AS" and query.tables:
        query.tables[-1] = (token, query.tables[-1][1])
