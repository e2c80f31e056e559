"""Rows of a table read as seeds: CSV here, workbooks by store.exchange.sheets.

What each column takes stands in docs/WATCHLIST.md; store.seed_cells reads it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from core.errors import InputError, words_of
from core.names import name_key
from core.text import with_separator
from store import seed_cells
from store.seeds import Seed

COLUMNS = ("name", "aliases", "contacts", "countries", "person", "status", "date", "url", "note", "key", "sure")

CAUTION = "caution"
"""A column of the lists that we write, with what no row is to be read without. It is not read back."""


def read_csv(path: Path) -> list[Seed]:
    """Read a file of seeds, UTF-8, with a line of column names; commas or semicolons part the cells.

    Raises:
        InputError: the file can't be read, a column is unknown, or a value can't be used; names the line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines, separator = with_separator(file)
            return seeds_of_rows(path, csv.reader(lines, delimiter=separator))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: {words_of(error)}.", remedy="Save it as CSV in UTF-8.") from error


def seeds_of_rows(path: Path, rows: Iterable[Sequence[str]]) -> list[Seed]:
    """Seeds of rows of cells, the first with the names of the columns; empty rows are passed over.

    Raises:
        InputError: a column is unknown, or a value can't be used; names the line.
    """
    lines = iter(rows)
    names = [name.strip().lower() for name in next(lines, ())]
    _check_columns(path, names)
    found = []
    for number, cells in enumerate(lines, 2):
        if any(cell.strip() for cell in cells):
            line = f"line {number}"
            where = f"{path}, {line}"
            if any(cell.strip() for cell in cells[len(names) :]):
                raise InputError(f"{where}: more cells than columns.", remedy="Put a cell with separators in quotes.")
            found.append(replace(_seed(dict(zip(names, cells, strict=False)), where=where), where=line))
    return found


def _check_columns(path: Path, names: Sequence[str]) -> None:
    unknown = [name for name in names if name not in (*COLUMNS, CAUTION)]
    if "name" not in names or unknown:
        what = f"unknown column {unknown[0]!r}" if unknown else "no column `name`"
        raise InputError(f"{path}: {what}.", remedy=f"Columns are {', '.join(COLUMNS)}.")


def _seed(row: Mapping[str, str], *, where: str) -> Seed:
    value = {name: seed_cells.as_meant(text.strip()) for name, text in row.items()}
    name = value.get("name", "")
    if not name_key(name).core:
        raise InputError(f"{where}: {name!r} is no name.", remedy="Give every row a name with letters.")
    try:
        countries = seed_cells.countries(value.get("countries", ""))
        return Seed(
            key=value.get("key") or name,
            name=name,
            aliases=seed_cells.parts(value.get("aliases", "")),
            contacts=tuple(seed_cells.contact(part, countries) for part in seed_cells.parts(value.get("contacts", ""))),
            countries=countries,
            is_person=seed_cells.yes("person", value.get("person", "")),
            status=seed_cells.status(value.get("status", "")),
            said_on=seed_cells.day(value.get("date", "")),
            url=value.get("url", ""),
            note=value.get("note", ""),
            is_sure=seed_cells.yes("sure", value.get("sure", "")),
        )
    except ValueError as error:
        raise InputError(f"{where}: {error}.", remedy="docs/WATCHLIST.md says what each column takes.") from error
