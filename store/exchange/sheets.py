"""Operators as CSV and XLSX, with the columns that seeds are read from (store.seeds), so that a list comes back.

What strangers wrote stands in the cells: a cell that a spreadsheet would compute is written with an apostrophe in
front, which spreadsheets hide and our reader takes away. Control characters are dropped.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from zipfile import BadZipFile

from core.errors import InputError, words_of
from core.terms import LegalStatus, NameKind
from core.text import neutralised, plain
from store.exchange.entries import Entry
from store.seed import PREVIOUS, Seed
from store.seed_rows import CAUTION, COLUMNS, seeds_of_rows

WRITTEN = (*(column for column in COLUMNS if column != "sure"), CAUTION)
"""Whoever reads our list looks for themselves whether somebody belongs on theirs."""
CLEARED = "Cleared, as sources say and a person confirmed."
LEAD_ONLY = "A lead, not a finding."
_UNDECIDED = "A source clears it (%s), and nobody has decided on that yet."
_OTHERWISE = "It was cleared (%s), and a source says otherwise."


def caution(said_cleared: date | None, *, waits: bool) -> str:
    """What no operator that does not stand as cleared is to be read without; `said_cleared` is on which day a source
    clears it all the same, and `waits` whether nobody decided on that."""
    if said_cleared is None:
        return LEAD_ONLY
    return f"{LEAD_ONLY} {(_UNDECIDED if waits else _OTHERWISE) % said_cleared.isoformat()}"


def row(entry: Entry) -> list[str]:
    """One operator as cells; of its standing, as pages show it, who said so last."""
    said = next((said for said in reversed(entry.said) if said.status is entry.standing), None)
    names = [f"{PREVIOUS if kind is NameKind.PREVIOUS_NAME else ''}{name}" for name, kind in entry.names]
    cells = {
        "name": entry.name,
        "aliases": " | ".join(name.replace("|", "/") for name in names),
        "contacts": " | ".join(f"{kind}:{value}" for kind, value in entry.contacts),
        "countries": " ".join(entry.countries),
        "person": "yes" if entry.is_person else "no",
        "status": said.status.value if said else "",
        "date": said.on.isoformat() if said else "",
        "url": said.url if said else "",
        "note": entry.note,
        "key": entry.key,
        CAUTION: CLEARED
        if entry.standing is LegalStatus.CLEARED
        else caution(entry.said_cleared, waits=entry.clearance_waits),
    }
    return [neutralised(plain(cells[column])) for column in WRITTEN]


def write_csv(entries: Iterable[Entry], path: Path) -> int:
    """Write a file in UTF-8 with a mark that spreadsheets know it by. Returns how many operators."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(WRITTEN)
        for entry in entries:
            writer.writerow(row(entry))
            count += 1
    return count


def write_xlsx(entries: Iterable[Entry], path: Path) -> int:
    """Write a workbook of one sheet; every cell is text. Returns how many operators."""
    from openpyxl import Workbook  # takes longer to import than most commands to run

    with path.open("wb") as file:  # before the workbook is begun: one that is never saved complains when it is let go
        book = Workbook(write_only=True)
        sheet = book.create_sheet("watchlist")
        sheet.append(list(WRITTEN))
        count = 0
        for entry in entries:
            sheet.append([cell[:32_000] for cell in row(entry)])  # a cell takes 32,767 letters
            count += 1
        book.save(file)
    return count


def read_xlsx(path: Path) -> list[Seed]:
    """Read seeds from the first sheet of a workbook.

    Raises:
        InputError: it is no workbook, or a row can't be used; names the line.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, InvalidFileException, BadZipFile, KeyError, ValueError) as error:
        raise InputError(f"{path}: {words_of(error)}.", remedy="Save it as .xlsx, or as CSV in UTF-8.") from error
    try:
        return seeds_of_rows(path, _cells(book.worksheets[0].iter_rows(values_only=True)))
    finally:
        book.close()


def _cells(rows: Iterable[tuple[object, ...]]) -> Iterator[list[str]]:
    for cells in rows:
        yield ["" if cell is None else _written(cell) for cell in cells]


def _written(cell: object) -> str:
    """A day that a spreadsheet knows as one is a moment there: midnight."""
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell)
