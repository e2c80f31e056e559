"""`almenara compare`: how likely the two names of each row are one operator's, with every reason."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from cli.arguments import lines_of
from cli.common import AsJson, print_json
from core.errors import InputError
from core.text import as_meant, looks_like, neutralised, plain, was_no_utf8, with_separator

if TYPE_CHECKING:
    from _csv import Reader

NAMES = ("name1", "name2")
COLUMNS = ("score", "same", "start", "met", "for", "against")
_NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?")  # what a spreadsheet reads as the number that it is, with its sign
_BEGIN = "Begin with a line `name1,name2`."
_SAVE = "Save it as CSV in UTF-8."


class _Row(NamedTuple):
    cells: list[str]
    one: str
    other: str
    fault: str


def compare(
    file: Annotated[str, typer.Argument(metavar="PAIRS.csv", help="CSV with name1 and name2; - is standard input.")],
    as_csv: Annotated[bool, typer.Option("--csv", help="The rows again, with columns added, for a sheet.")] = False,
    as_json: AsJson = False,
) -> None:
    """Score the two names of each row, 0 to 1, and say which words met, what counted how much, and what spoke against.

    `same` says whether the score reaches the shipped threshold. Weights are log-odds: they and `start` add up to the
    score. A name alone proves nobody guilty, and a generic one not even a link. A row without two names is named on
    standard error, the others go on, and the exit status is 1. Other columns are passed over; --csv keeps them, and
    every row, with an empty score where there is none. Without --csv JSON lines come, with --json or not.

    Example: almenara compare pairs.csv > scored.jsonl
    """
    from store.likeness import compare as compare_names
    from store.likeness.explain import to_record

    if as_csv and as_json:
        raise InputError("--csv and --json exclude each other.", remedy="Give one of them.")
    failed = False
    with lines_of(file, "names in CSV") as lines:
        again, separator = with_separator(_in_utf8(file, lines))
        reader = csv.reader(again, delimiter=separator, strict=True)
        rows = _rows(file, reader)
        header = next(rows, [])
        places = _places(file, header, COLUMNS if as_csv else ())
        writer = csv.writer(sys.stdout, delimiter=separator, lineterminator="\n")
        if as_csv:
            writer.writerow([*map(_cell, header), *COLUMNS])
        for row in (_row(cells, len(header), places) for cells in rows if cells):
            if row.fault:
                sys.stderr.write(f"almenara: {file}, line {reader.line_num}: {row.fault}.\n")
                failed = True
            record = {} if row.fault else to_record(compare_names(row.one, row.other))
            if as_csv:
                kept, beyond = row.cells[: len(header)], row.cells[len(header) :]
                writer.writerow([*map(_cell, kept), *_added(record), *map(_cell, beyond)])
            elif record:
                print_json(record)
    if failed:
        raise typer.Exit(1)


def _in_utf8(file: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines without the byte-order mark that Excel writes, which would hide a first cell in quotes.

    Raises:
        InputError: they are in another encoding, and names read from it would be none.
    """
    for number, line in enumerate(lines, start=1):
        if was_no_utf8(line) or (number == 1 and "\0" in line):
            raise InputError(f"{file}, line {number}: not UTF-8; it looks like {looks_like(line)}.", remedy=_SAVE)
        yield line.removeprefix("\ufeff") if number == 1 else line


def _rows(file: str, reader: Reader) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise InputError(f"{file}, line {reader.line_num}: {error}.", remedy=_SAVE) from error


def _places(file: str, header: list[str], added: Iterable[str]) -> tuple[int, int]:
    """Where the two names stand.

    Raises:
        InputError: one stands nowhere or twice, or a column that is to be added is there already.
    """
    known = [plain(name).lower() for name in header]
    if not set(NAMES) <= set(known):
        raise InputError(f"{file}: no columns name1 and name2.", remedy=_BEGIN)
    for name in NAMES:
        if known.count(name) > 1:
            raise InputError(f"{file}, line 1: {known.count(name)} columns {name}.", remedy="Keep one, rename others.")
    for name in added:
        if name in known:
            raise InputError(
                f"{file}, line 1: a column {name}, which --csv adds.", remedy="Rename it, or leave it out."
            )
    return known.index(NAMES[0]), known.index(NAMES[1])


def _row(cells: list[str], width: int, places: tuple[int, int]) -> _Row:
    cells = cells + [""] * (width - len(cells))
    one, other = (plain(as_meant(cells[place])) for place in places)
    fault = "" if one and other else "a name is missing. Fill in name1 and name2"
    if any(
        cell.strip() for cell in cells[width:]
    ):  # a comma within a name moves what stands behind it into the wrong column
        fault = "more cells than columns. Put what holds a comma into quotes"
    return _Row(cells, one, other, fault)


def _added(record: dict[str, object]) -> Iterator[str]:
    for name in COLUMNS:
        value = record.get(name, "")
        if isinstance(value, list):
            value = "; ".join(f"{each['what']} ({each['weight']:+})" for each in value)
        yield _cell(str(value))


def _cell(text: str) -> str:
    text = plain(as_meant(text))
    return text if _NUMBER.fullmatch(text) else neutralised(text)
