"""Rows of a table read as seeds: CSV here, workbooks by store.exchange.sheets.

What each column takes stands in docs/WATCHLIST.md; store.seeds.cells reads it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from pathlib import Path
from typing import TextIO, TypeVar

from core.errors import InputError, words_of
from core.text import as_meant, plain, shortened, with_separator
from store.seeds import cells
from store.seeds.joined import joined
from store.seeds.seed import Seed

MOST_FAULTS = 50
"""Slips of a file that are told at once."""

_LONGEST_CELL = 16 << 20
"""Letters of a cell: an operator with ten thousand contact points fits."""
_SEPARATOR = re.compile(r"\ufeff?sep=(.)\s*", re.IGNORECASE)
"""The line by which Excel tells what parts the cells."""

Cell = TypeVar("Cell")

COLUMNS = ("name", "aliases", "contacts", "countries", "person", "status", "date", "url", "note", "key", "sure")

DESK, CAUTION = "desk", "caution"
"""Columns of the lists that we write: the address of an operator's page, which is evidence of nothing, and what no row
is to be read without. They are not read back."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    number: int  # its line
    cells: Sequence[str]
    of: int = 0  # the number of the first row of the merged name that it is of; 0 where it has a name of its own


def read_csv(path: Path) -> list[Seed]:
    """Read a file of seeds, UTF-8, with a line of column names; commas or semicolons part the cells.

    Raises:
        InputError: the file can't be read, a column is unknown, or a value can't be used; names the line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return seeds_of_rows(path, _numbered(path, file))
    except UnicodeDecodeError as error:
        what = f"line {_first_of_others(path)} is not in UTF-8 (byte {error.object[error.start]:#04x})"
        raise InputError(f"{path}: {what}.", remedy="Save it as CSV in UTF-8.") from error
    except OSError as error:
        raise InputError(f"{path}: {words_of(error)}.", remedy="Name a file that is there and may be read.") from error


def _first_of_others(path: Path) -> int:
    """The first line of a file that is not in UTF-8; `UnicodeDecodeError` counts from the piece that was being read."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return 1


def _numbered(path: Path, file: TextIO) -> Iterator[Row]:
    """Rows with the line of the file on which each begins."""
    lines, separator = with_separator(file)
    first = next(lines, "")
    told = _SEPARATOR.fullmatch(first)
    lines, separator, begins = (lines, told[1], 2) if told else (chain([first], lines), separator, 1)
    csv.field_size_limit(_LONGEST_CELL)
    reader, before = csv.reader(lines, delimiter=separator, strict=True), begins - 1
    try:
        for cells in reader:
            yield Row(begins, cells)
            begins = before + reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"{path}, in the row that begins on line {begins}: {error}.",
            remedy="Look for a quote that is not closed, or double it inside its cell.",
        ) from error


def seeds_of_rows(path: Path, rows: Iterable[Row]) -> list[Seed]:
    """Seeds of rows, the first with the names of the columns; empty ones are passed over.

    Raises:
        InputError: a column is unknown, or values can't be used; names the line of each.
    """
    lines = (row for row in rows if any(cell.strip() for cell in row.cells))
    names = [name.strip().lower() for name in next(lines, Row(0, ())).cells]
    while names and not names[-1]:
        names.pop()
    _check_columns(path, names)
    found: list[Seed] = []
    faults: list[str] = []
    keys: dict[str, str] = {}
    for _of, together in groupby(lines, key=lambda row: row.of or row.number):
        seed, slips = _seed_of(list(together), names)
        if (other := keys.setdefault(seed.key if seed.has_key else _as_is_read(seed.name), seed.where)) != seed.where:
            key = shortened(seed.key, 80)
            slips.append(f"{seed.where}: the key {key!r} is that of {other}: one row an operator, one key a row")
        found.append(seed)
        faults += slips
        if len(faults) >= MOST_FAULTS:
            break
    if faults:
        raise _slips(path, faults)
    return found


def _seed_of(together: Sequence[Row], names: Sequence[str]) -> tuple[Seed, list[str]]:
    """The seed of the rows of one operator, and what is wrong with them."""
    rows = [_Row(dict(zip(names, row.cells, strict=False)), f"line {row.number}") for row in together]
    countries = [country for row in rows for country in row.countries]
    seed, contradictions = joined([row.seed(countries) for row in rows])
    for read, row in zip(rows, together, strict=True):
        if any(cell.strip() for cell in row.cells[len(names) :]):
            read.faults.append("more cells than columns: put a cell with separators in quotes")
    return seed, [f"{row.where}: {fault}" for row in rows for fault in row.faults] + contradictions


def _as_is_read(name: str) -> str:
    """A name whatever its case and blanks; in one list Peña and Pena are two."""
    return " ".join(plain(name).casefold().split())


def _slips(path: Path, faults: Sequence[str]) -> InputError:
    remedy = "docs/WATCHLIST.md says what each column takes."
    if len(faults) == 1:
        return InputError(f"{path}, {faults[0]}.", remedy=remedy)
    many = f"the first {MOST_FAULTS}" if len(faults) >= MOST_FAULTS else f"{len(faults)}"
    return InputError(
        f"{path}: {many} slips, and nothing of it was taken.", remedy=remedy, details=faults[:MOST_FAULTS]
    )


def _check_columns(path: Path, names: Sequence[str]) -> None:
    unknown = [number for number, name in enumerate(names) if name not in (*COLUMNS, DESK, CAUTION)]
    doubled = next((name for number, name in enumerate(names) if name in names[:number]), "")
    if "name" not in names or unknown or doubled:
        what = f"two columns `{doubled}`" if doubled else "no column `name`"
        if unknown:
            what = f"column {unknown[0] + 1} is unknown, {names[unknown[0]]!r}: the first row names the columns"
        by_tabs = "Part the cells by commas or semicolons, not by tabs. " if any("\t" in name for name in names) else ""
        raise InputError(f"{path}: {what}.", remedy=f"{by_tabs}Columns are {', '.join(COLUMNS)}.")


class _Row:
    """A row that is being read; what can't be used of it is gathered."""

    def __init__(self, texts: Mapping[str, str], where: str) -> None:
        self.faults: list[str] = []
        self.where = where
        self._value = {name: as_meant(text.strip()) for name, text in texts.items()}
        none: tuple[str, ...] = ()
        self.countries = self._read("countries", cells.countries, none)

    def seed(self, countries: Sequence[str]) -> Seed:
        """The seed of the row; worth nothing where there are faults. `countries`: of all rows of the operator, for the
        numbers of one that has none of its own."""
        name, key = self._read("name", cells.name, ""), plain(self._value.get("key", ""))
        of = self.countries or tuple(dict.fromkeys(countries))
        return Seed(
            key=key or self._value.get("name", ""),
            has_key=bool(key),
            name=name,
            aliases=tuple(self._each("aliases", cells.alias, but=cells.is_nobody)),
            contacts=tuple(self._each("contacts", lambda part: cells.contact(part, of))),
            countries=self.countries,
            is_person=self._read("person", lambda cell: cells.yes("person", cell) if cell else None, None),
            status=self._read("status", cells.status, None),
            said_on=self._read("date", cells.day, None),
            url=self._read("url", cells.url, ""),
            note=self._value.get("note", ""),
            where=self.where,
            doubts=tuple(f"{self.where}: {told}" for told in cells.doubts(self._value.get("contacts", ""), of)),
            is_sure=self._read("sure", lambda cell: cells.yes("sure", cell), False),
        )

    def _read(self, column: str, reading: Callable[[str], Cell], instead: Cell) -> Cell:
        return next(iter(self._used([self._value.get(column, "")], reading)), instead)

    def _each(
        self, column: str, reading: Callable[[str], Cell], *, but: Callable[[str], bool] = lambda _: False
    ) -> list[Cell]:
        return self._used((each for each in cells.parts(self._value.get(column, "")) if not but(each)), reading)

    def _used(self, cells: Iterable[str], reading: Callable[[str], Cell]) -> list[Cell]:
        found = []
        for cell in cells:
            try:
                found.append(reading(cell))
            except ValueError as error:
                self.faults.append(str(error))
        return found
