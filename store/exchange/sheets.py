"""Operators as CSV and XLSX, with the columns that seeds are read from (store.seeds.rows), so that a list comes back.

What strangers wrote stands in the cells: a cell that a spreadsheet would compute is written with an apostrophe in
front, which spreadsheets hide and our reader takes away. Control characters are dropped.
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, TextIO
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from core.errors import InputError, words_of
from core.terms import LegalStatus, NameKind
from core.text import neutralised, plain
from store.exchange import merged
from store.exchange.entries import Entry
from store.seeds.rows import CAUTION, COLUMNS, DESK, Row, seeds_of_rows
from store.seeds.seed import PREVIOUS, Seed

WRITTEN = (*(column for column in COLUMNS if column != "sure"), DESK, CAUTION)
"""Whoever reads our list looks for themselves whether somebody belongs on theirs."""
_LONGEST_CELL = 32_000
"""Letters; a cell takes 32,767."""
_NOT_ALL = "Not all of it is in this row: a cell holds no more. A CSV file has all."
_UNREADABLE = (
    *(BadZipFile, zlib.error, EOFError, RuntimeError),  # no archive, a damaged one, one with a password
    *(SyntaxError, ExpatError),  # parts that are no XML
    *(LookupError, ValueError, TypeError, AttributeError),  # missing or unknown ones
)
"""What openpyxl, which names no errors of its own, meets in a file that is no workbook or a damaged one."""
_SAVED_ANEW = "Save it as .xlsx anew, or as CSV in UTF-8."
CLEARED = "Cleared, as sources say and a person confirmed."
LEAD_ONLY = "A lead, not a finding."
_UNDECIDED = "A source clears it (%s), and nobody has decided on that yet."
_DOUBTFUL = "A source clears somebody who may be it (%s), and nobody has decided on that yet."
_OTHERWISE = "It was cleared (%s), and a source says otherwise."


def caution(said_cleared: date | None, *, waits: bool, is_doubtful: bool = False) -> str:
    """What no operator that does not stand as cleared is to be read without; `said_cleared` is on which day a source
    clears it all the same, `waits` whether nobody decided on that, and `is_doubtful` whether it merely may mean it."""
    return " ".join(filter(None, [LEAD_ONLY, clearing(said_cleared, waits=waits, is_doubtful=is_doubtful)]))


def clearing(said_cleared: date | None, *, waits: bool, is_doubtful: bool = False) -> str:
    """The part of a caution that says that a source clears it; "" where none does."""
    told = _OTHERWISE if not waits else _DOUBTFUL if is_doubtful else _UNDECIDED
    return told % said_cleared.isoformat() if said_cleared is not None else ""


def caution_of(entry: Entry) -> str:
    """What an operator that goes out is not to be read without."""
    if entry.standing is LegalStatus.CLEARED:
        return CLEARED
    return caution(entry.said_cleared, waits=entry.clearance_waits, is_doubtful=entry.clearance_doubtful)


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
        "date": said.on.isoformat() if said and said.has_day else "",
        "url": said.url if said else "",
        "note": entry.note,
        "key": entry.key,
        DESK: entry.desk,
        CAUTION: caution_of(entry),
    }
    return [neutralised(plain(cells[column])) for column in WRITTEN]


def write_csv(entries: Iterable[Entry], path: Path) -> int:
    """Write a file in UTF-8 with a mark that spreadsheets know it by. Returns how many operators."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        return _write_rows(entries, file)


def as_csv(entries: Iterable[Entry]) -> bytes:
    """What `write_csv` writes."""
    kept = StringIO(newline="")
    _write_rows(entries, kept)
    return kept.getvalue().encode("utf-8-sig")


def _write_rows(entries: Iterable[Entry], file: TextIO) -> int:
    writer = csv.writer(file)
    writer.writerow(WRITTEN)
    count = 0
    for entry in entries:
        writer.writerow(row(entry))
        count += 1
    return count


def write_xlsx(entries: Iterable[Entry], path: Path) -> int:
    """Write a workbook of one sheet; every cell is text. Returns how many operators."""
    from openpyxl import Workbook  # takes longer to import than most commands to run

    book = Workbook(write_only=True)
    sheet = book.create_sheet("watchlist")
    sheet.append(list(WRITTEN))
    count = 0
    for entry in entries:
        sheet.append([_as_text(sheet, cell) for cell in _fitting(row(entry))])
        count += 1
    whole = BytesIO()  # an archive that a full disk cuts off complains once more when it is let go
    book.save(whole)
    path.write_bytes(whole.getbuffer())
    return count


def _as_text(sheet: object, cell: str) -> object:
    """A cell of text, whatever it looks like: openpyxl takes '#N/A' for an error."""
    from openpyxl.cell import WriteOnlyCell

    if not cell.startswith("#"):
        return cell
    written = WriteOnlyCell(sheet, cell)
    written.data_type = "s"
    return written


def _fitting(cells: list[str]) -> list[str]:
    """The cells of a row as far as a workbook takes them: of parts that bars part none is cut in two."""
    if all(len(cell) <= _LONGEST_CELL for cell in cells):
        return cells
    caution_at = WRITTEN.index(CAUTION)
    short = [cell if len(cell) <= _LONGEST_CELL else _shorter(cell) for cell in cells]
    short[caution_at] = f"{cells[caution_at]} {_NOT_ALL}"
    return short


def _shorter(cell: str) -> str:
    kept, bar, _ = cell[: _LONGEST_CELL + 1].rpartition(" | ")
    return kept if bar else f"{cell[: _LONGEST_CELL - 1]}…"


def read_xlsx(path: Path) -> list[Seed]:
    """Read seeds from the first sheet of a workbook that is not hidden.

    Raises:
        InputError: it is no workbook, or a row can't be used; names the line.
    """
    with _sheet(path, data_only=True) as values, _sheet(path, data_only=False) as formulas:
        found = _merges(path, values)
        rows = _cells(path, zip(_rows(path, values), _rows(path, formulas), strict=False))
        return seeds_of_rows(path, merged.spread(path, rows, found))


@contextmanager
def _sheet(path: Path, *, data_only: bool) -> Iterator[Any]:
    """The first sheet that is not hidden: what its cells show, or the formulas behind it."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=data_only)
    except OSError as error:
        raise InputError(f"{path}: {words_of(error)}.", remedy="Name a file that is there and may be read.") from error
    except _UNREADABLE as error:
        raise InputError(f"{path}: no workbook that can be read.", remedy=_SAVED_ANEW) from error
    try:
        shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not shown:
            raise InputError(f"{path}: it has no sheet that is not hidden.", remedy=_SAVED_ANEW)
        yield shown[0]
    finally:
        book.close()


def _rows(path: Path, sheet: Any) -> Iterator[tuple[Any, ...]]:
    try:
        yield from sheet.iter_rows()
    except _UNREADABLE as error:
        raise _damaged(path) from error


def _merges(path: Path, sheet: Any) -> list[merged.Merge]:
    try:
        with sheet._get_source() as source:  # openpyxl, asked for rows one by one, tells nothing of merged cells
            return merged.merges(source)
    except _UNREADABLE as error:
        raise _damaged(path) from error


def _damaged(path: Path) -> InputError:
    return InputError(f"{path}: its first sheet can't be read.", remedy=_SAVED_ANEW)


def _cells(path: Path, rows: Iterable[tuple[tuple[Any, ...], tuple[Any, ...]]]) -> Iterator[Row]:
    """Rows with their numbers.

    Raises:
        InputError: a formula whose value whoever wrote the file has not worked out: it would be read as an empty cell.
    """
    width = 0  # of the columns that have a name; what stands beside them is nobody's
    for number, (cells, formulas) in enumerate(rows, 1):
        width = width or max((place for place, cell in enumerate(formulas, 1) if cell.value is not None), default=0)
        if any(map(_is_unknown, cells[:width], formulas[:width])):
            raise InputError(
                f"{path}, line {number}: a formula that nothing has worked out yet.",
                remedy="Open it in a spreadsheet program and save it, or put values in the place of formulas.",
            )
        yield Row(number, ["" if cell.value is None else _written(cell.value) for cell in cells])


def _is_unknown(cell: Any, formula: Any) -> bool:
    """Whether a cell has a formula and no value; an empty text is one."""
    return cell.value is None and formula.value is not None and cell.data_type == "n"


def _written(cell: object) -> str:
    """A day that a spreadsheet knows as one is a moment there: midnight."""
    return cell.date().isoformat() if isinstance(cell, datetime) else str(cell)
