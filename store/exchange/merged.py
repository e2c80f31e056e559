"""Merged cells of a workbook. A file keeps the value in the first of them, leaves the others empty, and tells behind
all rows which they are; so they are looked up first, and the rows are read as they come, however many there are.

What stands in cells that are merged over several rows is said of each of these rows that has anything of its own. Rows
of one merged name are one operator (store.seeds.joined). Columns are different things: what is merged over several of
them is said in the first alone.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any
from xml.parsers import expat

from core.errors import InputError
from store.seeds.rows import Row

_BESIDE = " "
"""What parts the name of a namespace from that of an element."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells that are one; of several columns the first counts."""

    column: int  # from 0
    first: int  # row, from 1
    last: int
    name: str  # A2:B4, as the workbook has it


def merges(source: IO[bytes]) -> list[Merge]:
    """The cells that are merged over several rows of a sheet (its part of a workbook), by their first row. Nothing else
    of it is kept.

    Raises:
        expat.ExpatError, ValueError, LookupError: it is no such part, or damaged.
    """
    from openpyxl.utils.cell import range_boundaries

    found: list[Merge] = []

    def begins(name: str, attributes: dict[str, Any]) -> None:
        if name.rpartition(_BESIDE)[2] == "mergeCell":
            column, first, _last_column, last = range_boundaries(attributes["ref"])
            if last > first:
                found.append(Merge(column - 1, first, last, attributes["ref"]))

    parser = expat.ParserCreate(namespace_separator=_BESIDE)
    parser.StartElementHandler = begins
    parser.ParseFile(source)
    return sorted(found, key=lambda merge: (merge.first, merge.column))


def spread(file: object, rows: Iterable[Row], found: Sequence[Merge]) -> Iterator[Row]:
    """All rows of a sheet with what merged cells say in each row that they cover, and of which merged name each is.

    Raises:
        InputError: the names of the columns are merged with what is below.
    """
    waiting = iter(rows)
    head = next((row for row in waiting if _is_written(row)), Row(0, ()))
    _refuse_tall_names(file, head, found)
    yield head
    yield from _filled(waiting, found, [cell.strip().lower() for cell in head.cells]) if found else waiting


def _is_written(row: Row) -> bool:
    return any(cell.strip() for cell in row.cells)


def _refuse_tall_names(file: object, head: Row, found: Iterable[Merge]) -> None:
    for merge in found:
        if merge.first == head.number and merge.column < len(head.cells) and head.cells[merge.column].strip():
            raise InputError(
                f"{file}, line {head.number}: the cells {merge.name} are merged, and names of columns take one row.",
                remedy="Split these cells in the spreadsheet program.",
            )


def _filled(rows: Iterable[Row], found: Iterable[Merge], names: Sequence[str]) -> Iterator[Row]:
    """The rows that have something of their own, with what is merged into them."""
    coming = deque(merge for merge in found if merge.column < len(names))
    place = names.index("name") if "name" in names else -1
    now: dict[int, tuple[Merge, str]] = {}
    for row in rows:
        begun = []
        while coming and coming[0].first <= row.number:
            begun.append(coming.popleft())
        if not _is_written(row):
            continue
        cells = [*row.cells, *[""] * (len(names) - len(row.cells))]
        now = {column: each for column, each in now.items() if each[0].last >= row.number}
        for column, (_merge, text) in now.items():
            cells[column] = text
        now |= {each.column: (each, cells[each.column]) for each in begun if each.first == row.number}
        named = now.get(place)
        yield Row(row.number, cells, of=named[0].first if named and named[1].strip() else 0)
