"""Expressions of SQLAlchemy that are made once, and not for every query that holds them.

A condition that is made of columns alone never changes. To make it anew takes far longer than the database takes to
answer: each alias of a table has all its columns made anew. A whole statement that is made once costs a fifth of one
that is made anew each time: SQLAlchemy keeps with it by which key its text is known. What it is asked of is given with
it each time (`asked`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast

from sqlalchemy import BindParameter, bindparam

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")

_KEPT = 64
"""Of one function, by the tables and columns that it is given: aliases that a query made for itself alone fall out."""


def built_once(build: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Let a function whose arguments are tables, aliases or columns give one expression for the same ones, ever.

    Nothing else may go in: no moment, and no number of a row. And where a query holds such an expression within
    itself, the inner one would be taken for the outer one's.
    """
    return cast(Callable[_Given, _Made], lru_cache(maxsize=_KEPT)(build))


def asked(name: str) -> BindParameter[Any]:
    """In a statement that is made once: the list of values that is given with it under this name, for `in_`."""
    return bindparam(name, expanding=True)
