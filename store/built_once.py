"""Expressions of SQLAlchemy that are made once, and not for every query that holds them.

A condition that is made of columns alone never changes. To make it anew takes far longer than the database takes to
answer: each alias of a table has all its columns made anew.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

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
