"""Rows as files for spreadsheets. Crawled text never becomes a formula there: CSV cells that a spreadsheet would
compute get an apostrophe in front, as OWASP advises; in XLSX every cell but a day is a string by its type."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain

import xlsxwriter

from core.text import neutralised, plain

_LONGEST_CELL = 32_000  # Excel takes 32,767

Row = Sequence[object]


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> bytes:
    """A whole file."""
    return b"".join(csv_lines(columns, rows))


def csv_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    """The lines of a file as they come, in UTF-8 with a byte-order mark, so that Excel reads the accents."""
    line = io.StringIO()
    writer = csv.writer(line, quoting=csv.QUOTE_ALL)
    safe = ([_cell(each) if _is_number(each) else neutralised(_cell(each)) for each in row] for row in rows)
    yield b"\xef\xbb\xbf"
    for row in chain([columns], safe):
        writer.writerow(row)
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()


def as_xlsx(name: str, columns: Sequence[str], rows: Iterable[Row], *, day_format: str) -> bytes:
    """One sheet, its head frozen and filterable. Days are days there, so that they sort, and look as `day_format`."""
    kept = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(kept, options) as book:
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
        shown = book.add_format({"num_format": day_format, "align": "left"})
        sheet.set_column(0, len(columns) - 1, 18)
        last = 0
        for last, row in enumerate(rows, start=1):
            for place, each in enumerate(row):
                if isinstance(each, date):
                    sheet.write_datetime(last, place, each, shown)
                else:
                    sheet.write_string(last, place, _cell(each))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
    return kept.getvalue()


def _cell(value: object) -> str:
    text = "" if value is None else plain(str(value))
    return text if len(text) <= _LONGEST_CELL else f"{text[:_LONGEST_CELL]}… (cut)"


def _is_number(value: object) -> bool:
    """What a spreadsheet reads as the number that it is, with its sign."""
    return isinstance(value, int | float | Decimal) and math.isfinite(value)
