"""Rows of a table that are one operator, for they share one merged name: taken together, and told where they contradict
each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from core.text import shortened
from store.seeds.seed import Seed

_SHOWN = 80

_Said = TypeVar("_Said")


def joined(rows: Sequence[Seed]) -> tuple[Seed, list[str]]:
    """The operator of these rows, and what is wrong with them. Contact points, other names, countries and notes add up;
    of all else they may say no more than one thing."""
    first, faults = rows[0], list[str]()
    if len(rows) == 1:
        return first, faults
    key = _one(rows, faults, "key", lambda row: row.key if row.has_key else None)
    is_person = _one(rows, faults, "person", lambda row: row.is_person, lambda told: "yes" if told else "no")
    one = replace(
        first,
        key=key or first.key,
        has_key=key is not None,
        aliases=tuple(dict.fromkeys(alias for row in rows for alias in row.aliases)),
        contacts=tuple(dict.fromkeys(point for row in rows for point in row.contacts)),
        countries=tuple(dict.fromkeys(country for row in rows for country in row.countries)),
        doubts=tuple(doubt for row in rows for doubt in row.doubts),
        note="\n".join(dict.fromkeys(row.note for row in rows if row.note)),
        is_person=is_person,
        status=_one(rows, faults, "status", lambda row: row.status, lambda told: told.value),
        said_on=_one(rows, faults, "date", lambda row: row.said_on),
        url=_one(rows, faults, "url", lambda row: row.url or None) or "",
        is_sure=any(row.is_sure for row in rows),
    )
    return one, faults


def _one(
    rows: Sequence[Seed],
    faults: list[str],
    column: str,
    said: Callable[[Seed], _Said | None],
    shown: Callable[[_Said], str] = str,
) -> _Said | None:
    """What the rows say in this column, the first of them where they contradict each other, which is a fault."""
    found = [(row, told) for row in rows if (told := said(row)) is not None]
    for row, told in found:
        first, before = found[0]
        if told != before:
            other, one = shortened(shown(told), _SHOWN), shortened(shown(before), _SHOWN)
            what = f"`{column}` is {other!r}, and {one!r} on {first.where}"
            faults.append(
                f"{row.where}: {what}: rows of one merged name are one operator; split the cell where they are several"
            )
            break
    return found[0][1] if found else None
